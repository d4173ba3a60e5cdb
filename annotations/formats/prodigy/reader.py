"""Reading Prodigy's rows: those of one text become one document, with a set for each annotator."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from annotations.formats.errors import FormatError, at_line, within
from annotations.formats.event_links import Link, linked
from annotations.formats.exchange import UNSIGNED, LabelledDocument, Labels, Read, Refused
from annotations.formats.files import open_file
from annotations.formats.inputs import LONGEST_LINE, json_value, placed_lines
from annotations.formats.json_documents import (
    Object,
    object_in,
    objects_in,
    person,
    text_in,
    utc,
    whole_in,
)
from annotations.formats.names import is_id
from annotations.formats.proof import Quoted, Ruler, Unit, proved
from annotations.formats.told import Told, told_of
from annotations.model.records import Kind, Mention, Origin, Provenance
from annotations.text.source import SourceText
from annotations.text.span import Span
from annotations.words import mark, tr

ANNOTATOR, SESSION = "_annotator_id", "_session_id"
NAME = "name"
ROLE = "role"

_KINDS = {kind.value: kind for kind in Kind}
_KEPT = frozenset(
    {"text", "tokens", "spans", "relations", "meta", "answer", ANNOTATOR, SESSION, "_timestamp"}
)
# Prodigy makes these anew.
_ITS_OWN = frozenset({"_input_hash", "_task_hash", "_view_id", "_is_binary", "_block_index"})


class ProdigyReader:
    """The documents of one file. Lines are read twice: rows of a text may be far from each other."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def documents(self) -> Iterator[Read]:
        """Read on. Raises FormatError for lines that are not JSON objects, and where none is accepted."""
        groups, answers = self._groups()
        told = tuple(
            told_of(answers, mark("rows that are not accepted are no gold and are left out: {things}"))
        )
        if told and not groups:
            raise FormatError(tr("No row is accepted; {why}.", why="; ".join(map(str, told))), self._path)
        try:
            with open_file(self._path) as file:
                for places in groups.values():
                    document = self._document(file, places, told)
                    told = told if isinstance(document, Refused) else ()
                    yield document
        except OSError as error:
            raise FormatError(
                tr("The file cannot be read: {why}.", why=error.strerror or error), self._path
            ) from error

    def _groups(self) -> tuple[dict[bytes, list[tuple[int, int]]], Counter[str]]:
        """The lines (number, first byte) of accepted rows by their text; and how many are not, by answer."""
        groups: dict[bytes, list[tuple[int, int]]] = {}
        answers: Counter[str] = Counter()
        for number, place, line in placed_lines(self._path):
            if not line.strip():
                continue
            row = self._row(line, number)
            answer = row.get("answer", "accept")
            if answer == "accept":
                key = json.dumps([row.get("text"), row.get("meta")], sort_keys=True).encode()
                groups.setdefault(hashlib.sha256(key).digest(), []).append((number, place))
            else:
                answers[str(answer)[:40]] += 1
        return groups, answers

    def _row(self, line: bytes, number: int) -> Object:
        row = json_value(line, self._path, number)
        if not isinstance(row, dict):
            raise FormatError(tr("A row is a JSON object."), self._path, at_line(number))
        return row

    def _document(self, file: BinaryIO, places: Sequence[tuple[int, int]], told: Sequence[Told]) -> Read:
        document = _Document(told=list(told))
        for number, place in places:
            file.seek(place)
            try:
                document.add(self._row(file.readline(LONGEST_LINE), number))
            except FormatError as error:
                where = within(at_line(number), error.place)
                return Refused(document.name, self._path, where, error.message)
        return document.read()


@dataclass
class _Said:
    """What one annotator says of a text; ``known`` are the mentions of earlier rows by what they are."""

    mentions: list[Mention] = field(default_factory=list)
    known: dict[tuple[Span, Kind, str], Mention] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    rows: int = 0


