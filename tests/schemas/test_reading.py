"""Bytes that are JSON, and one clear error for those that are not."""

import json
import math
from collections.abc import Callable

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import reading
from schemas.reading import MAXIMUM_DEPTH, UnreadableJson, check_size, parse_json
from tests.schemas.building import JSON_VALUES, Json

TOO_DEEP = "The file is nested more than 254 levels deep; no label file needs that."
CONFLICT = "The file holds the marks of a merge conflict; settle the merge first."
UTF_16 = (
    "The file is not UTF-8: byte 0xff at byte offset 0 does not fit; it looks like UTF-16; save it as UTF-8."
)
CUT_OFF = "The file ends too early: it was cut off, or a closing bracket or quotation mark is missing."


@given(JSON_VALUES, st.booleans(), st.sampled_from([None, 1]), st.booleans())
def test_every_json_file_is_read_as_it_is(
    value: Json, ascii_only: bool, indent: int | None, mark: bool
) -> None:
    try:
        data = json.dumps(value, ensure_ascii=ascii_only, indent=indent).encode()
    except UnicodeEncodeError:  # a lone surrogate, that only an escape can hold
        data = json.dumps(value, indent=indent).encode()
    assert parse_json(b"\xef\xbb\xbf" * mark + data) == value


@given(st.binary(max_size=40) | st.text(alphabet='{}[]",:\\u0 1ée-.', max_size=40).map(str.encode))
def test_whatever_the_bytes_there_is_a_value_or_one_error(data: bytes) -> None:
    value, error = _attempt(parse_json, data)
    strict_value, strict_error = _attempt(_strict, data)
    assert value == strict_value
    assert (error is None) is (strict_error is None)
    assert error is None or (isinstance(error, UnreadableJson) and error.line >= 1 and error.column >= 1)


def _attempt(read: Callable[[bytes], Json], data: bytes) -> tuple[Json, ValueError | None]:
    try:
        return read(data), None
    except ValueError as error:
        return None, error


def _strict(data: bytes) -> Json:
    """What the standard library reads, with the rules of this format."""

    def pairs(members: list[tuple[str, Json]]) -> Json:
        if len(dict(members)) != len(members):
            raise ValueError("twice")
        return dict(members)

    def number(written: str) -> float:
        if not math.isfinite(float(written)):
            raise ValueError(written)
        return float(written)

    def whole(written: str) -> int:
        if not -(2**63) <= int(written) < 2**64:
            raise ValueError(written)
        return int(written)

    text = data.decode("utf-8-sig")
    return json.loads(
        text, object_pairs_hook=pairs, parse_float=number, parse_int=whole, parse_constant=number
    )


