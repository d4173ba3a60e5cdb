"""The journal's lines: what they say, how they are written, and how a torn one is told from a whole one.

A journal is a file of JSON lines beside the label file: first a header, then a line for each edit and, before
each time the label file is replaced, a line that says with what. Each line ends in the CRC-32 of what stands
before it. Records stand without quotes, since the text does not change. An edit that comes of a changed label
set has both label sets with it, whole, for undo; doing edits again after a crash leaves label sets alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zlib import crc32

from annotations.edits.edit import Edit, ExtraEdit, LabelSetChange, RecordEdit, StatusEdit, Step, Title
from annotations.formats.json_text import json_line
from annotations.formats.native import label_set_from_dict, label_set_to_dict
from annotations.formats.native_records import (
    collection_of,
    record_from_dict,
    record_to_dict,
    subject_from_dict,
    subject_to_dict,
)
from annotations.model.document import DocumentRef, LabelSetRef
from annotations.model.label_set import LabelSet
from annotations.model.records import Kind, Record, Status
from annotations.store.files import read_file
from schemas.late import late_dataclass
from schemas.validation import label_set_problems

FORMAT = "sorot.journal"
VERSION = 1

_SEAL = re.compile(rb', "crc": "([0-9a-f]{8})"\}\Z')
_SEAL_LENGTH = len(b', "crc": "00000000"}')
_VIAS = frozenset({"do", "join", "undo", "redo"})


@late_dataclass(frozen=True)
class Header:
    """Which label file the edits start from.

    ``base`` is that file's digest, None when there was none; the edits up to ``through`` are in it already.
    """

    document: DocumentRef
    label_set: LabelSetRef
    annotator: str
    base: str | None
    through: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One edit: its number, how it came to be done and when.

    ``via`` is do, undo, redo, or join: done as a part of the step before, and taken back with it.
    """

    seq: int
    via: str
    at: str
    edit: Edit


@late_dataclass(frozen=True)
class Saving:
    """The label file is about to become one with this digest, which holds the edits up to ``through``."""

    digest: str
    through: int


Line = Header | Entry | Saving


@dataclass(slots=True)
class Contents:
    """A journal as far as it can be read.

    ``lines`` are the entries as they stand in the file. ``torn`` counts the bytes of a last line that was not
    finished, and so was never acknowledged; ``damaged`` says that something unreadable stands before the end.
    """

    header: Header | None = None
    entries: list[Entry] = field(default_factory=list)
    lines: list[bytes] = field(default_factory=list)
    savings: list[Saving] = field(default_factory=list)
    torn: int = 0
    damaged: bool = False
    later_version: bool = False


# -- writing ----------------------------------------------------------------------------------------------


def line_of(line: Line) -> bytes:
    """The line as it stands in the file, with its check sum and newline."""
    match line:
        case Header():
            return sealed(_header_to_dict(line))
        case Entry():
            return sealed(_entry_to_dict(line))
        case Saving():
            return sealed({"saving": line.digest, "through": line.through})


def sealed(data: Mapping[str, Any]) -> bytes:
    """The object as a line that ends in its check sum and a newline."""
    body = json_line(data)
    return b'%b, "crc": "%08x"}\n' % (body[:-1], crc32(body))


def _header_to_dict(header: Header) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": VERSION,
        **subject_to_dict(header.document, header.label_set, header.annotator),
        "base": header.base,
        "through": header.through,
    }


def _entry_to_dict(entry: Entry) -> dict[str, Any]:
    title, label_sets = entry.edit.title, entry.edit.label_sets
    line: dict[str, Any] = {
        "seq": entry.seq,
        "via": entry.via,
        "at": entry.at,
        "title": {
            "action": title.action,
            "label": title.label,
            "quote": title.quote,
            "count": title.count,
        },
        "steps": [_step_to_dict(step) for step in entry.edit.steps],
    }
    if label_sets is not None:
        both = label_sets.before, label_sets.after
        line["label_sets"] = [label_set_to_dict(one) for one in both]
    return line


