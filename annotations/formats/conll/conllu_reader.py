"""Reading CoNLL-U and CoNLL-U Plus: mentions from columns of their own, or from MISC.

Columns whose name has a ``:`` hold numbers with labels, as PARSEME's do, or IOB tags. In MISC, ``NER=`` (or
``NE=``) is an IOB tag, and ``Entity=`` has brackets around mentions, as the GUM corpus and CorefUD have them.
A multiword token is one token, and what is said of its words is said of it; empty nodes are not in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from annotations.formats.conll.rows import (
    BEFORE,
    INSIDE,
    Rebuilt,
    aligned,
    comments_lost,
    fields_of,
    gap_of,
    unescaped,
)
from annotations.formats.errors import FormatError, at_line
from annotations.formats.exchange import UNSIGNED, LabelledDocument, Labels, Read, Refused
from annotations.formats.inputs import text_lines
from annotations.formats.token_tags import OUTSIDE, UNNAMED, TagReader
from annotations.formats.told import Told, told_of
from annotations.model.records import EMPTY, Kind, Mention
from annotations.text.source import SourceText
from annotations.text.span import Span
from annotations.words import mark, tr

COLUMNS = "# global.columns ="
BLANK_TEXT = f"# {BEFORE} ="
# A file without marks between its documents is cut, so that memory is bounded.
MOST_TOKENS = 1_000_000

_STANDARD = ("ID", "FORM", "LEMMA", "UPOS", "XPOS", "FEATS", "HEAD", "DEPREL", "DEPS", "MISC")
_ID = re.compile(r"([0-9]{1,9})(?:([-.])([0-9]{1,9}))?\Z")
_CODES = re.compile(r"[0-9]{1,9}(?::[^;]*)?(?:;[0-9]{1,9}(?::[^;]*)?)*\Z")
_TAG = re.compile(r"[BIESLU]-.")
_NOTHING = frozenset({"*", "_", OUTSIDE, ""})
_BRACKET = re.compile(r"\(([^()]+)(\)?)|([^()]+)\)")
_TAGS_IN_MISC = ("NER", "ner", "NE", "name")
_KINDS = {kind.name: kind for kind in Kind}

_FIELD = re.compile(r"#\s*([\w.:-]+(?: id)?)\s*(?:=\s*(.*))?\Z")


class _Row(NamedTuple):
    """A row: its form and cells, the fields of MISC, the number of its token in the sentence."""

    form: str
    cells: Sequence[str]
    fields: Mapping[str, str]
    token: int


class ConlluReader:
    """The documents of one file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._columns: Sequence[str] = _STANDARD
        self._entity_fields: Sequence[str] = ("GRP", "etype")
        self._document = _Document()
        self._rows: list[tuple[int, list[str]]] = []
        self._text: str | None = None

    def documents(self) -> Iterator[Read]:
        """Read on. Raises FormatError when the rows are not what the file says, from the first one on."""
        for number, line in text_lines(self._path):
            if not line or line.isspace():
                self._end_sentence()
            elif line[0] == "#" and "\t" not in line:
                if self._rows:
                    self._end_sentence()
                yield from self._comment(line)
            else:
                self._rows.append((number, line.split("\t")))
                if self._is_endless():
                    yield from self._end_document(
                        tr("a million tokens without a mark between documents: cut")
                    )
        yield from self._end_document()

    def _is_endless(self) -> bool:
        """Whether it is time to cut: no line has begun the document, and it goes on and on."""
        document = self._document
        return not document.is_marked and len(self._rows) + document.count >= MOST_TOKENS

    def _comment(self, line: str) -> Iterator[Read]:
        found = _FIELD.match(line)
        name, value = (found[1], found[2] or "") if found else ("", "")
        match name:
            case "global.columns":
                self._columns = value.split()
                if "FORM" not in self._columns:
                    raise FormatError(tr("None of its columns is called FORM."), self._path)
            case "global.Entity":
                self._entity_fields = value.strip().split("-")
            case "newdoc" | "newdoc id":
                yield from self._end_document()
                self._document.begin(unescaped(value.strip()))
            case "newpar" | "newpar id":
                self._document.end("\n")
            case "text":
                self._text = value
            case _ if name == BEFORE:
                self._document.blank(unescaped(value))
            case _:
                self._document.comments += 1

    def _end_sentence(self) -> None:
        if self._rows and not self._document.failure:
            try:
                columns = [(place, name) for place, name in enumerate(self._columns) if ":" in name]
                self._document.add(self._parsed(), columns, self._text, self._entity_fields)
            except FormatError as error:
                if not self._document.has_begun:
                    raise
                self._document.failure = error.place, error.message
        self._rows, self._text = [], None

    def _parsed(self) -> list[_Row]:
        """The rows of a sentence. Raises FormatError for one that is none."""
        rows, token, covered = [], -1, 0
        form, misc, number_of = (_place(self._columns, name) for name in ("FORM", "MISC", "ID"))
        for number, cells in self._rows:
            if len(cells) != len(self._columns):
                message = tr(
                    "The line has {count} columns, not {named} as the file names or as usual.",
                    count=len(cells),
                    named=len(self._columns),
                )
                raise FormatError(message, self._path, at_line(number))
            first, mark, last = self._id(number, None if number_of is None else cells[number_of])
            if mark == ".":
                continue
            if first == 0 or first > covered:
                token += 1
            if mark == "-":
                covered = last
            fields = EMPTY if misc is None or "=" not in cells[misc] else fields_of(cells[misc])
            rows.append(_Row(cells[form or 0], cells, fields, token))
        return rows

    def _id(self, number: int, cell: str | None) -> tuple[int, str, int]:
        """The number of a word, or of the first and the last word of a token; 0 where there is no ID."""
        if cell is None:
            return 0, "", 0
        found = _ID.match(cell)
        if found is None:
            raise FormatError(
                tr('"{cell}" is no ID of a token.', cell=cell[:40]), self._path, at_line(number)
            )
        return int(found[1]), found[2] or "", int(found[3] or 0)

    def _end_document(self, why: str = "") -> Iterator[Read]:
        self._end_sentence()
        document, self._document = self._document, _Document()
        if document.has_begun:
            yield document.read(self._path, why)


