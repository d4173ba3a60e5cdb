"""Units: what a reader takes for one character is counted as Unicode says, in linear time."""

import regex
from hypothesis import given
from hypothesis import strategies as st

from annotations.formats.proof import Ruler, Unit

PIECES = [
    "a",
    " ",
    "e\u0301",
    "\r\n",
    "\r",
    "\n",
    "🇮",
    "\u200d",
    "👨",
    "🏽",
    "가",
    "\u1100",
    "\u1161",
    "\u0600",
    "😀",
]


@given(text=st.lists(st.sampled_from(PIECES), max_size=1500).map("".join))
def test_graphemes_are_those_of_unicode(text: str) -> None:
    ruler = Ruler(text, Unit.GRAPHEME)
    starts = [found.start() for found in regex.finditer(r"\X", text)]
    assert [ruler.span(at, at).start for at in range(len(starts))] == starts
    assert ruler.span(len(starts), len(starts)).start == len(text)
    assert [ruler.place(start) for start in starts] == list(range(len(starts)))


def test_a_long_row_of_flags_is_counted() -> None:
    assert Ruler("🇮🇩" * 100_000, Unit.GRAPHEME).place(400_000 // 2) == 100_000
