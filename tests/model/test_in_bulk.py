"""Records made in bulk are records like any other."""

import re
from copy import copy
from dataclasses import FrozenInstanceError, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.model import in_bulk
from annotations.model.annotation_set import AnnotationSet
from annotations.model.document import DocumentRef, LabelSetRef
from annotations.model.records import EMPTY, Kind, Mention, Provenance
from annotations.text.source import SourceText
from annotations.text.span import Span

OFFSETS = st.integers(-2, 200)
BY_HAND = Provenance("annotator-1", "2026-11-22T09:14:03Z")


@given(OFFSETS, OFFSETS)
def test_a_span_is_the_same_or_refused_in_the_same_words(start: int, end: int) -> None:
    if 0 <= start <= end:
        made, wanted = in_bulk.span(start, end), Span(start, end)
        assert type(made) is Span
        assert (made, hash(made), repr(made)) == (wanted, hash(wanted), repr(wanted))
        assert copy(made) == wanted
        return
    with pytest.raises(ValueError, match="span cannot") as refused:
        in_bulk.span(start, end)
    with pytest.raises(ValueError, match=re.escape(str(refused.value))):
        Span(start, end)


def test_a_mention_is_the_same_and_as_frozen() -> None:
    spans = (in_bulk.span(3, 5), in_bulk.span(8, 9))
    made = in_bulk.mention("m1", Kind.ENTITY, "PER", spans, BY_HAND, {"negated": True}, "Q1", EMPTY)
    assert type(made) is Mention
    assert made == Mention("m1", Kind.ENTITY, "PER", spans, BY_HAND, {"negated": True}, "Q1", EMPTY)
    assert replace(made, label="ORG").label == "ORG"
    for record, name in ((made, "label"), (spans[0], "start")):
        with pytest.raises(FrozenInstanceError):
            setattr(record, name, "other")


@given(st.lists(st.from_regex(r"[mnT]0{0,2}[1-9]?[0-9]{0,3}x?", fullmatch=True), unique=True, max_size=20))
def test_a_new_id_is_above_every_one_of_the_set_however_those_are_ordered(ids: list[str]) -> None:
    mentions = [Mention(one, Kind.ENTITY, "PER", (Span(0, 1),), BY_HAND) for one in ids]
    document = DocumentRef.of("d", "d.txt", SourceText("text"))
    made = AnnotationSet(document, LabelSetRef("news", 1), "annotator-1", mentions)
    numbers = [int(one[1:]) for one in ids if one[0] == "m" and one[1:].isdecimal()]
    assert made.new_id(Mention) == f"m{max(numbers, default=0) + 1}"