@dataclass
class _Document:
    """One text while its rows are read."""

    told: list[Told]
    name: str = ""
    text: str = ""
    meta: dict[str, Any] = field(default_factory=dict)
    said: dict[str, _Said] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)
    provenances: dict[str, Provenance] = field(default_factory=dict)

    def add(self, row: Object) -> None:
        """Add a row. Raises FormatError for one that is wrong."""
        if not self.said:
            self.text = text_in(row, "text")
            self.meta = dict(object_in(row, "meta"))
            name = self.meta.pop(NAME, "")
            self.name = name if isinstance(name, str) else ""
        self.left_out.update(f'"{key}"' for key in row.keys() - _KEPT - _ITS_OWN)
        annotator = person(row.get(ANNOTATOR)) or person(row.get(SESSION))
        said = self.said.setdefault(annotator, _Said())
        said.rows += 1
        self.provenances.setdefault(annotator, _provenance(row, annotator))
        _Row(row, self, said, self.provenances[annotator]).read()

    def read(self) -> LabelledDocument:
        """What has been read."""
        joined = sum(said.rows - 1 for said in self.said.values())
        if joined:
            more = tr("further rows of the same text and annotator, joined with the first")
            self.told.append(Told(more, joined))
        self.told += told_of(self.left_out, mark("not kept: {things}"))
        sets = tuple(self._labels(annotator, said) for annotator, said in self.said.items())
        return LabelledDocument(self.name, SourceText(self.text), sets, self.meta, tuple(self.told))

    def _labels(self, annotator: str, said: _Said) -> Labels:
        number = 0

        def new_id(letter: str) -> str:
            nonlocal number
            number += 1
            while f"{letter}{number}" in said.ids:
                number += 1
            return f"{letter}{number}"

        others = linked(said.mentions, said.links, new_id, self.provenances[annotator])
        return Labels(annotator, (*said.mentions, *others))


