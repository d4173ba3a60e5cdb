"""From brat's lines and the text they are of to records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from annotations.formats.brat.lines import Line, Lines, Pointing, Said, Textbound
from annotations.formats.brat.offsets import measured
from annotations.formats.brat.rules import LINK, NO_DATABASE, NOTE, joined, quoted, role_of
from annotations.formats.exchange import UNSIGNED
from annotations.formats.names import is_id
from annotations.formats.told import Told, told_of
from annotations.model.records import (
    EMPTY,
    Argument,
    AttributeValue,
    Comment,
    Event,
    Kind,
    Mention,
    Record,
    Relation,
)
from annotations.text.span import Span
from annotations.words import tr

_ENDS = ("Arg1", "Arg2")


class Reader:
    """Makes the records of one document. ``told`` says afterwards what was decided, and what is left out."""

    def __init__(self, text: str, lines: Lines) -> None:
        self._text = text
        self._lines = lines
        self._counts: Counter[str] = Counter()
        self._sentences: list[str] = []
        pointed_to = [*lines.textbounds, *lines.events, *lines.relations]
        # Its own id for each line, where it is like the program's.
        self._ids = {one: one if is_id(one) else f"x{at}" for at, one in enumerate(pointed_to)}
        self._attributes = self._gathered()
        self._mentions: dict[str, Mention] = {}
        self._events: dict[str, Event] = {}
        self._relations: list[Relation] = []

    @property
    def told(self) -> tuple[Told, ...]:
        """What the reader had to decide."""
        return (*map(Told, self._sentences), *told_of(self._counts))

    def records(self) -> tuple[Record, ...]:
        """The records. Raises FormatError, with the line, for what fits no text or points nowhere."""
        self._read_mentions()
        self._read_events()
        for one in self._lines.relations.values():
            self._read_relation(one)
        for number, one in enumerate(self._lines.equivalences):
            self._read_equivalence(one, f"q{number}")
        self._read_links()
        notes = list(self._notes())
        self._tell_the_rest()
        return (*self._mentions.values(), *self._events.values(), *self._relations, *notes)

    # -- mentions ------------------------------------------------------------------------------------------

    def _read_mentions(self) -> None:
        found = list(self._lines.textbounds.values())
        if not found:
            return
        triggers = {one.targets[0][1] for one in self._lines.events.values()}
        spans, sentence = measured(self._text, found)
        self._sentences += [sentence] if sentence else []
        for textbound, there in zip(found, spans, strict=True):
            one = textbound.line.id
            kind = Kind.EVENT if one in triggers else Kind.ENTITY
            attributes = self._attributes.get(one, EMPTY)
            self._tell_quote(textbound, there)
            self._mentions[one] = Mention(
                self._ids[one], kind, textbound.label, self._joined(there), UNSIGNED, attributes
            )

    def _joined(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        if len(spans) == 1:
            return tuple(spans)
        filled = sorted(span for span in spans if not span.is_empty) or list(spans[:1])
        if len(filled) < len(spans):
            self._counts[tr("empty fragments beside others, left out")] += len(spans) - len(filled)
        return joined(self._text, filled)

    def _tell_quote(self, textbound: Textbound, spans: Sequence[Span]) -> None:
        tail = textbound.line.tail
        if tail and tail != quoted(self._text, spans):
            self._counts[
                tr("mentions whose text stands there with other blanks, or with more behind it")
            ] += 1
        elif not tail and any(not span.is_empty for span in spans):
            self._counts[tr("mentions without their text, taken by their offsets")] += 1

    # -- events --------------------------------------------------------------------------------------------

    def _read_events(self) -> None:
        events = self._lines.events
        roles = {role for one in events.values() for role, _ in one.targets[1:]}
        for one in events.values():
            trigger = self._mentions.get(one.targets[0][1])
            if trigger is None:
                raise one.line.error(tr("Its trigger {target} is not there.", target=one.targets[0][1]))
            if trigger.label != one.label:
                raise one.line.error(
                    tr(
                        "It is of type {label}, but its trigger of type {trigger_label}.",
                        label=one.label,
                        trigger_label=trigger.label,
                    )
                )
            arguments = tuple(self._arguments(one, roles))
            attributes = self._attributes.get(one.line.id, EMPTY)
            made = Event(self._ids[one.line.id], trigger.id, UNSIGNED, arguments, attributes)
            self._events[one.line.id] = made

    def _arguments(self, event: Pointing, roles: set[str]) -> Iterator[Argument]:
        seen: Counter[str] = Counter()
        for written, target in event.targets[1:]:
            if target in self._lines.relations:
                self._counts[tr("arguments that are relations, left out")] += 1
                continue
            role = role_of(written, roles)
            seen[role] += 1
            if role != written and written != f"{role}{seen[role]}":
                self._counts[tr("numbers behind roles that may pair arguments, left out")] += 1
            yield Argument(role, self._known(target, event.line))

    def _known(self, target: str, line: Line) -> str:
        if target not in self._ids:
            raise line.error(tr("It points to {target}, which is not there.", target=target))
        return self._ids[target]

    # -- relations -----------------------------------------------------------------------------------------

    def _read_relation(self, one: Pointing) -> None:
        (first, source), (second, target) = one.targets
        if (first, second) != _ENDS:
            self._counts[
                tr(
                    "relations whose ends are called {first} and {second}, taken in this order",
                    first=first,
                    second=second,
                )
            ] += 1
        self._relate(one, self._ids[one.line.id], source, target)

    def _read_equivalence(self, one: Pointing, made: str) -> None:
        self._counts[tr("equivalences, taken as relations from each of their mentions to the next")] += 1
        targets = dict.fromkeys(target for _, target in one.targets)
        for number, (source, target) in enumerate(pairwise(targets)):
            self._relate(one, f"{made}-{number}", source, target)

    def _relate(self, one: Pointing, made: str, source: str, target: str) -> None:
        ends = [self._end(source, one.line), self._end(target, one.line)]
        if None in ends:
            self._counts[tr("relations of relations, left out")] += 1
            return
        attributes = self._attributes.get(one.line.id, EMPTY)
        start, end = (mention.id for mention in ends if mention is not None)
        self._relations.append(Relation(made, one.label, start, end, UNSIGNED, attributes))

    def _end(self, target: str, line: Line) -> Mention | None:
        """The mention that a line points to, the trigger where that is an event; None for a relation."""
        self._known(target, line)
        event = self._lines.events.get(target)
        return self._mentions.get(target if event is None else event.targets[0][1])

    # -- what is said of them ------------------------------------------------------------------------------

    def _gathered(self) -> dict[str, Mapping[str, AttributeValue]]:
        """The attributes of each line: True without a value, a list where one is given several times."""
        found: dict[str, dict[str, list[str]]] = {}
        for one in self._lines.attributes:
            self._known(one.target, one.line)
            values = found.setdefault(one.target, {}).setdefault(one.name, [])
            values += [] if one.value is None else [one.value]
        return {
            target: {name: _value(given) for name, given in all_.items()} for target, all_ in found.items()
        }

    def _read_links(self) -> None:
        for one in self._lines.links:
            mention = self._end(one.target, one.line)
            if mention is None or one.name != LINK:
                self._counts[tr("links of relations, or that are no references, left out")] += 1
            elif mention.link is not None:
                self._counts[tr("links beside the first of a mention, left out")] += 1
            else:
                event = self._lines.events.get(one.target)
                place = one.target if event is None else event.targets[0][1]
                link = (one.value or "").removeprefix(NO_DATABASE)
                self._mentions[place] = replace(mention, link=link)
            self._tell_link(one)

    def _tell_link(self, one: Said) -> None:
        if (one.line.tail or "").strip():
            self._counts[tr("names of what is linked to, left out beside its id")] += 1

    def _notes(self) -> Iterator[Comment]:
        for number, one in enumerate(self._lines.notes):
            if one.name != NOTE:
                self._counts[tr("notes of type {name}, left out", name=one.name)] += 1
            elif one.target not in self._ids:
                raise one.line.error(tr("It points to {target}, which is not there.", target=one.target))
            else:
                yield Comment(f"c{number}", self._ids[one.target], one.value or "", UNSIGNED)

    def _tell_the_rest(self) -> None:
        if self._lines.others:
            letters = ", ".join(sorted({one.id[:1] for one in self._lines.others}))
            self._counts[tr("lines of sorts that are not known ({letters}), left out", letters=letters)] += (
                len(self._lines.others)
            )
        if self._lines.cut_ids:
            self._counts[tr("links whose id is taken up to its first blank")] += self._lines.cut_ids


def _value(given: Sequence[str]) -> AttributeValue:
    if not given:
        return True
    return given[0] if len(given) == 1 else tuple(given)
