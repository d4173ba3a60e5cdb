"""What a person says of splits, made the split of each document that was examined."""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path

from annotations.corpus.examining import Examined
from annotations.corpus.split_report import Miss, Why
from annotations.corpus.splits import Entry, Splits, assign, by_date
from annotations.formats.counting import counted
from annotations.formats.errors import FormatError, at_line
from annotations.formats.inputs import text_lines
from annotations.words import tr, trn

_LISTED = 10
_MISSES = 5
_WHY = {
    Why.GIVEN: "the list or the dates say otherwise",
    Why.FEW: "fewer groups have it than there are splits",
    Why.GROUP: "a group of near-copies is not divided",
    Why.BALANCE: "documents and rarer labels come first",
}


@dataclass(frozen=True)
class SplitChoice:
    """How documents are split.

    Attributes:
        shares: every split with its weight, in order; of weight 0 where only the list or the dates fill it.
        seed: another seed gives another split of the same shares.
        given: splits by documents' names, from a list.
        until: splits with the dates before which their documents are from, rising; the last one of ``shares``
            gets those from later.
        dates: dates by documents' names, for documents that do not say their own.
    """

    shares: Mapping[str, float]
    seed: str = ""
    given: Mapping[str, str] = field(default_factory=dict)
    until: Sequence[tuple[str, date]] = ()
    dates: Mapping[str, date] = field(default_factory=dict)

    def __call__(self, examined: Examined) -> tuple[Mapping[str, str], Sequence[str]]:
        """The split of each document by its name, and how it came about, in sentences.

        Raises FormatError when shares are all 0 and a document is in no list and of no date.
        """
        entries = [
            Entry(row.name, row.labels, examined.groups[number], self._date(row.name, row.date))
            for number, row in enumerate(examined.rows)
        ]
        given = dict(self.given)
        if self.until:
            given |= by_date(entries, _rising(self.until), list(self.shares)[-1])
        shares = self.shares
        if not any(shares.values()):
            _refuse_homeless(entries, given)
            shares = dict.fromkeys(shares, 1.0)
        try:
            splits = assign(entries, shares, seed=self.seed, given=given)
        except ValueError as error:
            raise FormatError(tr("The documents cannot be split: {why}.", why=error.args[0])) from error
        return splits.of, [*self._how(), *_account(splits)]

    def _date(self, name: str, stated: str) -> date | None:
        found = self.dates.get(name)
        return found if found is not None or not stated else _as_date(stated)

    def _how(self) -> list[str]:
        told = []
        if any(self.shares.values()):
            shares = ", ".join(f"{name} {share:g}" for name, share in self.shares.items())
            told.append(f"Shares: {shares}; labels in proportion; seed “{self.seed}”.")
        if self.given:
            told.append(f"A list has the splits of {counted(len(self.given), 'document')}.")
        if self.until:
            told.append("By date: " + ", ".join(f"{name} before {day}" for name, day in self.until) + ".")
        return told


def _refuse_homeless(entries: Sequence[Entry], given: Mapping[str, str]) -> None:
    homeless = [entry.name for entry in entries if entry.name not in given]
    if homeless:
        names = ", ".join(homeless[:_LISTED]) + (", …" if len(homeless) > _LISTED else "")
        raise FormatError(
            trn(
                "In no split, since the list or the dates do not name it: {count:,} document ({names}). Give "
                "shares for it with --split, or leave it out.",
                "In no split, since the list or the dates do not name them: {count:,} documents ({names}). "
                "Give shares for them with --split, or leave them out.",
                len(homeless),
                names=names,
            )
        )


def _account(splits: Splits) -> list[str]:
    told = [
        f"Near-copies that were to go to different splits are all in {one.to}: {', '.join(one.names)}."
        for one in splits.conflicts[:_LISTED]
    ]
    told += [_missed(one) for one in splits.misses[:_MISSES]]
    if splits.unknown:
        told.append(f"Names in the list that no document has: {', '.join(splits.unknown[:_LISTED])}.")
    return told


def _missed(one: Miss) -> str:
    what = "documents" if one.label is None else f"mentions of {one.label}"
    return f"{one.split} has {one.got:,} {what} where its share is {one.wanted:,.1f}: {_WHY[one.why]}."


