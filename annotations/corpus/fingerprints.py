"""Fingerprints of texts, and which documents share so many of them that they may be copies of each other.

A *shingle* is four words on end, hashed. Of a text of some length the quarter is kept whose hash can be
divided by four: the same quarter in every text, so that what two texts share they still share. One sort then
brings the documents with the same shingle together. A shingle of few documents speaks for each pair of them.
One of many is a footer, a stock phrase, or a story that many have: it speaks for neighbours only, and
what rests on such shingles alone has to be more alike.

All of it is pure and the same on every machine and in every process: parts of a corpus can be sketched by a
pool of processes. Case and punctuation make no difference; the letters are taken as they are encoded.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Numbers = NDArray[np.int32]
"""Numbers of documents, from 0."""
Counts = NDArray[np.int64]

SHINGLE = 4
"""Words in a shingle; a text of fewer words is one shingle."""
KEPT = 4
"""One shingle of so many is kept."""
FEW = 64
"""Of a text with at most so many all are kept."""
COMMON = 16
"""A shingle in more documents than this is a common one."""

_ENOUGH = 3
"""Shingles that make a pair worth a look, of texts that have more than a few."""
_OF_FEW = 8
"""One shingle of so many is worth a look in a short text."""
_RARE_SHARE = 0.15
"""Of the smaller one's rare shingles: a pair that shares less is as one that shares only common ones."""
_COMMON_SHARE = 0.15
"""Of the smaller one's shingles: a pair that shares less of the common ones is not looked at."""
_AT_ONCE = 4_000_000
"""Pairs counted at a time: 32 MB, and as much again to sort them."""
_VOCABULARY = 250_000
"""Words whose hashes are remembered."""

WORD = re.compile(r"\w+")
"""A word, as it is counted here."""

_ODD = np.uint64(0x9E3779B97F4A7C15)
_STEP, _MIX, _SHIFT = np.uint64(0x100000001B3), np.uint64(0xFF51AFD7ED558CCD), np.uint64(33)


@dataclass(frozen=True)
class Sketch:
    """What is kept of some documents.

    ``numbers`` and ``digests`` have one element a document; the digest of a text without anything to see is
    0. ``hashes`` and ``docs`` have one element a shingle: its hash, and the number of the document it is in.
    """

    numbers: Numbers
    digests: Hashes
    docs: Numbers
    hashes: Hashes


@dataclass(frozen=True)
class Candidates:
    """Pairs of documents worth comparing, ``first < second``, sorted.

    ``common`` marks those that share common shingles for the most part: they have to be more alike.
    """

    first: Numbers
    second: Numbers
    common: NDArray[np.bool_]


# -- one text ----------------------------------------------------------------------------------------------


class _WordHashes(dict[str, int]):
    """Hashes of words by word, worked out once; 32 bits, which are quick to put into an array."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _VOCABULARY:
            self.clear()
        found = self[word] = zlib.crc32(word.casefold().encode("utf-8", "surrogatepass"))
        return found


_word_hashes = _WordHashes()


def word_hashes(text: str) -> Hashes:
    """The hash of each word of a text, in their order; words are the same whatever their case."""
    words = WORD.findall(text)
    found = np.fromiter(map(_word_hashes.__getitem__, words), np.int64, len(words))
    hashes: Hashes = found.astype(np.uint64) * _ODD
    return hashes


def grams(words: Hashes, length: int) -> Hashes:
    """The hashes of all runs of ``length`` words as a set: sorted, each once."""
    return _distinct(runs(words, length))


def shingles(words: Hashes) -> Hashes:
    """The shingles that are kept, sorted, each once."""
    found = runs(words, SHINGLE)
    return _distinct(found if len(found) <= FEW else found[found % KEPT == 0])


def runs(words: Hashes, length: int) -> Hashes:
    """The hash of each run of ``length`` words, in their order; of fewer words, that of all of them."""
    length = min(length, len(words))
    if not length:
        return words
    count = len(words) - length + 1
    mixed = np.full(count, length, np.uint64)
    for number in range(length):
        mixed = mixed * _STEP + words[number : number + count]
    mixed = (mixed ^ (mixed >> _SHIFT)) * _MIX
    mixed ^= mixed >> _SHIFT
    return mixed


def _distinct(hashes: Hashes) -> Hashes:
    ordered = np.sort(hashes)
    return ordered[_new(ordered)]


def _new(ordered: Hashes | Counts) -> NDArray[np.bool_]:
    """Where a sorted array has another element than the one before."""
    new = np.ones(len(ordered), np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=new[1:])
    return new


def digest(text: str) -> int:
    """A number of 64 bits that texts share if they differ in nothing but blanks; 0 for blanks alone."""
    folded = " ".join(text.split())
    if not folded:
        return 0
    return int.from_bytes(blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def sketch(texts: Iterable[tuple[int, str]]) -> Sketch:
    """The sketch of documents, each given by its number and its text."""
    numbers, digests, kept = [], [], [np.zeros(0, np.uint64)]
    for number, text in texts:
        numbers.append(number)
        digests.append(digest(text))
        kept.append(shingles(word_hashes(text)))
    return Sketch(
        np.array(numbers, np.int32),
        np.array(digests, np.uint64),
        np.repeat(np.array(numbers, np.int32), [len(found) for found in kept[1:]]),
        np.concatenate(kept),
    )


def joined(parts: Sequence[Sketch]) -> Sketch:
    """The sketch of all documents out of those of parts, in any order; sorted by the documents' numbers.

    Raises ValueError when the numbers are not 0, 1, 2 and so on, each once.
    """
    nothing = sketch(())
    numbers = np.concatenate([nothing.numbers, *(part.numbers for part in parts)])
    order = np.argsort(numbers)
    if not np.array_equal(numbers[order], np.arange(len(numbers))):
        raise ValueError("documents are numbered from 0, each once")
    return Sketch(
        numbers[order],
        np.concatenate([nothing.digests, *(part.digests for part in parts)])[order],
        np.concatenate([nothing.docs, *(part.docs for part in parts)]),
        np.concatenate([nothing.hashes, *(part.hashes for part in parts)]),
    )


# -- pairs -------------------------------------------------------------------------------------------------


def pairs(hashes: Hashes, docs: Numbers) -> Candidates:
    """Which documents share enough shingles to be compared; one element a shingle in both arrays."""
    count = int(docs.max()) + 1 if len(docs) else 1
    sizes = _Sizes(hashes, docs, count)
    buckets = _Buckets(hashes, docs, count)
    seldom = buckets.rare_shares()
    found, marks = [np.zeros(0, np.int64)], [np.zeros(0, np.bool_)]
    for keys, shared in map(_counted, _rare(buckets)):
        smaller = sizes.smaller(keys, np.ones(count))
        enough = shared >= np.clip(smaller // _OF_FEW, 1, _ENOUGH)
        found.append(keys[enough])
        marks.append((shared < _RARE_SHARE * sizes.smaller(keys, seldom))[enough])
    keys, shared = _counted(_neighbours(buckets))
    enough = (shared >= _COMMON_SHARE * sizes.smaller(keys, np.ones(count))) & ~np.isin(
        keys, np.concatenate(found)
    )
    found.append(keys[enough])
    marks.append(np.ones(len(found[-1]), np.bool_))
    return _candidates(np.concatenate(found), np.concatenate(marks), count)


class _Sizes:
    """How many shingles documents have: of a pair those that can be shared, when one is kept whole only."""

    def __init__(self, hashes: Hashes, docs: Numbers, count: int) -> None:
        self._count = count
        self._whole = np.bincount(docs, minlength=count)
        self._quarter = np.bincount(docs[hashes % KEPT == 0], minlength=count)

    def smaller(self, keys: Counts, weights: NDArray[np.float64]) -> NDArray[np.float64]:
        """For pairs the size of the smaller one, each document's shingles taken times its weight."""
        one, other = keys // self._count, keys % self._count
        both_whole = (self._whole > self._quarter)[one] & (self._whole > self._quarter)[other]
        whole, quarter = self._whole * weights, self._quarter * weights
        return np.where(
            both_whole, np.minimum(whole[one], whole[other]), np.minimum(quarter[one], quarter[other])
        )


