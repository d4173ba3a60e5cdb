"""The rules for placing a mention, one by one, and what holds of every placement."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.edits.integrity import Context, record_problems
from annotations.edits.placement import Placement, Refusal, place
from annotations.model.label_set import KindRules, LabelSet, Snap
from annotations.model.records import Kind, Mention
from annotations.text.source import SourceText
from annotations.text.span import Span
from tests.support.records import TEXTS, annotation_sets, span_lists, spans
from tests.support.small import HAND, SMALL, annotation_set, context_of

TEXT = "Darna jatuh.\r\n  Dua tewas.  Leon diam.\nPBB"


def with_rules(kind: Kind, **changes: object) -> LabelSet:
    def changed(rules: KindRules) -> KindRules:
        return replace(rules, **changes) if rules.kind is kind else rules  # type: ignore[arg-type]

    return replace(SMALL, kinds=tuple(changed(rules) for rules in SMALL.kinds))


def entity(mention_id: str, *where: Span, label: str = "PER") -> Mention:
    return Mention(mention_id, Kind.ENTITY, label, where, HAND)


def placed(
    label_set: LabelSet, where: tuple[Span, ...], *others: Mention, exact: bool = False, label: str = "GPE"
) -> tuple[Span, ...] | str:
    request = Placement(Kind.ENTITY, label, where, exact=exact)
    outcome = place(request, annotation_set(TEXT, others), Context(SourceText(TEXT), label_set))
    return outcome.code if isinstance(outcome, Refusal) else outcome.spans


@pytest.mark.parametrize(
    "snap, start, end, quote",
    [
        (Snap.CHARACTER, 1, 3, "ar"),
        (Snap.CHARACTER, 5, 7, "j"),
        (Snap.WORD, 1, 3, "Darna"),
        (Snap.WORD, 3, 7, "Darna jatuh"),
        (Snap.WORD, 9, 18, "jatuh.\r\n  Dua"),
        (Snap.SENTENCE, 17, 18, "Dua tewas."),
        (Snap.SENTENCE, 17, 30, "Dua tewas.  Leon diam."),
        (Snap.LINE, 17, 18, "Dua tewas.  Leon diam."),
        (Snap.LINE, 12, 17, "Dua tewas.  Leon diam."),
        (Snap.LINE, 3, 17, "Darna jatuh.\r\n  Dua tewas.  Leon diam."),
        (Snap.LINE, 41, 43, "PBB"),
    ],
)
def test_a_span_snaps_to_its_unit(snap: Snap, start: int, end: int, quote: str) -> None:
    found = placed(with_rules(Kind.ENTITY, snap=snap), (Span(start, end),))
    assert not isinstance(found, str)
    assert [TEXT[one.start : one.end] for one in found] == [quote]


@pytest.mark.parametrize(
    "where, code",
    [
        ((), "blank"),
        ((Span(3, 3),), "blank"),
        ((Span(12, 16),), "blank"),
        ((Span(500, 900),), "blank"),
    ],
)
@pytest.mark.parametrize("exact", [False, True])
def test_there_must_be_something_to_label(where: tuple[Span, ...], code: str, *, exact: bool) -> None:
    assert placed(SMALL, where, exact=exact) == code


def test_an_empty_place_stays_where_it_is_if_the_kind_has_such() -> None:
    rules = with_rules(Kind.ENTITY, empty=True)
    assert placed(rules, (Span(3, 3),)) == (Span(3, 3),)
    assert placed(rules, (Span(3, 3),), entity("m1", Span(3, 3), label="GPE")) == "repeated"
    assert placed(rules, (Span(3, 3),), entity("m1", Span(3, 4), label="GPE")) == (Span(3, 3),)


def test_a_place_at_the_edge_of_a_mention_is_not_in_it() -> None:
    rules = with_rules(Kind.ENTITY, empty=True, nesting=False)
    assert placed(rules, (Span(0, 0),), entity("m1", Span(0, 5))) == (Span(0, 0),)
    assert placed(rules, (Span(5, 5),), entity("m1", Span(0, 5))) == (Span(5, 5),)
    assert placed(rules, (Span(2, 2),), entity("m1", Span(0, 5))) == "nesting"


@pytest.mark.parametrize(
    "overlap, nesting, where, found",
    [
        (True, True, Span(0, 11), (Span(0, 11),)),
        (False, True, Span(0, 11), (Span(0, 11),)),
        (False, False, Span(0, 11), "nesting"),
        (True, False, Span(0, 5), "nesting"),
        (True, False, Span(7, 15), (Span(7, 15),)),
        (False, True, Span(7, 15), "overlap"),
        (False, False, Span(11, 12), (Span(11, 12),)),
    ],
)
def test_overlap_and_nesting_are_up_to_the_kind(
    *, overlap: bool, nesting: bool, where: Span, found: tuple[Span, ...] | str
) -> None:
    rules = with_rules(Kind.ENTITY, overlap=overlap, nesting=nesting)
    assert placed(rules, (where,), entity("m1", Span(0, 5)), entity("m2", Span(6, 11)), exact=True) == found


def test_other_kinds_are_never_in_the_way() -> None:
    rules = with_rules(Kind.ENTITY, overlap=False, nesting=False)
    advert = Mention("m1", Kind.BOILERPLATE, "AdCode", (Span(0, 12),), HAND)
    assert placed(rules, (Span(0, 5),), advert) == (Span(0, 5),)


def test_what_lies_between_the_spans_of_another_is_free() -> None:
    rules = with_rules(Kind.ENTITY, overlap=False, nesting=False)
    assert placed(rules, (Span(6, 11),), entity("m1", Span(0, 5), Span(16, 19))) == (Span(6, 11),)


def test_a_kind_that_the_label_set_does_not_have() -> None:
    without = replace(SMALL, kinds=SMALL.kinds[1:])
    assert placed(without, (Span(0, 5),)) == "unknown_kind"


def test_too_many_spans() -> None:
    text = "x " * 1001
    request = Placement(Kind.ENTITY, "GPE", tuple(Span(2 * one, 2 * one + 1) for one in range(1001)))
    outcome = place(request, annotation_set(text), context_of(text))
    assert isinstance(outcome, Refusal)
    assert outcome.code == "too_many_spans"


@given(st.data(), TEXTS)
def test_every_placement_is_one_that_stands(data: st.DataObject, text: str) -> None:
    annotations, context = data.draw(annotation_sets(text)), context_of(text)
    label = data.draw(st.sampled_from(SMALL.labels))
    some = st.one_of(span_lists(len(text)), st.lists(spans(len(text) + 2, 0), max_size=3).map(tuple))
    exact, asked, kept = data.draw(st.booleans()), data.draw(some), data.draw(span_lists(len(text), 2))
    kept = kept if data.draw(st.booleans()) else ()
    request = Placement(label.kind, label.id, asked, exact=exact, kept=kept)
    outcome = place(request, annotations, context)
    if isinstance(outcome, Refusal):
        assert outcome.message.endswith(".")
        return
    mention = Mention("m99", label.kind, label.id, outcome.spans, HAND)
    assert record_problems(annotations, context, mention) == []
    assert all(any(one.encloses(old) for one in outcome.spans) for old in kept)
    ink = {at for span in (*asked, *kept) for at in range(span.start, min(span.end, len(text)))}
    assert {at for at in ink if not text[at].isspace()} <= {
        at for span in outcome.spans for at in range(span.start, span.end)
    }
    # Nothing is left to do for the rules, and the same again is a repetition.
    after = annotation_set(text, [*annotations.records(), mention])
    settled = replace(request, spans=outcome.spans, mention_id="m99", kept=(), exact=exact or bool(kept))
    again = place(settled, after, context)
    assert isinstance(again, Placement)
    assert again.spans == outcome.spans
    twice = place(replace(request, spans=outcome.spans, exact=True, kept=()), after, context)
    assert isinstance(twice, Refusal)
