"""The typed account of what an edit did: listeners update by id from it and read nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from annotations.model.records import Kind, Record, Status
from schemas.late import late_dataclass


@late_dataclass(frozen=True)
class StatusChange:
    """The status of one kind, before and after."""

    kind: Kind
    before: Status
    after: Status


@late_dataclass(frozen=True)
class ExtraChange:
    """The side data of the whole set, before and after; neither is ever changed in place."""

    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """What was added, removed and updated; an id stands in at most one of the three."""

    added: tuple[Record, ...] = ()
    removed: tuple[Record, ...] = ()
    updated: tuple[tuple[Record, Record], ...] = ()
    status: tuple[StatusChange, ...] = ()
    extra: ExtraChange | None = None

    def before(self) -> tuple[Record, ...]:
        """The touched records as they were."""
        return (*self.removed, *(old for old, _ in self.updated))

    def after(self) -> tuple[Record, ...]:
        """The touched records as they are."""
        return (*self.added, *(new for _, new in self.updated))


def merge(changes: Iterable[Change]) -> Change:
    """The net account of changes made one after the other."""
    first: dict[str, Record | None] = {}
    last: dict[str, Record | None] = {}
    status: dict[Kind, StatusChange] = {}
    extra: ExtraChange | None = None
    for change in changes:
        for old in change.removed:
            first.setdefault(old.id, old)
            last[old.id] = None
        for new in change.added:
            first.setdefault(new.id, None)
            last[new.id] = new
        for old, new in change.updated:
            first.setdefault(old.id, old)
            last[new.id] = new
        for step in change.status:
            begun = status.get(step.kind, step)
            status[step.kind] = StatusChange(step.kind, begun.before, step.after)
        if change.extra is not None:
            extra = ExtraChange((extra or change.extra).before, change.extra.after)
    pairs = [(first[record_id], last[record_id]) for record_id in first]
    return Change(
        added=tuple(new for old, new in pairs if old is None and new is not None),
        removed=tuple(old for old, new in pairs if old is not None and new is None),
        updated=tuple((old, new) for old, new in pairs if old is not None and new is not None and old != new),
        status=tuple(step for step in status.values() if step.before != step.after),
        extra=None if extra is None or extra.before == extra.after else extra,
    )
