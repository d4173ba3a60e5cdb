"""One tag a token for stretches of tokens that share none: IOB2, IOB1, BIOES, and what else there is.

A *chunk* is a stretch of tokens with a label. Its tags are ``B-LABEL`` for the first token, ``I-LABEL`` for
those inside, ``O`` for those outside of all chunks. IOB1 (Ramshaw and Marcus 1995, CoNLL-2003) writes ``B-``
only where a chunk follows another one of the same label; IO never does; BIOES (also IOBES) marks the last
token ``E-`` and a single one ``S-``, BILOU ``L-`` and ``U-``, BMES ``M-`` for ``I-``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

OUTSIDE = "O"
UNNAMED = "Mention"
_TAG = re.compile(r"([BIOESLUMW])[-_](.+)\Z", re.DOTALL)
_MARKS = frozenset("BIESLUMW")
_BEGINS, _ENDS = frozenset("BSUW"), frozenset("ELSUW")
# A tag that stands for nothing in the files of some tools.
_NOTHING = frozenset({OUTSIDE, "_", "-", "", "*"})


class Scheme(StrEnum):
    """How chunks are written as tags."""

    IOB2 = "iob2"
    IOB1 = "iob1"
    BIOES = "bioes"


class Chunk(NamedTuple):
    """The tokens ``start`` up to, not including, ``end`` (counted from 0) and their label."""

    start: int
    end: int
    label: str


def tags_of(
    chunks: Iterable[Chunk], count: int, scheme: Scheme = Scheme.IOB2, starts: Collection[int] = ()
) -> list[str]:
    """The tags of ``count`` tokens for chunks in order that share none.

    ``starts`` are the tokens that begin a sentence: IOB1 needs no ``B-`` there.
    """
    tags = [OUTSIDE] * count
    before: Chunk | None = None
    for chunk in chunks:
        begin, inside, last = "B-", "I-", "I-"
        if scheme is Scheme.BIOES:
            last = "E-"
            begin = "B-" if chunk.end - chunk.start > 1 else "S-"
        elif scheme is Scheme.IOB1:
            after = before is not None and (before.end, before.label) == (chunk.start, chunk.label)
            begin = "B-" if after and chunk.start not in starts else "I-"
        tags[chunk.start : chunk.end] = [inside + chunk.label] * (chunk.end - chunk.start)
        tags[chunk.end - 1] = last + chunk.label
        tags[chunk.start] = begin + chunk.label
        before = chunk
    return tags


@lru_cache(4096)
def split_tag(tag: str) -> tuple[str, str]:
    """The mark and the label of a tag; ``("O", "")`` outside of chunks, no mark for a label alone.

    A mark alone has the label ``UNNAMED``.
    """
    if tag in _NOTHING:
        return OUTSIDE, ""
    if tag in _MARKS:
        return tag, UNNAMED
    found = _TAG.match(tag)
    return (found[1], found[2]) if found else ("", tag)


def is_tag(tag: str) -> bool:
    """Whether this looks like a tag with a mark, or like ``O``."""
    return tag == OUTSIDE or tag in _MARKS or _TAG.match(tag) is not None


class TagReader:
    """Reads the tags of sentences, in whatever scheme, and counts what fits none.

    One rule does for all schemes: ``B`` and what stands alone begin a chunk, ``I`` goes on with a chunk of
    its label and begins one where there is none, ``E`` and ``L`` go on and end it. A label without a mark is
    like ``I``.
    """

    def __init__(self) -> None:
        self._marks: Counter[str] = Counter()
        self._inside = 0  # chunks that do not begin with B
        self._needless = 0  # those that do, though IOB1 would not
        self._unended = 0  # those that do not end with E

    @property
    def scheme(self) -> str:
        """The scheme that the tags read so far are in, by its name."""
        marks = self._marks.keys()
        if marks & {"L", "U"}:
            return "BILOU"
        if "M" in marks:
            return "BMES"
        if marks & {"E", "S"}:
            return "BIOES"
        if "B" in marks:
            return "IOB1" if self._inside and not self._needless else "IOB2"
        return "IO" if marks - {OUTSIDE} else "IOB2"

    @property
    def odd(self) -> int:
        """How many chunks do not begin or end as their scheme would have it."""
        if self.scheme in ("IO", "IOB1"):
            return 0
        return self._inside + (0 if self.scheme == "IOB2" else self._unended)

    def chunks(self, tags: Sequence[str]) -> Iterator[Chunk]:
        """The chunks of one sentence."""
        start, current = 0, ""
        before: Chunk | None = None
        for place, tag in enumerate(tags):
            if tag == OUTSIDE and not current:
                continue
            mark, label = split_tag(tag)
            self._marks[mark] += 1
            if current and (mark in _BEGINS or label != current):
                self._unended += 1
                before = Chunk(start, place, current)
                yield before
                current = ""
            if mark == OUTSIDE:
                continue
            if not current:
                start, current = place, label
                self._count(mark, before is not None and before[1:] == (place, label))
            if mark in _ENDS:
                before = Chunk(start, place + 1, current)
                yield before
                current = ""
        if current:
            self._unended += 1
            yield Chunk(start, len(tags), current)

    def _count(self, mark: str, follows: bool) -> None:  # noqa: FBT001  said by its name at the call
        if mark not in _BEGINS:
            self._inside += 1
        elif mark == "B" and not follows:
            self._needless += 1
