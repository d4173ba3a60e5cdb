"""How JSON is written here: one line a value, UTF-8, nothing escaped that need not be."""

from __future__ import annotations

from json import JSONEncoder

_encode = JSONEncoder(ensure_ascii=False, check_circular=False, allow_nan=False).encode


def json_line(value: object) -> bytes:
    r"""The value on one line, as ``{"a": 1, "b": [2]}``, keys in the order they stand.

    A lone surrogate, which UTF-8 cannot hold, is written as the escape ``\udXXX``, so that the file stays
    valid UTF-8 and the character is read back as it was. Raises ValueError for NaN and infinity.
    """
    # Surrogates stand only inside strings, where Python's escape for them is JSON's as well.
    return _encode(value).encode("utf-8", "backslashreplace")


def json_object(value: dict[str, object]) -> bytes:
    """An object as a file of its own, as ``json_line`` writes it, but for a line break after its brace.

    So that it is told from a file with one object a line at its first line, however long it is.
    """
    return b"{\n" + json_line(value)[1:] + b"\n"
