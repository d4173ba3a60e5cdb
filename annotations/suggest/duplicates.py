"""Which stretch of a document another one repeats, word for word or nearly, and which place is which.

Runs of four words of the copy are looked for in the whole text as they stand there, which is quick in a text
of any size. Where most of them are found the words are compared one by one, whatever blanks are between
them: runs of four that both have give pairs of places, and the most pairs that rise on both sides say what
goes with what.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from annotations.text.patterns import pattern
from annotations.text.segments import line_at, trim_blanks
from annotations.text.span import Span
from schemas.late import late_dataclass

RUN = 4
"""Words in a run: three are said by chance, and longer ones are broken by too many of the words changed."""

LEAST_SHARE = 0.3
"""So much of the copy's words must be found in runs, else it repeats nothing."""

_SEEDS = 64
_ENOUGH = 12
"""Seeds that speak for one place: no more are looked for then."""
_MOST_PLACES = 16
"""A run that stands in more places says little about any of them."""
_TRIED = 4
_LOST = 0.6
"""A source is at most this much longer than its copy, which has lost words."""
_LONG = 300_000
"""Of a longer copy, in code points, only the seeds are paired."""
_BREAK = 400
"""Code points that the source may have more than the copy between two pairs, unless much follows."""
_STRAY = 12
"""Pairs beyond such a break that are more than chance."""
_NEAR = 40
"""The rest of a line at an end of the source belongs to it when it is no longer, in code points."""

_WORD = r"[\p{L}\p{N}\p{M}]+"

Word = tuple[int, str]
"""Where a word starts, and the word."""
Pair = tuple[int, int]
"""Where the same word starts in the copy and in the source."""


@late_dataclass(frozen=True)
class Repeat:
    """``copy`` repeats ``source``; ``pairs`` rise on both sides."""

    copy: Span
    source: Span
    pairs: tuple[Pair, ...]

    def in_source(self, offset: int) -> int:
        """Where an offset of the copy is in the source: as far behind the same word as here."""
        return _across(self.pairs, offset, self.source)

    def in_copy(self, offset: int) -> int:
        """Where an offset of the source is in the copy."""
        return _across(self._back, offset, self.copy)

    @cached_property
    def _back(self) -> tuple[Pair, ...]:
        return tuple((there, here) for here, there in self.pairs)


def source_of(text: str, copy: Span) -> Repeat | None:
    """What a stretch repeats: of all places outside of it the best, of equals the first; None for none."""
    words = _words(text, copy)
    if len(words) < RUN:
        return _same_words(text, copy, words)
    seeds = _seeds(text, copy, words)
    best: list[Pair] = []
    for start in _starts(seeds, copy):
        window = _window(text, copy, start)
        pairs = (
            _paired(words, _words(text, window))
            if copy.length <= _LONG
            else _rising([pair for pair in seeds if window.contains(pair[1])])
        )
        if len(pairs) > len(best):
            best = _together(pairs)
    needed = len(words) if copy.length <= _LONG else len({here for here, _ in seeds})
    if len(best) < max(1, LEAST_SHARE * needed):
        return None
    return Repeat(copy, _stretched(text, copy, best), tuple(best))


# -- where it may be ---------------------------------------------------------------------------------------


