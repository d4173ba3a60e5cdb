"""The stored formats: their names, their versions and their JSON Schemas."""

from __future__ import annotations

import json
import pkgutil
from types import MappingProxyType
from typing import Any

from schemas.problems import Problem

ANNOTATION_SET = "sorot.annotation-set"
LABEL_SET = "sorot.label-set"
LABEL_MAP = "sorot.label-map"
MANIFEST = "sorot.manifest"
VERSION = 1

# The lists of an annotation set and what one record of each is called, in the schema and in sentences.
RECORDS = MappingProxyType(
    {"mentions": "mention", "events": "event", "relations": "relation", "comments": "comment"}
)

_FILES = {
    ANNOTATION_SET: "annotation_set.v1.schema.json",
    LABEL_SET: "label_set.v1.schema.json",
    LABEL_MAP: "label_map.v1.schema.json",
    MANIFEST: "manifest.v1.schema.json",
}
_CALLED = {
    ANNOTATION_SET: "an annotation set",
    LABEL_SET: "a label set",
    LABEL_MAP: "a label map",
    MANIFEST: "a manifest",
}


def schema(file_format: str) -> dict[str, Any]:
    """The JSON Schema of a file format: one of the names above."""
    return _loaded(_FILES[file_format])


def record_schema(definition: str) -> dict[str, Any]:
    """The JSON Schema of one record of an annotation set: "mention", "event", "relation" or "comment"."""
    whole = schema(ANNOTATION_SET)
    return {"$schema": whole["$schema"], "$ref": f"#/$defs/{definition}", "$defs": whole["$defs"]}


def members_of(data: object, file_format: str) -> dict[str, Any] | Problem:
    """The members of a file, or the one problem of a file of another format or of a later version."""
    called = _CALLED[file_format]
    if not isinstance(data, dict):
        return Problem("", f"The file is not {called}: it holds no JSON object.", None, "wrong_format")
    found = data.get("format")
    if found != file_format:
        other = _CALLED.get(found) if isinstance(found, str) else None
        what = f"it is {other}" if other else f'its "format" is not "{file_format}"'
        pointer = "/format" if "format" in data else ""
        return Problem(pointer, f"The file is not {called}: {what}.", found, "wrong_format")
    version = data.get("version")
    if isinstance(version, int | float) and not isinstance(version, bool) and version > VERSION:
        sentence = (
            f"The file is of version {version} of the format, later than {VERSION}; open it in a later Sorot."
        )
        return Problem("/version", sentence, version, "later_version")
    return data


def _loaded(name: str) -> dict[str, Any]:
    # pkgutil reads from a zip too and, unlike importlib.resources, costs the start of the program nothing.
    source = pkgutil.get_data(__package__, name)
    if source is None:
        raise FileNotFoundError(name)
    value: dict[str, Any] = json.loads(source)
    return value
