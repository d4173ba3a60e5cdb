"""The next line in which something is missing."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.text.gaps import next_gap
from annotations.text.segments import line_spans, trim_blanks
from annotations.text.span import Span

TEXTS = st.lists(st.sampled_from(["a", "b", " ", "\n", "\r\n", "\r"]), max_size=30).map("".join)


@given(TEXTS, st.data())
def test_it_is_the_first_behind_and_then_the_first_of_all(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    lines = [Span(start, end) for start, end in zip(*line_spans(text), strict=True)]
    here = max(index for index, line in enumerate(lines) if line.start <= offset)
    others = [trim_blanks(text, line) for line in (*lines[here + 1 :], *lines[:here])]
    wanted = [line for line in others if not line.is_empty and "b" not in text[line.start : line.end]]
    found = next_gap(text, offset, lambda start, end: "b" in text[start:end])
    assert found == (wanted[0] if wanted else None)