def _seeds(text: str, copy: Span, words: Sequence[Word]) -> list[Pair]:
    """Runs of the copy that stand elsewhere, at most ``_SEEDS`` of them, from all over it."""
    found: list[Pair] = []
    votes: Counter[int] = Counter()
    count = len(words) - RUN + 1
    step = max(1, count // _SEEDS)
    # Every eighth first, then those between: a clean copy is known after a few.
    numbers = sorted(range(0, count, step), key=lambda number: (number // step % 8 != 0, number))
    for number in numbers:
        for pair in _places(text, copy, words, number):
            found.append(pair)
            votes[_cell(pair, copy)] += 1
        if votes and max(votes.values()) >= _ENOUGH and copy.length <= _LONG:
            break
    return sorted(found)


def _places(text: str, copy: Span, words: Sequence[Word], number: int) -> Iterator[Pair]:
    start = words[number][0]
    last, word = words[number + RUN - 1]
    run = text[start : last + len(word)]
    place = text.find(run)
    for _ in range(_MOST_PLACES):
        if place < 0:
            return
        inside = place < copy.end and copy.start < place + len(run)
        if not inside:
            yield start, place
        place = text.find(run, max(place + 1, copy.end - len(run) + 1) if inside else place + 1)


def _cell(pair: Pair, copy: Span) -> int:
    """Pairs with about the same distance share a cell."""
    here, there = pair
    return (there - (here - copy.start)) // _cell_size(copy)


def _cell_size(copy: Span) -> int:
    return max(200, copy.length // 4)


def _starts(seeds: Sequence[Pair], copy: Span) -> list[int]:
    """Where the source may start, the place most seeds speak for first."""
    votes = Counter(_cell(pair, copy) for pair in seeds)
    heard = {cell: votes[cell] + votes[cell - 1] + votes[cell + 1] for cell in list(votes)}
    ranked = sorted(heard, key=lambda cell: (-heard[cell], cell))
    return [cell * _cell_size(copy) for cell in ranked[:_TRIED]]


def _window(text: str, copy: Span, start: int) -> Span:
    """Where the words are compared: the source has about the copy's length, and is on one side of it."""
    room = 2 * _cell_size(copy) + round(copy.length * _LOST)
    low, high = max(0, start - room), min(len(text), start + copy.length + room)
    if start < copy.start:
        return Span(min(low, copy.start), min(high, copy.start))
    return Span(max(low, copy.end), max(high, copy.end))


# -- which words go together -------------------------------------------------------------------------------


def _words(text: str, span: Span) -> list[Word]:
    return [(found.start(), found[0]) for found in pattern(_WORD).finditer(text, span.start, span.end)]


def _paired(copy: Sequence[Word], source: Sequence[Word]) -> list[Pair]:
    """The words that both have in runs, in the same order."""
    runs: dict[tuple[str, ...], list[int]] = {}
    for number in range(len(source) - RUN + 1):
        runs.setdefault(_run(source, number), []).append(number)
    pairs: dict[int, int] = {}
    reached = 0
    for number in range(len(copy) - RUN + 1):
        if places := runs.get(_run(copy, number)):
            # Of several places the next one from where the last was is meant.
            reached = places[min(bisect_left(places, reached), len(places) - 1)]
            for step in range(RUN):
                pairs.setdefault(number + step, reached + step)
    return [(copy[here][0], source[there][0]) for here, there in _rising(sorted(pairs.items()))]


def _run(words: Sequence[Word], number: int) -> tuple[str, ...]:
    return tuple(word.casefold() for _, word in words[number : number + RUN])


def _rising(pairs: Sequence[Pair]) -> list[Pair]:
    """The most of the pairs, which rise on the left, that rise on the right as well (patience sorting)."""
    tops: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for number, (_, there) in enumerate(pairs):
        pile = bisect_left(tops, there)
        before.append(piles[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(there)
            piles.append(number)
        else:
            tops[pile], piles[pile] = there, number
    found: list[Pair] = []
    number = piles[-1] if piles else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]


def _together(pairs: list[Pair]) -> list[Pair]:
    """The pairs without the few that stand far off from all others in the source."""
    parts: list[list[Pair]] = []
    for pair in pairs:
        if parts:
            here, there = parts[-1][-1]
            if pair[1] - there - (pair[0] - here) <= _BREAK:
                parts[-1].append(pair)
                continue
        parts.append([pair])
    longest = max((len(part) for part in parts), default=0)
    least = min(longest, _STRAY)
    while parts and len(parts[0]) < least:
        parts.pop(0)
    while parts and len(parts[-1]) < least:
        parts.pop()
    return [pair for part in parts for pair in part]


# -- how far it goes ---------------------------------------------------------------------------------------


def _stretched(text: str, copy: Span, pairs: Sequence[Pair]) -> Span:
    """From the first to the last word in the source, and on to what the ends of the copy stand for."""
    (first_here, first), (last_here, last) = pairs[0], pairs[-1]
    word = pattern(_WORD).match(text, last)
    length = 0 if word is None else word.end() - last
    start, end, here = first, last + length, last_here + length
    while start and first_here > copy.start and text[start - 1] == text[first_here - 1]:
        start, first_here = start - 1, first_here - 1
    while end < len(text) and here < copy.end and text[end] == text[here]:
        end, here = end + 1, here + 1
    line_start, line_end = line_at(text, start).start, line_at(text, end).end
    if start - line_start <= first_here - copy.start + _NEAR:
        start = line_start
    if line_end - end <= copy.end - here + _NEAR:
        end = line_end
    if first < copy.start:
        end = min(end, copy.start)
    else:
        start = max(start, copy.end)
    return trim_blanks(text, Span(start, end))


def _same_words(text: str, copy: Span, words: Sequence[Word]) -> Repeat | None:
    """The same few words elsewhere, such as a name that stands as a headline of its own."""
    if not words:
        return None
    start, (last, word) = words[0][0], words[-1]
    phrase = text[start : last + len(word)]
    place = text.find(phrase)
    while place >= 0:
        found = Span(place, place + len(phrase))
        if not found.overlaps(copy) and not _in_word(text, place) and not _in_word(text, found.end):
            return Repeat(copy, found, tuple((here, here - start + place) for here, _ in words))
        place = text.find(phrase, place + 1)
    return None


def _in_word(text: str, offset: int) -> bool:
    """Whether the characters on both sides of an offset belong to one word."""
    around = pattern(_WORD).match(text, max(0, offset - 1), offset + 1)
    return around is not None and around.end() > offset > around.start()


def _across(pairs: Sequence[Pair], offset: int, bounds: Span) -> int:
    number = bisect_right(pairs, offset, key=lambda pair: pair[0]) - 1
    if number < 0:
        return bounds.start
    here, there = pairs[number]
    limit = pairs[number + 1][1] if number + 1 < len(pairs) else bounds.end
    return min(there + offset - here, limit)
