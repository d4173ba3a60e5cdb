"""Parquet for Hugging Face's datasets: a row for what one annotator says of a document, in typed columns.

Labels are classes, with their names in the schema's ``huggingface`` metadata, by which ``datasets`` types
them. Beside everything that is said stand tokens with IOB2 tags of the outermost entities, for training.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from annotations.formats.carries import EVERYTHING, Carries
from annotations.formats.codec import Codec, Head, Reference, Sink
from annotations.formats.errors import FormatError
from annotations.formats.exchange import LabelledDocument, Labels, Read
from annotations.formats.fitting import Fitted, fitted
from annotations.formats.format import Format, Layout
from annotations.formats.parquet.reader import documents_in
from annotations.formats.parquet.schema import Columns, columns, schema
from annotations.formats.token_tags import Chunk, tags_of
from annotations.formats.well_formed import well_formed
from annotations.model.records import Comment, Event, Kind, Mention, Record, Relation
from annotations.text.tokens import tokens
from annotations.words import mark, tr

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS_A_GROUP = 1_000

PARQUET = Format(
    id="parquet",
    name="Parquet (Hugging Face datasets)",
    endings=(".parquet",),
    layout=Layout.JOINED,
    carries=EVERYTHING,
    unit=mark("code points, and tokens"),
    about=mark("Typed columns that datasets.load_dataset takes: texts, mentions, events, tokens with tags."),
    extra="parquet",
    needs="pyarrow",
)


class Parquet(Codec):
    """Rows of typed columns."""

    format = PARQUET

    @classmethod
    def sniff(cls, head: Head) -> str | None:
        """By its first bytes."""
        return mark("it begins as Parquet files do") if head.data.startswith(b"PAR1") else None

    def read(self, path: Path) -> Iterator[Read]:
        """The documents of a file; also of one that has tokens and tags only, as many data sets do."""
        yield from documents_in(path)

    def fit(self, document: LabelledDocument) -> Fitted:
        """Everything, but for lone surrogates."""
        return well_formed(document)

    def encode(self, document: LabelledDocument) -> Mapping[str, bytes]:
        """The rows of a document, as a stream of Arrow's.

        Raises FormatError for a label that is not in the survey: classes are fixed before writing begins.
        """
        import pyarrow as pa  # noqa: PLC0415 - an extra

        rows = [self._row(document, labels) for labels in document.sets or (Labels("", ()),)]
        try:
            batch = pa.RecordBatch.from_pylist(rows, schema=self._schema)
        except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError) as error:
            raise FormatError(tr("{name}: {why}.", name=document.name, why=error)) from error
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, self._schema) as stream:
            stream.write_batch(batch)
        data: bytes = sink.getvalue().to_pybytes()
        return {"": data}

    def sink(self, file: BinaryIO) -> Sink:
        """Row groups of many documents each."""
        return _Rows(file, self._schema)

    def reference(self, paths: Sequence[Path]) -> Reference | None:
        """What pyarrow finds, by the rows of documents and the lengths of their mentions."""
        import pyarrow as pa  # noqa: PLC0415 - an extra
        import pyarrow.compute as pc  # noqa: PLC0415
        import pyarrow.parquet as pq  # noqa: PLC0415

        documents = mentions = 0
        for path in paths:
            try:
                last = None
                with pq.ParquetFile(path) as file:
                    for batch in file.iter_batches(columns=["id", "mentions"]):
                        for name in batch.column("id").to_pylist():
                            documents += name != last
                            last = name
                        mentions += pc.sum(pc.list_value_length(batch.column("mentions"))).as_py() or 0
            except (pa.ArrowException, OSError) as error:
                raise FormatError(tr("pyarrow refuses it: {why}.", why=error), path) from error
        return Reference(f"pyarrow {pa.__version__}", documents, mentions)

    @cached_property
    def _columns(self) -> Columns:
        return columns(self.survey)

    @cached_property
    def _schema(self) -> pa.Schema:
        return schema(self._columns)

    def _row(self, document: LabelledDocument, labels: Labels) -> dict[str, Any]:
        by_type: dict[type[Record], list[Any]] = {Mention: [], Event: [], Relation: [], Comment: []}
        for record in labels.records:
            by_type[type(record)].append(record)
        row: dict[str, Any] = {"id": document.name, "annotator": labels.annotator, "text": document.text.text}
        row["mentions"] = [self._mention(document, one) for one in by_type[Mention]]
        row["events"] = [self._event(one) for one in by_type[Event]]
        row["relations"] = [self._relation(one) for one in by_type[Relation]]
        row["notes"] = [{"id": one.id, "target": one.target, "text": one.text} for one in by_type[Comment]]
        return row | self._tags(document, labels)

    def _mention(self, document: LabelledDocument, one: Mention) -> dict[str, Any]:
        return {
            "id": one.id,
            "kind": self._columns.kinds.index(one.kind.value),
            "label": self._class(self._columns.labels, one.label),
            "starts": [span.start for span in one.spans],
            "ends": [span.end for span in one.spans],
            "text": " … ".join(document.text.quote(span) for span in one.spans),
            "link": one.link,
            "attributes": _attributes(one),
        }

    def _event(self, one: Event) -> dict[str, Any]:
        return {
            "id": one.id,
            "trigger": one.trigger,
            "roles": [argument.role for argument in one.arguments],
            "targets": [argument.target for argument in one.arguments],
            "attributes": _attributes(one),
        }

    def _relation(self, one: Relation) -> dict[str, Any]:
        label = self._class(self._columns.relations, one.label)
        ends = {"source": one.source, "target": one.target}
        return {"id": one.id, "label": label} | ends | {"attributes": _attributes(one)}

    def _tags(self, document: LabelledDocument, labels: Labels) -> dict[str, Any]:
        outermost = Carries(kinds=frozenset({Kind.ENTITY}))
        alone = LabelledDocument("", document.text, (labels,))
        found = [one for one in fitted(alone, outermost).document.sets[0].records if isinstance(one, Mention)]
        found.sort(key=lambda one: one.start)
        edges = (edge for one in found for edge in (one.start, one.end))
        pieces = list(tokens(document.text.text, edges))
        tags = tags_of(_chunks(found, [one.start for one in pieces]), len(pieces))
        return {
            "tokens": [document.text.text[one.start : one.end] for one in pieces],
            "token_starts": [one.start for one in pieces],
            "tags": [self._class(self._columns.tags, tag) for tag in tags],
        }

    def _class(self, names: Mapping[str, int], name: str) -> int:
        if name not in names:
            raise FormatError(
                tr('"{name}" is not among the labels that were counted before writing.', name=name)
            )
        return names[name]


def _chunks(mentions: Sequence[Mention], starts: Sequence[int]) -> Iterator[Chunk]:
    """The tokens of mentions that share none; those of nothing but blanks have none."""
    place = 0
    for one in mentions:
        while place < len(starts) and starts[place] < one.start:
            place += 1
        first = place
        while place < len(starts) and starts[place] < one.end:
            place += 1
        if first < place:
            yield Chunk(first, place, one.label)


def _attributes(record: Mention | Event | Relation) -> str:
    return json.dumps(dict(record.attributes), ensure_ascii=False, sort_keys=True)


class _Rows:
    """Writes row groups as documents come."""

    def __init__(self, file: BinaryIO, shape: pa.Schema) -> None:
        import pyarrow.parquet as pq  # noqa: PLC0415 - an extra

        self._schema = shape
        self._writer = pq.ParquetWriter(file, shape, compression="zstd")
        self._batches: list[pa.RecordBatch] = []

    def add(self, piece: bytes) -> None:
        """Take the rows of a document."""
        import pyarrow as pa  # noqa: PLC0415 - an extra

        with pa.ipc.open_stream(piece) as stream:
            self._batches += list(stream)
        if len(self._batches) >= _ROWS_A_GROUP:
            self._flush()

    def close(self) -> None:
        """Write what is left, and the end of the file."""
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        import pyarrow as pa  # noqa: PLC0415 - an extra

        self._writer.write_table(pa.Table.from_batches(self._batches, self._schema))
        self._batches.clear()
