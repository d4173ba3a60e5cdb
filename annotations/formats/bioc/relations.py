"""BioC's relations: between any number of annotations and relations, each in a role of its own.

One with a trigger among its nodes is an event, and the other nodes are its arguments. Of others the first
node is an end of a relation to each other one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from annotations.formats.bioc.infons import SOURCE, TARGET, TRIGGER, TYPE, attributes_in, text_of
from annotations.formats.exchange import UNSIGNED
from annotations.formats.json_documents import Object, object_in, objects_in
from annotations.model.records import Argument, Event, Mention, Relation
from annotations.words import mark, tr

NO_TYPE = "annotation"
"""The label of what has no type."""

_NOWHERE = mark("arguments and relations of what is not there, or of another annotator, left out")


@dataclass(frozen=True)
class Found:
    """An annotation or a relation as it stands in a file, and the number of what holds it."""

    value: Object
    place: str
    holder: int

    @property
    def id(self) -> str:
        """Its id in the file; "" for none."""
        return text_of(self.value, "id") or ""

    @cached_property
    def infons(self) -> Object:
        """What is said of it. Raises FormatError for something else than an object."""
        return object_in(self.value, "infons", self.place)

    @cached_property
    def nodes(self) -> list[tuple[str, str]]:
        """Role and id of each node of a relation."""
        nodes = (one for _, one in objects_in(self.value, "nodes", self.place))
        return [(text_of(one, "role") or "", text_of(one, "refid") or "") for one in nodes]

    def label(self, told: Counter[str]) -> str:
        """Its type."""
        label = text_of(self.infons, TYPE)
        if label is None:
            told[tr('annotations and relations without a type, called "{label}"', label=NO_TYPE)] += 1
            return NO_TYPE
        return label


class Index:
    """Numbers of things by their ids: in the same holder first, for some files number each passage anew."""

    def __init__(self, things: Iterable[Found]) -> None:
        self._near: dict[tuple[int, str], int] = {}
        self._far: dict[str, int] = {}
        for number, one in enumerate(things):
            self._near.setdefault((one.holder, one.id), number)
            self._far.setdefault(one.id, number)

    def find(self, holder: int, ref: str) -> int | None:
        """The number of the thing that is meant in a holder; None for none."""
        return self._near.get((holder, ref), self._far.get(ref))


class Relations:
    """The events and relations of a document, once its mentions are made; what is left out is counted."""

    def __init__(self, found: Sequence[Found], annotations: Index, told: Counter[str]) -> None:
        self._found = found
        self._annotations = annotations
        self._relations = Index(found)
        self._told = told
        self._trigger_of: dict[int, int] = {}
        """The annotation that is the trigger of a relation, both by number."""
        for number, one in enumerate(found):
            trigger = next((ref for role, ref in one.nodes if role.lower() == TRIGGER), None)
            at = None if trigger is None else annotations.find(one.holder, trigger)
            if at is not None:
                self._trigger_of[number] = at
        self.triggers = frozenset(self._trigger_of.values())
        """The annotations that are triggers, by number."""

    def records(
        self, mentions: Sequence[Mention], annotators: Sequence[str]
    ) -> Iterator[tuple[Found, Event | Relation, str]]:
        """Each event and relation, what it was made of, and who says it: as its trigger or source."""
        for number, one in enumerate(self._found):
            label = one.label(self._told)
            attributes = attributes_in(one.infons, one.place)
            if (trigger := self._trigger_of.get(number)) is not None:
                arguments = tuple(self._arguments(one, trigger, mentions, annotators))
                event = Event(f"e{number + 1}", mentions[trigger].id, UNSIGNED, arguments, attributes)
                yield one, event, annotators[trigger]
                continue
            for index, (source, target) in enumerate(self._ends(one, annotators)):
                made = f"r{number + 1}" + (f"-{index + 1}" if index else "")
                ends = mentions[source].id, mentions[target].id
                yield one, Relation(made, label, *ends, UNSIGNED, attributes), annotators[source]

    def _arguments(
        self, one: Found, trigger: int, mentions: Sequence[Mention], annotators: Sequence[str]
    ) -> Iterator[Argument]:
        for role, ref in _without_trigger(one.nodes):
            at = self._annotations.find(one.holder, ref)
            if at is not None:
                target, annotator = mentions[at].id, annotators[at]
            else:
                event = self._relations.find(one.holder, ref)
                if event is None or event not in self._trigger_of:
                    self._told[tr(_NOWHERE)] += 1
                    continue
                target, annotator = f"e{event + 1}", annotators[self._trigger_of[event]]
            if annotator == annotators[trigger]:
                yield Argument(role, target)
            else:
                self._told[tr(_NOWHERE)] += 1

    def _ends(self, one: Found, annotators: Sequence[str]) -> Iterator[tuple[int, int]]:
        """The annotations that are ends, the triggers for events: the first with each other one."""
        nodes = one.nodes
        if [role for role, _ in nodes] == [TARGET, SOURCE]:
            nodes = nodes[::-1]
        ends = [at for _, ref in nodes if (at := self._end(one.holder, ref)) is not None]
        self._tell(one, len(ends))
        for at in ends[1:]:
            if annotators[at] == annotators[ends[0]]:
                yield ends[0], at
            else:
                self._told[tr(_NOWHERE)] += 1

    def _end(self, holder: int, ref: str) -> int | None:
        at = self._annotations.find(holder, ref)
        if at is not None:
            return at
        relation = self._relations.find(holder, ref)
        return None if relation is None else self._trigger_of.get(relation)

    def _tell(self, one: Found, ends: int) -> None:
        roles = [role for role, _ in one.nodes]
        if ends <= 1:
            self._told[tr("relations of less than two annotations that are there, left out")] += 1
        elif ends > 2:  # noqa: PLR2004 - more than two ends
            self._told[tr("relations of more than two, taken from the first of them to each other one")] += 1
        elif set(roles) != {SOURCE, TARGET}:
            names = tr(" and ").join(roles)
            self._told[tr("relations whose ends are called {names}, in this order", names=names)] += 1


def _without_trigger(nodes: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    at = next(index for index, (role, _) in enumerate(nodes) if role.lower() == TRIGGER)
    return [*nodes[:at], *nodes[at + 1 :]]
