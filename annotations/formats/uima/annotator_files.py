"""Files as INCEpTION and WebAnno export them: a folder for each document, in it a file for each annotator.

`doc.txt/ayu.xmi` and `doc.txt/budi.xmi` are what two people say of `doc.txt`. The export of a whole project
has these folders in `annotation` and `curation`, beside its settings and the files that were uploaded; XMI is
in an archive there, `annotation/doc.txt/ayu.zip`, which is a folder of that name once it is unpacked.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from annotations.formats.codec import Codec
from annotations.formats.errors import FormatError
from annotations.formats.exchange import LabelledDocument
from annotations.formats.inputs import read_bytes

INITIAL, CURATOR = "INITIAL_CAS", "CURATION_USER"
"""The files of nobody: a document as it was uploaded, and what was decided."""
_FOLDERS = frozenset({"annotation", "curation"})
_PROJECT = "exportedproject*.json"
_UPLOADED = re.compile(
    r"\.(txt|md|html?|xhtml|xml|tei|xmi|json|jsonl|csv|tsv|conll\w*|pdf|rtf|docx?|epub|vtt|srt)\Z",
    re.IGNORECASE,
)
_IN_XML = re.compile(rb'\bdocumentTitle="([^"]{1,1000})"')
_IN_JSON = re.compile(rb'"documentTitle"\s*:\s*("(?:[^"\\]|\\.){1,1000}")')


class AnnotatorFiles(Codec):
    """A format that INCEpTION exports."""

    @classmethod
    def files(cls, folder: Path) -> Iterator[Path]:
        """The files of the format; of a project's export those of annotators, without what was uploaded."""
        projects = [path.parent for path in folder.rglob(_PROJECT)]
        for path in super().files(folder):
            within = [path.relative_to(one).parts for one in projects if path.is_relative_to(one)]
            if all(parts[0] in _FOLDERS for parts in within):
                yield path

    @classmethod
    def place(cls, path: Path, root: Path) -> str:
        """That of the document's folder, wherever in the export it stands."""
        folder = _folder_of_document(path)
        if folder is None or not folder.is_relative_to(root):
            return super().place(path, root)
        parts = folder.relative_to(root).parts[:-1]
        parts = parts[:-1] if parts and parts[-1] in _FOLDERS else parts
        return "/".join((*parts, folder.name.removesuffix(".txt")))

    @classmethod
    def annotator(cls, path: Path) -> str:
        """Whose file it is, where it lies in the folder of a document."""
        if _folder_of_document(path) is None:
            return ""
        return path.parent.stem if _is_unpacked(path.parent) else path.stem


def signed(document: LabelledDocument, annotator: str) -> LabelledDocument:
    """The document as its annotator's; what was uploaded without labels is nobody's."""
    (labels,) = document.sets
    if annotator == INITIAL and not labels.records:
        return replace(document, sets=())
    return replace(document, sets=(replace(labels, annotator=annotator),))


def holds_packed_annotations(folder: Path) -> bool:
    """Whether archives in a folder are those of annotators, in the export of a project."""
    return folder.parent.name in _FOLDERS


def _is_unpacked(folder: Path) -> bool:
    return folder.suffix.lower() == ".zip" and holds_packed_annotations(folder.parent)


def _folder_of_document(path: Path) -> Path | None:
    """The folder with the files of a document's annotators that a file is one of; None for other files."""
    if _is_unpacked(path.parent):
        return path.parent.parent
    folder = path.parent
    return folder if _is_of_a_document(folder, path.suffix, folder.stat().st_mtime_ns) else None


@lru_cache(maxsize=256)
def _is_of_a_document(folder: Path, ending: str, changed: int) -> bool:  # noqa: ARG001 - part of the key
    """Whether a folder has files of nobody, is called as its files say, or else like a text."""
    names = sorted(path.name for path in folder.glob(f"*{ending}"))
    if {INITIAL + ending, CURATOR + ending} & set(names):
        return True
    title = _title(folder / names[0]) if names else ""
    if title:
        return folder.name.removesuffix(".txt") == title.removesuffix(".txt")
    return _UPLOADED.search(folder.name) is not None


def _title(path: Path) -> str:
    """What a file says that its document is called, without taking it apart; "" where it does not."""
    try:
        data = read_bytes(path)
    except FormatError:
        return ""
    if found := _IN_XML.search(data):
        return html.unescape(found[1].decode("utf-8", "replace"))
    with suppress(ValueError):
        if found := _IN_JSON.search(data):
            return str(json.loads(found[1]))
    return ""
