"""What readers had to decide of documents, as data: what is the same of many of them is said once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from annotations.words import tr


@dataclass(frozen=True, slots=True)
class Told:
    """Something that a reader had to decide of a document.

    ``what`` is in the user's language and has no number in it; ``count`` is of how many things it is, None
    for what concerns all of the document.
    """

    what: str
    count: int | None = None

    def __str__(self) -> str:
        """The sentence, with the number."""
        return self.what if self.count is None else tr("{name} ({count:,})", name=self.what, count=self.count)


def told_of(counts: Mapping[str, int], sentence: str = "{things}") -> Iterator[Told]:
    """What has been counted by name, each in one sentence that is marked for translation; no zeros.

    The names are in the user's language.
    """
    for name, count in counts.items():
        if count:
            yield Told(tr(sentence, things=name), count)


@dataclass
class ToldReport:
    """What has been told of many documents."""

    _documents: Counter[str] = field(default_factory=Counter)
    _things: Counter[str] = field(default_factory=Counter)

    def add(self, told: Iterable[Told]) -> None:
        """Add what is told of one document."""
        told = tuple(told)
        self._documents.update(dict.fromkeys((one.what for one in told), 1))
        for one in told:
            if one.count is not None:
                self._things[one.what] += one.count

    def update(self, other: ToldReport) -> None:
        """Add what is told of other documents."""
        self._documents.update(other._documents)
        self._things.update(other._things)

    def rows(self) -> list[tuple[Told, int]]:
        """Everything once, the things of all documents added up, with the number of documents."""
        return [
            (Told(what, self._things.get(what)), documents)
            for what, documents in self._documents.most_common()
        ]
