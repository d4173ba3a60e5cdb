"""brat's stand-off files: what fits comes back, and brat's server takes what is written as it is."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.formats.brat.codec import Brat
from annotations.formats.exchange import UNSIGNED, LabelledDocument, Labels
from annotations.formats.losses import Loss, Reason
from annotations.model.records import (
    Argument,
    AttributeValue,
    Comment,
    Event,
    Kind,
    Mention,
    Record,
    Relation,
)
from annotations.text.source import SourceText
from annotations.text.span import Span
from tests.support.exchange import check_round_trip, labelled_documents, survey_of
from tests.text.strategies import TROUBLE

FILES = Path("tests/files")

NAMES = st.lists(
    st.sampled_from(
        ["Theme", "Theme2", "Arg1", "2", "0", "x:y", "é", " ", "\t", "\n", "\u2028", "\ud800", "Link:", ":"]
    ),
    max_size=3,
).map("".join)  # fmt: skip
LINES = st.lists(
    st.sampled_from([*TROUBLE, "Darna", " ", " ", "\n", "\r\n", "\t", "\v", "\f", "\x1c", "\x85"]),
    min_size=1,
    max_size=24,
).map("".join)
VALUES: list[AttributeValue] = [True, False, 1, 0.5, (), ("a",), ("a", "b\n"), "x y\t", "", " ", "\ud800"]


@st.composite
def odd_documents(draw: st.DrawFn) -> LabelledDocument:
    """Documents whose names, ids, values and notes are any text."""
    document = draw(labelled_documents(LINES, annotators=2))
    first = document.sets[0]
    records: list[Record] = [Mention("empty", Kind.BOILERPLATE, "Ad", (Span(0, 0),), UNSIGNED)]
    for record in first.records:
        match record:
            case Mention():
                values = draw(st.dictionaries(NAMES, st.sampled_from(VALUES), max_size=3))
                link = draw(st.none() | NAMES.filter(bool))
                records.append(replace(record, label=draw(NAMES), link=link, attributes=values))
            case Event():
                arguments = tuple(replace(one, role=draw(NAMES)) for one in record.arguments)
                records.append(replace(record, arguments=arguments))
            case Relation():
                records.append(replace(record, label=draw(NAMES)))
            case Comment():
                records.append(replace(record, text=draw(NAMES)))
    return replace(document, sets=(replace(first, records=tuple(records)), *document.sets[1:]))


@given(document=labelled_documents(annotators=2))
def test_what_fits_comes_back(document: LabelledDocument, tmp_path_factory: pytest.TempPathFactory) -> None:
    check_round_trip(Brat(), tmp_path_factory.mktemp("out"), document)


@given(document=odd_documents())
def test_whatever_things_are_called_it_comes_back_or_is_named(
    document: LabelledDocument, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (fit,) = check_round_trip(Brat(), tmp_path_factory.mktemp("out"), document)
    again = Brat().fit(fit.document)
    assert again.document == fit.document
    assert again.losses == ()


# -- what is written ---------------------------------------------------------------------------------------

TEXT = "Kota Darna 😀\r\nLibya.\r\n\r\nDia\tmati dan luka. Jenderal\u2028Khalifa\n \nHaftar \u00a0"


def span(words: str, nth: int = 0) -> Span:
    """Where the words stand in TEXT."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


def mention(record_id: str, kind: Kind, label: str, *words: str, **more: object) -> Mention:
    made = Mention(record_id, kind, label, tuple(map(span, words)), UNSIGNED)
    return replace(made, **more)  # type: ignore[arg-type]


