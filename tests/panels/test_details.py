"""The rows of the details: what they say, and offsets as they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.model.annotation_set import AnnotationSet
from annotations.model.records import Argument, Comment, Event, Kind, Mention, Relation
from annotations.text.source import SourceText
from annotations.text.span import Span
from gui.models.details import Field, Subject, details_of, spans_in, spans_text
from tests.support.small import HAND, SMALL, annotation_set

TEXT = "Leon said the attack in Darna killed two."


def mention(mention_id: str, kind: Kind, label: str, words: str) -> Mention:
    start = TEXT.index(words)
    return Mention(mention_id, kind, label, (Span(start, start + len(words)),), HAND)


ATTACK = Event("e1", "m2", HAND, (Argument("Attacker", "m1"),), {"negated": True})


def story() -> AnnotationSet:
    return annotation_set(
        TEXT,
        (
            mention("m1", Kind.ENTITY, "PER", "Leon"),
            mention("m2", Kind.EVENT, "Attack", "attack"),
            mention("m3", Kind.ENTITY, "GPE", "Darna"),
            mention("m4", Kind.EVENT, "Die", "killed"),
            ATTACK,
            Event("e2", "m4", HAND, (Argument("Cause", "e1"),)),
            Relation("r1", "PartOf", "m1", "m3", HAND),
            Comment("c1", "e1", "Sure?\nNo.", HAND),
            Comment("c2", "r1", "Since when?", HAND),
            Comment("c3", None, "Twice in the corpus.", HAND),
        ),
    )


def rows(subject: Subject | None) -> list[tuple[str, str]]:
    return [(one.name, one.value) for one in details_of(story(), SMALL, SourceText(TEXT), subject)]


def test_everything_about_an_entity() -> None:
    leon = story().mention("m1")
    assert leon is not None
    assert rows(Subject(leon)) == [
        ("Label", "Per"),
        ("Text", "Leon"),
        ("Offsets", "0–4"),
        ("Sure", ""),
        ("Note", ""),
        ("Link", ""),
        ("Note", ""),
        ("→ Part of", "Darna"),
        ("Note on it", "Since when?"),
        ("Attacker of", "attack"),
        ("Made", "annotator-1, 2026-11-22 09:14, by hand"),
    ]


def test_everything_about_an_event_and_what_it_lacks() -> None:
    trigger = story().mention("m2")
    assert trigger is not None
    assert rows(Subject(trigger, ATTACK)) == [
        ("Label", "Attack"),
        ("Text", "attack"),
        ("Offsets", "14–20"),
        ("Negated", "yes"),
        ("Sure", ""),
        ("Link", ""),
        ("Note", "Sure? …"),
        ("Attacker", "Leon"),
        ("Target", "missing"),
        ("Cause of", "killed"),
        ("Made", "annotator-1, 2026-11-22 09:14, by hand"),
    ]


def test_without_a_mention_the_document_has_its_notes() -> None:
    assert rows(None) == [("Note", "Twice in the corpus.")]
    (empty,) = details_of(annotation_set(TEXT), SMALL, SourceText(TEXT), None)
    assert (empty.field, empty.record_id, empty.part) == (Field.NOTE, "", "")


@given(st.lists(st.tuples(st.integers(0, 10**8), st.integers(0, 10**8)), min_size=1, max_size=4))
def test_spans_are_read_as_they_are_written(ends: list[tuple[int, int]]) -> None:
    spans = tuple(sorted(Span(min(one), max(one)) for one in ends))
    assert spans_in(spans_text(spans)) == spans
    assert spans_in(spans_text(spans).replace("–", " - ")) == spans


@pytest.mark.parametrize(
    "text", ["", "12", "a–b", "12–", "–3", "5–3", "1–2,", "1–2–3", "٣–٤", "1" * 20 + "–2"]
)
def test_what_are_no_spans(text: str) -> None:
    assert spans_in(text) is None


@given(st.text(max_size=20))
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    spans = spans_in(text)
    assert spans is None or all(span.start <= span.end for span in spans)
