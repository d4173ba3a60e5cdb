"""The other places in a text where the words of a mention stand.

Words count as the same when they differ in their blanks only: a name broken over a line end is found too,
with its exact offsets. They have to stand by themselves as far as the label set's snapping goes, so that
"Darna" is not found in "Darnawi". Places do not overlap: they are taken from the start of the text on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotations.edits.placement import widen
from annotations.model.label_set import Snap
from annotations.text import segments
from annotations.text.span import Span

LONGEST_QUOTE = 4096
"""Code points; words that go on for longer are not looked for."""

LONGEST_BLANK = 64
"""Code points on either side of a line end; there is no name across more than that."""

WINDOW = 1 << 20
"""Code points that are looked through at once: some tens of milliseconds."""

_BREAKS = "\r\n"
_SPACES = (chr(one) for one in range(0x3001) if chr(one).isspace())
_IN_LINE = "".join(one for one in _SPACES if one not in _BREAKS) + "\u200b\u2060\ufeff"
_BLANKS = re.compile(f"[{_IN_LINE}{_BREAKS}]+")
_BREAK = re.compile(r"\r\n?|\n")

# Between two words of a name: blanks with one line end at most, or with as many as the name itself has.
_GAP = (
    f"(?=[{_IN_LINE}{_BREAKS}])[{_IN_LINE}]{{0,{LONGEST_BLANK}}}+(?:\\r\\n?|\\n)?"
    f"[{_IN_LINE}]{{0,{LONGEST_BLANK}}}+"
)
_WIDE_GAP = f"[{_IN_LINE}{_BREAKS}]{{1,{2 * LONGEST_BLANK}}}+"
_LONGEST_GAP = 2 * LONGEST_BLANK + 2


def same_words(quote: str) -> str:
    """The quote with one blank for each run of them, none at its ends: alike for all occurrences."""
    return " ".join(_words(quote))


def stands_alone(text: str, span: Span, unit: Snap) -> bool:
    """Whether snapping would leave the span as it is, but for blanks at its ends."""
    trimmed = segments.trim_blanks(text, span)
    return not trimmed.is_empty and _alone(text, trimmed, unit)


def windows(text: str) -> int:
    """How many times ``occurrences`` answers."""
    return max(1, -(-len(text) // WINDOW))


def occurrences(text: str, quote: str, unit: Snap, *, ignore_case: bool = False) -> Iterator[list[Span]]:
    """All places of the quote's words, the quote's own among them, in text order: a list for each window.

    Letters match in their other case when ``ignore_case`` is set, one by one: "ß" is not "SS". Nothing is
    found of a quote that is blank or longer than ``LONGEST_QUOTE``.
    """
    words = _words(quote)
    if not words or len(quote) > LONGEST_QUOTE:
        yield from ([] for _ in range(windows(text)))
        return
    pattern = _pattern(quote, words, ignore_case=ignore_case)
    longest = sum(map(len, words)) + _LONGEST_GAP * len(words)
    place = 0
    for number in range(1, windows(text) + 1):
        limit = min(len(text), number * WINDOW)
        found: list[Span] = []
        while place < limit:
            match = pattern.search(text, place, min(len(text), limit + longest))
            if match is None or match.start() >= limit:
                place = limit
                break
            span = Span(*match.span())
            if _alone(text, span, unit):
                found.append(span)
                place = span.end
            else:
                place = span.start + 1
        yield found


def _words(quote: str) -> list[str]:
    return [word for word in _BLANKS.split(quote) if word]


def _pattern(quote: str, words: list[str], *, ignore_case: bool) -> re.Pattern[str]:
    inner = _BLANKS.sub(lambda gap: gap[0] if len(_BREAK.findall(gap[0])) > 1 else " ", quote).strip()
    gaps = [_WIDE_GAP if len(_BREAK.findall(gap)) > 1 else _GAP for gap in _BLANKS.findall(inner)]
    source = re.escape(words[0])
    for gap, word in zip(gaps, words[1:], strict=True):
        source += gap + re.escape(word)
    return re.compile(source, re.IGNORECASE if ignore_case else 0)


def _alone(text: str, span: Span, unit: Snap) -> bool:
    """Whether snapping leaves the span as it is; its neighbours mostly tell without looking further."""
    if unit is Snap.CHARACTER:
        return True
    before, after = text[span.start - 1 : span.start] if span.start else "", text[span.end : span.end + 1]
    if unit is Snap.WORD:
        if not before.strip() and not after.strip():
            return True
        if (before and (before + text[span.start]).isalnum()) or (
            after and (text[span.end - 1] + after).isalnum()
        ):
            return False
    return widen(text, span, unit) == span
