"""Texts, spans, records and annotation sets for property tests; all that is drawn here is valid."""

from dataclasses import replace

from hypothesis import strategies as st

from annotations.edits.integrity import record_problems
from annotations.model.annotation_set import AnnotationSet
from annotations.model.records import (
    Argument,
    AttributeValue,
    Comment,
    Event,
    Kind,
    Mention,
    Origin,
    Provenance,
    Record,
    Relation,
    Status,
)
from annotations.text.span import Span
from tests.support.small import SMALL, VALUES, annotation_set, context_of

TEXTS = st.lists(
    st.sampled_from(
        [
            "Darna",
            "Libya",
            "al-Qaeda",
            "e\u0301",
            "😀",
            "漢字",
            " ",
            " ",
            "\u00a0",
            "\n",
            "\r\n",
            ". ",
            "-",
            "\x00",
        ]
    ),
    min_size=1,
    max_size=24,
).map("".join)
"""Short texts of words, blanks, line breaks and astral characters, without lone surrogates."""


def spans(length: int, least: int = 1) -> st.SearchStrategy[Span]:
    """Spans of at least ``least`` code points in a text of ``length``."""
    starts = st.integers(0, max(0, length - least))
    return starts.flatmap(
        lambda start: st.integers(min(start + least, length), length).map(lambda end: Span(start, end))
    )


def span_lists(length: int, most: int = 3) -> st.SearchStrategy[tuple[Span, ...]]:
    """One to ``most`` spans in text order, not empty, apart from one another."""

    def pairs(cuts: set[int]) -> tuple[Span, ...]:
        ends = sorted(cuts)
        return tuple(Span(*ends[place : place + 2]) for place in range(0, len(ends) - 1, 2))

    most = min(most, (length + 1) // 2)
    return st.sets(st.integers(0, length), min_size=2, max_size=max(2, 2 * most)).map(pairs)


PROVENANCES = st.builds(
    Provenance,
    st.sampled_from(["annotator-1", "Ayu"]),
    st.sampled_from(["2026-11-22T09:14:03Z", "2027-01-01T00:00:00Z"]),
    st.sampled_from(Origin),
    st.sampled_from([None, "repeats"]),
    st.sampled_from([None, 0.0, 0.25, 1.0]),
)


def attributes_of(kind: Kind) -> st.SearchStrategy[dict[str, AttributeValue]]:
    """Attributes that records of the kind may have."""
    known = {one.id: st.sampled_from(VALUES[one.id]) for one in SMALL.attributes if kind in one.kinds}
    return st.fixed_dictionaries({}, optional=known)


@st.composite
def mentions(draw: st.DrawFn, mention_id: str, length: int) -> Mention:
    """A mention that may stand in a text of ``length`` code points, which is not 0."""
    label = draw(st.sampled_from(SMALL.labels))
    rules = SMALL.rules(label.kind)
    assert rules is not None
    return Mention(
        mention_id,
        label.kind,
        label.id,
        draw(span_lists(length, 3 if rules.discontinuous else 1)),
        draw(PROVENANCES),
        draw(attributes_of(label.kind)),
        draw(st.sampled_from([None, "Q3579"])),
        draw(st.sampled_from([{}, {"seen": [1, None]}])),
    )


@st.composite
def record_lists(draw: st.DrawFn, length: int, most: int = 8) -> list[Record]:
    """Records that fit together: up to ``most`` mentions, and what can be said of them."""
    drawn = [draw(mentions(f"m{place}", length)) for place in range(1, draw(st.integers(0, most)) + 1)]
    triggers = [one.id for one in drawn if one.kind is Kind.EVENT]
    records: dict[str, Record] = {one.id: one for one in drawn}
    context, known = context_of("x" * length), annotation_set("x" * length, drawn)

    def keep(*found: Record) -> None:
        for one in found:
            if not record_problems(known, context, one):
                known.replace(records.get(one.id), one)
                records[one.id] = one

    for place in range(draw(st.integers(0, 4)) if triggers else 0):
        event = Event(f"e{place}", draw(st.sampled_from(triggers)), draw(PROVENANCES))
        keep(replace(event, attributes=draw(attributes_of(Kind.EVENT))))
    for event in [one for one in records.values() if isinstance(one, Event)]:
        for argument in draw(st.lists(arguments(sorted(records)), max_size=4, unique=True)):
            now = known.get(event.id)
            assert isinstance(now, Event)
            if argument.target != now.id:
                keep(replace(now, arguments=(*now.arguments, argument)))
    for place in range(draw(st.integers(0, 3)) if drawn else 0):
        source, target = (draw(st.sampled_from(sorted(records))) for _ in range(2))
        label = draw(st.sampled_from(SMALL.relations)).id
        keep(Relation(f"r{place}", label, source, target, draw(PROVENANCES)))
    for place in range(draw(st.integers(0, 2))):
        about = draw(st.sampled_from([None, *sorted(one for one in records if not one.startswith("c"))]))
        keep(Comment(f"c{place}", about, "Why?", draw(PROVENANCES)))
    return list(records.values())


def arguments(targets: list[str]) -> st.SearchStrategy[Argument]:
    """Arguments in any role of ``SMALL``, fitting or not."""
    roles = ["Attacker", "Target", "Place", "Cause"]
    return st.builds(Argument, st.sampled_from(roles), st.sampled_from(targets))


@st.composite
def annotation_sets(draw: st.DrawFn, text: str) -> AnnotationSet:
    """A valid annotation set of the text, which is not empty, with labels from ``SMALL``."""
    status = {kind: draw(st.sampled_from(Status)) for kind in Kind}
    return annotation_set(text, draw(record_lists(len(text))), status)
