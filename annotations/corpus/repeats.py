"""Where a document repeats itself, such as an article that was scraped twice into one file.

Runs of four words that were there before are chained while they go on side by side in both places. What a
chain covers is then compared word by word, both ways, which gives its ends and those of what it repeats.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from annotations.corpus.fingerprints import SHINGLE, WORD, runs, word_hashes
from annotations.suggest.duplicates import LEAST_SHARE, source_of
from annotations.text.segments import line_at, trim_blanks
from annotations.text.span import Span

LEAST = 30
"""Runs of four words that must be there again: a paragraph, not a sentence that is quoted twice."""

_APART = 12
"""Words between a few runs and all others that make strays of them."""
_NEAR = 120
"""Code points by which an end is moved to where that of the source says, at most."""
_GAP = 60
"""Words that may be missing, changed or put in between two runs of a chain, on either side."""


@dataclass(frozen=True)
class Repetition:
    """``copy`` says again what ``source`` says before it, perhaps in another order; both in code points."""

    copy: Span
    source: Span


def repeats(text: str) -> tuple[Repetition, ...]:
    """What a text says again, in the order of the text; no two copies share a word."""
    hashes = runs(word_hashes(text), SHINGLE)
    _, firsts, which = np.unique(hashes, return_index=True, return_inverse=True)
    before = firsts[which]
    again = np.flatnonzero(before + SHINGLE <= np.arange(len(hashes)))
    if len(again) < LEAST:
        return ()
    chains = _merged(_chained(zip(before[again].tolist(), again.tolist(), strict=True)))
    words = [found.span() for found in WORD.finditer(text)]
    found: list[Repetition] = []
    for chain in filter(_Chain.is_copy, chains):
        copy, source = _covered(text, words, chain.again), _covered(text, words, chain.before)
        one = _stretched(text, copy, source)
        start = max(one.copy.start, found[-1].copy.end if found else 0)
        found.append(Repetition(Span(start, one.copy.end), one.source))
    return tuple(found)


def _covered(text: str, words: Sequence[tuple[int, int]], numbers: Sequence[int]) -> Span:
    """From the first word of the runs to the last, with what else but words is on the lines of these."""
    first, last = words[min(numbers)][0], words[max(numbers) + SHINGLE - 1][1]
    start, end = line_at(text, first).start, line_at(text, last).end
    start = first if WORD.search(text, start, first) else start
    end = last if WORD.search(text, last, end) else end
    return trim_blanks(text, Span(start, end))


@dataclass
class _Chain:
    """Where runs are again, rising, and where each was before; both counted in words."""

    again: list[int]
    before: list[int]

    def drift(self, before: int, again: int) -> int:
        """By how much the two sides have not gone on by the same number of words."""
        return abs((again - self.again[-1]) - (before - self.before[-1]))

    def is_copy(self) -> bool:
        """Whether it is long and dense enough; a stock sentence said a hundred times is one sentence."""
        return len(set(self.before)) >= max(LEAST, LEAST_SHARE * (self.again[-1] - self.again[0]))

    def trimmed(self) -> _Chain:
        """What was all said before the first of it, without the few runs at either end that stand apart."""
        # The others at the ends are a phrase that happened to be near.
        whole = [
            pair for pair in zip(self.again, self.before, strict=True) if pair[1] + SHINGLE <= self.again[0]
        ]
        again, before = [pair[0] for pair in whole], [pair[1] for pair in whole]
        low, high = 0, len(again)
        for number in range(1, high):
            if again[number] - again[number - 1] > _APART:
                if number - low < SHINGLE:
                    low = number
                if high - number < SHINGLE:
                    high = number
        return _Chain(again[low:high], before[low:high])

    def follows(self, other: _Chain) -> bool:
        """Whether this is another part of what the other repeats, told in another order."""
        mine, others = (min(self.before), max(self.before)), (min(other.before), max(other.before))
        apart = mine[1] < others[0] + SHINGLE or others[1] < mine[0] + SHINGLE
        gap = self.again[0] - other.again[-1]
        return (apart or gap <= 0) and gap <= _GAP and mine[1] + SHINGLE <= other.again[0]


def _chained(pairs: Iterable[tuple[int, int]]) -> list[_Chain]:
    """Chains out of pairs (where a run was before, where it is again), which rise in the second place."""
    done: list[_Chain] = []
    open_ones: list[_Chain] = []
    for before, again in pairs:
        done += [chain for chain in open_ones if again - chain.again[-1] > _GAP]
        open_ones = [chain for chain in open_ones if again - chain.again[-1] <= _GAP]
        nearest = min(open_ones, key=lambda chain: chain.drift(before, again), default=None)
        if nearest is not None and nearest.drift(before, again) <= _GAP:
            nearest.again.append(again)
            nearest.before.append(before)
        else:
            open_ones.append(_Chain([again], [before]))
    whole = [chain.trimmed() for chain in done + open_ones]
    return sorted((chain for chain in whole if len(chain.again) >= SHINGLE), key=lambda chain: chain.again)


def _merged(chains: Iterable[_Chain]) -> list[_Chain]:
    """Chains put together that follow each other; words that two chains are about are the first one's."""
    found: list[_Chain] = []
    for chain in chains:
        if found and chain.follows(found[-1]):
            # One that a longer one has gone on around ends before it.
            found[-1].again = sorted(found[-1].again + chain.again)
            found[-1].before += chain.before
        elif not found or chain.again[0] >= found[-1].again[-1] + SHINGLE:
            found.append(chain)
    return found


def _stretched(text: str, copy: Span, source: Span) -> Repetition:
    """Both with the ends that a comparison word by word gives them, when these are near."""
    there = source_of(text, copy)
    if there is None:
        return Repetition(copy, source)
    moved = _moved(source, there.source)
    back = source_of(text, moved)
    found = Repetition(copy if back is None else _moved(copy, back.source), moved)
    return found if found.source.end <= found.copy.start else Repetition(copy, source)


def _moved(span: Span, to: Span) -> Span:
    start = to.start if abs(to.start - span.start) <= _NEAR else span.start
    end = to.end if abs(to.end - span.end) <= _NEAR else span.end
    return Span(start, end)
