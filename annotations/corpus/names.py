"""Names of documents, which may come from hostile files, as paths below a folder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_LONGEST = 120
_NOT_IN_NAME = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\\ud800-\udfff]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?\Z", re.IGNORECASE)


def path_name(name: str) -> str:
    """A document's name as a relative path, parts joined by "/": never absolute, never upwards, no device."""
    parts = []
    for part in name.split("/"):
        made = _NOT_IN_NAME.sub("_", part).strip(" .")
        if _RESERVED.match(made):
            made = f"_{made}"
        if made:
            parts.append(made.encode()[:_LONGEST].decode(errors="ignore"))
    return "/".join(parts) or "document"


def path_names(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each name with its path; names that would share one, also where case does not count, get a number."""
    taken: set[str] = set()
    for name in names:
        made = free = path_name(name)
        number = 1
        while free.casefold() in taken:
            number += 1
            free = f"{made}~{number}"
        taken.add(free.casefold())
        yield name, free