@pytest.mark.parametrize(
    "data, line, column, sentence",
    [
        (b"", 1, 1, "The file is empty."),
        (b" \n ", 2, 2, "The file is empty."),
        (b'{"a": 1', 1, 8, CUT_OFF),
        (b'{"a": [1,\n', 2, 1, CUT_OFF),
        (b'{"a": "x', 1, 7, CUT_OFF),
        (b'{"a": tru', 1, 7, "The file is not JSON: a value is missing or is not JSON."),
        (b"[1,\n2,]", 2, 3, "The file is not JSON: a value is missing or is not JSON."),
        (b'{"a" 1}', 1, 6, "The file is not JSON: a colon is missing after the key."),
        (b'{"a": 1 "b": 2}', 1, 9, "The file is not JSON: a comma or a closing bracket is missing."),
        (b"{a: 1}", 1, 2, "The file is not JSON: a key in double quotation marks is missing."),
        (b"{} {}", 1, 4, "The file is not JSON: something follows after the end of the JSON value."),
        (b'"a\tb"', 1, 3, "The file is not JSON: a string holds a control character that must be escaped."),
        (b'"\\q"', 1, 2,
         "The file is not JSON: a backslash in a string stands before something it cannot escape."),
        (b"<<<<<<< HEAD\n{}", 1, 1, CONFLICT),
        (b'{"a": 1,\n=======\n', 2, 1, CONFLICT),
        (b'{"a": "\0"}', 1, 8,
         "The file holds NUL characters, which JSON does not have; it is damaged or not a text file."),
        (b'\n"\xc3\xa9\xff"', 2, 3,
         "The file is not UTF-8: byte 0xff at byte offset 4 does not fit; save the file as UTF-8."),
        ('{"a": 1}'.encode("utf-16"), 1, 1,
         UTF_16),
        (b'"\xed\xa0\x80"', 1, 2,
         "The file is not UTF-8: byte 0xed at byte offset 1 does not fit; save the file as UTF-8."),
        (b'{"a": 1,\n "\\u0061": 2}', 2, 2, 'The key "a" is given twice in one object; keep one of the two.'),
        (b'[{"a": "}", "b": {"a": 1}, "b": 2}]', 1, 28,
         'The key "b" is given twice in one object; keep one of the two.'),
        (b'{"\\"": 1, "\\u0022": 2}', 1, 11,
         'The key """ is given twice in one object; keep one of the two.'),
        (b'{"a": {"b": [{"a": 1}], "c": "a"},\n "b": {"a": 1, "b": "\\\\"},\n "c": ["a"], "a": 2}', 3, 14,
         'The key "a" is given twice in one object; keep one of the two.'),
        (b'[{"a": 1, "a": [{"b": 1,\n "b": 2}]}]', 2, 2,
         'The key "b" is given twice in one object; keep one of the two.'),
        (b'{"%b": 1,\n "%b": 2}' % (b"x" * 200, b"x" * 200), 2, 2,
         f'The key "{"x" * 40}… (200 characters)" is given twice in one object; keep one of the two.'),
        (b'["1e400", {"1e400": 11e40},\n 1e40, -1e40, 1e400]', 2, 15,
         "The number 1e400 cannot be kept as it is; write it as a string."),
        (b'["NaN",\n NaN]', 2, 2, "The number NaN cannot be kept as it is; write it as a string."),
        (b"[-Infinity]", 1, 2, "The number -Infinity cannot be kept as it is; write it as a string."),
        (b"[1e999]", 1, 2, "The number 1e999 cannot be kept as it is; write it as a string."),
        (b"[18446744073709551616]", 1, 2,
         "The number 18446744073709551616 cannot be kept as it is; write it as a string."),
        (b"[" + b"9" * 5000 + b"]", 1, 2,
         f"The number {'9' * 40}… (5000 characters) cannot be kept as it is; write it as a string."),
    ],
)  # fmt: skip
def test_errors_say_what_and_where(data: bytes, line: int, column: int, sentence: str) -> None:
    with pytest.raises(UnreadableJson) as caught:
        parse_json(data)
    assert (caught.value.message, caught.value.line, caught.value.column) == (sentence, line, column)
    assert str(caught.value) == sentence


@given(
    members=st.dictionaries(
        st.text('ab"\\\\{[é', max_size=3),
        st.recursive(
            st.integers(0, 9) | st.text('ab"\\\\{]', max_size=3),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", max_size=1), inner),
            max_leaves=6,
        ),
        min_size=1,
        max_size=5,
    ),
    which=st.integers(0, 4),
    in_ascii=st.booleans(),
)
def test_a_key_given_twice_is_found_whatever_stands_around_it(
    members: dict[str, Json], which: int, in_ascii: bool
) -> None:
    lines = [f"{json.dumps(key, ensure_ascii=in_ascii)}: {json.dumps(one)}" for key, one in members.items()]
    again = json.dumps(list(members)[which % len(members)])
    source = '{"outside": [{\n' + ",\n".join([*lines, f"  {again} : 0"]) + "}]}"
    with pytest.raises(UnreadableJson, match="is given twice") as caught:
        parse_json(source.encode())
    assert (caught.value.line, caught.value.column) == (len(lines) + 2, 3)


