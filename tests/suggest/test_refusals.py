"""Refusals in side data: found again, small, taken back, and no trouble with what others keep there."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.edits.edit import Edit, ExtraEdit, Title
from annotations.formats.native import annotation_set_from_dict, render
from annotations.model.annotation_set import AnnotationSet
from annotations.suggest.refusals import forget, is_refused, remember
from annotations.text.source import SourceText
from annotations.text.span import Span
from schemas.reading import parse_json
from schemas.validation import annotation_set_problems
from tests.support.records import TEXTS, span_lists
from tests.support.small import SMALL, annotation_set, context_of

PER, ORG = SMALL.labels[:2]
STORY = "Darna and Abu\nSalim, Darna and Abu Salim"
TEXT = SourceText(STORY)


def at(quote: str, nth: int = 1) -> Span:
    start = -1
    for _ in range(nth):
        start = STORY.index(quote, start + 1)
    return Span(start, start + len(quote))


def after(annotations: AnnotationSet, steps: list) -> AnnotationSet:  # type: ignore[type-arg]
    Edit(Title("refuse"), tuple(steps)).apply(annotations, context_of(STORY))
    return annotations


def test_what_was_refused_is_known_and_nothing_else() -> None:
    annotations = annotation_set(STORY)
    spans = [at("Darna", 2), at("Abu\nSalim"), at("Abu Salim")]
    after(annotations, remember(annotations.extra, TEXT, PER, spans))
    refused = {"Abu Salim": [10, 31], "Darna": [21]}
    assert annotations.extra == {"sorot": {"refusals": {"entity": {"PER": refused}}}}
    assert all(is_refused(annotations.extra, TEXT, PER, span) for span in spans)
    assert not is_refused(annotations.extra, TEXT, PER, at("Darna"))
    assert not is_refused(annotations.extra, TEXT, ORG, at("Darna", 2))
    assert remember(annotations.extra, TEXT, PER, spans) == []


def test_a_file_brings_them_back_and_is_sound() -> None:
    annotations = annotation_set(STORY)
    after(annotations, remember(annotations.extra, TEXT, PER, [at("Darna"), at("Abu Salim")]))
    content = render(annotations, TEXT)
    data = parse_json(content)
    assert annotation_set_problems(data, STORY) == []
    again = annotation_set_from_dict(data)
    assert is_refused(again.extra, TEXT, PER, at("Darna"))
    assert render(again, TEXT) == content


def test_one_more_refusal_carries_one_list_only() -> None:
    annotations = annotation_set(STORY)
    after(annotations, remember(annotations.extra, TEXT, PER, [at("Darna"), at("Abu Salim")]))
    (step,) = remember(annotations.extra, TEXT, PER, [at("Darna", 2)])
    assert step == ExtraEdit(("sorot", "refusals", "entity", "PER", "Darna"), [0], [0, 21])


def test_long_words_are_kept_as_a_digest() -> None:
    text = SourceText("x" * 300)
    (step,) = remember({}, text, PER, [Span(0, 300)])
    assert isinstance(step, ExtraEdit)
    assert list(step.after["refusals"]["entity"]["PER"]) == [text.digest]


def test_what_stands_in_the_way_stays_there() -> None:
    for extra in ({"sorot": 1}, {"sorot": {"refusals": []}}, {"sorot": {"refusals": {"entity": "x"}}}):
        assert remember(extra, TEXT, PER, [at("Darna")]) == []
        assert not is_refused(extra, TEXT, PER, at("Darna"))
    odd = {"sorot": {"refusals": {"entity": {"PER": {"Darna": "x"}}}}}
    assert remember(odd, TEXT, PER, [at("Darna")]) == forget(odd, TEXT, PER, [at("Darna")]) == []


def test_the_file_is_the_same_whatever_came_first() -> None:
    one, other = annotation_set(STORY), annotation_set(STORY)
    for annotations in (one, other):
        annotations.set_extra({"mine": 1})
    for span in (at("Darna"), at("Abu Salim")):
        after(one, remember(one.extra, TEXT, PER, [span]))
    other.set_extra({"sorot": {}, "mine": 1})
    for span in (at("Abu Salim"), at("Darna")):
        after(other, remember(other.extra, TEXT, PER, [span]))
    assert render(one, TEXT) == render(other, TEXT)


@given(TEXTS.flatmap(lambda text: st.tuples(st.just(text), span_lists(len(text)), span_lists(len(text)))))
def test_any_refusals_are_taken_back_to_the_byte(
    case: tuple[str, tuple[Span, ...], tuple[Span, ...]],
) -> None:
    text, first, second = case
    annotations, context = annotation_set(text), context_of(text)
    annotations.set_extra({"b": 1, "sorot": {"z": 1}, "a": 2})
    undos, states = [], [render(annotations, context.text)]
    for change, spans in ((remember, first), (remember, second), (forget, first)):
        if steps := change(annotations.extra, context.text, PER, spans):
            undos.append(Edit(Title("refuse"), tuple(steps)).apply(annotations, context)[0])
            states.append(render(annotations, context.text))
        for span in spans:
            assert is_refused(annotations.extra, context.text, PER, span) is (change is remember)
    for edit in reversed(undos):
        assert render(annotations, context.text) == states.pop()
        edit.apply(annotations, context)
    assert render(annotations, context.text) == states.pop()
