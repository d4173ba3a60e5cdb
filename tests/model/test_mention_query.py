"""Mentions looked for by a typed line: how it is taken apart, and what it finds."""

import pytest

from annotations.model.mention_query import BadFilterError, matcher, parsed
from annotations.model.records import Comment, Event, Kind, Mention
from annotations.text.search import BadPatternError, Query
from annotations.text.span import Span
from tests.support.small import HAND, SMALL, annotation_set, context_of

STORY = "Abu\nSalim attacked Darna, Salim fell"
RECORDS = [
    Mention("m1", Kind.ENTITY, "PER", (Span(0, 9),), HAND, link="Q10"),
    Mention("m2", Kind.EVENT, "Attack", (Span(10, 18),), HAND),
    Mention("m3", Kind.ENTITY, "GPE", (Span(19, 24),), HAND, attributes={"sure": "high"}),
    Mention("m4", Kind.ENTITY, "ORG", (Span(26, 31),), HAND),
    Event("e1", "m2", HAND, attributes={"negated": True}),
    Comment("c1", "m1", "Not sure who", HAND),
    Comment("c2", "e1", "a raid?", HAND),
]


def found(typed: str, **how: bool) -> str:
    annotations, context = annotation_set(STORY, RECORDS), context_of(STORY)
    test = matcher(parsed(Query(typed, **how)), context.text, annotations, SMALL)
    return " ".join(one.id for one in RECORDS if isinstance(one, Mention) and test(one))


@pytest.mark.parametrize(
    "typed, ids",
    [
        ("salim", "m1 m4"),
        ("abu salim", "m1"),
        ('"abu salim"', "m1"),
        ("label:PER", "m1"),
        ("label:per,org", "m1 m4"),
        ("label:or", "m4"),
        ("LABEL:PER salim", "m1"),
        ("kind:event", "m2"),
        ("kind:ent label:GPE", "m3"),
        ("gpe", "m3"),
        ("note:", "m1 m2"),
        ("note:SURE", "m1"),
        ('note:"sure who",raid', "m1 m2"),
        ("attribute:", "m2 m3"),
        ("attribute:negated", "m2"),
        ("attribute:negated=false", ""),
        ("attribute:sure=high", "m3"),
        ("link:", "m1"),
        ("link:q10", "m1"),
        ("link:Q1", ""),
        ("other:PER", ""),
        ("label:GPE salim", ""),
        ("", "m1 m2 m3 m4"),
    ],
)
def test_what_a_line_finds(typed: str, ids: str) -> None:
    assert found(typed) == ids


def test_the_switches_are_about_the_words() -> None:
    assert found("Salim", match_case=True) == "m1 m4"
    assert found("salim", match_case=True) == ""
    assert found("sal", whole_word=True) == ""
    assert found(r"^s\w+m$ label:ORG", pattern=True) == "m4"
    assert found("per", pattern=True) == ""


@pytest.mark.parametrize("typed, value", [("label:X", "X"), ("kind:x", "x"), ("attribute:x=1", "x")])
def test_a_name_that_is_none_is_told(typed: str, value: str) -> None:
    with pytest.raises(BadFilterError) as caught:
        found(typed)
    assert caught.value.value == value


def test_a_pattern_that_cannot_be_read_is_told() -> None:
    with pytest.raises(BadPatternError):
        found("(salim", pattern=True)
