"""An annotation set as it would be after some steps, while the set itself stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from annotations.edits.integrity import Context, dependants, record_problems, removal_problems
from annotations.model.annotation_set import AnnotationSet
from annotations.model.records import Event, Kind, Mention, Record, Status, references
from schemas.problems import Problem


class Draft:
    """Changes laid over an annotation set, kept apart from it and thrown away in the end.

    References are judged when all the changes are in (``problems``), so steps may come in any order:
    a record may go before those that point to it.
    """

    def __init__(self, base: AnnotationSet) -> None:
        self._base = base
        self._changed: dict[str, Record | None] = {}
        self._referrers: dict[str, dict[str, None]] = {}
        self._status: dict[Kind, Status] = {}
        self.extra = base.extra

    def get(self, record_id: str) -> Record | None:
        """The record with this id."""
        if record_id in self._changed:
            return self._changed[record_id]
        return self._base.get(record_id)

    def referrers(self, record_id: str) -> list[Record]:
        """The records that point to this one directly."""
        found = [one for one in self._base.referrers(record_id) if one.id not in self._changed]
        for other_id in self._referrers.get(record_id, ()):
            other = self._changed[other_id]
            if other is not None and record_id in references(other):
                found.append(other)
        return found

    def status(self, kind: Kind) -> Status:
        """How far the kind is labelled."""
        return self._status.get(kind) or self._base.status(kind)

    def replace(self, before: Record | None, after: Record | None) -> None:
        """Put ``after`` in the place of ``before``, which has the same id; None adds or removes."""
        if after is not None:
            self._changed[after.id] = after
            for target in references(after):
                self._referrers.setdefault(target, {})[after.id] = None
        elif before is not None:
            self._changed[before.id] = None

    def set_status(self, kind: Kind, status: Status) -> None:
        """Say how far the kind is labelled."""
        self._status[kind] = status

    def set_extra(self, extra: Mapping[str, Any]) -> None:
        """Take other side data."""
        self.extra = extra

    def problems(self, context: Context) -> Iterator[Problem]:
        """Why the set cannot become like this: asked of what has changed and of all that hangs on it.

        What hangs on it and stays as it is may have been wrong before, for the same reasons.
        """
        suspects: dict[str, Record] = {}
        for record_id, now in self._changed.items():
            before = self._base.get(record_id)
            if now is not None:
                suspects[record_id] = now
                if before is not None and _stands_for_another(before, now):
                    suspects.update((one.id, one) for one in dependants(self, now))
            elif before is not None:
                yield from removal_problems(self, before)
        for record in suspects.values():
            problems = record_problems(self, context, record)
            if problems and record.id not in self._changed:
                known = record_problems(self._base, context, record)
                problems = [one for one in problems if one not in known]
            yield from problems


def _stands_for_another(before: Record, now: Record) -> bool:
    """Whether those that point to the record may have to see it with other eyes."""
    match before, now:
        case Mention(), Mention():
            return (before.kind, before.label) != (now.kind, now.label)
        case Event(), Event():
            return before.trigger != now.trigger
        case _:
            return False
