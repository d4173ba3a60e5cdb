"""A problem found in a stored file: where, what, and a code that programs can match on."""

from __future__ import annotations

from schemas.late import late_dataclass


@late_dataclass(frozen=True)
class Problem:
    """One thing wrong with a stored file.

    `pointer` is an RFC 6901 JSON pointer to the offending value ("" is the whole file). `message` is a
    sentence a person can act on. `value` is the offending value, when showing it helps. `code` is one of
    the codes in docs/label-file.md and does not change with the wording of the sentence.
    """

    pointer: str
    message: str
    value: object = None
    code: str = ""


def escape(token: str | int) -> str:
    """One pointer token, escaped as RFC 6901 asks."""
    return str(token).replace("~", "~0").replace("/", "~1")


def pointer_of(*path: str | int) -> str:
    """The RFC 6901 pointer of a path of keys and indexes: ("mentions", 3) -> "/mentions/3"."""
    return "".join("/" + escape(token) for token in path)


def tokens_of(pointer: str) -> list[str]:
    """The unescaped tokens of a pointer: "/mentions/3" -> ["mentions", "3"]."""
    return [token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:]]