def _step_to_dict(step: Step) -> dict[str, Any]:
    if isinstance(step, StatusEdit):
        return {"status": step.kind.value, "before": step.before.value, "after": step.after.value}
    if isinstance(step, ExtraEdit):
        return {"extra": step.path, "before": step.before, "after": step.after}
    before, after = step.before, step.after
    some = before if after is None else after
    return {
        "in": None if some is None else collection_of(some),
        "before": None if before is None else record_to_dict(before, None),
        "after": None if after is None else record_to_dict(after, None),
    }


# -- reading ----------------------------------------------------------------------------------------------


def read_journal(path: Path) -> Contents:
    """Read a journal up to the first line that cannot be relied on. Raises OSError."""
    return parse_journal(read_file(path)[0])


def entry_of_line(line: bytes) -> Entry:
    """The entry that a line of a journal holds.

    Raises ValueError, KeyError, TypeError or AttributeError when it holds none.
    """
    return _entry(unsealed(line.removesuffix(b"\n")))


def parse_journal(data: bytes) -> Contents:
    """The contents of a journal; everything after the first bad line is left alone."""
    contents = Contents()
    *whole, rest = data.split(b"\n")
    for index, raw in enumerate(whole):
        try:
            _take(contents, raw)
        except (KeyError, TypeError, ValueError, AttributeError):
            # A line is written at once, its newline last: a bad line that has one was damaged later.
            contents.damaged = True
            contents.torn = sum(len(one) + 1 for one in whole[index:]) + len(rest)
            return contents
        if contents.later_version:
            return contents
    contents.torn = len(rest)
    return contents


def _take(contents: Contents, raw: bytes) -> None:
    data = unsealed(raw)
    if contents.header is None:
        contents.later_version = data["format"] == FORMAT and data["version"] > VERSION
        if not contents.later_version:
            contents.header = _header(data)
    elif "saving" in data:
        contents.savings.append(Saving(data["saving"], int(data["through"])))
    else:
        entry = _entry(data)
        due = contents.entries[-1].seq + 1 if contents.entries else contents.header.through + 1
        if entry.seq != due:
            raise ValueError(f"edit {entry.seq} stands where {due} should")
        contents.entries.append(entry)
        contents.lines.append(raw + b"\n")


def unsealed(raw: bytes) -> dict[str, Any]:
    """The object of a line without its newline; raises ValueError or TypeError when it is not whole."""
    seal = _SEAL.search(raw, max(0, len(raw) - _SEAL_LENGTH))
    if seal is None or crc32(raw[: seal.start()] + b"}") != int(seal[1], 16):
        raise ValueError("the check sum is wrong")
    data = json.loads(raw)
    if not isinstance(data, dict):
        raise TypeError("not an object")
    return data


def _header(data: Mapping[str, Any]) -> Header:
    if data["format"] != FORMAT:
        raise ValueError("not a journal")
    base = data["base"]
    return Header(*subject_from_dict(data), None if base is None else str(base), int(data["through"]))


def _entry(data: Mapping[str, Any]) -> Entry:
    title = data["title"]
    if data["via"] not in _VIAS:
        raise ValueError("an edit is done, joined to another, undone or done again")
    edit = Edit(
        Title(title["action"], title["label"], title["quote"], title["count"]),
        tuple(_step(step) for step in data["steps"]),
        _label_sets(data.get("label_sets")),
    )
    return Entry(int(data["seq"]), data["via"], data["at"], edit)


def _label_sets(data: list[Mapping[str, Any]] | None) -> LabelSetChange | None:
    if data is None:
        return None
    before, after = data
    return LabelSetChange(_label_set(before), _label_set(after))


def _label_set(data: Mapping[str, Any]) -> LabelSet:
    if problems := label_set_problems(data):
        raise ValueError(problems[0].message)
    return label_set_from_dict(data)


def _step(data: Mapping[str, Any]) -> Step:
    if "status" in data:
        return StatusEdit(Kind(data["status"]), Status(data["before"]), Status(data["after"]))
    if "extra" in data:
        return ExtraEdit(tuple(data["extra"]), data["before"], data["after"])
    return RecordEdit(_record(data["in"], data["before"]), _record(data["in"], data["after"]))


def _record(collection: str, data: Mapping[str, Any] | None) -> Record | None:
    return None if data is None else record_from_dict(collection, data)