ENTITY, EVENT = Kind.ENTITY, Kind.EVENT
BOTH = ("low", "high")
OVER, APART, CAUSE = Argument("Theme", "over"), Argument("Theme", "apart"), Argument("Cause", "e1")
TRAPS: tuple[Record, ...] = (
    mention("over", ENTITY, "GPE", "Darna 😀\r\nLibya", link="wikidata:Q3579", attributes={"sure": BOTH}),
    mention("apart", ENTITY, "GPE", "Kota", "Libya", link="Q1", attributes={"sure": "not so", "named": True}),
    mention("gone", ENTITY, "GPE", "\r\n\r\n"),
    mention("blank", ENTITY, "GPE", "\u00a0"),
    mention("edge", Kind.BOILERPLATE, "Ad code", ".\r\n\r\n"),
    mention("lines", ENTITY, "PER", "Jenderal\u2028Khalifa\n \nHaftar "),
    mention("beside", ENTITY, "PER", "Khalifa", "Haftar"),
    mention("tab", ENTITY, "x:y", "Dia\tmati"),
    mention("empty", Kind.BOILERPLATE, "Ad code", ""),
    mention("die", EVENT, "Life:Die", "mati", link="Q4", attributes={"negated": True}),
    mention("hurt", EVENT, "Injure", "luka"),
    mention("bare", EVENT, "Rain", "dan"),
    Event("e1", "die", UNSIGNED, (OVER, APART, Argument("at place", "over"))),
    Event("e2", "die", UNSIGNED, tuple(map(Argument, ("Theme2", "Arg1", "Arg1"), ("over", "lines", "tab")))),
    Event("e3", "hurt", UNSIGNED, (), {"negated": False, "sure": 0.5}),
    Event("e4", "hurt", UNSIGNED, (CAUSE, Argument("Cause", "die"), Argument("By", "gone"))),
    Relation("r1", "part of", "over", "hurt", UNSIGNED, {"sure": "low"}),
    Comment("c1", "over", "Kota\natau\tapa? ", UNSIGNED),
    Comment("c2", "die", "Siapa?", UNSIGNED),
    Comment("c3", "r1", "", UNSIGNED),
    Comment("c4", None, "Semua.", UNSIGNED),
)  # fmt: skip
DOCUMENT = LabelledDocument("traps", SourceText(TEXT), (Labels("Ayu", TRAPS),))


def test_what_is_written_is_what_brat_was_shown() -> None:
    """What brat's own server said of these files is in ``tests/files/oracles``."""
    fit = Brat().fit(DOCUMENT)
    made = Brat().encode(fit.document)
    assert made[".txt"] == (FILES / "brat" / "traps.txt").read_bytes() == TEXT.encode()
    assert made[".ann"] == (FILES / "brat" / "traps.ann").read_bytes()


def test_every_loss_is_named(tmp_path: Path) -> None:
    (fit,) = check_round_trip(Brat(), tmp_path, DOCUMENT)
    found = Counter((one.reason, one.record) for one in fit.losses)
    assert found == {
        (Reason.LINE_BREAK, "gone"): 1,
        (Reason.EMPTY, "blank"): 1,
        (Reason.LINE_BREAK, "edge"): 1,
        (Reason.LINE_BREAK, "beside"): 1,
        (Reason.NAME, "edge"): 1,
        (Reason.NAME, "empty"): 1,
        (Reason.NAME, "die"): 1,
        (Reason.NAME, "e1"): 1,
        (Reason.NAME, "e2"): 1,
        (Reason.NAME, "r1"): 1,
        (Reason.ATTRIBUTE, "die"): 2,
        (Reason.ATTRIBUTE, "e1"): 1,
        (Reason.ATTRIBUTE, "e2"): 1,
        (Reason.ATTRIBUTE, "e3"): 2,
        (Reason.ATTRIBUTE, "r1"): 1,
        (Reason.ARGUMENT, "e4"): 2,
        (Reason.NOTE, "c1"): 1,
        (Reason.NOTE, "c2"): 1,
        (Reason.NOTE, "c4"): 1,
    }
    edge = next(one for one in fit.document.sets[0].records if one.id == "edge")
    assert isinstance(edge, Mention)
    assert edge.spans == (span("."),)


def test_lone_surrogates_become_a_replacement_of_their_length() -> None:
    spans = (Span(2, 3),)
    labels = Labels("", (Mention("m1", Kind.ENTITY, "PER", spans, UNSIGNED),))
    fit = Brat().fit(LabelledDocument("d", SourceText("\ud83da\udead"), (labels,)))
    assert fit.document.text.text == "\ufffda\ufffd"
    detail = "2 characters that cannot be written become U+FFFD"
    assert fit.losses == (Loss(Reason.CHARACTER, "d", start=0, end=3, detail=detail),)


def test_the_settings_name_all_labels() -> None:
    companions = Brat(survey=survey_of(DOCUMENT)).companions()
    assert companions["annotation.conf"].decode() == (FILES / "brat" / "annotation.conf").read_text()
    assert companions["visual.conf"].decode() == (FILES / "brat" / "visual.conf").read_text()
