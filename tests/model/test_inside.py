"""What lies inside boilerplate, and how mentions are spread: change by change, or counted anew."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.edits.edit import RecordEdit
from annotations.model.annotation_set import AnnotationSet
from annotations.model.histogram import Histogram
from annotations.model.inside import InsideBoilerplate, lies_in_boilerplate
from annotations.model.records import Kind, Mention
from tests.support.records import mentions
from tests.support.small import SMALL, annotation_set

LENGTH = 40
TEXT = "a" * LENGTH


def brute(annotations: AnnotationSet) -> list[tuple[int, str]]:
    every = list(annotations.of_type(Mention))
    boilerplate = (one for one in every if one.kind is Kind.BOILERPLATE and one.label != "Legal")
    covers = [span for one in boilerplate for span in one.spans]
    return sorted(
        (one.start, one.id)
        for one in every
        if one.kind is not Kind.BOILERPLATE
        and all(
            any(cover.start <= own.start and own.end <= cover.end for cover in covers) for own in one.spans
        )
    )


def touching(annotations: AnnotationSet, histogram: Histogram) -> dict[tuple[Kind, str], list[int]]:
    found: dict[tuple[Kind, str], list[int]] = {}
    for one in annotations.of_type(Mention):
        column = found.setdefault((one.kind, one.label), [0] * histogram.size)
        for span in one.spans:
            for bucket in range(
                histogram.bucket(span.start), histogram.bucket(max(span.start, span.end - 1)) + 1
            ):
                column[bucket] += 1
    return found


@given(st.data())
def test_they_follow_changes_also_while_they_are_still_being_counted(data: st.DataObject) -> None:
    annotations = annotation_set(TEXT)
    for number in range(data.draw(st.integers(0, 6))):
        annotations.replace(None, data.draw(mentions(f"m{number}", LENGTH)))
    waiting = annotations.records()
    inside, histogram = InsideBoilerplate(annotations, SMALL), Histogram(LENGTH)
    for _ in range(data.draw(st.integers(0, 8))):
        if waiting and data.draw(st.booleans()):
            counted = waiting.pop()
            assert isinstance(counted, Mention)
            if counted.kind is Kind.BOILERPLATE:
                inside.note(counted)
            histogram.add(counted)
        name = f"m{data.draw(st.integers(0, 6))}"
        after = data.draw(st.none() | mentions(name, LENGTH))
        before = annotations.mention(name)
        if before is not after:
            change = RecordEdit(before, after).apply(annotations)
            inside.apply_change(change)
            histogram.apply_change(change)
    for counted in waiting:
        assert isinstance(counted, Mention)
        if counted.kind is Kind.BOILERPLATE:
            inside.note(counted)
        histogram.add(counted)
    expected = brute(annotations)
    assert inside._starts == expected
    assert len(inside) == len(expected) == inside.count_kind(Kind.ENTITY) + inside.count_kind(Kind.EVENT)
    assert inside.count_between(10, 20) == sum(10 <= start < 20 for start, _ in expected)
    assert {
        one.id for one in annotations.of_type(Mention) if lies_in_boilerplate(annotations, SMALL, one)
    } == {name for _, name in expected}
    assert histogram.counts() == touching(annotations, histogram)
    place = (data.draw(st.integers(0, LENGTH)), "")
    behind, before_it = [one for one in expected if one > place], [one for one in expected if one < place]
    found, back = inside.next(place), inside.previous(place)
    assert (found and found.id) == ((behind or expected)[0][1] if expected else None)
    assert (back and back.id) == ((before_it or expected)[-1][1] if expected else None)


@given(st.integers(1, 5000), st.data())
def test_buckets_share_out_the_text(length: int, data: st.DataObject) -> None:
    histogram = Histogram(length)
    assert histogram.start(0) == 0
    assert histogram.start(histogram.size) == length
    bucket = data.draw(st.integers(0, histogram.size - 1))
    assert histogram.start(bucket) < histogram.start(bucket + 1)
    assert histogram.bucket(histogram.start(bucket)) == bucket
    assert histogram.bucket(histogram.start(bucket + 1) - 1) == bucket
