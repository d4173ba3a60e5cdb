"""Files with something wrong in them, where formats hurt; and what has to come of reading them.

They are cut off, numbers are made huge or negative, lines and brackets doubled, values of JSON put where
others are meant, and bytes that are no text.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

from annotations.formats.codec import Codec
from annotations.formats.errors import FormatError
from annotations.formats.exchange import LabelledDocument, Refused, said
from annotations.model.records import Comment, Event, Mention, Relation, references

_NUMBER = re.compile(rb"-?\d+")
_WORD = re.compile(rb"[A-Za-z_]+")
_NUMBERS = (
    b"-1",
    b"0",
    b"99999",
    b"2147483648",
    b"18446744073709551616",
    b"1e400",
    b"9" * 400,
    b"0.5",
    b"NaN",
    b"",
)
_BYTES = (
    b"\x00",
    b"\xff",
    b"\xed\xa0\x80",
    b"\\ud800",
    "😀".encode(),
    b"\r",
    b"\n",
    b"\t",
    b'"',
    b"[",
    b"{",
    b"<",
    b"&",
)


_VALUES = (
    *("null", "true", "-1", "0", "7", "1000000000000000000", "1.5", '""', '"x"', '"\\ud800"', '"T1"', '"m1"'),
    *("[]", "[1]", "[[0, 1]]", "[null]", '["a", "b"]', "[{}]", "{}", '{"a": 1}', '{"id": "T1"}'),
)


def changed(chance: random.Random, data: bytes) -> bytes:
    """The bytes of a file with one to three things wrong."""
    for _ in range(chance.randint(1, 3)):
        data = chance.choice(_CHANGES)(chance, data)
    return data


def _cut(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _without(chance: random.Random, data: bytes) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start + chance.randint(1, 40) :]


def _doubled(chance: random.Random, data: bytes) -> bytes:
    start = chance.randrange(len(data) + 1)
    end = start + chance.randint(1, 200)
    return data[:end] + data[start:end] + data[end:]


def _put(chance: random.Random, data: bytes) -> bytes:
    place = chance.randrange(len(data) + 1)
    return data[:place] + chance.choice(_BYTES) + data[place:]


def _number(chance: random.Random, data: bytes) -> bytes:
    return _replaced(chance, data, _NUMBER, _NUMBERS)


def _word(chance: random.Random, data: bytes) -> bytes:
    words = _WORD.findall(data)[:200] or [b""]
    return _replaced(chance, data, _WORD, (chance.choice(words), b"", b"null", b"x" * 300, b"true"))


def _line(chance: random.Random, data: bytes) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    at = chance.randrange(len(lines))
    lines[at : at + 1] = chance.choice(([], [lines[at]] * 2, [chance.choice(lines)], [lines[at].strip()]))
    return b"".join(lines)


def _replaced(chance: random.Random, data: bytes, pattern: re.Pattern[bytes], by: tuple[bytes, ...]) -> bytes:
    found = list(pattern.finditer(data))
    if not found:
        return data
    one = chance.choice(found)
    return data[: one.start()] + chance.choice(by) + data[one.end() :]


def _value(chance: random.Random, data: bytes) -> bytes:
    """JSON, or one line of it, with another value in one place, or nothing there."""
    lines = data.split(b"\n")
    at = chance.randrange(len(lines))
    for start, end in ((0, len(lines)), (at, at + 1)):
        try:
            value = json.loads(b"\n".join(lines[start:end]))
        except (ValueError, RecursionError):
            continue
        if found := list(places(value)):
            _change(chance, *chance.choice(found), chance.choice(found))
            lines[start:end] = [json.dumps(value).encode()]
            break
    return b"\n".join(lines)


def _change(chance: random.Random, holder: Any, key: Any, other: tuple[Any, Any]) -> None:  # noqa: ANN401
    if chance.random() < 0.2:
        del holder[key]
    else:
        holder[key] = chance.choice((deepcopy(other[0][other[1]]), json.loads(chance.choice(_VALUES))))


def places(value: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 - any JSON
    """Every place in a JSON value, as what holds it and its key or index."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield value, key
        yield from places(value[key])


_CHANGES = (_cut, _without, _doubled, _put, _number, _word, _line, _value)


def check(reader: Codec, path: Path) -> None:
    """Read a file; what comes out is right, or an error with a sentence."""
    try:
        for document in reader.read(path):
            if isinstance(document, Refused):
                assert document.message
            else:
                _check_document(document)
    except FormatError as error:
        assert error.message  # noqa: PT017 - any error is right, if it says why


def _check_document(document: LabelledDocument) -> None:
    people = [labels.annotator for labels in document.sets]
    assert len(set(people)) == len(people)
    for labels in document.sets:
        known = {record.id: record for record in labels.records}
        assert len(known) == len(labels.records)
        for record in labels.records:
            assert all(target in known for target in references(record)), record
            match record:
                case Mention():
                    assert record.spans
                    ends = [end for span in record.spans for end in (span.start, span.end)]
                    assert ends == sorted(ends)
                    assert ends[-1] <= document.text.length
                case Event():
                    assert isinstance(known[record.trigger], Mention)
                case Relation() | Comment():
                    pass
        assert "nothing" not in str([record[:1] for record in said(labels.records)])
