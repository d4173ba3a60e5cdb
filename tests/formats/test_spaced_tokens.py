"""Tokens of which a text is made without rest, and mentions are made of whole ones."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.formats.exchange import UNSIGNED
from annotations.formats.spaced_tokens import Spaced
from annotations.model.records import Kind, Mention
from annotations.text.span import Span
from tests.support.records import spans
from tests.text.strategies import PROSE, TEXTS


def mention(span: Span) -> Mention:
    return Mention("m", Kind.ENTITY, "X", (span,), UNSIGNED)


@given(data=st.data(), text=(TEXTS | PROSE).filter(bool))
def test_the_tokens_are_the_text_and_mentions_are_whole_tokens(data: st.DataObject, text: str) -> None:
    mentions = [mention(span) for span in data.draw(st.lists(spans(len(text)), max_size=5))]
    spaced = Spaced(text, mentions)
    assert "".join(text[one.start : one.end] + " " * one.space for one in spaced.tokens) == text
    assert all(one.start < one.end for one in spaced.tokens)
    for one in mentions:
        found = spaced.tokens[spaced.first(one.start) : spaced.last(one.end) + 1]
        assert (found[0].start, found[-1].end) == (one.start, one.end)


def test_examples() -> None:
    def words(text: str, *found: Span) -> list[str]:
        made = Spaced(text, map(mention, found)).tokens
        return [text[one.start : one.end] + "_" * one.space for one in made]

    assert words(" Di  Darna\n\nya ") == [" ", "Di_", " ", "Darna", "\n\n", "ya_"]
    assert words("a   b", Span(0, 3)) == ["a", "  ", " ", "b"]
    assert words("a b", Span(1, 3)) == ["a", " ", "b"]
    assert words("a b", Span(2, 3)) == ["a_", "b"]
