"""A table of everything that is said, for spreadsheets and scripts: CSV and TSV (RFC 4180, UTF-8).

Each row is one thing; ``what`` says which: the documents with their texts, mentions (a row for each span),
events, arguments, relations, attributes and notes. Filter by ``what`` to count and to look.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, ClassVar

from annotations.formats.carries import EVERYTHING
from annotations.formats.codec import Codec, Head, Joined
from annotations.formats.errors import FormatError, at_line
from annotations.formats.exchange import LabelledDocument, Labels, Read
from annotations.formats.files import open_file
from annotations.formats.fitting import Fitted
from annotations.formats.format import Format, Layout
from annotations.formats.inputs import LONGEST_LINE
from annotations.formats.table.reader import COLUMNS, documents_in
from annotations.formats.well_formed import well_formed
from annotations.model.records import (
    AttributeValue,
    Comment,
    Event,
    Mention,
    Record,
    Relation,
)
from annotations.words import mark, tr

_CARRIES = EVERYTHING
_ABOUT = mark("A row for each mention, event, argument, relation, attribute and note; for spreadsheets.")

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
"""A cell that begins so is a formula to spreadsheets (OWASP, "CSV Injection"), or has such a mark already."""

CSV = Format(
    id="csv",
    name="Table (CSV)",
    endings=(".csv",),
    layout=Layout.JOINED,
    carries=_CARRIES,
    unit=mark("code points"),
    about=_ABOUT,
)
TSV = Format(
    id="tsv",
    name="Table (TSV)",
    endings=(".tsv",),
    layout=Layout.JOINED,
    carries=_CARRIES,
    unit=mark("code points"),
    about=_ABOUT,
)


class Csv(Codec):
    """The table with commas."""

    format = CSV
    delimiter: ClassVar[str] = ","

    @classmethod
    def sniff(cls, head: Head) -> str | None:
        """By its heading."""
        heading = cls.delimiter.join(COLUMNS)
        return mark("its first row has Sorot's columns") if head.lines[:1] == [heading] else None

    def read(self, path: Path) -> Iterator[Read]:
        """The documents of a table; the rows of one stand together."""
        yield from documents_in(self._rows(path), path)

    def fit(self, document: LabelledDocument) -> Fitted:
        """Everything, but for lone surrogates in the text."""
        return well_formed(document)

    def encode(self, document: LabelledDocument) -> Mapping[str, bytes]:
        """The rows of a document."""
        text = io.StringIO(newline="")
        table = csv.writer(text, delimiter=self.delimiter, lineterminator="\r\n")
        table.writerows([_harmless(cell) for cell in row] for row in _rows(document))
        return {"": text.getvalue().encode("utf-8", "backslashreplace")}

    def sink(self, file: BinaryIO) -> Joined:
        """The rows below a heading."""
        return Joined(file, head=self.delimiter.join(COLUMNS).encode() + b"\r\n")

    def _rows(self, path: Path) -> Iterator[tuple[int, list[str]]]:
        """The rows below the heading, cells as they were before they were made harmless."""
        csv.field_size_limit(LONGEST_LINE)
        try:
            with open_file(path) as file:
                text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
                rows = csv.reader(_lines(text, path), delimiter=self.delimiter, strict=True)
                if (heading := next(rows, None)) != list(COLUMNS):
                    raise FormatError(
                        tr(
                            "The first row is {heading}, not {columns}.",
                            heading=heading,
                            columns=list(COLUMNS),
                        ),
                        path,
                        at_line(1),
                    )
                for row in rows:
                    yield rows.line_num, [cell.removeprefix("'") for cell in row]
        except OSError as error:
            raise FormatError(
                tr("The file cannot be read: {why}.", why=error.strerror or error), path
            ) from error
        except UnicodeDecodeError as error:
            raise FormatError(tr("The file is not UTF-8: {why}.", why=error.reason), path) from error
        except csv.Error as error:
            raise FormatError(tr("The file is no table: {why}.", why=error), path) from error


class Tsv(Csv):
    """The table with tabs."""

    format = TSV
    delimiter = "\t"


def _lines(text: io.TextIOWrapper, path: Path) -> Iterator[str]:
    while line := text.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE:
            raise FormatError(
                tr("A line has more than {most} million characters.", most=LONGEST_LINE // 10**6), path
            )
        yield line


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


# -- rows --------------------------------------------------------------------------------------------------


def _row(document: str, what: str, **cells: object) -> Sequence[str]:
    told = {"document": document, "what": what, **cells}
    return [str(told.get(column, "")) for column in COLUMNS]


def _rows(document: LabelledDocument) -> Iterator[Sequence[str]]:
    yield _row(document.name, "document", text=document.text.text)
    for labels in document.sets:
        yield _row(document.name, "annotator", annotator=labels.annotator)
        for record in labels.records:
            yield from _rows_of(document, labels, record)


def _rows_of(document: LabelledDocument, labels: Labels, record: Record) -> Iterator[Sequence[str]]:
    name = document.name
    common = {"annotator": labels.annotator, "id": record.id}
    match record:
        case Mention():
            for number, span in enumerate(record.spans):
                more = {"kind": record.kind.value, "label": record.label, "value": record.link or ""}
                place = {"start": span.start, "end": span.end, "text": document.text.quote(span)}
                yield _row(name, "span" if number else "mention", **common, **place, **more)
        case Event():
            yield _row(name, "event", **common, target=record.trigger)
            for one in record.arguments:
                yield _row(name, "argument", **common, label=one.role, target=one.target)
        case Relation():
            ends = {"source": record.source, "target": record.target}
            yield _row(name, "relation", **common, label=record.label, **ends)
        case Comment():
            yield _row(name, "note", **common, target=record.target or "", text=record.text)
            return
    for attribute, value in record.attributes.items():
        for written, kind in _values(value):
            yield _row(name, "attribute", **common, label=attribute, value=written, kind=kind)


def _values(value: AttributeValue) -> Iterable[tuple[str, str]]:
    """A value as a cell, with what it is; a list takes a row an item, and one more of no item at its end."""
    match value:
        case bool():
            return [("true" if value else "false", "boolean")]
        case int() | float():
            return [(repr(value), "number")]
        case str():
            return [(value, "text")]
        case _:
            return [*((one, "item") for one in value), ("", "list")]
