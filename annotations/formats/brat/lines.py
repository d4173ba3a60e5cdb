"""The lines of brat's annotation files, taken apart; nothing is known of the text yet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from annotations.formats.errors import FormatError, at_line
from annotations.formats.inputs import text_lines
from annotations.words import tr

# A mention over as many lines has a fragment on each.
MOST_FRAGMENTS = 10_000

_ID = re.compile(r"[A-Za-z]+[0-9]+.*|#[A-Za-z]*[0-9]+.*")
_TEXTBOUND = re.compile(r"([^ ]+) ([0-9]{1,15} [0-9]{1,15}(?:;[0-9]{1,15} [0-9]{1,15})*)\s*")
_ATTRIBUTE = re.compile(r"([^ ]+) ([^ ]+)(?: (.*))?")
_NORMALIZATION = re.compile(r"(\S+) (\S+) (\S+?:\S+)")
# As in the files of the BioNLP Shared Task 2013, in either order.
_TASK_2013 = (
    re.compile(r"(\S+) Annotation:(?P<of>\S+) Referent:(?P<id>\S+?:\S+)"),
    re.compile(r"(\S+) Referent:(?P<id>\S+?:\S+) Annotation:(?P<of>\S+)"),
)


@dataclass(slots=True)
class Line:
    """A line with an id: where it stands, what stands between its first two tabs, and what behind them.

    ``tail`` is None where there is no second tab.
    """

    path: Path
    number: int
    id: str
    data: str
    tail: str | None = None

    def error(self, message: str) -> FormatError:
        """The error that something is wrong with the line."""
        return FormatError(message, self.path, self.place)

    @property
    def place(self) -> str:
        """Which line it is, in words."""
        return tr("line {number} ({id})", number=self.number, id=self.id)


@dataclass(slots=True)
class Textbound:
    """A T line: a label and fragments in the order and in the unit of the file."""

    line: Line
    label: str
    ranges: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Pointing:
    """A line that points to others: an E line with its trigger as first target, an R line, a `*` line."""

    line: Line
    label: str
    targets: tuple[tuple[str, str], ...]
    """Role and id of each."""


@dataclass(frozen=True, slots=True)
class Said:
    """An A, M, N or # line: something of one other line. ``value`` is None for an attribute without one."""

    line: Line
    name: str
    target: str
    value: str | None


@dataclass
class Lines:
    """The lines of a document by what they are, in the order of the files; ``others`` are of none."""

    textbounds: dict[str, Textbound] = field(default_factory=dict)
    events: dict[str, Pointing] = field(default_factory=dict)
    relations: dict[str, Pointing] = field(default_factory=dict)
    equivalences: list[Pointing] = field(default_factory=list)
    attributes: list[Said] = field(default_factory=list)
    links: list[Said] = field(default_factory=list)
    notes: list[Said] = field(default_factory=list)
    others: list[Line] = field(default_factory=list)
    cut_ids: int = 0
    """How many links go on behind a blank, where their id ends."""


def lines_of(paths: Iterable[Path]) -> Lines:
    """The lines of the annotation files of one document, which share their ids.

    Raises FormatError for what is no such line, and for an id that is given twice.
    """
    found, ids = Lines(), set()
    for line in _split(paths):
        if line.id != "*":
            if line.id in ids:
                raise line.error(tr("The id {id} is given a second time.", id=line.id))
            ids.add(line.id)
        _sort(line, found)
    return found


def _split(paths: Iterable[Path]) -> Iterator[Line]:
    for path in paths:
        for number, text in text_lines(path):
            if not text.strip():
                continue
            parts = text.split("\t", 2)  # the tail may hold tabs
            if len(parts) == 1 or (parts[0] != "*" and _ID.fullmatch(parts[0]) is None):
                message = tr(
                    "A line begins with an id such as T1 and a tab, not with {words!r}.", words=text[:20]
                )
                raise FormatError(message, path, at_line(number))
            yield Line(path, number, parts[0], *parts[1:])