def _place(columns: Sequence[str], name: str) -> int | None:
    return columns.index(name) if name in columns else None


class _Document:
    """One document while its sentences are read."""

    def __init__(self) -> None:
        self.comments = 0
        self.failure: tuple[str, str] | None = None
        self.has_begun = self.is_marked = False
        self._name = ""
        self._text = Rebuilt()
        self._mentions: list[Mention] = []
        self._tags: dict[str, TagReader] = {}
        self._open: dict[str, list[tuple[str, int]]] = {}
        self._told: Counter[str] = Counter()

    @property
    def count(self) -> int:
        """How many tokens it has."""
        return len(self._text.starts)

    def begin(self, name: str) -> None:
        """Begin it with a line that may name it."""
        self.has_begun = self.is_marked = True
        self._name = name

    def end(self, usual: str) -> None:
        """End a paragraph."""
        self._text.end(usual)

    def blank(self, text: str) -> None:
        """Say what the text is that has no tokens."""
        self._text.begin(text)

    def add(
        self,
        rows: Sequence[_Row],
        columns: Sequence[tuple[int, str]],
        text: str | None,
        entity_fields: Sequence[str],
    ) -> None:
        """Add a sentence.

        ``columns`` are those that may hold mentions, by number and name; ``text`` is what a comment says that
        the sentence is; ``entity_fields`` are the parts of a bracket of ``Entity=``.
        """
        self.has_begun = True
        base = self.count
        self._add_text(rows, text)
        for column, name in columns:
            cells = [row.cells[column] for row in rows]
            if not _NOTHING.issuperset(cells):
                kind = _KINDS.get(name.rpartition(":")[2], Kind.ENTITY)
                self._add_codes(rows, base, cells, kind)
                self._add_tags(rows, base, name, cells, kind)
                odd = (
                    cell for cell in cells if not (cell in _NOTHING or _CODES.match(cell) or _TAG.match(cell))
                )
                self._told[tr("cells of {name}", name=name)] += sum(1 for _ in odd)
        for name in _TAGS_IN_MISC:
            tags = [row.fields.get(name, OUTSIDE) for row in rows]
            self._add_tags(rows, base, name, tags, Kind.ENTITY)
        for row in rows:
            if "Entity" in row.fields:
                self._add_brackets(row.fields["Entity"], base + row.token, entity_fields)

    def read(self, path: Path, why: str) -> Read:
        """What has been read."""
        if self.failure is not None:
            return Refused(self._name, path, *self.failure)
        told = (*self._said(), *([Told(why)] if why else []))
        labels = Labels("", tuple(self._mentions))
        return LabelledDocument(self._name, SourceText(self._text.text), (labels,), told=told)

    def _said(self) -> Iterator[Told]:
        still_open = sum(map(len, self._open.values()))
        lost = {**self._told, tr("brackets of Entity= without an end"): still_open}
        yield from told_of(lost, mark("not kept: {things}"))
        if odd := sum(reader.odd for reader in self._tags.values()):
            yield Told(tr("mentions that do not begin or end as their scheme has it"), odd)
        if self.comments:
            yield comments_lost(self.comments)

    # -- text ----------------------------------------------------------------------------------------------

    def _add_text(self, rows: Sequence[_Row], text: str | None) -> None:
        surface: list[tuple[str, Mapping[str, str]]] = []
        for row in rows:
            if row.token == len(surface):
                surface.append((row.form, row.fields))
        gaps: list[str | None] = [gap_of(fields) for _, fields in surface]
        if text is not None and all(gap is None for gap in gaps):
            found = aligned(text.strip(), [form for form, _ in surface])
            if found is None:
                self._told[tr("# text lines that are not what the tokens say")] += 1
            else:
                gaps = [*found[:-1], None]
        for (form, fields), gap in zip(surface, gaps, strict=True):
            if BEFORE in fields and not self.count:
                self._text.begin(unescaped(fields[BEFORE]))
            self._text.add(unescaped(fields[INSIDE]) if INSIDE in fields else form, gap)

    # -- mentions ------------------------------------------------------------------------------------------

    def _add_codes(self, rows: Sequence[_Row], base: int, cells: Sequence[str], kind: Kind) -> None:
        labels: dict[str, str] = {}
        found: dict[str, list[int]] = {}
        for row, cell in zip(rows, cells, strict=True):
            if cell in _NOTHING or not _CODES.match(cell):
                continue
            for code in cell.split(";"):
                number, mark, label = code.partition(":")
                if mark:
                    labels.setdefault(number, label)
                found.setdefault(number, []).append(base + row.token)
        for number, places in found.items():
            self._add_mention(places, kind, labels.get(number) or UNNAMED)

    def _add_tags(self, rows: Sequence[_Row], base: int, name: str, cells: Sequence[str], kind: Kind) -> None:
        tags = [cell if _TAG.match(cell) else OUTSIDE for cell in cells]
        if any(tag is not OUTSIDE for tag in tags):
            for chunk in self._tags.setdefault(name, TagReader()).chunks(tags):
                places = [base + row.token for row in rows[chunk.start : chunk.end]]
                self._add_mention(places, kind, chunk.label)

    def _add_brackets(self, value: str, token: int, names: Sequence[str]) -> None:
        for opened, closed, ended in _BRACKET.findall(value):
            group = opened.partition("-")[0] or ended
            if opened:
                label = dict(zip(names, opened.split("-"), strict=False)).get("etype") or group
                self._open.setdefault(group, []).append((label, token))
            if ended or closed:
                if not self._open.get(group):
                    self._told[tr("brackets of Entity= without a beginning")] += 1
                    continue
                label, start = self._open[group].pop()
                self._add_mention(range(start, token + 1), Kind.ENTITY, label)

    def _add_mention(self, places: Sequence[int], kind: Kind, label: str) -> None:
        """Add a mention of tokens in order; those that follow each other are one span."""
        spans: list[Span] = []
        before = -2
        for place in places:
            start, end = self._text.starts[place], self._text.ends[place]
            if spans and place <= before + 1:
                spans[-1] = Span(spans[-1].start, end)
            else:
                spans.append(Span(start, end))
            before = place
        name = f"m{len(self._mentions) + 1}"
        self._mentions.append(Mention(name, kind, label, tuple(spans), UNSIGNED))
