"""Rows of a Parquet file, made documents again; and those of data sets with tokens and tags only."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotations.formats.errors import FormatError
from annotations.formats.exchange import UNSIGNED, LabelledDocument, Labels, Read, Refused
from annotations.formats.inputs import json_value
from annotations.formats.names import is_id
from annotations.formats.parquet.schema import METADATA
from annotations.formats.token_tags import TagReader
from annotations.formats.told import Told
from annotations.model.records import (
    EMPTY,
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

if TYPE_CHECKING:
    import pyarrow.parquet

# A text that rows share is held once in the file, and once for each row that is read.
_ROWS_AT_ONCE = 8
_MOST_RATIO, _SURELY_FINE = 100, 1_000_000
# What a row group may take in memory; one of ours takes a hundredth of it.
_LARGEST_GROUP = 400_000_000

Row = Mapping[str, Any]


def documents_in(path: Path) -> Iterator[Read]:
    """The documents of a file. Raises FormatError when it is no Parquet, or of columns that say nothing."""
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.parquet as pq  # noqa: PLC0415

    try:
        with pq.ParquetFile(path, memory_map=False) as file:
            _refuse_bombs(file, path)
            yield from _documents(file, path)
    except (pa.ArrowException, OSError, ValueError, KeyError, TypeError, OverflowError, MemoryError) as error:
        if isinstance(error, FormatError):
            raise
        raise FormatError(tr("The file is no sound Parquet: {why}", why=_first_line(error)), path) from error


def _refuse_bombs(file: pyarrow.parquet.ParquetFile, path: Path) -> None:
    for number in range(file.metadata.num_row_groups):
        if file.metadata.row_group(number).total_byte_size > _LARGEST_GROUP:
            raise FormatError(
                tr("A row group unpacks to more than {most} MB.", most=_LARGEST_GROUP // 10**6),
                path,
                tr("row group {number}", number=number),
            )
        for one in (file.metadata.row_group(number).column(at) for at in range(file.metadata.num_columns)):
            if _is_bomb(one):
                raise FormatError(
                    tr("A column unpacks to far more than any texts of its size."), path, one.path_in_schema
                )


def _is_bomb(column: pyarrow.parquet.ColumnChunkMetaData) -> bool:
    """Whether texts that rows share are packed as no real ones are."""
    size: int = column.total_uncompressed_size
    return bool(
        column.physical_type == "BYTE_ARRAY"
        and column.has_dictionary_page
        and size > max(_SURELY_FINE, column.total_compressed_size * _MOST_RATIO)
    )


def _documents(file: pyarrow.parquet.ParquetFile, path: Path) -> Iterator[Read]:
    names = set(file.schema_arrow.names)
    features = _features(file.schema_arrow.metadata or {}, path)
    rows = (row for batch in file.iter_batches(_ROWS_AT_ONCE) for row in batch.to_pylist())
    if {"id", "text", "mentions"} <= names:
        for name, group in groupby(rows, key=lambda row: str(row["id"])):
            yield _read(name, lambda: _Ours(features).document(name, list(group)), path)  # noqa: B023 - at once
        return
    tags = next((one for one in ("ner_tags", "tags", "labels") if one in names), None)
    if "tokens" not in names or tags is None:
        raise FormatError(
            tr(
                "Its columns are {columns}. Read are files with id, text and mentions, or with tokens and "
                "ner_tags, tags or labels.",
                columns=", ".join(sorted(names)),
            ),
            path,
        )
    classes = _names(features.get(tags))
    for number, row in enumerate(rows, 1):
        yield _read(str(number), lambda: _tagged(row["tokens"], row[tags], classes), path)  # noqa: B023


def _read(name: str, make: Any, path: Path) -> Read:  # noqa: ANN401 - a function that makes a document
    try:
        made: LabelledDocument = make()
    except (FormatError, ValueError, KeyError, TypeError, IndexError) as error:
        why = error.message if isinstance(error, FormatError) else _first_line(error)
        return Refused(name, path, name, why)
    return made


def _first_line(error: Exception) -> str:
    message = str(error).strip().split("\n", 1)[0] or type(error).__name__
    return message if message.endswith(".") else f"{message}."


def _features(metadata: Mapping[bytes, bytes], path: Path) -> Mapping[str, Any]:
    """The columns as ``datasets`` describes them; nothing where the file does not say."""
    if METADATA not in metadata:
        return {}
    data = json_value(metadata[METADATA], path)
    info = data.get("info") if isinstance(data, dict) else None
    features = info.get("features") if isinstance(info, dict) else None
    return features if isinstance(features, dict) else {}


def _names(feature: object) -> Sequence[str]:
    """The names of a class, or of a list of them; nothing where it is none."""
    while isinstance(feature, dict) and "feature" in feature:
        feature = feature["feature"]
    names = feature.get("names") if isinstance(feature, dict) else None
    if isinstance(names, dict):  # older releases number them
        names = [names[key] for key in sorted(names, key=int)]
    return [str(one) for one in names] if isinstance(names, list) else []


# -- rows of ours ------------------------------------------------------------------------------------------


class _Ours:
    """Makes documents of rows with the names of classes."""

    def __init__(self, features: Mapping[str, Any]) -> None:
        mention = _record(features, "mentions")
        self._labels, self._kinds = _names(mention.get("label")), _names(mention.get("kind"))
        self._relations = _names(_record(features, "relations").get("label"))

    def document(self, name: str, rows: Sequence[Row]) -> LabelledDocument:
        texts = {row["text"] for row in rows}
        if len(texts) != 1 or not isinstance(rows[0]["text"], str):
            raise FormatError(tr("Rows of one document have different texts, or none."))
        text = SourceText(rows[0]["text"])
        sets = tuple(
            Labels(str(row.get("annotator") or ""), tuple(_checked(self._records(row, text.length))))
            for row in rows
        )
        return LabelledDocument(name, text, () if _says_nothing(sets) else sets)

    def _records(self, row: Row, length: int) -> Iterator[Record]:
        for one in row["mentions"] or ():
            yield self._mention(one, length)
        for one in row.get("events") or ():
            pairs = zip(one["roles"], one["targets"], strict=True)
            arguments = tuple(Argument(str(role), str(target)) for role, target in pairs)
            yield Event(_id(one), one["trigger"], UNSIGNED, arguments, _attributes(one))
        for one in row.get("relations") or ():
            label = _of(self._relations, one["label"])
            yield Relation(_id(one), label, one["source"], one["target"], UNSIGNED, _attributes(one))
        for one in row.get("notes") or ():
            if not one["text"]:
                raise FormatError(tr("A note has no text."))
            yield Comment(_id(one), one["target"], one["text"], UNSIGNED)

    def _mention(self, one: Row, length: int) -> Mention:
        spans = tuple(Span(start, end) for start, end in zip(one["starts"], one["ends"], strict=True))
        if not spans or any(a.end > b.start for a, b in pairwise(spans)) or spans[-1].end > length:
            raise FormatError(tr("The spans of {id} are not in the text, or not in order.", id=one["id"]))
        kind, label = Kind(_of(self._kinds, one["kind"])), _of(self._labels, one["label"])
        return Mention(_id(one), kind, label, spans, UNSIGNED, _attributes(one), one.get("link"))


def _says_nothing(sets: Sequence[Labels]) -> bool:
    return len(sets) == 1 and not sets[0].annotator and not sets[0].records


def _record(features: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The members of a list of records, as old and new releases describe it."""
    found = features.get(name)
    if isinstance(found, list) and found:
        found = found[0]
    while isinstance(found, dict) and "feature" in found:
        found = found["feature"]
    return found if isinstance(found, dict) else {}


