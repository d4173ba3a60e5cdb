"""The rows of a table, made documents again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from pathlib import Path
from types import MappingProxyType

from annotations.formats.errors import FormatError, at_line
from annotations.formats.exchange import UNSIGNED, LabelledDocument, Labels, Read, Refused
from annotations.formats.names import is_id
from annotations.formats.proof import Quoted, Unit, proved
from annotations.model.records import (
    Argument,
    AttributeValue,
    Comment,
    Event,
    Kind,
    Mention,
    Record,
    Relation,
    references,
)
from annotations.text.source import SourceText
from annotations.text.span import Span
from annotations.words import tr

COLUMNS = (
    "document", "annotator", "what", "id", "kind", "label",
    "start", "end", "text", "source", "target", "value",
)  # fmt: skip

Row = Mapping[str, str]


def documents_in(rows: Iterable[tuple[int, list[str]]], path: Path) -> Iterator[Read]:
    """The documents of the rows below a heading, each with the number of its line in the file."""
    for name, group in groupby(rows, key=lambda row: row[1][0] if row[1] else ""):
        try:
            yield _document(name, group)
        except _RowError as error:
            yield Refused(name, path, at_line(error.line), error.args[0])


class _RowError(ValueError):
    """What is wrong with a row, and its line."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


@dataclass
class _Parts:
    """What the rows of one annotator have said of one record."""

    line: int
    row: Row
    spans: list[Quoted] = field(default_factory=list)
    arguments: list[Argument] = field(default_factory=list)
    attributes: dict[str, AttributeValue] = field(default_factory=dict)
    items: list[str] = field(default_factory=list)


def _document(name: str, rows: Iterable[tuple[int, list[str]]]) -> LabelledDocument:
    text: str | None = None
    found: dict[str, dict[str, _Parts]] = {}
    line = 0
    for line, cells in rows:
        if len(cells) != len(COLUMNS):
            raise _RowError(
                line, tr("The row has {count} cells, not {columns}.", count=len(cells), columns=len(COLUMNS))
            )
        row = dict(zip(COLUMNS, cells, strict=True))
        if row["what"] == "document":
            if text is not None:
                raise _RowError(line, tr("A document has one row with its text; this is another one."))
            text = row["text"]
        elif row["what"] == "annotator":
            found.setdefault(row["annotator"], {})
        else:
            _add(found.setdefault(row["annotator"], {}), line, row)
    if text is None:
        raise _RowError(line, tr("The document has no row with its text."))
    source = SourceText(text)
    sets = tuple(_labels(annotator, parts, source) for annotator, parts in found.items())
    return LabelledDocument(name, source, sets)


def _add(parts: dict[str, _Parts], line: int, row: Row) -> None:
    what, record_id = row["what"], row["id"]
    if what in ("mention", "event", "relation", "note"):
        if record_id in parts or not is_id(record_id):
            raise _RowError(line, tr('"{id}" is no id, or one that was given already.', id=record_id))
        parts[record_id] = _Parts(line, row)
    one = parts.get(record_id)
    if one is None:
        raise _RowError(line, tr('Nothing before this row has the id "{id}".', id=record_id))
    match what:
        case "mention" | "span":
            one.spans.append(Quoted(_number(line, row["start"]), _number(line, row["end"]), row["text"]))
        case "argument":
            one.arguments.append(Argument(row["label"], row["target"]))
        case "attribute":
            _add_attribute(one, line, row)
        case "event" | "relation" | "note":
            pass
        case _:
            raise _RowError(line, tr('The column "what" holds "{what}", which is no sort of row.', what=what))


def _add_attribute(one: _Parts, line: int, row: Row) -> None:
    value: AttributeValue
    match row["kind"]:
        case "boolean":
            value = row["value"] == "true"
        case "number":
            value = _value(line, row["value"])
        case "item":
            one.items.append(row["value"])
            return
        case "list":
            value, one.items = tuple(one.items), []
        case _:
            value = row["value"]
    one.attributes[row["label"]] = value


def _number(line: int, written: str) -> int:
    if not (written.isascii() and written.isdecimal() and len(written) < 20):  # noqa: PLR2004 - of 64 bits
        raise _RowError(line, tr('"{value}" is no offset.', value=written))
    return int(written)


def _value(line: int, written: str) -> float:
    try:
        return int(written) if written.lstrip("-").isdecimal() and len(written) < 20 else float(written)  # noqa: PLR2004
    except ValueError as error:
        raise _RowError(line, tr('"{value}" is no number.', value=written)) from error


def _labels(annotator: str, parts: Mapping[str, _Parts], text: SourceText) -> Labels:
    records: dict[str, Record] = {}
    for record_id, one in parts.items():
        records[record_id] = _record(record_id, one, text)
    for record_id, record in records.items():
        for target in references(record):
            if target not in records:
                line = parts[record_id].line
                raise _RowError(
                    line, tr('{id} points to "{target}", which no row has.', id=record_id, target=target)
                )
    for record_id, record in records.items():
        _check_ends(record, records, parts[record_id].line)
    return Labels(annotator, tuple(records.values()))


def _check_ends(record: Record, records: Mapping[str, Record], line: int) -> None:
    match record:
        case Event() if not isinstance(records[record.trigger], Mention):
            raise _RowError(line, tr("The trigger of {id} is no mention.", id=record.id))
        case Event() | Relation():
            if any(isinstance(records[one], Relation | Comment) for one in references(record)):
                raise _RowError(line, tr("{id} points to a relation or a note.", id=record.id))
        case Comment() if record.target is not None and isinstance(records[record.target], Comment):
            raise _RowError(line, tr("{id} is a note on a note.", id=record.id))


def _record(record_id: str, one: _Parts, text: SourceText) -> Record:
    row = one.row
    attributes = MappingProxyType(one.attributes)
    match row["what"]:
        case "mention":
            if row["kind"] not in set(Kind) or not row["label"]:
                raise _RowError(
                    one.line, tr('"{kind}" is no kind, or the label is missing.', kind=row["kind"])
                )
            link = row["value"] or None
            spans = _spans(one, text)
            return Mention(record_id, Kind(row["kind"]), row["label"], spans, UNSIGNED, attributes, link)
        case "event":
            return Event(record_id, row["target"], UNSIGNED, tuple(one.arguments), attributes)
        case "relation":
            return Relation(record_id, row["label"], row["source"], row["target"], UNSIGNED, attributes)
        case _:
            if not row["text"]:
                raise _RowError(one.line, tr("The note has no text."))
            return Comment(record_id, row["target"] or None, row["text"], UNSIGNED)


def _spans(one: _Parts, text: SourceText) -> tuple[Span, ...]:
    try:
        ruler, _ = proved(text.text, one.spans, Unit.CODE_POINT)
    except FormatError as error:
        raise _RowError(one.line, error.message) from error
    spans = tuple(ruler.span(quoted.start, quoted.end) for quoted in one.spans)
    if any(a.end > b.start for a, b in pairwise(spans)):
        raise _RowError(
            one.line, tr("The spans of a mention are in the order of the text and do not overlap.")
        )
    return spans
