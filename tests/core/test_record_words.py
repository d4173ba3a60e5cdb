"""Words for what records carry."""

from dataclasses import replace

from annotations.model.records import Comment, Event, Kind, Mention, Origin, Provenance
from annotations.text.span import Span
from gui.core.record_words import attribute_words, carried_words, provenance_words, value_words
from tests.support.small import HAND, SMALL, annotation_set


def test_values_in_words() -> None:
    assert [value_words(one) for one in (True, False, None, "low", ("low", "high"), 3.5)] == [
        "yes", "no", "", "low", "low, high", "3.5"
    ]  # fmt: skip


def test_attributes_come_in_the_label_sets_order() -> None:
    had = {"odd": "x", "sure": "high", "negated": True}
    assert attribute_words(SMALL, had) == ["Negated", "Sure: high", "odd: x"]


def test_all_that_a_mention_carries() -> None:
    attack = Mention("m1", Kind.EVENT, "Attack", (Span(0, 6),), HAND, link="Q1")
    records = (
        attack,
        Event("e1", "m1", HAND, attributes={"negated": True}),
        Event("e2", "m1", HAND),
        Comment("c1", "e2", "Is it?\nTwice " + "x" * 300, HAND),
    )
    annotations = annotation_set("attack", records)
    lines = carried_words(annotations, SMALL, attack)
    assert lines[:2] == ["Negated", "Linked to Q1"]
    assert lines[2].startswith("Note: Is it? Twice xxx")
    assert lines[2].endswith("x…")
    assert len(lines) == 3


def test_who_made_it() -> None:
    assert provenance_words(HAND) == "annotator-1, 2026-11-22 09:14, by hand"
    told = provenance_words(replace(HAND, how=Origin.SUGGESTION, source="gazetteer"))
    assert told == "annotator-1, 2026-11-22 09:14, from a suggestion (gazetteer)"
    assert provenance_words(Provenance("a", "2026-01-02T03:04:05Z", Origin.IMPORT)) == (
        "a, 2026-01-02 03:04, from an import"
    )
