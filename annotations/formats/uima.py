"""UIMA's CAS, as XMI and as JSON: what INCEpTION and WebAnno export and import.

Both are read and written here; what was written is held against what cassis finds in it, where that is there.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from annotations.formats.carries import EVERYTHING
from annotations.formats.cas import Cas
from annotations.formats.cas_json import read_cas_json
from annotations.formats.cas_reader import document_of, title_of
from annotations.formats.cas_typesystem import read_types, type_system_beside
from annotations.formats.cas_xmi import read_xmi
from annotations.formats.codec import Codec, Head
from annotations.formats.exchange import Read
from annotations.formats.format import Format, Layout
from annotations.words import mark

_CARRIES = replace(EVERYTHING, discontinuous=False, shared_triggers=False, annotators=False)
XMI = Format(
    id="xmi",
    name="UIMA CAS XMI",
    endings=(".xmi",),
    layout=Layout.SEPARATE,
    carries=_CARRIES,
    unit=mark("UTF-16 units"),
    about=mark("The annotations of one person on one text, with layers as INCEpTION has them; in XML."),
    writes=False,
)
CAS_JSON = Format(
    id="cas-json",
    name="UIMA CAS JSON",
    endings=(".json",),
    layout=Layout.SEPARATE,
    carries=_CARRIES,
    unit=mark("UTF-16 units"),
    about=mark("The annotations of one person on one text, with layers as INCEpTION has them; in JSON."),
    writes=False,
)
_ROOT = re.compile(rb"<(?:\w+:)?XMI[\s>]")


class _Uima(Codec):
    """What both forms have in common."""

    @abstractmethod
    def _cas(self, path: Path) -> Cas:
        """What a file holds."""

    def read(self, path: Path) -> Iterator[Read]:
        """The document of a file."""
        cas = self._cas(path)
        yield document_of(cas, _annotator(path, cas))


class Xmi(_Uima):
    """CAS in XMI, a file a document, with a type system beside it or further up."""

    format = XMI

    @classmethod
    def sniff(cls, head: Head) -> str | None:
        """By its root."""
        return "it begins with xmi:XMI" if _ROOT.search(head.data[:4096]) else None

    @classmethod
    def parts(cls, path: Path) -> list[Path]:
        """The file and its type system."""
        beside = type_system_beside(path)
        return [path] if beside is None else [path, beside]

    def _cas(self, path: Path) -> Cas:
        beside = type_system_beside(path)
        cas = read_xmi(path, None if beside is None else read_types(beside))
        if beside is None:
            cas.told.append("no type system (TypeSystem.xml) is beside it: all values are read as texts")
        return cas


class CasJson(_Uima):
    """CAS in JSON, a file a document, with its type system in it."""

    format = CAS_JSON

    @classmethod
    def sniff(cls, head: Head) -> str | None:
        """By its types and structures."""
        if head.is_json and (b'"%TYPES"' in head.data or b'"%FEATURE_STRUCTURES"' in head.data):
            return "it has types and feature structures like a CAS"
        return None

    def _cas(self, path: Path) -> Cas:
        return read_cas_json(path)


def _annotator(path: Path, cas: Cas) -> str:
    """Whose it is: INCEpTION exports a folder for each document, with a file called after each annotator."""
    folder = path.parent.name
    return path.stem if folder and folder.removesuffix(".txt") == title_of(cas) else ""
