"""UIMA's CAS, as XMI and as JSON: what INCEpTION and WebAnno export and import.

Both are read and written here; what was written is held against what cassis finds in it, where that is there.
"""

from __future__ import annotations

import re
import warnings
from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from annotations.formats.carries import EVERYTHING
from annotations.formats.characters import fit_text, json_text, xml_text
from annotations.formats.codec import Head, Reference
from annotations.formats.errors import FormatError
from annotations.formats.exchange import LabelledDocument, Read
from annotations.formats.fitting import Fitted, fitted, fitted_further
from annotations.formats.format import Format, Layout
from annotations.formats.survey import Survey
from annotations.formats.told import Told
from annotations.formats.uima.annotator_files import AnnotatorFiles, signed
from annotations.formats.uima.cas import Cas
from annotations.formats.uima.cas_json import cas_json, read_cas_json
from annotations.formats.uima.cas_layers import LAYERS
from annotations.formats.uima.cas_reader import document_of
from annotations.formats.uima.cas_typesystem import (
    TYPE_SYSTEM,
    read_types,
    type_system_beside,
    type_system_xml,
)
from annotations.formats.uima.cas_writer import Layers, cas_of, fit_cas
from annotations.formats.uima.cas_xmi import read_xmi, xmi
from annotations.model.label_set import LabelSet
from annotations.words import mark, tr

_CARRIES = replace(EVERYTHING, discontinuous=False, shared_triggers=False, annotators=False)
XMI = Format(
    id="xmi",
    name="UIMA CAS XMI",
    endings=(".xmi",),
    layout=Layout.SEPARATE,
    carries=_CARRIES,
    unit=mark("UTF-16 units"),
    about=mark("The annotations of one person on one text, with layers as INCEpTION has them; in XML."),
)
CAS_JSON = Format(
    id="cas-json",
    name="UIMA CAS JSON",
    endings=(".json",),
    layout=Layout.SEPARATE,
    carries=_CARRIES,
    unit=mark("UTF-16 units"),
    about=mark("The annotations of one person on one text, with layers as INCEpTION has them; in JSON."),
)
_ROOT = re.compile(rb"<(?:\w+:)?XMI[\s>]")


class _Uima(AnnotatorFiles):
    """What both forms have in common."""

    def __init__(
        self,
        options: Mapping[str, str] | None = None,
        survey: Survey | None = None,
        label_set: LabelSet | None = None,
    ) -> None:
        """As of any codec; the survey says which attributes are features of their own."""
        super().__init__(options, survey, label_set)
        self._layers = Layers(self.survey)

    @abstractmethod
    def _clean(self, text: str) -> str:
        """The text with U+FFFD for each character that cannot be written."""

    @abstractmethod
    def _bytes(self, cas: Cas) -> bytes:
        """The file that says it."""

    @abstractmethod
    def _load(self, path: Path) -> Any:  # noqa: ANN401 - cassis has no types
        """What cassis makes of a file."""

    @abstractmethod
    def _cas(self, path: Path) -> Cas:
        """What a file holds."""

    def read(self, path: Path) -> Iterator[Read]:
        """The document of a file."""
        cas = self._cas(path)
        try:
            yield signed(document_of(cas), self.annotator(path))
        except FormatError as error:
            raise FormatError(error.message, path, error.place) from None

    def fit(self, document: LabelledDocument) -> Fitted:
        """What layers can hold of a document: mentions of one span, one event on each trigger."""
        document, losses = fit_text(document, self._clean)
        fit = fitted(document, self.format.carries)
        fit = fitted_further(fit, lambda cut: fit_cas(cut, self._clean))
        return Fitted(fit.document, (*losses, *fit.losses))

    def encode(self, document: LabelledDocument) -> Mapping[str, bytes]:
        """The document's CAS."""
        return {self.format.endings[0]: self._bytes(cas_of(document, self._layers, self._clean))}

    def companions(self) -> Mapping[str, bytes]:
        """The type system, by which INCEpTION makes the layers before it imports what is of them."""
        return {TYPE_SYSTEM: type_system_xml(self._layers.types)}

    def reference(self, paths: Sequence[Path]) -> Reference | None:
        """What cassis finds in files that were written."""
        if find_spec("cassis") is None:
            return None
        mentions = 0
        for path in paths:
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("error")
                    cas = self._load(path)
                mentions += sum(len(cas.select(layer)) for layer in LAYERS.values())
            except Exception as error:
                raise FormatError(tr("cassis refuses it: {why}", why=error), path) from error
        return Reference("cassis", len(paths), mentions)


class Xmi(_Uima):
    """CAS in XMI, a file a document, with a type system beside it or further up."""

    format = XMI

    @classmethod
    def sniff(cls, head: Head) -> str | None:
        """By its root."""
        return mark("it begins with xmi:XMI") if _ROOT.search(head.data[:4096]) else None

    @classmethod
    def parts(cls, path: Path) -> list[Path]:
        """The file and its type system."""
        beside = type_system_beside(path)
        return [path] if beside is None else [path, beside]

    def _cas(self, path: Path) -> Cas:
        beside = type_system_beside(path)
        cas = read_xmi(path, None if beside is None else read_types(beside))
        if beside is None:
            why = tr("no type system (TypeSystem.xml) is beside it: all values are read as texts")
            cas.told.append(Told(why))
        return cas

    def _clean(self, text: str) -> str:
        return xml_text(text)

    def _bytes(self, cas: Cas) -> bytes:
        return xmi(cas)

    def _load(self, path: Path) -> Any:  # noqa: ANN401
        cassis = import_module("cassis")
        beside = type_system_beside(path)
        if beside is None:
            raise FormatError(tr("There is no {name} beside it.", name=TYPE_SYSTEM), path)
        load: Callable[..., Any] = cassis.load_cas_from_xmi
        # Trusted, for texts of more than 10 MB: it was written here.
        return load(path, typesystem=cassis.load_typesystem(beside), trusted=True)


class CasJson(_Uima):
    """CAS in JSON, a file a document, with its type system in it."""

    format = CAS_JSON

    @classmethod
    def sniff(cls, head: Head) -> str | None:
        """By its types and structures."""
        if head.is_json and (b'"%TYPES"' in head.data or b'"%FEATURE_STRUCTURES"' in head.data):
            return mark("it has types and feature structures like a CAS")
        return None

    def _cas(self, path: Path) -> Cas:
        return read_cas_json(path)

    def _clean(self, text: str) -> str:
        return json_text(text)

    def _bytes(self, cas: Cas) -> bytes:
        return cas_json(cas)

    def _load(self, path: Path) -> Any:  # noqa: ANN401
        with path.open("rb") as file:
            return import_module("cassis").load_cas_from_json(file)
