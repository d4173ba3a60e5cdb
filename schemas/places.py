"""Places inside a stored file, in words: `"start" of span 1 of mention m4`."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

_SINGULAR = {
    "mentions": "mention",
    "events": "event",
    "relations": "relation",
    "comments": "comment",
    "spans": "span",
    "arguments": "argument",
    "kinds": "kind",
    "labels": "label",
    "roles": "role",
    "fillers": "filler",
    "source": "source filler",
    "target": "target filler",
    "attributes": "attribute",
    "values": "value",
    "examples": "example",
}
_LONGEST_SHOWN = 60
_PLAIN_ID = re.compile(r"[A-Za-z0-9_.:-]{1,64}\Z")


def place_in_words(path: Sequence[str | int], data: object, title: str) -> str:
    """The place that a path of keys and indexes leads to; `title` is what the whole of `data` is called."""
    words = [_named(title.removeprefix("the ").split()[0], data) or title if title != "the file" else ""]
    value = data
    for step, token in enumerate(path):
        value = _member(value, token)
        if isinstance(token, int):
            singular = _SINGULAR.get(str(path[step - 1]), "entry") if step else "entry"
            words.append(_named(singular, value) or f"{singular} {token + 1}")
        elif step + 1 == len(path) or isinstance(path[step + 1], str) or token not in _SINGULAR:
            words.append(f'"{token}"')
    said = " of ".join(word for word in reversed(words) if word) or "the file"
    return said[0].upper() + said[1:]


def shown(value: object) -> str:
    """A value as JSON, cut when it is long; lists and objects are only named."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _named(singular: str, value: object) -> str:
    """What a record with an id is called: "mention m4"; nothing without an id that can be shown."""
    member = "kind" if singular in {"kind", "filler"} else "id"
    name = value.get(member) if isinstance(value, dict) else None
    return f"{singular} {name}" if isinstance(name, str) and _PLAIN_ID.match(name) else ""


def _member(value: object, token: str | int) -> object:
    if isinstance(value, dict):
        return value.get(token)
    if isinstance(value, list) and isinstance(token, int) and token < len(value):
        return value[token]
    return None
