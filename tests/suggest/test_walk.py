"""Places on offer: what is in their way, also after changes, and in which order they are asked about."""

from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.edits.placement import Refusal
from annotations.model.label_set import Snap
from annotations.model.mention_hits import Found
from annotations.suggest import walk
from annotations.suggest.occurrences import occurrences
from annotations.suggest.walk import FREE, Choices, Hits, Obstacle, Places, SameWordsJudge
from tests.support.edits import outcomes
from tests.support.records import annotation_sets
from tests.support.small import SMALL, annotation_set, context_of

STORY = "Darna is a town. Darna lies by the sea, and Darna is old. Darna"
PER = SMALL.labels[0]


def all_places() -> list[Found]:
    return [Found(one) for some in occurrences(STORY, "Darna", Snap.WORD) for one in some]


@settings(max_examples=60)
@given(st.data())
def test_following_changes_is_as_good_as_looking_anew(data: st.DataObject) -> None:
    annotations, context = data.draw(annotation_sets(STORY)), context_of(STORY)
    judge = SameWordsJudge(PER, annotations, context)
    hits = Hits(judge, 17)
    hits.add(all_places())
    for _ in range(3):
        edit = data.draw(outcomes(annotations, context))
        if isinstance(edit, Refusal):
            continue
        hits.follow(edit.apply(annotations, context)[1])
        fresh = Hits(judge, 17)
        fresh.add(all_places())
        assert hits.counts() == fresh.counts()
        for allowed in (FREE, Obstacle.OVERLAP, Obstacle.OVERLAP | Obstacle.BOILERPLATE):
            assert hits.offered(Choices(allowed=allowed)) == fresh.offered(Choices(allowed=allowed))


def test_from_the_mention_on_and_around_the_end() -> None:
    hits = Hits(SameWordsJudge(PER, annotation_set(STORY), context_of(STORY)), 17)
    hits.add(all_places())
    assert [one.span.start for one in hits.offered(Choices())] == [17, 44, 58, 0]
    assert hits.counts()[FREE] == len(hits) == 4


@given(st.integers(0, len(STORY)), st.integers(1, 20))
def test_places_within_a_row(start: int, length: int) -> None:
    hits = Hits(SameWordsJudge(PER, annotation_set(STORY), context_of(STORY)), 17)
    hits.add(all_places())
    offered = hits.offered(Choices())
    expected = [one.span for one in offered if one.span.start < start + length and start < one.span.end]
    assert Places(offered).within(start, start + length) == sorted(expected)


def test_there_is_an_end_to_what_is_offered_at_once() -> None:
    hits = Hits(SameWordsJudge(PER, annotation_set(STORY), context_of(STORY)), 17)
    most, walk.MOST_HITS = walk.MOST_HITS, 2
    try:
        hits.add(all_places())
    finally:
        walk.MOST_HITS = most
    assert hits.full
    assert len(hits) == 2