@dataclass(frozen=True)
class SplitWish:
    """Splits as they are written on a command line and in a form; nothing written is no splits."""

    shares: str = ""
    seed: str = ""
    listed: Path | None = None
    until: str = ""
    dates: Path | None = None

    def choice(self) -> SplitChoice | None:
        """What the words and files say; None for no splits. Raises FormatError for what cannot be read."""
        if not (self.shares or self.listed or self.until):
            return None
        shares = shares_of(self.shares) if self.shares else {}
        given = read_list(self.listed) if self.listed else {}
        until, last = until_of(self.until) if self.until else ([], "")
        for name in (*dict.fromkeys(given.values()), *(name for name, _ in until), *([last] if last else [])):
            shares.setdefault(name, 0.0)
        if last:
            shares[last] = shares.pop(last)
        dates = dates_of(read_list(self.dates), self.dates) if self.dates else {}
        return SplitChoice(shares, self.seed, given, until, dates)

    def arguments(self) -> list[str]:
        """The same for a command line."""
        if not (self.shares or self.listed or self.until):
            return []
        said = (
            ("--split", self.shares),
            ("--seed", self.seed),
            ("--split-list", self.listed),
            ("--split-dates", self.until),
            ("--dates", self.dates),
        )
        return [word for name, value in said if value for word in (name, str(value))]


def shares_of(written: str) -> dict[str, float]:
    """The shares in ``train=0.8,dev=0.1,test=0.1``. Raises FormatError for anything else."""
    made: dict[str, float] = {}
    for part in written.split(","):
        name, sign, share = (one.strip() for one in part.partition("="))
        try:
            weight = float(share) if sign else 0.0
        except ValueError:
            weight = math.nan
        if not (0 <= weight < math.inf and name not in made and _is_split_name(name)):
            raise FormatError(
                tr('Shares are written train=0.8,dev=0.1,test=0.1, not "{value}".', value=written)
            )
        made[name] = weight
    return made


def until_of(written: str) -> tuple[list[tuple[str, date]], str]:
    """The dates in ``train<2025-01-01,dev<2025-07-01,test`` and the split of what is later.

    Raises FormatError for anything else.
    """
    *first, last = (part.strip() for part in written.split(","))
    made = []
    for part in first:
        name, sign, day = (one.strip() for one in part.partition("<"))
        found = _as_date(day)
        if not sign or found is None or day != found.isoformat():
            raise FormatError(
                tr('Dates are written train<2025-01-01,dev<2025-07-01,test, not "{value}".', value=written)
            )
        made.append((_split_name(name), found))
    return _rising(made), _split_name(last)


def _rising(until: Sequence[tuple[str, date]]) -> list[tuple[str, date]]:
    if any(one >= other for (_, one), (_, other) in pairwise(until)):
        raise FormatError(tr("The dates of splits must rise: each is later than the one before."))
    return list(until)


def _is_split_name(name: str) -> bool:
    return name.replace("-", "").replace("_", "").isalnum()


def _split_name(name: str) -> str:
    if not _is_split_name(name):
        raise FormatError(
            tr('"{name}" cannot be the name of a split: letters, digits, - and _ can.', name=name)
        )
    return name


def read_list(path: Path) -> dict[str, str]:
    """The pairs of a CSV file with a document's name and its split, or its date, in each row.

    A first row that begins with "document" is a heading. Raises FormatError for a row of another length.
    """
    made: dict[str, str] = {}
    rows = csv.reader(line for _, line in text_lines(path))
    for row in rows:
        if not row or (not made and row[0].strip().casefold() == "document"):
            continue
        if len(row) != 2:  # noqa: PLR2004 - a pair
            raise FormatError(tr("A row has a document's name and one value."), path, at_line(rows.line_num))
        made[row[0]] = row[1].strip()
    return made


def dates_of(rows: Mapping[str, str], path: Path) -> dict[str, date]:
    """The dates of a list. Raises FormatError for one that is not like 2025-01-31."""
    made = {}
    for name, written in rows.items():
        found = _as_date(written)
        if found is None:
            raise FormatError(
                tr('"{value}" of {name} is no date like 2025-01-31.', value=written, name=name), path
            )
        made[name] = found
    return made


def _as_date(written: str) -> date | None:
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None
