"""Bytes to JSON values, with one clear error for whatever is not JSON that can be kept without loss.

Stricter than RFC 8259 where reading on would lose something in silence: a key given twice, NaN, a number
too big to hold. `orjson` reads nearly every file; the standard library's `json`, which is slower, reads those
that `orjson` refuses or would round: lone surrogates (documents do have them) and numbers of 19 digits.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from typing import NoReturn

import orjson

from schemas.marking import mark
from schemas.tokens import line_and_column, number_place, repeated_key_place

MAXIMUM_BYTES = 1_000_000_000
MAXIMUM_DEPTH = 254  # what `orjson` can write again

_BOM = b"\xef\xbb\xbf"
_HEAD = 1 << 16
_DIGITS_TO_ZERO = bytes(ord("0") if byte in b"0123456789" else byte for byte in range(256))
_LONG = b"0" * 19
_NEAR = 64
_SHORT = 40
# Real files have 30 bytes and more for each list or object.
_MANY_BRACKETS, _LEAST_BETWEEN = 4_000_000, 16
_SMALLEST_WHOLE, _BIGGEST_WHOLE = -(1 << 63), (1 << 64) - 1

_WORDED = {
    "Expecting value": mark("The file is not JSON: a value is missing or is not JSON."),
    "Expecting ',' delimiter": mark("The file is not JSON: a comma or a closing bracket is missing."),
    "Expecting ':' delimiter": mark("The file is not JSON: a colon is missing after the key."),
    "Expecting property name enclosed in double quotes": mark(
        "The file is not JSON: a key in double quotation marks is missing."
    ),
    "Unterminated string starting at": mark("The file is not JSON: the string that starts here has no end."),
    "Invalid control character at": mark(
        "The file is not JSON: a string holds a control character that must be escaped."
    ),
    "Extra data": mark("The file is not JSON: something follows after the end of the JSON value."),
}


class UnreadableJson(ValueError):  # noqa: N818 - said of a file, not of a fault
    """The bytes cannot be read as JSON without loss; `line` and `column` (code points) count from 1.

    `template` is the sentence for a translator, with `{name}` for each of the `values`; `message` is it in
    English.
    """

    def __init__(self, template: str, line: int = 1, column: int = 1, **values: object) -> None:
        self.message = template.format(**values) if values else template
        super().__init__(self.message)
        self.template, self.values = template, values
        self.line = line
        self.column = column


class _Number(ValueError):  # noqa: N818 - carries a number out of the parser
    """A number that cannot be kept, as it is written."""


class _RepeatedKey(ValueError):  # noqa: N818 - carries a key out of the parser
    """A key that one object gives twice."""


def parse_json(data: bytes) -> object:
    """The value of a JSON file. A byte order mark is skipped; lone surrogates (as escapes) are kept.

    Raises UnreadableJson for a file that is too big or nested too deep, that is not UTF-8 or not JSON, that
    gives a key twice, or that holds a number no program could keep.
    """
    check_size(len(data))
    data = data.removeprefix(_BOM)
    if len(data) > _HEAD and _too_deep_for_orjson(data[:_HEAD]):
        _refuse_depth()  # before a file of nothing but brackets is copied about
    _refuse_nothing_but_brackets(data)
    if _may_be_rounded(data):
        return _read_slowly(data)
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        deep = _is_about_depth(error)
    else:
        deep = False
        if _no_key_lost(data, value):
            return value
    if deep:  # said outside the handler, whose error keeps another copy of the file
        _refuse_depth()
    return _read_slowly(data)


def check_size(size: int) -> None:
    """Raise UnreadableJson when a file has so many bytes that it is not read at all."""
    if size > MAXIMUM_BYTES:
        template = mark("The file has {size:,} bytes; files over {most} GB are not read.")
        raise UnreadableJson(template, size=size, most=MAXIMUM_BYTES // 10**9)


def _refuse_nothing_but_brackets(data: bytes) -> None:
    """An empty list of two bytes takes sixty and more once it is read: a small file could fill the memory."""
    if len(data) < _MANY_BRACKETS:
        return
    count = data.count(b"[") + data.count(b"{")
    if count > max(_MANY_BRACKETS, len(data) // _LEAST_BETWEEN):
        template = mark("The file holds {count:,} lists and objects with hardly anything in them.")
        raise UnreadableJson(template, count=count)


def _may_be_rounded(data: bytes) -> bool:
    """Whether there may be a whole number past 64 bits, which `orjson` rounds without a word.

    Nineteen digits in a row are none where they cannot begin a number, as in a digest and most text.
    """
    digits = data.translate(_DIGITS_TO_ZERO)
    place = digits.find(_LONG)
    while place >= 0:
        before = data[max(0, place - _NEAR) : place].rstrip(b"- \t\r\n")
        if not before or before.endswith((b":", b",", b"[")):
            return True
        place = digits.find(_LONG, place + len(_LONG))
    return False


def _too_deep_for_orjson(data: bytes) -> bool:
    try:
        orjson.loads(data)
    except orjson.JSONDecodeError as error:
        return _is_about_depth(error)
    return False


def _is_about_depth(error: orjson.JSONDecodeError) -> bool:
    return "depth limit" in error.msg


def _refuse_depth() -> NoReturn:
    template = mark("The file is nested more than {most} levels deep; no label file needs that.")
    raise UnreadableJson(template, most=MAXIMUM_DEPTH)


def _no_key_lost(data: bytes, value: object) -> bool:
    r"""Whether every key of the source is in the value; of a key given twice `orjson` keeps the last.

    Each string has two quotation marks in the source and two when written again, and one inside a string is
    written `\"` both times (unless the source writes it `\u0022`), so a lost key shows in the count.
    """
    if b"\\" in data and b"\\u0022" in data:  # most files have none at all, which is soon seen
        return False
    try:
        return orjson.dumps(value).count(b'"') == data.count(b'"')
    except orjson.JSONEncodeError:
        _refuse_depth()


def _read_slowly(data: bytes) -> object:
    text = _utf8(data)
    try:
        value: object = json.loads(
            text, object_pairs_hook=_object, parse_constant=_number, parse_float=_finite, parse_int=_whole
        )
    except json.JSONDecodeError as error:
        template, values = _sentence(error, text), {} if error.msg in _WORDED else {"why": error.msg}
        raise UnreadableJson(template, error.lineno, error.colno, **values) from None
    except _Number as error:
        place = line_and_column(text, number_place(text, str(error)))
        template = mark("The number {number} cannot be kept as it is; write it as a string.")
        raise UnreadableJson(template, *place, number=_short(str(error))) from None
    except _RepeatedKey as error:
        place = line_and_column(text, repeated_key_place(text, str(error)))
        template = mark('The key "{key}" is given twice in one object; keep one of the two.')
        raise UnreadableJson(template, *place, key=_short(str(error))) from None
    except RecursionError:
        value = None
        deep = True
    else:
        deep = _deeper_than(value, MAXIMUM_DEPTH)
    if deep:
        _refuse_depth()
    return value


_UTF16 = mark(
    "The file is not UTF-8: byte 0x{byte:02x} at byte offset {offset} does not fit; it looks like UTF-16; "
    "save it as UTF-8."
)
_NOT_UTF8 = mark(
    "The file is not UTF-8: byte 0x{byte:02x} at byte offset {offset} does not fit; save the file as UTF-8."
)


def _utf8(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        offset = error.start
    before = data[:offset].decode("utf-8")
    utf16 = data[:2] in {b"\xff\xfe", b"\xfe\xff"}
    template = _UTF16 if utf16 else _NOT_UTF8
    place = line_and_column(before, len(before))
    raise UnreadableJson(template, *place, byte=data[offset], offset=offset)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise _RepeatedKey(_first_repeated(key for key, _ in pairs))
    return made


def _first_repeated(keys: Iterable[str]) -> str:
    seen = set[str]()
    return next(key for key in keys if key in seen or seen.add(key))  # type: ignore[func-returns-value]


def _number(written: str) -> NoReturn:
    raise _Number(written)


def _finite(written: str) -> float:
    value = float(written)
    return value if math.isfinite(value) else _number(written)


def _whole(written: str) -> int:
    value = int(written) if len(written) <= len(str(_SMALLEST_WHOLE)) else _BIGGEST_WHOLE + 1
    return value if _SMALLEST_WHOLE <= value <= _BIGGEST_WHOLE else _number(written)


def _deeper_than(value: object, limit: int) -> bool:
    level = [value]
    for _ in range(limit):
        inner: list[object] = []
        for one in level:
            if isinstance(one, dict):
                inner.extend(one.values())
            elif isinstance(one, list):
                inner.extend(one)
        if not inner:
            return False
        level = inner
    return any(isinstance(one, (dict, list)) for one in level)


def _sentence(error: json.JSONDecodeError, text: str) -> str:
    if not text.strip():
        return mark("The file is empty.")
    if "\0" in text:
        return mark(
            "The file holds NUL characters, which JSON does not have; it is damaged or not a text file."
        )
    if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated"):
        return mark(
            "The file ends too early: it was cut off, or a closing bracket or quotation mark is missing."
        )
    if text.startswith(("<<<<<<<", "=======", ">>>>>>>"), error.pos):
        return mark("The file holds the marks of a merge conflict; settle the merge first.")
    if error.msg.startswith("Invalid") and "escape" in error.msg:
        return mark("The file is not JSON: a backslash in a string stands before something it cannot escape.")
    return _WORDED.get(error.msg) or mark("The file is not JSON: {why}.")


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}… ({len(text)} characters)"