class _Buckets:
    """``docs``: the documents sorted by shingle, then number; where each shingle starts, and its length.

    Hash and number are sorted as one integer, which is quick and needs no second array. The low bits of the
    hash, which make room for the number, are not missed: what is found is compared word by word.
    """

    def __init__(self, hashes: Hashes, docs: Numbers, count: int) -> None:
        bits = np.uint64(count.bit_length())
        packed = hashes >> bits
        packed <<= bits
        packed |= docs.astype(np.uint64)
        packed.sort()
        self.count = count
        self.docs = (packed & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int32)
        packed >>= bits
        self.starts = np.flatnonzero(_new(packed))
        self.lengths = np.diff(self.starts, append=len(packed))

    def rare_shares(self) -> NDArray[np.float64]:
        """For each document the share of its shingles that are not common, from 0 to 1."""
        rare = np.repeat(self.lengths <= COMMON, self.lengths)
        whole = np.bincount(self.docs, minlength=self.count)
        return np.bincount(self.docs[rare], minlength=self.count) / np.maximum(1, whole)


def _rare(buckets: _Buckets) -> Iterator[Counts]:
    """A key ``first * count + second`` for each pair of each rare shingle, some first documents at a time."""
    docs, count = buckets.docs, buckets.count
    rows = {size: buckets.starts[buckets.lengths == size] for size in range(2, COMMON + 1)}
    total = sum(len(starts) * size * (size - 1) // 2 for size, starts in rows.items())
    parts = total // _AT_ONCE + 1
    for part in range(parts):
        low, high = count * part // parts, count * (part + 1) // parts
        found = [np.zeros(0, np.int64)]
        for size, starts in rows.items():
            for place in range(size - 1):
                first = docs[starts + place]
                here = (first >= low) & (first < high)
                keys, after = first[here].astype(np.int64) * count, starts[here] + place
                found += [keys + docs[after + step] for step in range(1, size - place)]
        yield np.concatenate(found)


def _neighbours(buckets: _Buckets) -> Counts:
    """A key for each two documents that are next to each other in the row of a common shingle."""
    last = np.zeros(len(buckets.docs), np.bool_)
    last[buckets.starts + buckets.lengths - 1] = True
    here = np.flatnonzero(np.repeat(buckets.lengths > COMMON, buckets.lengths) & ~last)
    return buckets.docs[here].astype(np.int64) * buckets.count + buckets.docs[here + 1]


def _counted(keys: Counts) -> tuple[Counts, Counts]:
    """Each key once, and how often it was there."""
    keys.sort()
    starts = np.flatnonzero(_new(keys))
    return keys[starts], np.diff(starts, append=len(keys))


def _candidates(keys: Counts, common: NDArray[np.bool_], count: int) -> Candidates:
    order = np.argsort(keys)
    first, second = (keys[order] // count).astype(np.int32), (keys[order] % count).astype(np.int32)
    distinct = first < second
    return Candidates(first[distinct], second[distinct], common[order][distinct])
