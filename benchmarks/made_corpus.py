"""A made-up corpus with known copies: unequal words, stock phrases, footers, bad scrapes."""

from __future__ import annotations

import random
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import BinaryIO

VOCABULARY = 30_000
PHRASES = 3_000
COPIES = 0.3
"""The share of documents that are copies of an earlier one."""
POPULAR = 0.2
"""The share of copies whose origin is one of every hundred articles."""
FOOTER = 0.5
"""The share of articles with the footer of their site; there are twelve sites."""

_SYLLABLES = [
    first + vowel + last for first in "bdgjklmnprst" for vowel in "aiueo" for last in ("", "n", "r", "ng")
]


@dataclass
class Planted:
    """A document that was made out of an earlier one, and how."""

    copy: int
    origin: int
    half: bool


@dataclass
class Corpus:
    """Articles in a file, and what was planted; the texts are read again from the file."""

    file: BinaryIO
    ends: array[int] = field(default_factory=lambda: array("q", [0]))
    planted: list[Planted] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.ends) - 1

    def __getitem__(self, number: int) -> str:
        if not 0 <= number < len(self):
            raise IndexError(number)
        self.file.seek(self.ends[number])
        return self.file.read(self.ends[number + 1] - self.ends[number]).decode()

    def __iter__(self) -> Iterator[str]:
        return (self[number] for number in range(len(self)))

    def add(self, text: str) -> None:
        source = text.encode()
        self.file.seek(self.ends[-1])
        self.file.write(source)
        self.ends.append(self.ends[-1] + len(source))

    def families(self) -> list[int]:
        """For each document the first of those it is connected with by copying."""
        found = list(range(len(self)))
        for one in self.planted:
            # Origins come before their copies, so theirs is known.
            found[one.copy] = found[one.origin]
        return found


class _Writer:
    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.words = [
            "".join(self.random.choices(_SYLLABLES, k=self.random.randint(1, 4))) for _ in range(VOCABULARY)
        ]
        self.weights = list(accumulate(1 / (rank + 3) for rank in range(VOCABULARY)))
        self.phrases = [self.some(self.random.randint(4, 7)) for _ in range(PHRASES)]
        self.phrase_weights = list(accumulate(1 / (rank + 5) for rank in range(PHRASES)))
        self.footers = [self.some(40) for _ in range(12)]

    def some(self, count: int) -> list[str]:
        return self.random.choices(self.words, cum_weights=self.weights, k=count)

    def article(self) -> list[str]:
        wanted = max(30, round(self.random.lognormvariate(5.6, 0.5)))
        words: list[str] = []
        while len(words) < wanted:
            words += self.some(self.random.randint(8, 25))
            words += self.random.choices(self.phrases, cum_weights=self.phrase_weights)[0]
        return words

    def noisy(self, words: list[str]) -> list[str]:
        """A bad scrape: words lost and replaced, ad code put in."""
        share = self.random.choice((0.02, 0.05, 0.1))
        kept = []
        for word in words:
            if self.random.random() >= share:
                kept.append(word)
            elif self.random.random() < 0.5:
                kept += self.some(1)
        place = self.random.randrange(len(kept))
        kept[place:place] = ["googletag.cmd.push(function() {", f"display('{self.random.random()}')", "});"]
        return kept

    def origin(self, bodies: dict[int, list[str]]) -> int:
        """One of the last articles; every fifth time one of the few that many papers have."""
        last = list(bodies)[-2000:]
        return self.random.choice(last[::100] if self.random.random() < POPULAR else last)

    def told(self, words: list[str]) -> str:
        """The text, half of the time with a footer."""
        if self.random.random() < FOOTER:
            words = words + self.random.choice(self.footers)
        lines = [" ".join(words[start : start + 40]) for start in range(0, len(words), 40)]
        return ".\n".join(lines)


def fill(corpus: Corpus, count: int, seed: int = 20) -> Corpus:
    """Write so many articles into an empty corpus, the same for the same arguments."""
    writer, bodies = _Writer(seed), dict[int, list[str]]()
    for number in range(count):
        if bodies and writer.random.random() < COPIES:
            origin = writer.origin(bodies)
            body, half = bodies[origin], writer.random.random() < 1 / 3
            if half:
                start = writer.random.randint(0, len(body) // 2)
                body = [*writer.article()[: len(body) // 2], *body[start : start + len(body) // 2]]
            elif writer.random.random() < 0.8:
                body = writer.noisy(body)
            corpus.planted.append(Planted(number, origin, half))
        else:
            body = bodies[number] = writer.article()
            bodies.pop(number - 5000, None)
        corpus.add(writer.told(body))
    return corpus