def _id(one: Row) -> str:
    made = one["id"]
    if not isinstance(made, str) or not is_id(made):
        raise FormatError(
            tr('"{id}" is no id; an id is a letter, then letters, digits or _ . : - (up to 64).', id=made)
        )
    return made


def _of(names: Sequence[str], value: object) -> str:
    """The name of a class by its number; a column of texts is its own name."""
    if isinstance(value, str) and value:
        return value
    if isinstance(value, int) and 0 <= value < len(names) and names[value]:
        return names[value]
    raise FormatError(tr("No class has the number {value}.", value=value))


def _attributes(one: Row) -> Mapping[str, AttributeValue]:
    data = json.loads(one.get("attributes") or "{}")
    if not data:
        return EMPTY
    made: dict[str, AttributeValue] = {}
    for name, value in data.items():
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            made[name] = tuple(value)
        elif isinstance(value, str | bool | int | float):
            made[name] = value
        else:
            raise FormatError(
                tr(
                    "The attribute {name} has a value that is no text, number, truth or list of texts.",
                    name=name,
                )
            )
    return made


def _checked(records: Iterator[Record]) -> Sequence[Record]:
    """The records when ids are unique and lead somewhere. Raises FormatError."""
    found: dict[str, Record] = {}
    for record in records:
        if record.id in found:
            raise FormatError(tr("Two records have the id {id}.", id=record.id))
        found[record.id] = record
    for record in found.values():
        for target in references(record):
            if target not in found or isinstance(found[target], Comment):
                raise FormatError(
                    tr("{id} points to {target}, which is not there.", id=record.id, target=target)
                )
        if isinstance(record, Event) and not isinstance(found[record.trigger], Mention):
            raise FormatError(tr("The trigger of {id} is no mention.", id=record.id))
    return list(found.values())


# -- tokens and tags ---------------------------------------------------------------------------------------


def _tagged(words: Sequence[str], tags: Sequence[object], classes: Sequence[str]) -> LabelledDocument:
    """A document of tokens with blanks between them, and its mentions."""
    named = [_of(classes, tag) for tag in tags]
    if len(named) != len(words):
        raise FormatError(tr("There are {words} tokens and {tags} tags.", words=len(words), tags=len(named)))
    starts, place = [], 0
    for word in words:
        starts.append(place)
        place += len(word) + 1
    mentions = tuple(
        Mention(
            f"m{number}",
            Kind.ENTITY,
            chunk.label,
            (Span(starts[chunk.start], starts[chunk.end - 1] + len(words[chunk.end - 1])),),
            UNSIGNED,
        )
        for number, chunk in enumerate(TagReader().chunks(named), 1)
    )
    told = (Told(tr("the text is made of tokens with blanks between them")),)
    return LabelledDocument("", SourceText(" ".join(words)), (Labels("", mentions),), told=told)
