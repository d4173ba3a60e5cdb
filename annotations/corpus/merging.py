"""Labels added to labels: what is there stays as it is, and what is said anew comes along."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from annotations.formats.exchange import said_by
from annotations.model.records import ID_PREFIX, Argument, Comment, Event, Mention, Record, Relation


def merged(there: Sequence[Record], new: Sequence[Record]) -> tuple[Record, ...]:
    """The records that are there, and those of ``new`` that say what none of them does, under free ids.

    What points to a record that is there already points to that one.
    """
    known = {repr(what): record.id for record, what in said_by(there)}
    names = _Names(record.id for record in there)
    added = []
    for record, what in said_by(new):
        if (same := known.get(repr(what))) is not None:
            names.same(record.id, same)
        else:
            known[repr(what)] = names.fresh(record)
            added.append(record)
    return (*there, *(_with_ids(record, names) for record in added))


class _Names:
    """The ids that records of one set get among those of another."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._ids: dict[str, str] = {}
        self._next: dict[str, int] = {}

    def same(self, record_id: str, there: str) -> None:
        self._ids[record_id] = there

    def fresh(self, record: Record) -> str:
        made = record.id
        prefix = ID_PREFIX[type(record)]
        while made in self._taken:
            self._next[prefix] = number = self._next.get(prefix, 0) + 1
            made = f"{prefix}{number}"
        self._taken.add(made)
        self._ids[record.id] = made
        return made

    def __getitem__(self, record_id: str) -> str:
        return self._ids[record_id]


def _with_ids(record: Record, names: _Names) -> Record:
    made = names[record.id]
    match record:
        case Mention():
            return replace(record, id=made)
        case Event():
            arguments = tuple(Argument(one.role, names[one.target]) for one in record.arguments)
            return replace(record, id=made, trigger=names[record.trigger], arguments=arguments)
        case Relation():
            return replace(record, id=made, source=names[record.source], target=names[record.target])
        case Comment():
            return replace(record, id=made, target=None if record.target is None else names[record.target])
