"""A label file kept as lines, one a record; a change brings it up to date in the time the change takes."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from annotations.edits.side_data import OWN
from annotations.formats.json_text import json_line
from annotations.formats.native_records import (
    COLLECTIONS,
    collection_of,
    natural,
    record_to_dict,
    subject_to_dict,
)
from annotations.model.annotation_set import AnnotationSet
from annotations.model.change import Change
from annotations.model.document import DocumentRef, LabelSetRef
from annotations.model.records import Comment, Event, Kind, Mention, Record, Relation, Status
from annotations.text.source import SourceText
from schemas.formats import ANNOTATION_SET, VERSION
from schemas.late import late_dataclass
from schemas.problems import Problem

Key = tuple[int, int, str, str]
Check = Callable[[str, dict[str, Any]], list[Problem]]
"""Given a list's name and a record's dict: what is wrong with it."""

_LINES_A_CHUNK = 1000


@late_dataclass(frozen=True)
class Frame:
    """Everything of an annotation set but its records."""

    document: DocumentRef
    label_set: LabelSetRef
    annotator: str
    status: Mapping[Kind, Status]
    extra: Mapping[str, Any]

    @classmethod
    def of(cls, annotations: AnnotationSet) -> Frame:
        """The frame of an annotation set as it is now."""
        status = {kind: annotations.status(kind) for kind in Kind}
        return cls(
            annotations.document, annotations.label_set, annotations.annotator, status, annotations.extra
        )

    def to_dict(self) -> dict[str, Any]:
        """The file without its records, keys in the file's order."""
        return {
            "format": ANNOTATION_SET,
            "version": VERSION,
            **subject_to_dict(self.document, self.label_set, self.annotator),
            "status": {kind.value: self.status[kind].value for kind in Kind},
            **{name: [] for name in COLLECTIONS},
            "extra": _extra_to_dict(self.extra),
        }


class AnnotationLines:
    """The records of an annotation set as rendered lines in the order of the file.

    Made from a copy of the records and fed every change, it needs the annotation set no more, so it may live
    in another thread. Lines are rendered when ``make`` is called: at once, or a few at a time.
    """

    def __init__(
        self, frame: Frame, text: SourceText, records: Iterable[Record], check: Check | None = None
    ) -> None:
        """Keep the records; all work is left to the other methods. ``check`` is asked about every record."""
        self.refused: dict[str, list[Problem]] = {}
        self._frame = frame.to_dict()
        self._text = text
        self._check = check
        self._records: dict[str, Record] = {}
        self._hanging: dict[str, dict[str, None]] = {}
        self._unmade: dict[str, None] = {}
        self._lines: dict[str, bytes] = {}
        self._keys: dict[str, Key] = {}
        self._order: dict[str, list[Key]] = {name: [] for name in COLLECTIONS}
        self._to_begin_with = list(records)

    def apply(self, change: Change) -> None:
        """Follow a change; costs what the change costs, whatever the size of the document."""
        self._begin()
        for record in change.removed:
            self._take_away(record)
        for record in change.added:
            self._put(record)
        for before, after in change.updated:
            self._take_away(before)
            self._put(after)
            self._unmake_hanging(after.id)
        for step in change.status:
            self._frame["status"][step.kind.value] = step.after.value
        if change.extra is not None:
            self._frame["extra"] = _extra_to_dict(change.extra.after)

    def make(self, most: int | None = None) -> bool:
        """Render up to ``most`` lines that are not up to date; whether all are now."""
        self._begin()
        for record_id in list(islice(self._unmade, most)):
            self._make(self._records[record_id])
            del self._unmade[record_id]
        return not self._unmade

    def chunks(self) -> Iterator[bytes]:
        """The whole file in pieces; ``make`` has to have been called."""
        frame = {name: json_line(value) for name, value in self._frame.items()}
        yield b'{\n "format": %b, "version": %b' % (frame.pop("format"), frame.pop("version"))
        for name, value in frame.items():
            yield b',\n "%b": ' % name.encode()
            if self._order.get(name):
                yield from self._records_of(name)
            else:
                yield value
        yield b"\n}\n"

    def _records_of(self, name: str) -> Iterator[bytes]:
        keys, lines = self._order[name], self._lines
        for at in range(0, len(keys), _LINES_A_CHUNK):
            chunk = b",\n  ".join([lines[key[3]] for key in keys[at : at + _LINES_A_CHUNK]])
            yield (b",\n  " if at else b"[\n  ") + chunk
        yield b"\n ]"

    def _begin(self) -> None:
        begun, self._to_begin_with = self._to_begin_with, []
        for record in begun:
            self._put(record)

    def _put(self, record: Record) -> None:
        self._records[record.id] = record
        self._unmade[record.id] = None
        if (anchor := _anchor(record)) is not None:
            self._hanging.setdefault(anchor, {})[record.id] = None

    def _take_away(self, record: Record) -> None:
        self._unmake(record)
        del self._unmade[record.id]
        del self._records[record.id]
        if (anchor := _anchor(record)) is not None:
            self._hanging[anchor].pop(record.id)

    def _unmake(self, record: Record) -> None:
        self._unmade[record.id] = None
        self.refused.pop(record.id, None)
        if (key := self._keys.pop(record.id, None)) is not None:
            order = self._order[collection_of(record)]
            del order[bisect_left(order, key)]
            del self._lines[record.id]

    def _unmake_hanging(self, record_id: str) -> None:
        """Those that stand where this record does, and where its event does, may stand elsewhere now."""
        for other in self._hanging.get(record_id, ()):
            self._unmake(self._records[other])
            self._unmake_hanging(other)

    def _make(self, record: Record) -> None:
        name = collection_of(record)
        data = record_to_dict(record, self._text)
        if self._check is not None and (problems := self._check(name, data)):
            self.refused[record.id] = problems
        self._lines[record.id] = json_line(data)
        self._keys[record.id] = key = sort_key(record, self._records.get)
        insort(self._order[name], key)


def sort_key(record: Record, get: Callable[[str], Record | None]) -> Key:
    """The record's place in its list: where its text begins and ends, then its id.

    Events stand where their trigger does, relations where their source does, be that a mention or an event.
    """
    at = get(_anchor(record) or record.id)
    if isinstance(at, Event):
        at = get(at.trigger)
    start, end = (at.start, at.end) if isinstance(at, Mention) else (0, 0)
    return start, end, natural(record.id), record.id


def _extra_to_dict(extra: Mapping[str, Any]) -> dict[str, Any]:
    """Others' side data as it is; then the program's own, its members sorted, whatever came about first."""
    made = {name: value for name, value in extra.items() if name != OWN}
    if OWN in extra:
        made[OWN] = _sorted(extra[OWN])
    return made


def _sorted(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    return {name: _sorted(value[name]) for name in sorted(value)} if isinstance(value, Mapping) else value


def _anchor(record: Record) -> str | None:
    match record:
        case Event():
            return record.trigger
        case Relation():
            return record.source
        case Mention() | Comment():
            return None
