"""Label maps on disk: one that is named, and those remembered for a format and a label set."""

from __future__ import annotations

import json
from pathlib import Path

from annotations.formats.errors import FormatError
from annotations.formats.inputs import read_json
from annotations.formats.mapping import LabelMap
from annotations.store.files import replace_file
from annotations.store.folders import data_folder
from schemas.validation import label_map_problems

LABEL_MAPS = ".labelmap.json"


def remembered_path(format_id: str, label_set_id: str) -> Path:
    """Where the map used last for a format and a label set is kept."""
    return data_folder() / "label-maps" / f"{format_id}-{label_set_id.replace(':', '_')}{LABEL_MAPS}"


def read_label_map(path: Path) -> LabelMap:
    """The map of a file. Raises FormatError when it cannot be read or does not hold to its format."""
    data = read_json(path)
    problems = label_map_problems(data)
    if problems or not isinstance(data, dict):
        raise FormatError(problems[0].message, path, problems[0].pointer)
    return LabelMap.from_dict(data)


def remembered(format_id: str, label_set_id: str) -> LabelMap:
    """The map used last for a format and a label set; an empty one when there is none that can be read."""
    path = remembered_path(format_id, label_set_id)
    try:
        return read_label_map(path) if path.is_file() else LabelMap(label_set_id)
    except FormatError:
        return LabelMap(label_set_id)


def remember(format_id: str, label_map: LabelMap) -> None:
    """Keep a map for the next import of its format. Raises OSError."""
    path = remembered_path(format_id, label_map.label_set)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_label_map(path, label_map)


def write_label_map(path: Path, label_map: LabelMap) -> None:
    """Write a map to a file, for people to edit. Raises OSError."""
    text = json.dumps(label_map.to_dict(), ensure_ascii=False, indent=1) + "\n"
    replace_file(path, [text.encode("utf-8", "backslashreplace")])
