"""What a label may do at the hits of a search, also after changes; what is offered can be done."""

from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.edits.label_each import label_each
from annotations.edits.placement import Refusal
from annotations.model.mention_hits import Found
from annotations.model.records import Kind, Mention
from annotations.suggest.replacing import ReplaceJudge
from annotations.suggest.walk import FREE, Choices, Hits, Obstacle
from annotations.text.span import Span
from tests.support.edits import outcomes
from tests.support.records import annotation_sets
from tests.support.small import HAND, SMALL, annotation_set, context_of

STORY = "Darna is a town. Darna lies by the sea, and Darna is old. Darna"
TEXT_HITS = [Found(Span(0, 5)), Found(Span(17, 22)), Found(Span(44, 49)), Found(Span(58, 63))]
GPE = SMALL.labels[2]
ALLOWED = Obstacle.OVERLAP | Obstacle.BOILERPLATE | Obstacle.LOSING


@settings(max_examples=100)
@given(st.data())
def test_following_changes_is_as_good_as_looking_anew(data: st.DataObject) -> None:
    annotations, context = data.draw(annotation_sets(STORY)), context_of(STORY)
    label = data.draw(st.sampled_from(SMALL.labels))
    judge = ReplaceJudge(label, annotations, context)
    places = TEXT_HITS
    if data.draw(st.booleans()):
        everyone = sorted((one.start, one.end, one.id) for one in annotations.of_type(Mention))
        places = [Found(Span(start, end), mention_id) for start, end, mention_id in everyone]
    hits = Hits(judge, 17)
    hits.add(places)
    for _ in range(3):
        edit = data.draw(outcomes(annotations, context))
        if isinstance(edit, Refusal):
            continue
        hits.follow(edit.apply(annotations, context)[1])
        fresh = Hits(judge, 17)
        fresh.add(places)
        assert [hits.offered(Choices(allowed=one)) for one in (FREE, ALLOWED)] == [
            fresh.offered(Choices(allowed=one)) for one in (FREE, ALLOWED)
        ]
        assert hits.counts() == fresh.counts()


@settings(max_examples=100)
@given(st.data())
def test_what_is_offered_of_the_text_is_what_is_done(data: st.DataObject) -> None:
    annotations, context = data.draw(annotation_sets(STORY)), context_of(STORY)
    label = data.draw(st.sampled_from(SMALL.labels))
    hits = Hits(ReplaceJudge(label, annotations, context))
    hits.add(TEXT_HITS)
    offered = hits.offered(Choices(allowed=ALLOWED))
    mentions = [annotations.mention(hit.mention) for hit in offered if hit.mention is not None]
    edit = label_each(
        annotations,
        context,
        label,
        [hit.span for hit in offered if hit.mention is None],
        [one for one in mentions if one is not None],
        HAND,
    )
    count = 0 if isinstance(edit, Refusal) else edit.title.count
    assert count == len(offered)


def test_blanks_and_what_is_forbidden() -> None:
    story = "rain and rain"
    rain = Mention("m1", Kind.EVENT, "Rain", (Span(0, 8),), HAND)
    annotations, context = annotation_set(story, [rain]), context_of(story)
    hits = Hits(ReplaceJudge(SMALL.labels[3], annotations, context))
    hits.add([Found(Span(0, 4)), Found(Span(8, 13))])
    assert [hit.span for hit in hits.offered(Choices())] == [Span(9, 13)]
    assert hits.counts()[Obstacle.FORBIDDEN] == 1
    assert list(hits.reasons()) == ["Event labels may not be nested (Rain is in the way)."]