class _Row:
    """One row while it is read into a document."""

    def __init__(self, row: Object, document: _Document, said: _Said, provenance: Provenance) -> None:
        self._row = row
        self._document = document
        self._said = said
        self._provenance = provenance
        self._tokens = objects_in(row, "tokens")
        self._found: dict[tuple[Span, Kind, str], Mention] = {}
        self._by_label: dict[tuple[Span, str], Mention] = {}
        self._by_span: dict[Span, Mention] = {}
        self._by_id: dict[object, Mention] = {}
        self._by_end: dict[int, Mention] = {}

    def read(self) -> None:
        """Read its spans and relations. Raises FormatError for those that are wrong."""
        spans = objects_in(self._row, "spans")
        text = text_in(self._row, "text")
        ranges = [self._quoted(one, place) for place, one in spans]
        quoted = [_token(one, place) for place, one in self._tokens]
        ruler, told = proved(text, [*quoted, *ranges], Unit.CODE_POINT, [Unit.UTF16])
        if told and Told(told) not in self._document.told:
            self._document.told.append(Told(told))
        for (place, one), quote in zip(spans, ranges, strict=True):
            self._add_span(one, place, ruler.span(quote.start, quote.end))
            self._check_tokens(one, quote, quoted)
        for place, one in objects_in(self._row, "relations"):
            self._add_relation(one, place, ruler)
        self._said.known |= self._found

    def _quoted(self, one: Object, place: str) -> Quoted:
        """The range of a span, by its tokens where it has no offsets."""
        if "start" not in one and self._tokens:
            first, last = (whole_in(one, name, place) for name in ("token_start", "token_end"))
            if not first <= last < len(self._tokens):
                raise FormatError(
                    tr("There are no tokens {first} to {last}.", first=first, last=last), place=place
                )
            start = whole_in(self._tokens[first][1], "start", f"/tokens/{first}")
            return Quoted(start, whole_in(self._tokens[last][1], "end", f"/tokens/{last}"), None, place)
        quote = one.get("text")
        start, end = whole_in(one, "start", place), whole_in(one, "end", place)
        return Quoted(start, end, quote if isinstance(quote, str) else None, place)

    def _check_tokens(self, one: Object, quote: Quoted, tokens: Sequence[Quoted]) -> None:
        """Count spans whose tokens, the last one included, are not where their offsets are."""
        first, last = one.get("token_start"), one.get("token_end")
        if not (isinstance(first, int) and isinstance(last, int) and tokens):
            return
        there = 0 <= first <= last < len(tokens)
        if not there or (tokens[first].start, tokens[last].end) != (quote.start, quote.end):
            self._document.left_out[tr("token numbers that do not fit their offsets")] += 1

    def _add_span(self, one: Object, place: str, span: Span) -> None:
        label, own = one.get("label", ""), one.get("id")
        if not isinstance(label, str):
            raise FormatError(tr("A label must be a text."), place=f"{place}/label")
        kind = _KINDS.get(str(one.get("kind")), Kind.ENTITY)
        mention = self._said.known.get((span, kind, label))
        if mention is None:
            taken = self._said.ids
            mention_id = own if isinstance(own, str) and is_id(own) and own not in taken else _free(taken)
            taken.add(mention_id)
            mention = Mention(mention_id, kind, label, (span,), self._provenance)
            self._said.mentions.append(mention)
        self._found.setdefault((span, kind, label), mention)
        self._by_label.setdefault((span, label), mention)
        self._by_span.setdefault(span, mention)
        self._by_end.setdefault(span.end, mention)
        if isinstance(own, (str, int)):
            self._by_id.setdefault(own, mention)

    def _add_relation(self, one: Object, place: str, ruler: Ruler) -> None:
        ends = [self._end(one, name, place, ruler) for name in ("head", "child")]
        label = one.get("label", "")
        if not isinstance(label, str):
            raise FormatError(tr("A label must be a text."), place=f"{place}/label")
        source, target = ends
        if source is None or target is None:
            self._document.left_out[tr("relations between words without a label")] += 1
        else:
            self._said.links.append(Link(label, source.id, target.id, one.get("kind") == ROLE))

    def _end(self, one: Object, name: str, place: str, ruler: Ruler) -> Mention | None:
        """The mention at an end of a relation: the one that its span says, else that of its token."""
        said = object_in(one, f"{name}_span", place)
        if isinstance(said.get("id"), (str, int)) and said["id"] in self._by_id:
            return self._by_id[said["id"]]
        if "start" in said and "end" in said:
            where = f"{place}/{name}_span"
            start, end = whole_in(said, "start", where), whole_in(said, "end", where)
            try:
                span = ruler.span(start, end)
            except ValueError as error:
                raise FormatError(error.args[0], place=where) from error
            return self._by_label.get((span, str(said.get("label")))) or self._by_span.get(span)
        token = whole_in(one, name, place)
        if token >= len(self._tokens):
            raise FormatError(tr("There is no token {token}.", token=token), place=f"{place}/{name}")
        end = _token(self._tokens[token][1], f"/tokens/{token}").end
        return self._by_end.get(ruler.span(end, end).end)


def _token(one: Object, place: str) -> Quoted:
    quote = one.get("text")
    start, end = whole_in(one, "start", place), whole_in(one, "end", place)
    return Quoted(start, end, quote if isinstance(quote, str) else None, place)


def _free(ids: set[str]) -> str:
    number = len(ids) + 1
    while f"m{number}" in ids:
        number += 1
    return f"m{number}"


def _provenance(row: Object, annotator: str) -> Provenance:
    at = utc(row.get("_timestamp"))
    if at is None and not annotator:
        return UNSIGNED
    how = Origin.HAND if annotator else Origin.IMPORT
    return Provenance(annotator or UNSIGNED.by, at or UNSIGNED.at, how)
