"""Which documents are for training, which for development and which for testing.

What goes to a split is said by shares, and for some or all documents by name: a list, or what their dates
say. Groups of near-duplicates are never divided: a copy on the other side would test what was taught. The
answer depends on the seed and the documents alone, not on their order nor on the machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from hashlib import blake2b
from itertools import pairwise
from math import lcm

from annotations.corpus.split_deal import Deal, Group
from annotations.corpus.split_report import Account, Conflict, Miss, Part
from annotations.words import tr


@dataclass(frozen=True)
class Entry:
    """A document: its name, how many of each label it has, its group of near-duplicates, its date."""

    name: str
    labels: Mapping[str, int]
    group: Hashable
    date: date | None = None


@dataclass(frozen=True)
class Splits:
    """Where each document goes, by name, and an account of it.

    ``parts`` has each split in the order of the shares. ``conflicts`` are groups whose documents were given
    to several splits. ``misses`` are the shares that could not be held. ``unknown`` are names that a split
    was given for and that no document has.
    """

    of: Mapping[str, str]
    parts: Mapping[str, Part]
    conflicts: tuple[Conflict, ...]
    misses: tuple[Miss, ...]
    unknown: tuple[str, ...]


def by_date(entries: Iterable[Entry], until: Sequence[tuple[str, date]], after: str) -> dict[str, str]:
    """What dates say: a document goes to the first split whose date is later than its own, else to ``after``.

    Documents without a date are not in the answer. Raises ValueError when the dates do not rise.
    """
    if any(one >= other for (_, one), (_, other) in pairwise(until)):
        raise ValueError(tr("each date must be later than the one before"))
    return {
        entry.name: next((split for split, limit in until if entry.date < limit), after)
        for entry in entries
        if entry.date is not None
    }


def assign(
    entries: Iterable[Entry],
    shares: Mapping[str, float],
    *,
    seed: str = "",
    given: Mapping[str, str] | None = None,
) -> Splits:
    """Put each document into one split, near-duplicates into the same.

    ``shares`` has every split with its weight, such as 0.8 or 80; a split of weight 0 gets only what is
    given. A document whose name is in ``given`` goes where it says, and its group with it. Where that is
    several splits for one group, the group goes to the one that comes last in ``shares``, furthest from
    training: a test set stays what it is, and training loses the copies. All others are dealt out by shares
    of documents and of each label. What is dealt out takes no split beyond its share by as much as the
    largest group. For a corpus that grows, give the last answer: then nothing changes sides but what a new
    copy ties together.

    Raises ValueError for weights that are negative or all 0, for two documents of one name, and for a given
    split that is not in ``shares``.
    """
    documents = sorted(entries, key=lambda entry: entry.name)
    given = given or {}
    _check(documents, shares, given)
    order, weights, groups = list(shares), _weights(shares), _groups(documents, seed)
    deal, conflicts = Deal(weights, groups), []
    for number, group in enumerate(groups):
        asked = {name: given[name] for name in group.names if name in given}
        if asked:
            to = max(map(order.index, asked.values()))
            deal.put(number, to)
            if len(set(asked.values())) > 1:
                conflicts.append(Conflict(order[to], asked, group.names))
    was_given = frozenset(number for number, split in enumerate(deal.split_of) if split >= 0)
    deal.rest()
    account = Account(order, weights, groups, deal.split_of, was_given)
    of = {
        name: order[split] for group, split in zip(groups, deal.split_of, strict=True) for name in group.names
    }
    unknown = tuple(sorted(given.keys() - of.keys()))
    return Splits(dict(sorted(of.items())), account.parts(), tuple(conflicts), account.misses(), unknown)


def _check(documents: Sequence[Entry], shares: Mapping[str, float], given: Mapping[str, str]) -> None:
    if any(share < 0 for share in shares.values()) or not any(shares.values()):
        raise ValueError(tr("shares are weights, none below 0 and not all of them 0"))
    for one, other in pairwise(documents):
        if one.name == other.name:
            raise ValueError(tr("two documents have the name {name!r}", name=one.name))
    if unknown := sorted(set(given.values()) - shares.keys()):
        raise ValueError(tr("no such split: {names}", names=", ".join(unknown)))


def _weights(shares: Mapping[str, float]) -> list[int]:
    """The shares as whole numbers, just as they are written: 0.1 is a tenth."""
    exact = [Fraction(str(share)) for share in shares.values()]
    scale = lcm(*(share.denominator for share in exact))
    return [int(share * scale) for share in exact]


def _groups(documents: Iterable[Entry], seed: str) -> list[Group]:
    """The groups, in the order of their first names."""
    members: dict[Hashable, list[Entry]] = {}
    for entry in documents:
        members.setdefault(entry.group, []).append(entry)
    return [_group(entries, seed) for entries in members.values()]


def _group(entries: Sequence[Entry], seed: str) -> Group:
    labels: Counter[str] = Counter()
    for entry in entries:
        labels.update({label: count for label, count in entry.labels.items() if count > 0})
    drawn = f"{seed}\0{entries[0].name}".encode("utf-8", "surrogatepass")
    return Group(tuple(entry.name for entry in entries), labels, blake2b(drawn, digest_size=8).digest())
