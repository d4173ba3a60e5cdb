"""Files of every format that is read, small enough to be changed thousands of times."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from annotations.formats.codec import Codec
from annotations.formats.exchange import UNSIGNED, LabelledDocument, Labels
from annotations.formats.format import Format, Layout
from annotations.formats.registry import codec, formats
from annotations.formats.survey import Survey
from annotations.model.records import Argument, Comment, Event, Kind, Mention, Relation
from annotations.text.source import SourceText
from annotations.text.span import Span

# Those that are only read have files of others in their own tests.
READ = tuple(one for one in formats() if one.reads and one.writes and one.is_installed)

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
def written(one: Format) -> tuple[tuple[str, bytes], ...]:
    """The files of the document in a format, by ending; the one that a reader is given is the first."""
    survey = Survey()
    survey.add(document())
    writer = codec(one.id, survey=survey)
    pieces = writer.encode(writer.fit(document()).document)
    if one.layout is Layout.SEPARATE:
        return tuple(sorted(pieces.items(), key=lambda item: item[0] != one.main_ending))
    second = writer.encode(replace(writer.fit(document()).document, name="berita lagi"))
    return ((one.endings[0], _joined(writer, (pieces[""], second[""]))),)


def _joined(writer: Codec, pieces: Iterable[bytes]) -> bytes:
    with tempfile.TemporaryFile() as file:
        sink = writer.sink(file)  # type: ignore[arg-type]  # a file like any other
        for piece in pieces:
            sink.add(piece)
        sink.close()
        file.seek(0)
        return file.read()
