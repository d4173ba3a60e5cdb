"""Reading rows of tokens and tags, whoever wrote them.

Columns are parted by tabs or blanks, lines end in LF or CRLF, and tags may be in any scheme. A document ends
at ``-DOCSTART-`` or ``# newdoc``. The text is what ``# text =`` lines or a column with ``SpaceAfter`` say;
otherwise tokens with a blank between them, and a line for each sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from annotations.formats.conll.rows import (
    BEFORE,
    INSIDE,
    Rebuilt,
    aligned,
    are_numbered,
    cells_of,
    comments_lost,
    fields_of,
    gap_of,
    unescaped,
)
from annotations.formats.errors import FormatError, at_line
from annotations.formats.exchange import UNSIGNED, LabelledDocument, Labels, Read, Refused
from annotations.formats.inputs import read_head, text_lines
from annotations.formats.token_tags import UNNAMED, TagReader, is_tag
from annotations.formats.told import Told
from annotations.model.records import EMPTY, Kind, Mention
from annotations.text.source import SourceText
from annotations.text.span import Span
from annotations.words import tr

DOCSTART = "-DOCSTART-"
NAME_FIELD = "Doc"
KIND_NAMES: Mapping[str, Kind] = {kind.value: kind for kind in Kind}

# A file without marks between its documents is cut, so that memory is bounded.
MOST_TOKENS = 1_000_000
_HEAD = 1 << 16

_NAMED = re.compile(r"-DOCSTART-\s*\((.*)\)\s*\Z")
_FIELD = re.compile(r"#\s*([\w.:-]+(?: id)?)\s*=\s*(.*)\Z")
_NEW_DOCUMENT = re.compile(r"#\s*newdoc\b(?:\s*id\s*=\s*(.*))?")
_EMPTY_CELLS = frozenset({"_", "-X-", "-", "O"})


def rows_of(lines: Sequence[str]) -> list[list[str]]:
    """The rows among lines, with their numbers if they have some, without those that begin like comments."""
    kept = (line for line in lines if line.strip() and not line.startswith(("#", DOCSTART)))
    return [cells_of(line) for line in kept]


class ConllReader:
    """The documents of one file. ``column`` is the one with the tags, from 0; None is the last."""

    def __init__(self, path: Path, column: int | None) -> None:
        self._path = path
        self._column = -1 if column is None else column
        self._width = self._numbers = 0
        self._document = _Document(self._column)
        self._dropped = ""
        self._rows: list[list[str]] = []
        self._text: str | None = None

    def documents(self) -> Iterator[Read]:
        """Read on. Raises FormatError when the file holds no rows with tags."""
        self._look_ahead()
        for number, line in text_lines(self._path):
            if not line or line.isspace() or line == "\ufeff":  # files put together leave marks inside
                self._end_sentence()
            elif line.startswith(DOCSTART):
                yield from self._end_document()
                self._document.start(line)
            elif line[0] == "#" and self._is_comment(line):
                if (new := _NEW_DOCUMENT.match(line)) is not None:
                    yield from self._end_document()
                    self._document.start("", new[1] or "")
                else:
                    self._comment(line)
            else:
                self._row(number, cells_of(line))
                if self._is_endless():
                    yield from self._end_document(
                        tr("a million tokens without a mark between documents: cut")
                    )
        yield from self._end_document()

    def _is_endless(self) -> bool:
        """Whether it is time to cut: no line has begun the document, and it goes on and on."""
        document = self._document
        return not document.is_marked and len(self._rows) + document.count >= MOST_TOKENS

    def _look_ahead(self) -> None:
        head = read_head(self._path, _HEAD)
        lines = head.decode("utf-8", "replace").removeprefix("\ufeff").split("\n")
        rows = rows_of([line.rstrip("\r") for line in (lines[:-1] if len(head) == _HEAD else lines)])
        if not rows:
            return
        if are_numbered(rows):
            rows = self._without_numbers(rows)
        self._width = Counter(map(len, rows)).most_common(1)[0][0]
        if self._width <= max(1, self._column):
            raise FormatError(self._too_narrow(), self._path)
        rows = [row for row in rows if len(row) == self._width]
        found = [row[self._column] for row in rows]
        if sum(map(is_tag, found)) * 2 < len(found):
            raise FormatError(
                tr(
                    'The column with the tags holds "{found}" and the like, no tags such as B-PER; say which '
                    "column it is with --option column=...",
                    found=found[0][:40],
                ),
                self._path,
            )
        kinds = next((_kinds(line) for line in lines if line.startswith(DOCSTART)), [])
        self._dropped = self._other_columns(rows, len(kinds))

    def _without_numbers(self, rows: Sequence[list[str]]) -> list[list[str]]:
        self._numbers, self._column = 1, self._column - (self._column > 0)
        self._document = _Document(self._column)
        return [row[1:] for row in rows]

    def _too_narrow(self) -> str:
        if self._column > 0:
            return tr(
                "There is no column {number}: most lines have {count} columns.",
                number=self._numbers + self._column + 1,
                count=self._numbers + self._width,
            )
        return tr("There is no column with tags: most lines have {count} columns.", count=self._width)

    def _other_columns(self, rows: Sequence[list[str]], kinds: int) -> str:
        """What is told of columns that hold something beside token, blanks and tags of so many kinds."""
        tags = self._column % self._width
        columns = [place for place in range(1, self._width - kinds) if kinds or place != tags]
        kept = [
            place
            for place in columns
            if {row[place] for row in rows} <= _EMPTY_CELLS or any(_fields(["", row[place]]) for row in rows)
        ]
        dropped = [str(self._numbers + place + 1) for place in columns if place not in kept]
        return tr("columns not kept: {columns}", columns=", ".join(dropped)) if dropped else ""

    def _is_comment(self, line: str) -> bool:
        cells = cells_of(line)[self._numbers :]
        is_row = len(cells) == self._width and is_tag(cells[self._column])
        return not is_row or self._numbers > 0 or (cells[0] == "#" and _FIELD.match(line) is not None)

    def _comment(self, line: str) -> None:
        if self._rows:
            self._end_sentence()
        found = _FIELD.match(line)
        if found is not None and found[1] == "text":
            self._text = found[2]
        else:
            self._document.comments += 1

    def _row(self, number: int, all_cells: list[str]) -> None:
        cells = all_cells[self._numbers :]
        if len(cells) <= max(1, self._column):
            token = (cells or all_cells)[0][:40]
            self._document.fail(at_line(number), tr('There is no tag behind "{token}".', token=token))
        elif not self._document.has_failed:
            self._rows.append(cells)

    def _end_sentence(self) -> None:
        if self._rows:
            self._document.add(self._rows, self._text)
        self._rows, self._text = [], None

    def _end_document(self, why: str = "") -> Iterator[Read]:
        self._end_sentence()
        document, self._document = self._document, _Document(self._column)
        if document.has_begun:
            yield document.read(self._path, [one for one in (self._dropped, why) if one])


class _Document:
    """One document while its sentences are read."""

    def __init__(self, column: int) -> None:
        self.comments = 0
        self.has_begun = self.is_marked = False
        self._name = ""
        self._text = Rebuilt()
        self._columns = [(column, Kind.ENTITY, TagReader())]
        self._mentions: list[Mention] = []
        self._failure: tuple[str, str] | None = None
        self._unaligned = 0

    @property
    def count(self) -> int:
        """How many tokens it has."""
        return len(self._text.starts)

    @property
    def has_failed(self) -> bool:
        """Whether something in it could not be read."""
        return self._failure is not None

    def start(self, line: str, name: str = "") -> None:
        """Begin it with a ``-DOCSTART-`` line, which may hold its name, or the kinds of the last columns."""
        self.has_begun = self.is_marked = True
        named = _NAMED.match(line)
        self._name = named[1] if named else unescaped(name.strip())
        cells = cells_of(line)
        if kinds := _kinds(line):
            self._columns = [(place - len(kinds), kind, TagReader()) for place, kind in enumerate(kinds)]
        fields = _fields(cells)
        self._name = unescaped(fields.get(NAME_FIELD, self._name))
        if BEFORE in fields:
            self._text.begin(unescaped(fields[BEFORE]))

    def fail(self, place: str, message: str) -> None:
        """Give it up: the first reason stands."""
        self.has_begun = True
        self._failure = self._failure or (place, message)

    def add(self, rows: Sequence[list[str]], text: str | None) -> None:
        """Add a sentence; ``text`` is what a comment says that it is."""
        self.has_begun = True
        base = self.count
        gaps: Sequence[str | None] | None = None
        if text is not None:
            gaps = aligned(text.strip(), [row[0] for row in rows])
            self._unaligned += gaps is None
        for place, row in enumerate(rows):
            fields = _fields(row) if len(row) > 2 else EMPTY  # noqa: PLR2004  token and tag
            form, gap = row[0], gap_of(fields) if fields else None
            if fields:
                form = self._take(fields, form)
            if gap is None and gaps is not None and place + 1 < len(rows):
                gap = gaps[place]
            self._text.add(form, gap)
        self._text.end("\n")
        for column, kind, reader in self._columns:
            for chunk in reader.chunks([row[column] for row in rows]):
                self._add_mention(Span(*self._place(base, chunk.start, chunk.end)), kind, chunk.label)

    def read(self, path: Path, told: Sequence[str]) -> Read:
        """What has been read; ``told`` is what the reader of the file says of it."""
        if self._failure is not None:
            return Refused(self._name, path, *self._failure)
        labels = Labels("", tuple(self._mentions))
        text = SourceText(self._text.text)
        return LabelledDocument(self._name, text, (labels,), told=(*self._told(), *map(Told, told)))

    def _take(self, fields: Mapping[str, str], form: str) -> str:
        if NAME_FIELD in fields and not self.count:
            self._name = unescaped(fields[NAME_FIELD])
            self._text.told = True
        if BEFORE in fields and not self.count:
            self._text.begin(unescaped(fields[BEFORE]))
        return unescaped(fields[INSIDE]) if INSIDE in fields else form

    def _place(self, base: int, start: int, end: int) -> tuple[int, int]:
        return self._text.starts[base + start], self._text.ends[base + end - 1]

    def _add_mention(self, span: Span, kind: Kind, label: str) -> None:
        name = f"m{len(self._mentions) + 1}"
        self._mentions.append(Mention(name, kind, label, (span,), UNSIGNED))

    def _told(self) -> Iterator[Told]:
        for _, _, reader in self._columns:
            if reader.scheme != "IOB2":
                yield Told(tr("the tags are {scheme}", scheme=reader.scheme))
            if reader.odd:
                odd = tr("mentions that do not begin or end as {scheme} has it", scheme=reader.scheme)
                yield Told(odd, reader.odd)
        if any(one.label == UNNAMED for one in self._mentions):
            yield Told(tr('tags without a label are called "{label}"', label=UNNAMED))
        if self.count and not self._text.told:
            yield Told(
                tr("the text is made of the tokens, with a blank between them and a line for each sentence")
            )
        if self._unaligned:
            yield Told(
                tr("sentences that are not what their # text lines say; tokens are kept"), self._unaligned
            )
        if self.comments:
            yield comments_lost(self.comments)


def _kinds(line: str) -> list[Kind]:
    """The kinds that a line between documents names for the last columns."""
    return [KIND_NAMES[cell] for cell in cells_of(line) if cell in KIND_NAMES]


def _fields(cells: Sequence[str]) -> Mapping[str, str]:
    """The fields that one of the columns between token and tag has."""
    for cell in cells[1:]:
        if "=" in cell and ("Space" in cell or cell.startswith(NAME_FIELD)):
            return fields_of(cell)
    return EMPTY
