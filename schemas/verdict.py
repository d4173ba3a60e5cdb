"""Whether a value holds to a JSON Schema: `jsonschema-rs` decides, in a fraction of the time of reading."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

Verdict = Callable[[object], bool]

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def verdict(schema: dict[str, Any]) -> Verdict:
    """The function that says of a value whether it holds to the schema."""
    import jsonschema_rs  # noqa: PLC0415 - 30 ms that only the check of a file needs

    is_valid = jsonschema_rs.Draft202012Validator(schema).is_valid

    def holds(value: object) -> bool:
        try:
            return is_valid(value)
        except UnicodeEncodeError:
            # Rust's strings hold no lone surrogates. Another character in their place changes no verdict: the
            # schemas ask for lengths in code points and for patterns of ASCII.
            return is_valid(_without_surrogates(value))

    return holds


def _without_surrogates(value: object) -> object:
    if isinstance(value, str):
        return _LONE_SURROGATE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {_without_surrogates(key): _without_surrogates(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_without_surrogates(one) for one in value]
    return value
