"""Groups of documents that are copies of each other, whole or in part, so that no test asks what was taught.

Documents are copies when their texts differ in nothing but blanks, or when enough of their runs of three
words are the same: of all that either has (Jaccard), or of all that the smaller one has (containment: the
other holds it, or a good part of it). A group is what such pairs connect. The same told in somebody's own
words is no copy here: nothing that counts words in a row can see it. Nor is a text of ten words always
found in a longer one (one in eight is missed, of twenty words one in a hundred, of forty none): a quarter of
the fingerprints is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

import numpy as np

from annotations.corpus.fingerprints import Hashes, Numbers, Sketch, grams, joined, pairs, sketch, word_hashes

JACCARD = 0.15
"""Documents with this share of their runs in common are copies,"""
CONTAINMENT = 0.35
"""and so are those where one has this share of the other's runs,"""
LEAST = 8
"""when these are at least so many: ten words on end. A headline within its article is no copy of it."""
ALIKE = 1 / 3
"""The share of all their runs that makes copies of short texts, and of those that share common words only: a
long name or a footer is not enough."""
WITHIN = 0.8
"""The share of the smaller one's runs that makes copies of those that share common words only."""

_RUN = 3
_REMEMBERED = 1024
_AT_ONCE = 1000


@dataclass(frozen=True)
class Link:
    """Why two documents are in one group: the shares of their runs of three words, 0 to 1; exact copies 1."""

    first: int
    second: int
    jaccard: float
    containment: float


@dataclass(frozen=True)
class Groups:
    """Which documents belong together; documents are numbered from 0.

    ``of`` has for each document the least number in its group. ``links`` are enough pairs to connect
    every group, and no more.
    """

    of: tuple[int, ...]
    links: tuple[Link, ...]

    def several(self) -> list[tuple[int, ...]]:
        """The groups of more than one document, each sorted, in the order of their first documents."""
        members: dict[int, list[int]] = {}
        for number, group in enumerate(self.of):
            members.setdefault(group, []).append(number)
        return [tuple(group) for group in members.values() if len(group) > 1]


def sketches(texts: Iterable[str]) -> Iterator[Sketch]:
    """The sketches of all texts in their order, a thousand at a time."""
    numbered = enumerate(texts)
    while part := list(islice(numbered, _AT_ONCE)):
        yield sketch(part)


def grouped(parts: Iterable[Sketch], text_of: Callable[[int], str]) -> Groups:
    """The groups of all documents in the sketches; the answer does not depend on the order of the documents.

    ``text_of`` gives a document's text again, by its number, for those that may be copies. Raises ValueError
    when the documents are not numbered 0, 1, 2 and so on, each once; what ``text_of`` raises goes through.
    """
    whole = joined(list(parts))
    forest = _Forest(len(whole.numbers))
    links = list(_exact(whole, forest))
    links += _near(whole, forest, text_of)
    return Groups(forest.roots(), tuple(links))


class _Forest:
    """Sets of numbers that can be united; the root of a set is its least number."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def root(self, number: int) -> int:
        above = self._above
        while above[number] != number:
            above[number] = number = above[above[number]]
        return number

    def unite(self, one: int, other: int) -> None:
        low, high = sorted((self.root(one), self.root(other)))
        self._above[high] = low

    def roots(self) -> tuple[int, ...]:
        return tuple(self.root(number) for number in range(len(self._above)))


def _exact(whole: Sketch, forest: _Forest) -> Iterator[Link]:
    """Unite the documents with the same text; those with nothing in them are nobody's copies."""
    first_with: dict[int, int] = {}
    for number, found in enumerate(whole.digests.tolist()):
        first = first_with.setdefault(found, number)
        if found and first != number:
            forest.unite(first, number)
            yield Link(first, number, 1.0, 1.0)


def _near(whole: Sketch, forest: _Forest, text_of: Callable[[int], str]) -> Iterator[Link]:
    """Unite the documents that have enough in common, of exact copies one only."""
    # Numbered by their digests here: who is next to whom must not depend on the order they came in.
    by_digest = np.argsort(whole.digests, kind="stable").astype(np.int32)
    rank = np.empty_like(by_digest)
    rank[by_digest] = np.arange(len(by_digest), dtype=np.int32)
    alone = np.array([forest.root(number) == number for number in range(len(by_digest))], np.bool_)
    kept = alone[whole.docs]
    candidates = pairs(whole.hashes[kept], rank[whole.docs[kept]])

    @lru_cache(_REMEMBERED)
    def runs(number: int) -> Hashes:
        return grams(word_hashes(text_of(number)), _RUN)

    firsts, seconds = _numbers(by_digest, candidates.first), _numbers(by_digest, candidates.second)
    for one, other, common in zip(firsts, seconds, candidates.common.tolist(), strict=True):
        # Whoever is in one group already needs no further reason.
        if forest.root(one) != forest.root(other):
            link = _compared(one, other, runs(one), runs(other))
            if _alike(link, min(len(runs(one)), len(runs(other))), common=common):
                forest.unite(one, other)
                yield link


def _numbers(by_digest: Numbers, ranks: Numbers) -> list[int]:
    return [int(number) for number in by_digest[ranks]]


def _compared(one: int, other: int, runs: Hashes, other_runs: Hashes) -> Link:
    shared = len(np.intersect1d(runs, other_runs, assume_unique=True))
    smaller = max(1, min(len(runs), len(other_runs)))
    either = max(1, len(runs) + len(other_runs) - shared)
    return Link(min(one, other), max(one, other), shared / either, shared / smaller)


def _alike(link: Link, smaller: int, *, common: bool) -> bool:
    if link.jaccard >= ALIKE:
        return True
    if link.containment * smaller < LEAST:
        return False
    return link.containment >= (WITHIN if common else CONTAINMENT) or (not common and link.jaccard >= JACCARD)
