"""Sorot's own label files as one format among others: `name.txt` with `name.labels.json` beside it.

With several annotators of a text, `name.ANNOTATOR.labels.json` holds what each of them says.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from annotations.formats.carries import EVERYTHING
from annotations.formats.codec import Codec, Head
from annotations.formats.errors import FormatError
from annotations.formats.exchange import LabelledDocument, Labels, Read, Refused
from annotations.formats.file_names import (
    LABEL_SETS,
    LABELS,
    SOURCES,
    annotator_names,
    document_id,
    label_paths_of,
    text_of,
)
from annotations.formats.format import Format, Layout
from annotations.formats.inputs import read_json, read_text
from annotations.formats.native import (
    records_from_dict,
    render,
    render_label_set,
    statuses_from_dict,
)
from annotations.formats.native_records import subject_from_dict
from annotations.model.annotation_set import AnnotationSet
from annotations.model.document import DocumentRef
from annotations.text.decoding import decode
from annotations.text.source import SourceText
from annotations.words import mark, tr
from schemas.problems import Problem
from schemas.validation import annotation_set_problems

_TEXT = ".txt"

SOROT = Format(
    id="sorot",
    name="Sorot label files",
    endings=(LABELS,),
    main=_TEXT,
    layout=Layout.SEPARATE,
    carries=replace(EVERYTHING, bookkeeping=True),
    unit=mark("code points"),
    about=mark("One JSON file for each annotator of a text, beside the text; what Sorot opens."),
)


class Sorot(Codec):
    """Texts with the label files beside them."""

    format = SOROT

    @classmethod
    def sniff(cls, head: Head) -> str | None:
        """By the name that label files give of their format, or by label files beside a text."""
        if b'"sorot.annotation-set"' in head.data[:400]:
            return mark('it says "sorot.annotation-set"')
        if head.path.name.endswith(LABELS) or not label_paths_of(head.path):
            return None
        return mark("there are label files beside it")

    @classmethod
    def files(cls, folder: Path) -> Iterator[Path]:
        """The texts in and below a folder: all `.txt`, and others that have label files.

        What an import has kept in `sources` is passed over.
        """
        found = set()
        for path in super().files(folder):
            if (text := text_of(path)) is not None:
                found.add(text)
        found.update(path for path in folder.rglob(f"*{_TEXT}") if path.is_file())
        yield from sorted(path for path in found if not is_passed_over(path.relative_to(folder)))

    @classmethod
    def parts(cls, path: Path) -> list[Path]:
        """The text and its label files."""
        return [path, *label_paths_of(path)]

    @classmethod
    def document_name(cls, path: Path) -> str:
        """The text's name without `.txt`."""
        return document_id(text_of(path) or path)

    def read(self, path: Path) -> Iterator[Read]:
        """The document of a text with all its label files, or of one label file."""
        if path.name.endswith(LABELS):
            text_path = text_of(path)
            if text_path is None:
                raise FormatError(tr("The text of these labels is not beside them."), path)
            label_paths = [path]
        else:
            text_path, label_paths = path, label_paths_of(path)
        name = self.document_name(text_path)
        text = SourceText(read_text(text_path).text)
        sets = []
        for one in label_paths:
            read = _labels(one, text)
            if isinstance(read, Problem):
                yield Refused(name, one, read.pointer, read.message)
                return
            sets.append(read)
        yield LabelledDocument(name, text, tuple(sets))

    def encode(self, document: LabelledDocument) -> Mapping[str, bytes]:
        """The text and one label file for each annotator; one alone has no annotator in its name."""
        name = document.name.rpartition("/")[2]
        made = {_TEXT: text_bytes(document.text.text)}
        reference = DocumentRef.of(name, name + _TEXT, document.text)
        names = annotator_names(labels.annotator for labels in document.sets)
        for labels, annotator in zip(document.sets, names, strict=True):
            annotations = AnnotationSet(
                reference,
                self.label_set.ref,
                labels.annotator or "import",
                labels.records,
                labels.status,
                labels.extra,
            )
            middle = "" if len(document.sets) == 1 else f".{annotator}"
            made[middle + LABELS] = render(annotations, document.text)
        return made

    def companions(self) -> Mapping[str, bytes]:
        """The label set."""
        return {f"{self.label_set.ref.id}{LABEL_SETS}".replace(":", "_"): render_label_set(self.label_set)}


def text_bytes(text: str) -> bytes:
    """A text as a UTF-8 file that is read back as it is: with a byte order mark where it needs one.

    Raises UnicodeEncodeError for lone surrogates, which UTF-8 does not have.
    """
    data = text.encode("utf-8")
    return data if not data or _reads_back(data, text) else codecs.BOM_UTF8 + data


def _reads_back(data: bytes, text: str) -> bool:
    if data.isascii() and b"\0" not in data:
        return True
    try:
        return decode(data).text == text
    except ValueError:
        return False


def _labels(path: Path, text: SourceText) -> Labels | Problem:
    data = read_json(path)
    problems = annotation_set_problems(data, text.text)
    if problems or not isinstance(data, dict):
        return problems[0]
    return labels_of(data)


def labels_of(data: Mapping[str, Any]) -> Labels:
    """The labels of a label file that is sound."""
    _, label_set, annotator = subject_from_dict(data)
    records = tuple(records_from_dict(data))
    return Labels(annotator, records, statuses_from_dict(data), data["extra"], label_set)


def is_passed_over(path: Path) -> bool:
    """Whether a path below the folder of a corpus is none of its own: kept by an import, or hidden."""
    return path.parts[0] == SOURCES or any(part.startswith(".") for part in path.parts)
