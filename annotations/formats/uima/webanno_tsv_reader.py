"""WebAnno's TSV 3, read: columns of tokens to the feature structures that they stand for.

Values are ``|`` apart where annotations are stacked, and have ``[3]`` behind them where one goes over several
tokens or is pointed to: such a number belongs to one annotation in the whole file. Reserved characters have a
backslash before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import count
from pathlib import Path

from annotations.formats.errors import FormatError, at_line
from annotations.formats.inputs import read_bytes
from annotations.formats.told import told_of
from annotations.formats.uima.cas import Cas, Structure, add
from annotations.formats.uima.cas_layers import DEPENDENT, GOVERNOR, ROLE, TARGET
from annotations.formats.uima.webanno_tsv_text import Sentence, text_of
from annotations.words import mark, tr

# Tokens take a multiple of their size in memory, and a document is held in one piece.
LARGEST = 30_000_000
_MOST_STACKED = 100_000
_BOM = b"\xef\xbb\xbf"
_FORMAT = re.compile(r"#FORMAT=WebAnno TSV (3\.\d+)")
_UNIT = re.compile(r"([0-9]{1,9})-([0-9]{1,9})(\.[0-9]{1,9})?\Z")
_OFFSETS = re.compile(r"([0-9]{1,9})-([0-9]{1,9})\Z")
_NUMBERED = re.compile(r"(.*?)(?<!\\)\[([0-9]{1,9})(?:_([0-9]{1,9}))?\]\Z", re.DOTALL)
_CHAINED = re.compile(r"->([0-9]+-[0-9]+)\Z")
_STACKED, _FILLED = re.compile(r"(?<!\\)\|"), re.compile(r"(?<!\\);")
_VALUE = re.compile(r"\\(->|[\\\[\]|_;tn*])")
_NONE, _NULL = "_", "*"
_TOKEN = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"  # noqa: S105 - no password
_ON_TOKEN = 0
_SPANS, _CHAINS, _RELATIONS = "#T_SP=", "#T_CH=", "#T_RL="


class _Means(Enum):
    """What stands in a column."""

    LAYER = auto()
    VALUE = auto()
    ROLES = auto()
    TARGETS = auto()
    SOURCE = auto()
    CHAIN = auto()


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: of which type, and which of its features; of ends of relations which type they are of."""

    means: _Means
    type: str
    feature: str = ""
    ends: str = ""
    is_relation: bool = False


@dataclass(slots=True)
class _Later:
    """A pointer to an annotation that may not be read yet: at a unit, or by its number."""

    structure: Structure
    feature: str
    type: str
    unit: str
    number: int
    line: int


def read_tsv(path: Path) -> Cas:
    """What a file holds. Raises FormatError, with the line, for what is no such file or is broken."""
    data = read_bytes(path, LARGEST).removeprefix(_BOM)
    try:
        return _Reader(_lines(data)).cas()
    except FormatError as error:
        raise FormatError(error.message, path, error.place) from None


def _lines(data: bytes) -> Iterator[tuple[int, str]]:
    """The lines, from 1. Raises FormatError for one that is not UTF-8."""
    for number, line in enumerate(data.split(b"\n"), 1):
        try:
            yield number, line.removesuffix(b"\r").decode("utf-8")
        except UnicodeDecodeError as error:
            message = tr("Byte 0x{byte:02x} is not UTF-8; save the file as UTF-8.", byte=line[error.start])
            raise FormatError(message, place=at_line(number)) from error


