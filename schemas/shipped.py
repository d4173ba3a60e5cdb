"""The label sets that come with Sorot."""

from __future__ import annotations

import json
import pkgutil
from typing import Any

SHIPPED = ("news",)


def shipped_label_set(name: str) -> dict[str, Any]:
    """The label set file of one of SHIPPED, the caller's own dict. Raises KeyError for other names."""
    if name not in SHIPPED:
        raise KeyError(name)
    # pkgutil reads from a zip too and, unlike importlib.resources, costs the start of the program nothing.
    source = pkgutil.get_data("schemas", f"label_sets/{name}.labelset.json")
    if source is None:
        raise FileNotFoundError(name)
    value: dict[str, Any] = json.loads(source)
    return value
