"""What a format cannot hold, said before it is written: for every reason a count and a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from annotations.words import mark, tr


class Reason(StrEnum):
    """Why something that an annotator said of the text is not in the file, or not as it was said.

    Bookkeeping (ids, who labelled when, status, side data) is no loss: whether a format keeps it is a
    property of the format (``Carries``) and told once, not counted.
    """

    KIND = "kind"
    NESTED = "nested"
    OVERLAPPING = "overlapping"
    SAME_SPAN = "same_span"
    DISCONTINUOUS = "discontinuous"
    EMPTY = "empty"
    MISALIGNED = "misaligned"
    LINE_BREAK = "line_break"
    REPEATED = "repeated"
    EVENT = "event"
    ARGUMENT = "argument"
    RELATION = "relation"
    ATTRIBUTE = "attribute"
    LINK = "link"
    NOTE = "note"
    NAME = "name"
    CHARACTER = "character"
    TEXT = "text"
    ANNOTATOR = "annotator"
    BOILERPLATE = "boilerplate"
    OTHER = "other"


_TITLES = {
    Reason.KIND: mark("mentions of a kind that the format does not have"),
    Reason.NESTED: mark("mentions inside another one"),
    Reason.OVERLAPPING: mark("mentions that cross another one"),
    Reason.SAME_SPAN: mark("second labels of the same words"),
    Reason.DISCONTINUOUS: mark("mentions of several spans"),
    Reason.EMPTY: mark("mentions without text"),
    Reason.MISALIGNED: mark("mentions whose ends are not those of tokens"),
    Reason.LINE_BREAK: mark("mentions over a line break"),
    Reason.REPEATED: mark("mentions that say the same as another one"),
    Reason.EVENT: mark("events"),
    Reason.ARGUMENT: mark("arguments of events"),
    Reason.RELATION: mark("relations"),
    Reason.ATTRIBUTE: mark("attributes"),
    Reason.LINK: mark("ids of real-world things"),
    Reason.NOTE: mark("notes"),
    Reason.NAME: mark("names that the format writes otherwise"),
    Reason.CHARACTER: mark("characters that the format cannot hold"),
    Reason.TEXT: mark("texts that are not kept as they are"),
    Reason.ANNOTATOR: mark("annotators beside the first"),
    Reason.BOILERPLATE: mark("mentions that go with the boilerplate they are in"),
    Reason.OTHER: mark("other things"),
}


NO_TITLES: Mapping[Reason, str] = MappingProxyType({})


def import_titles() -> Mapping[Reason, str]:
    """What losses of an import are, where it is something else than of an export, in the user's language."""
    return {Reason.NAME: tr("mentions and relations of names that are left out")}


def title(reason: Reason) -> str:
    """What a loss of this reason is, in the plural, in the user's language."""
    return tr(_TITLES[reason])


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing that is lost. ``start`` and ``end`` are offsets of the document's text, None for no place.

    ``detail`` says what becomes of it, where that is not plain; ``record`` is its id; ``quote`` is the text
    at its place, or how it begins, where somebody has looked it up.
    """

    reason: Reason
    document: str
    annotator: str = ""
    record: str | None = None
    start: int | None = None
    end: int | None = None
    detail: str = ""
    quote: str = ""


@dataclass
class LossReport:
    """The losses of an export: all counted, the first of each reason listed.

    ``most`` bounds the list of each reason, so that a corpus of any size fits.
    """

    most: int = 1000
    counts: Counter[Reason] = field(default_factory=Counter)
    listed: dict[Reason, list[Loss]] = field(default_factory=dict)

    def add(self, losses: Iterable[Loss]) -> None:
        """Count the losses, and list those for which there is room."""
        for loss in losses:
            self.counts[loss.reason] += 1
            rows = self.listed.setdefault(loss.reason, [])
            if len(rows) < self.most:
                rows.append(loss)

    def __bool__(self) -> bool:
        """Whether anything is lost."""
        return bool(self.counts)

    def rows(self) -> Iterator[tuple[Reason, int, list[Loss]]]:
        """Each reason with its count and its list, in the order of ``Reason``."""
        for reason in Reason:
            if self.counts[reason]:
                yield reason, self.counts[reason], self.listed[reason]
