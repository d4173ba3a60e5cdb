"""What a machine draws to make files of: one string of bytes for the files of a document.

Files of one document stand behind each other. Binary files can be drawn as JSON, for a byte changed in a
compressed file is a broken file and nothing else: DocBins as what is packed in them, Parquet as rows. What is
no such JSON is the file itself.
"""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from annotations.formats.format import Format
from tests.formats.seeds import others, seed

BETWEEN = b"\n=====8<=====\n"
LARGEST = 40_000
"""Bytes that are drawn at most."""


def drawn(one: Format) -> Iterator[bytes]:
    """What stands for the files that changing begins with, first those that are sound."""
    packed = _PACKED[one.id][0] if one.id in _PACKED else bytes
    for files in (seed(one), *others(one)):
        there = {ending.casefold(): data for ending, data in files[1:]}
        endings = [ending.casefold() for ending, _ in seed(one)[1:]]
        yield BETWEEN.join([packed(files[0][1]), *(there[ending] for ending in endings if ending in there)])


def laid_out(one: Format, data: bytes, folder: Path) -> Path | None:
    """Write the files that something drawn stands for; the one that a reader is given.

    None where it stands for nothing that could be written.
    """
    endings = [ending for ending, _ in seed(one)]
    parts = data.split(BETWEEN)
    try:
        parts[0] = _PACKED[one.id][1](parts[0]) if one.id in _PACKED else parts[0]
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RuntimeError):
        return None
    for number, ending in enumerate(endings):
        path = folder / f"berita{ending}"
        path.unlink(missing_ok=True)
        if number < len(parts):
            path.write_bytes(parts[number])
    return folder / f"berita{endings[0]}"


# -- DocBin ------------------------------------------------------------------------------------------------


def _docbin_drawn(data: bytes) -> bytes:
    return json.dumps(_shown(zlib.decompress(data))).encode()


def _shown(data: bytes) -> object:
    """What is packed in bytes, as JSON has it."""
    from srsly.msgpack import unpackb

    try:
        value = unpackb(data, raw=False)
    except Exception:  # noqa: BLE001 - whatever MessagePack finds wrong, then it is not packed
        value = None
    return {"packed": _inside(value)} if isinstance(value, (dict, list)) else {"bytes": data.hex()}


def _inside(value: object) -> object:
    match value:
        case bytes():
            return _shown(value)
        case dict() if all(isinstance(name, str) for name in value):
            return {name: _inside(one) for name, one in value.items()}
        case dict():
            return {"map": [[_inside(name), _inside(one)] for name, one in value.items()]}
        case list() | tuple():
            return [_inside(one) for one in value]
        case _:
            return value


def _docbin(data: bytes) -> bytes:
    if not data.startswith(b"{"):
        return data
    packed = _packed(json.loads(data))
    return zlib.compress(packed) if isinstance(packed, bytes) else data


def _packed(value: Any) -> Any:  # noqa: ANN401 - any JSON
    from srsly.msgpack import packb

    match value:
        case {"packed": one}:
            return packb(_packed(one), use_bin_type=True)
        case {"bytes": str() as digits}:
            return bytes.fromhex(digits)
        case {"map": list() as pairs}:
            return {_packed(name): _packed(one) for name, one in pairs}
        case dict():
            return {name: _packed(one) for name, one in value.items()}
        case list():
            return [_packed(one) for one in value]
        case _:
            return value


# -- Parquet -----------------------------------------------------------------------------------------------


def _parquet_drawn(data: bytes) -> bytes:
    import pyarrow.parquet

    table = pyarrow.parquet.read_table(io.BytesIO(data))
    metadata = {name.decode(): value.decode() for name, value in (table.schema.metadata or {}).items()}
    return json.dumps([metadata, *table.to_pylist()]).encode()


def _parquet(data: bytes) -> bytes:
    if not data.startswith(b"["):
        return data
    import pyarrow.parquet

    metadata, *rows = json.loads(data)
    table = pyarrow.Table.from_pylist(rows).replace_schema_metadata(metadata)
    sink = io.BytesIO()
    pyarrow.parquet.write_table(table, sink)
    return sink.getvalue()


_PACKED: dict[str, tuple[Callable[[bytes], bytes], Callable[[bytes], bytes]]] = {
    "spacy": (_docbin_drawn, _docbin),
    "parquet": (_parquet_drawn, _parquet),
}
