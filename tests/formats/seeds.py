"""Files of every format that is read, small enough to be changed thousands of times."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from annotations.formats.codec import Codec, Head
from annotations.formats.exchange import UNSIGNED, LabelledDocument, Labels
from annotations.formats.format import Format, Layout
from annotations.formats.registry import codec, formats
from annotations.formats.survey import Survey
from annotations.model.records import Argument, Comment, Event, Kind, Mention, Relation
from annotations.text.source import SourceText
from annotations.text.span import Span

READ = tuple(one for one in formats() if one.reads and one.is_installed)
FILES = Path("tests/files")
LARGEST = 20_000
"""Bytes of a file that is changed by machine."""

Files = tuple[tuple[str, bytes], ...]

TEXT = "TRIPOLI 😀 – Pasukan\r\nal-Qaeda menyerang kota Darna.\n\nBaca juga: Libya\n"


@cache
def document() -> LabelledDocument:
    """A document with something of everything."""

    def mention(record_id: str, kind: Kind, label: str, *quotes: str) -> Mention:
        spans = tuple(Span(TEXT.index(one), TEXT.index(one) + len(one)) for one in quotes)
        return Mention(record_id, kind, label, spans, UNSIGNED)

    place = mention("m1", Kind.ENTITY, "GPE", "Darna")
    records = (
        place,
        mention("m2", Kind.ENTITY, "LOC", "kota Darna"),
        mention("m3", Kind.ENTITY, "ORG", "Pasukan", "al-Qaeda"),
        mention("m4", Kind.EVENT, "Attack", "menyerang"),
        mention("m5", Kind.BOILERPLATE, "RelatedLink", "Baca juga: Libya"),
        Mention(
            "m6", Kind.ENTITY, "GPE", (Span(0, 7),), UNSIGNED, {"sure": True, "why": "dateline"}, "Q3579"
        ),
        Event(
            "e1", "m4", UNSIGNED, (Argument("Attacker", "m3"), Argument("Target", "m1")), {"negated": True}
        ),
        Relation("r1", "PartOf", "m1", "m6", UNSIGNED),
        Comment("c1", "m1", "Kota di Libya", UNSIGNED),
    )
    return LabelledDocument("berita", SourceText(TEXT), (Labels("ayu", records),))


@cache
def options(one: Format) -> Mapping[str, str]:
    """The options with which what is written is read."""
    return codec(one.id).back


@cache
def seed(one: Format) -> Files:
    """The files of the document in a format, by ending; the one that a reader is given is the first.

    A format that is only read has the first of those of others.
    """
    if not one.writes:
        return next(others(one))
    survey = Survey()
    survey.add(document())
    writer = codec(one.id, survey=survey)
    pieces = dict(writer.encode(writer.fit(document()).document))
    if one.layout is Layout.SEPARATE:
        pieces |= {f"-{name}": data for name, data in writer.companions().items() if one.id == "xmi"}
        return tuple(sorted(pieces.items(), key=lambda item: item[0] != one.main_ending))
    second = writer.encode(replace(writer.fit(document()).document, name="berita lagi"))
    return ((one.endings[0], _joined(writer, (pieces[""], second[""]))),)


def others(one: Format) -> Iterator[Files]:
    """The files of others in a format, by ending, the main one first; of large ones the first lines."""
    reader = codec(one.id)
    for path in reader.files(FILES):
        if reader.sniff(Head(path)) is not None:
            parts = sorted(reader.parts(path), key=lambda part: part != path)
            yield tuple((_ending(part, path), _first_lines(part.read_bytes())) for part in parts)


def _ending(part: Path, main: Path) -> str:
    return part.name.removeprefix(main.stem) if part.name.startswith(main.stem) else f"-{part.name}"


def _first_lines(data: bytes) -> bytes:
    return data if len(data) <= LARGEST else data[: data.rfind(b"\n", 0, LARGEST) + 1] or data[:LARGEST]


def _joined(writer: Codec, pieces: Iterable[bytes]) -> bytes:
    with tempfile.TemporaryFile() as file:
        sink = writer.sink(file)  # type: ignore[arg-type]  # a file like any other
        for piece in pieces:
            sink.add(piece)
        sink.close()
        file.seek(0)
        return file.read()
