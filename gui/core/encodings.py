"""How encodings are called on screen; Python's own names are kept for the programs."""

from __future__ import annotations

import codecs
import re

_NAMES = {
    "utf-8-sig": "UTF-8",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "utf-32-le": "UTF-32 LE",
    "utf-32-be": "UTF-32 BE",
    "shift_jis": "Shift JIS",
    "big5": "Big5",
}
_WINDOWS = re.compile(r"cp(125\d|874)")
_ISO = re.compile(r"iso8859-(\d+)")


def shown_encoding(encoding: str) -> str:
    """The usual name of an encoding that Python knows: UTF-8, Windows-1252, ISO 8859-15."""
    name = codecs.lookup(encoding).name
    if (usual := _NAMES.get(name)) is not None:
        return usual
    if (windows := _WINDOWS.fullmatch(name)) is not None:
        return f"Windows-{windows[1]}"
    if (iso := _ISO.fullmatch(name)) is not None:
        return f"ISO 8859-{iso[1]}"
    if name.startswith("mac-"):
        return name.replace("-", " ").title()
    return name.replace("_", "-").upper()
