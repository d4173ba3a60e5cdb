"""What counted hands amount to: by kind and label, by what was done, by day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from annotations.effort.deeds import NO_KIND, RELATION, Deed
from annotations.effort.meter import Account, Entry
from annotations.model.records import Kind

K = TypeVar("K")
Entries = Mapping[Account, Entry]

KINDS: tuple[str, ...] = (*Kind, RELATION, NO_KIND)
"""Kinds in the order in which they are shown."""
_ORDER = {kind: number for number, kind in enumerate(KINDS)}
_DEEDS = {deed: number for number, deed in enumerate(Deed)}
_HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Figures:
    """An entry with what can be told from it; None where nothing was labelled, or no time went by."""

    entry: Entry
    each: int
    """How many things it is shared by: labels given, or edits where no label is given."""

    @property
    def hands(self) -> float | None:
        """Clicks, drags and key presses for each."""
        return self.per(self.entry.tally.hands)

    @property
    def seconds(self) -> float | None:
        """Seconds at work for each."""
        return self.per(self.entry.tally.seconds)

    @property
    def labels_per_hour(self) -> float | None:
        """Labels given in an hour at work."""
        seconds = self.entry.tally.seconds
        return self.entry.labels * _HOUR / seconds if seconds > 0 and self.entry.labels > 0 else None

    def per(self, amount: float) -> float | None:
        """The amount for each."""
        return amount / self.each if self.each > 0 else None


def per_label(entry: Entry) -> Figures:
    """The figures for each label given."""
    return Figures(entry, entry.labels)


def per_edit(entry: Entry) -> Figures:
    """The figures for each label, or for each edit when the edits give none."""
    return Figures(entry, entry.labels if entry.labels > 0 else entry.times)


def total(entries: Entries) -> Figures:
    """Everything together, reading too."""
    return per_label(sum(entries.values(), Entry()))


def by_kind(entries: Entries) -> dict[str, Figures]:
    """All that was done for each kind, whatever it was."""
    return _by(entries, lambda one: one.kind, _place)


def by_label(entries: Entries) -> dict[tuple[str, str], Figures]:
    """All that was done for each label, under its kind and id."""
    return _by(entries, lambda one: (one.kind, one.label), lambda key: (_place(key[0]), key[1]))


def by_deed(entries: Entries) -> dict[tuple[str, Deed], Figures]:
    """What was done for each kind."""
    found = _by(entries, lambda one: (one.kind, one.deed), lambda key: (_place(key[0]), _DEEDS[key[1]]))
    return {key: per_edit(figures.entry) for key, figures in found.items()}


def by_day(entries: Entries, kind: str | None = None) -> dict[str, Figures]:
    """Each day on which something was counted, of one kind or of all with reading."""
    kept = {account: entry for account, entry in entries.items() if kind is None or account.kind == kind}
    return _by(kept, lambda one: one.day, lambda day: (0, day))


def of_document(entries: Entries, document: str) -> dict[Account, Entry]:
    """What was counted while this document was open."""
    return {account: entry for account, entry in entries.items() if account.document == document}


def _place(kind: str) -> int:
    return _ORDER.get(kind, len(_ORDER))


def _by(
    entries: Entries, key: Callable[[Account], K], order: Callable[[K], int | tuple[int, object]]
) -> dict[K, Figures]:
    sums: dict[K, Entry] = {}
    for account, entry in entries.items():
        name = key(account)
        sums[name] = sums.get(name, Entry()) + entry
    return {name: per_label(sums[name]) for name in sorted(sums, key=order)}