def _sort(line: Line, found: Lines) -> None:
    match line.id[0]:
        case "T":
            found.textbounds[line.id] = _textbound(line)
        case "E":
            found.events[line.id] = _event(line)
        case "R":
            found.relations[line.id] = _relation(line)
        case "*":
            found.equivalences.append(_equivalence(line))
        case "A" | "M":
            found.attributes.append(_attribute(line))
        case "N":
            _link(line, found)
        case "#":
            found.notes.append(_note(line))
        case _:
            found.others.append(line)


def _textbound(line: Line) -> Textbound:
    match = _TEXTBOUND.fullmatch(line.data)
    if match is None:
        raise line.error(tr("It is no label with offsets, such as PER 0 5 or PER 0 5;8 12."))
    pairs = (one.split(" ") for one in match[2].split(";"))
    ranges = tuple((int(start), int(end)) for start, end in pairs)
    if len(ranges) > MOST_FRAGMENTS:
        raise line.error(
            tr("It has {count:,} fragments; up to {most:,} are read.", count=len(ranges), most=MOST_FRAGMENTS)
        )
    before = 0
    for start, end in sorted(ranges):
        if end < start or start < before:
            raise line.error(tr("The offsets {offsets} overlap, or end before they start.", offsets=match[2]))
        before = end
    return Textbound(line, match[1], ranges)


def _event(line: Line) -> Pointing:
    parts = line.data.split()
    first = parts[0].split(":") if parts else []
    if len(first) != 2 or not all(first):  # noqa: PLR2004 - type and trigger
        raise line.error(tr("It is no event with its trigger, such as Attack:T1 Target:T2."))
    return Pointing(line, first[0], (("", first[1]), *_arguments(line, parts[1:])))


def _relation(line: Line) -> Pointing:
    parts = line.data.split()
    ends = _arguments(line, parts[1:])
    if len(ends) != 2:  # noqa: PLR2004 - two ends
        raise line.error(tr("It is no relation of two, such as PartOf Arg1:T1 Arg2:T2."))
    if (ends[0][0], ends[1][0]) == ("Arg2", "Arg1"):
        ends = ends[::-1]
    return Pointing(line, parts[0], ends)


def _arguments(line: Line, parts: Iterable[str]) -> tuple[tuple[str, str], ...]:
    found = []
    for part in parts:
        role, colon, target = part.partition(":")
        if not (role and colon and target) or ":" in target:
            raise line.error(tr('"{word}" is no role with an id, such as Target:T2.', word=part))
        found.append((role, target))
    return tuple(found)


def _equivalence(line: Line) -> Pointing:
    parts = line.data.split()
    if not parts:
        raise line.error(tr("It is no equivalence, such as Equiv T1 T2."))
    return Pointing(line, parts[0], tuple(("", target) for target in parts[1:]))


def _attribute(line: Line) -> Said:
    match = _ATTRIBUTE.fullmatch(line.data)
    if match is None:
        raise line.error(tr("It is no attribute of something, such as Negated E1 or Sure T1 high."))
    return Said(line, match[1], match[2], match[3] or None)


def _link(line: Line, found: Lines) -> None:
    for form in _TASK_2013:
        if (match := form.match(line.data)) is not None:
            found.links.append(Said(line, match[1], match["of"], match["id"]))
            return
    match = _NORMALIZATION.match(line.data)
    if match is None:
        raise line.error(tr("It is no link to something known, such as Reference T1 Wikidata:Q3579."))
    found.cut_ids += bool(line.data[match.end() :].strip())
    found.links.append(Said(line, match[1], match[2], match[3]))


def _note(line: Line) -> Said:
    parts = line.data.split()
    if len(parts) != 2:  # noqa: PLR2004 - type and target
        raise line.error(tr("It is no note on something, such as AnnotatorNotes T1 and a tab."))
    return Said(line, parts[0], parts[1], line.tail or "")
