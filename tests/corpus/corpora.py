"""Small corpora of label files on disk."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from annotations.formats.exchange import UNSIGNED, Labels
from annotations.formats.native import render
from annotations.formats.sorot import text_bytes
from annotations.model.annotation_set import AnnotationSet
from annotations.model.document import DocumentRef
from annotations.model.records import Kind, Mention, Record, Status
from annotations.text.source import SourceText
from annotations.text.span import Span
from tests.support.small import SMALL

DONE: Mapping[Kind, Status] = dict.fromkeys(Kind, Status.DONE)


def mention(record_id: str, label: str, start: int, end: int, kind: Kind = Kind.ENTITY) -> Mention:
    """A mention of one span."""
    return Mention(record_id, kind, label, (Span(start, end),), UNSIGNED)


def labels(*records: Record, annotator: str = "ann", status: Mapping[Kind, Status] = DONE) -> Labels:
    """What one annotator says, done."""
    return Labels(annotator, records, status)


def put(folder: Path, name: str, text: str, sets: Iterable[Labels] = ()) -> None:
    """Write a text with its label files; several annotators have theirs in the names."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.txt").write_bytes(text_bytes(text))
    sets = list(sets)
    source = SourceText(text)
    stem = name.rpartition("/")[2]
    for one in sets:
        reference = DocumentRef.of(stem, f"{stem}.txt", source)
        annotations = AnnotationSet(reference, SMALL.ref, one.annotator, one.records, one.status, one.extra)
        middle = "" if len(sets) == 1 else f".{one.annotator}"
        (folder / f"{name}{middle}.labels.json").write_bytes(render(annotations, source))