@pytest.mark.parametrize("middle", [b"1", b'"\\ud800"', b"12345678901234567890"])
def test_nesting_ends_where_it_can_still_be_written(middle: bytes) -> None:
    deepest = b"[" * MAXIMUM_DEPTH + middle + b"]" * MAXIMUM_DEPTH
    value = parse_json(deepest)
    if b"ud800" not in middle:
        assert parse_json(orjson.dumps(value)) == value
    for more in (1, 800, 5000):
        with pytest.raises(UnreadableJson) as caught:
            parse_json(b"[" * more + deepest + b"]" * more)
        assert caught.value.message == TOO_DEEP


@pytest.mark.parametrize("head", [b"", b" " * 70_000, b'{"extra": {"a": "' + b"x" * 70_000 + b'", "b": '])
def test_nothing_but_brackets_is_one_quick_error(head: bytes) -> None:
    with pytest.raises(UnreadableJson) as caught:
        parse_json(head + b"[" * 3_000_000)
    assert caught.value.message == TOO_DEEP


def test_files_over_the_limit_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    check_size(reading.MAXIMUM_BYTES)
    with pytest.raises(UnreadableJson) as caught:
        check_size(reading.MAXIMUM_BYTES + 1)
    assert caught.value.message == "The file has 1,000,000,001 bytes; files over 1 GB are not read."
    monkeypatch.setattr(reading, "MAXIMUM_BYTES", 10)
    with pytest.raises(UnreadableJson):
        parse_json(b'"' + b"x" * 10 + b'"')


def test_numbers_keep_their_value() -> None:
    written = b"[18446744073709551615, -9223372036854775808, 1.0, 0.1, 1e300, 12345678901234567890]"
    assert parse_json(written) == [2**64 - 1, -(2**63), 1.0, 0.1, 1e300, 12345678901234567890]
    assert type(parse_json(b"1.0")) is float


def test_a_surrogate_pair_is_one_character_and_a_lone_one_stays() -> None:
    assert parse_json(b'["\\ud83d\\ude00", "\\ud83d", "\\ude00\\ud83d"]') == ["😀", "\ud83d", "\ude00\ud83d"]


@pytest.mark.parametrize(
    "text", ["sha256:a1234567890123456789", "9" * 100, "rek. 1234567890123456789012", "a-1234567890123456789"]
)
def test_digits_in_a_row_that_are_no_number_do_not_slow_reading(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slowly(_: bytes) -> object:
        raise AssertionError(text)

    data = json.dumps({"a": [f"x {text}"], text: "y"}).encode()
    expected = json.loads(data)
    monkeypatch.setattr(reading, "_read_slowly", slowly)
    assert parse_json(data) == expected


LONG_DIGITS = st.from_regex(r"\A[1-9][0-9]{17,21}\Z")
LONG_NUMBERS = st.integers(-(2**63) - 9, -(2**63) + 9) | st.integers(2**64 - 9, 2**64 + 9)
DIGITS_ANYWHERE = st.recursive(
    LONG_NUMBERS | LONG_DIGITS | LONG_DIGITS.map(int) | LONG_DIGITS.map("x: {0}, [-{0}".format),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(LONG_DIGITS, inner, max_size=3),
    max_leaves=6,
)


@given(DIGITS_ANYWHERE, st.sampled_from([None, 0, 1, 70]), st.sampled_from([":", " : ", ":\n\t"]))
def test_no_number_is_rounded_wherever_it_stands(value: Json, indent: int | None, colon: str) -> None:
    data = json.dumps(value, indent=indent, separators=(",", colon)).encode()
    assert _attempt(parse_json, data)[0] == _attempt(_strict, data)[0]


def test_a_file_of_nothing_but_lists_is_refused() -> None:
    with pytest.raises(UnreadableJson, match="5,000,001 lists and objects with hardly anything in them"):
        parse_json(b"[%b[]]" % (b"[]," * 4_999_999))