class _Reader:
    """Takes up the lines."""

    def __init__(self, lines: Iterator[tuple[int, str]]) -> None:
        self._lines = lines
        self._columns: list[_Column] = []
        self._sentences: list[Sentence] = []
        self._structures: dict[int, Structure] = {}
        self._numbers = count(1)
        self._at: dict[tuple[str, str, int], Structure] = {}
        self._units: dict[str, list[Structure]] = {}
        self._named: dict[int, Structure] = {}
        self._later: list[_Later] = []
        self._slots: dict[tuple[int, str], _Slots] = {}
        self._chained: set[tuple[str, str]] = set()
        self._tokens: set[str] = set()

    def cas(self) -> Cas:
        """What all lines hold."""
        self._read_head()
        self._read_body()
        text, unit, told = text_of(self._sentences)
        for filled in self._slots.values():
            self._fill(filled)
        for one in self._later:
            self._point(one)
        layers: dict[str, list[str]] = {}
        for column in self._columns:
            if column.means is _Means.ROLES:
                layers.setdefault(column.type, []).append(column.feature)
        told += told_of({tr("links of chains"): len(self._chained)}, mark("left out: {things}"))
        slots = {name: tuple(one) for name, one in layers.items()}
        return Cas(text, self._structures, skipped=frozenset({_ON_TOKEN}), slots=slots, told=told, unit=unit)

    # -- the head ------------------------------------------------------------------------------------------

    def _read_head(self) -> None:
        number, line = next(self._lines, (1, ""))
        if _FORMAT.match(line) is None:
            message = tr('It does not begin with "#FORMAT=WebAnno TSV 3."; other versions are not read.')
            raise FormatError(message, place=at_line(number))
        for number, line in self._lines:
            if not line:
                return
            for start in (_SPANS, _CHAINS, _RELATIONS):
                if line.startswith(start):
                    self._columns += _columns(start, line.removeprefix(start).split("|"))
                    break
            else:
                raise FormatError(tr("A layer begins with #T_SP=, #T_CH= or #T_RL=."), place=at_line(number))

    # -- the body ------------------------------------------------------------------------------------------

    def _read_body(self) -> None:
        sentence: Sentence | None = None
        for number, line in self._lines:
            if not line:
                sentence = None
            elif line.startswith("#") and (sentence is None or not sentence.tokens):
                if sentence is None:
                    sentence = Sentence(number)
                    self._sentences.append(sentence)
                if line.startswith("#Text="):
                    sentence.lines.append(line.removeprefix("#Text="))
            elif sentence is None:
                raise FormatError(tr("A sentence begins with #Text=."), place=at_line(number))
            else:
                self._read_unit(sentence, number, line)

    def _read_unit(self, sentence: Sentence, number: int, line: str) -> None:
        place = at_line(number)
        cells = line.split("\t")
        unit, offsets = _UNIT.match(cells[0]), _OFFSETS.match(cells[1] if len(cells) > 1 else "")
        if unit is None or offsets is None:
            raise FormatError(tr("A token is a number like 1-2, and offsets like 4-7."), place=place)
        begin, end = int(offsets[1]), int(offsets[2])
        if cells[-1] == "" and len(cells) > 3 + len(self._columns):
            del cells[-1]
        if len(cells) < 3 + len(self._columns):
            there = len(cells) - 3
            raise FormatError(
                tr("There are {count} of {columns} columns.", count=there, columns=len(self._columns)),
                place=place,
            )
        values = cells[len(cells) - len(self._columns) :] if self._columns else []
        token = "\t".join(cells[2 : len(cells) - len(values)])
        sentence.add(begin, end, token, place)
        self._tokens.add(cells[0])
        for column, value in zip(self._columns, values, strict=True):
            if value.count("|") + value.count(";") > _MOST_STACKED:
                raise FormatError(
                    tr("More than {most:,} values stand in one place.", most=_MOST_STACKED), place=place
                )
            if value != _NONE:
                for index, one in enumerate(_STACKED.split(value)):
                    self._take(column, cells[0], index, one, (begin, end), number)

    def _take(
        self, column: _Column, unit: str, index: int, value: str, place: tuple[int, int], line: int
    ) -> None:
        if column.means is _Means.CHAIN:
            found = _CHAINED.search(value)
            self._chained |= {(column.type, found[1])} if found is not None else set()
            return
        found = None if column.means is _Means.TARGETS else _NUMBERED.match(value)
        number, other = (int(found[2]), int(found[3] or 0)) if found is not None else (0, 0)
        value = value if found is None else found[1]
        if column.is_relation:
            structure = self._structure(column, unit, index, 0, None, line)
        else:
            structure = self._structure(column, unit, index, number, place, line)
        match column.means:
            case _Means.VALUE:
                if value != _NULL:
                    structure.values[column.feature] = _unescaped(value)
            case _Means.SOURCE:
                self._later.append(_Later(structure, GOVERNOR, column.ends, value, number, line))
                self._later.append(_Later(structure, DEPENDENT, column.ends, unit, other, line))
            case _Means.ROLES | _Means.TARGETS:
                slots = self._slots.get((structure.number, column.feature))
                if slots is None:
                    slots = _Slots(structure, column.feature, line)
                    self._slots[structure.number, column.feature] = slots
                if column.means is _Means.ROLES:
                    slots.roles = [] if value == _NONE else _FILLED.split(value)
                else:
                    slots.targets = [] if value == _NULL else _FILLED.split(value)
                    slots.ends = column.ends

    def _structure(
        self, column: _Column, unit: str, index: int, number: int, place: tuple[int, int] | None, line: int
    ) -> Structure:
        """The annotation of a layer at a place in the stack of a unit, which may have begun before."""
        key = column.type, unit, index
        found = self._at.get(key)
        before = self._named.get(number) if found is None and number else None
        if before is not None and before.type == column.type and place is not None:
            found = self._at[key] = before
            found.begin, found.end = min(found.begin or 0, place[0]), max(found.end or 0, place[1])
        if found is None:
            found = Structure(next(self._numbers), column.type, place=at_line(line))
            if place is not None:
                found.begin, found.end = place
                self._units.setdefault(unit, []).append(found)
            add(self._structures, found)
            self._at[key] = found
        if number:
            self._named.setdefault(number, found)
        return found

    # -- what points to others -----------------------------------------------------------------------------

    def _fill(self, slots: _Slots) -> None:
        host = slots.host
        if len(slots.roles) != len(slots.targets):
            message = tr(
                "There are {roles} roles for {annotations} annotations.",
                roles=len(slots.roles),
                annotations=len(slots.targets),
            )
            raise FormatError(message, place=at_line(slots.line))
        for role, target in zip(slots.roles, slots.targets, strict=True):
            link = Structure(next(self._numbers), "", place=host.place)
            if role != _NULL:
                link.values[ROLE] = _unescaped(role)
            add(self._structures, link)
            host.references.setdefault(slots.feature, []).append(link.number)
            found = _NUMBERED.match(target)
            unit, number = (found[1], int(found[2])) if found is not None else (target, 0)
            self._later.append(_Later(link, TARGET, slots.ends, unit, number, slots.line))

    def _point(self, one: _Later) -> None:
        there = self._units.get(one.unit, [])
        alike = [other for other in there if other.type == one.type] or there
        found = self._named.get(one.number) if one.number else alike[0] if alike else None
        if found is not None and (one.type != _TOKEN or one.number):
            one.structure.references[one.feature] = [found.number]
        elif one.unit in self._tokens and not one.number:
            # What is on the token itself, or at a place where only chains are.
            one.structure.references[one.feature] = [_ON_TOKEN]
        else:
            what = f"[{one.number}]" if one.number else one.unit
            raise FormatError(
                tr("It points to {target}, and nothing is there.", target=what), place=at_line(one.line)
            )


@dataclass(slots=True)
class _Slots:
    """What fills a slot of an annotation: roles, and as many annotations."""

    host: Structure
    feature: str
    line: int
    ends: str = ""
    roles: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)


def _columns(start: str, fields: Sequence[str]) -> Iterator[_Column]:
    name, features = fields[0], [one for one in fields[1:] if one]
    if start == _CHAINS:
        yield from (_Column(_Means.CHAIN, name, one) for one in features or [""])
        return
    relation = start == _RELATIONS
    if not features:
        yield _Column(_Means.LAYER, name)
    slot = ""
    for one in features:
        if slot:
            yield _Column(_Means.TARGETS, name, slot, one)
            slot = ""
        elif one.startswith("ROLE_") and not relation:
            slot = one.partition(":")[2].partition("_")[0]
            yield _Column(_Means.ROLES, name, slot)
        elif one.startswith("BT_") and relation:
            yield _Column(_Means.SOURCE, name, "", one.removeprefix("BT_"), is_relation=True)
        else:
            yield _Column(_Means.VALUE, name, one, is_relation=relation)


def _unescaped(value: str) -> str:
    return _VALUE.sub(lambda found: {"t": "\t", "n": "\n"}.get(found[1], found[1]), value)
