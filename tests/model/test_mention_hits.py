"""Mentions found stretch by stretch: as good as looking at all of them, from wherever, also after changes."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.edits.placement import Refusal
from annotations.model import mention_hits
from annotations.model.annotation_set import AnnotationSet
from annotations.model.mention_hits import Found, MentionHits
from annotations.model.records import Kind, Mention
from annotations.text.span import Span
from tests.support.edits import outcomes
from tests.support.records import TEXTS, annotation_sets
from tests.support.small import context_of


@pytest.fixture(autouse=True, scope="module")
def _short_stretches() -> Iterator[None]:
    """So that a short text has many of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mention_hits, "STRETCH", 3)
        yield


def is_entity(mention: Mention) -> bool:
    return mention.kind is Kind.ENTITY


def expected(annotations: AnnotationSet) -> list[Found]:
    hits = sorted((one.start, -one.end, one.id) for one in annotations.of_type(Mention) if is_entity(one))
    return [Found(Span(start, -end), mention_id) for start, end, mention_id in hits]


@settings(max_examples=100)
@given(st.data())
def test_going_round_meets_every_hit_once(data: st.DataObject) -> None:
    text = data.draw(TEXTS)
    annotations = data.draw(annotation_sets(text))
    near, offset = data.draw(st.integers(0, len(text) + 2)), data.draw(st.integers(0, len(text)))
    wanted = expected(annotations)
    hits = MentionHits(annotations, len(text), is_entity, near)
    first = hits.after(offset)
    if not wanted:
        assert first is None
        assert hits.before(offset) is None
        return
    assert first == next((one for one in wanted if one.span.start >= offset), wanted[0])
    assert first is not None
    met, backwards = [first], [first]
    for _ in wanted[1:]:
        onward, back = hits.after(offset, met[-1]), hits.before(offset, backwards[-1])
        assert onward is not None
        assert back is not None
        met.append(onward)
        backwards.append(back)
    turn = wanted.index(first)
    assert met == wanted[turn:] + wanted[:turn]
    assert backwards == [first, *reversed(wanted[turn + 1 :] + wanted[:turn])]
    assert [hits.number(one) for one in wanted] == list(range(1, len(wanted) + 1))
    assert hits.all() == wanted


@settings(max_examples=60)
@given(st.data())
def test_following_changes_is_as_good_as_looking_anew(data: st.DataObject) -> None:
    text = "Darna is a town. Abu Salim fled from Darna."
    annotations, context = data.draw(annotation_sets(text)), context_of(text)
    hits = MentionHits(annotations, len(text), is_entity, data.draw(st.integers(0, len(text))))
    for _ in range(data.draw(st.integers(0, 6))):
        hits.work(0)
    for _ in range(3):
        edit = data.draw(outcomes(annotations, context))
        if not isinstance(edit, Refusal):
            hits.follow(edit.apply(annotations, context)[1])
    while hits.work(0.1):
        pass
    assert hits.all() == expected(annotations)
    marked = {span for one in annotations.of_type(Mention) if is_entity(one) for span in one.spans}
    assert set(hits.within(0, len(text))) == {span for span in marked if not span.is_empty}
