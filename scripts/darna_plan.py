"""Find the key presses that label samples/darna.txt from nothing, as samples/darna.labels.json has it.

python -m scripts.darna_plan            write scripts/darna.keys (takes minutes)
python -m scripts.darna_plan --check    say whether it is what would be written

The plan goes through the text mention by mention, each by the fewest keys from where the caret is: its
label's key on a word and Alt+Right, or a selection. Where the same words are wanted elsewhere, Ctrl+D labels
them. An event is made when all its arguments are there and its trigger is near, else after the boilerplate;
the statuses come last. It is a sensible way, not the shortest of all ways.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from annotations.edits import event_operations
from annotations.edits.edit import Edit
from annotations.formats.native import annotation_set_from_dict, label_set_from_dict
from annotations.model.annotation_set import AnnotationSet
from annotations.model.document import DocumentRef
from annotations.model.label_set import Label
from annotations.model.records import Event, Kind, Mention
from annotations.session.document import DocumentSession
from annotations.text.source import SourceText
from annotations.text.span import Span
from gui.editor.roles import candidates
from schemas.shipped import shipped_label_set
from scripts.darna_moves import Place
from scripts.darna_ways import Option, Wanted, Ways

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = ROOT / "samples" / "darna.txt"
LABELS = DOCUMENT.with_suffix(".labels.json")
KEYS = Path(__file__).with_name("darna.keys")
_MOST_OPTIONS = 3
_LONGEST_SEARCH = 4
_LONGEST_QUOTE = 40
_NEAR = 400  # code points from the caret to a trigger
_DETOUR = 3  # keys that it may take to go there and on; to come back later takes four


class PlanError(Exception):
    """The labels cannot be made by the keys that the plan knows; the sentence says which."""


@dataclass(frozen=True, slots=True)
class Line:
    """Keys of the script, and what they are for."""

    keys: tuple[str, ...]
    note: str


class Planner:
    """Labels the text in its own session, with the program's operations, and writes down the keys."""

    def __init__(self, gold: AnnotationSet, text: SourceText) -> None:
        """``gold`` is what is to come out."""
        self._gold, self._text = gold, text
        labels = label_set_from_dict(shipped_label_set("news"))
        document = DocumentRef.of("darna", DOCUMENT.name, text)
        self._session = DocumentSession(
            DOCUMENT, LABELS, text, AnnotationSet(document, labels.ref, "annotator-1"), labels
        )
        self._ways = Ways(self._session, lambda one: one in self._left[one.label.kind])
        self._undone = {event.id: event for event in sorted(gold.of_type(Event), key=self._start)}
        self._place = Place(0)
        self.lines: list[Line] = []
        self._left = {kind: self._wanted(kind) for kind in Kind}

    def run(self) -> list[Line]:
        """The whole script. Raises PlanError."""
        self._label(Kind.ENTITY)
        self._label(Kind.BOILERPLATE)
        self._events_left()
        self.lines.append(Line(("Ctrl+1", "Ctrl+2", "Ctrl+3"), "all three kinds are done"))
        return self.lines

    # -- mentions -----------------------------------------------------------------------------------

    def _wanted(self, kind: Kind) -> list[Wanted]:
        mentions = sorted(self._gold.of_type(Mention), key=lambda one: (one.start, -one.end))
        return [self._want(one) for one in mentions if one.kind is kind]

    def _label_of(self, mention: Mention) -> Label:
        label = self._session.label_set.label(mention.kind, mention.label)
        if label is None:
            raise PlanError(f"There is no label {mention.label}.")
        return label

    def _label(self, kind: Kind) -> None:
        """Make all mentions of a kind, group after group."""
        while left := self._left[kind]:
            group, end = [left[0]], left[0].span.end
            for one in left[1:]:
                if one.span.start < end and kind is Kind.ENTITY:
                    group.append(one)
                    end = max(end, one.span.end)
            _, plan = self._search(tuple(group), self._place)
            for wanted, option in plan:
                self._do(wanted, option)
            if kind is Kind.ENTITY:
                self._events_nearby()

    def _search(self, group: tuple[Wanted, ...], place: Place) -> tuple[int, list[tuple[Wanted, Option]]]:
        """The order and the options that take fewest keys, those to the next group counted too."""
        if not group:
            return self._onward(place), []
        best: tuple[int, list[tuple[Wanted, Option]]] | None = None
        first = group if len(group) <= _LONGEST_SEARCH else group[:1]
        for wanted in first:
            rest = tuple(one for one in group if one is not wanted)
            for option in self._ways.options(wanted, place)[:_MOST_OPTIONS]:
                undone = [self._session.apply(edit) for edit in option.edits]
                made = tuple(one for one in rest if not self._ways.is_made(one))
                cost, plan = self._search(made, option.place)
                for edit in reversed(undone):
                    self._session.apply(edit)
                if best is None or cost + len(option.keys) < best[0]:
                    best = cost + len(option.keys), [(wanted, option), *plan]
        if best is None:
            raise PlanError(f"“{self._quote(group[0].span)}” cannot be labelled by keys.")
        return best

    def _onward(self, place: Place) -> int:
        """Keys from here to the mention after the group."""
        ahead = (one for one in self._left[Kind.ENTITY] if not self._ways.is_made(one))
        wanted = next(ahead, None)
        if wanted is None:
            return 0
        way = self._ways.moves.shortest(place, lambda here: here.caret == wanted.span.start)
        return 0 if way is None else len(way.keys)

    def _do(self, wanted: Wanted, option: Option) -> None:
        for edit in option.edits:
            self._session.apply(edit)
        self._place = option.place
        note = f"{wanted.label.id} {self._quote(wanted.span)}"
        self.lines.append(Line(option.keys, note))
        for kind, left in self._left.items():
            self._left[kind] = [one for one in left if not self._ways.is_made(one)]

    # -- events -------------------------------------------------------------------------------------

    def _events_nearby(self) -> None:
        """The events that can be made with hardly a way round."""
        while (found := self._nearest()) is not None:
            self._event(*found)

    def _nearest(self) -> tuple[Event, Option] | None:
        straight, least, nearest = self._onward(self._place), _DETOUR + 1, None
        for event in self._undone.values():
            if abs(self._start(event) - self._place.caret) > _NEAR or not self._is_ready(event):
                continue
            option = self._trigger_option(event)
            detour = len(option.keys) - 1 + self._onward(option.place) - straight
            if detour < least:
                least, nearest = detour, (event, option)
        return nearest

    def _events_left(self) -> None:
        """Every event that is not made yet, in the order of the text, after those that it tells of."""
        while self._undone:
            event = next(one for one in self._undone.values() if self._is_ready(one))
            self._event(event, self._trigger_option(event))

    def _is_ready(self, event: Event) -> bool:
        """Whether all that fills its roles is there."""
        for argument in event.arguments:
            record = self._gold.get(argument.target)
            if isinstance(record, Event):
                if record.id in self._undone:
                    return False
            elif not isinstance(record, Mention) or self._ways.find(self._want(record)) is None:
                return False
        return True

    def _start(self, event: Event) -> int:
        return self._trigger(event).start

    def _trigger(self, event: Event) -> Mention:
        trigger = self._gold.mention(event.trigger)
        if trigger is None:
            raise PlanError(f"{event.id} has no trigger.")
        return trigger

    def _want(self, mention: Mention) -> Wanted:
        return Wanted(self._label_of(mention), mention.spans[0])

    def _trigger_option(self, event: Event) -> Option:
        """A mention that grows by Alt+Right moves the caret, and that takes the offer of roles back."""
        found = self._ways.options(self._want(self._trigger(event)), self._place)
        return next(one for one in found if len(one.edits) == 1)

    def _event(self, event: Event, option: Option) -> None:
        wanted = self._want(self._trigger(event))
        del self._undone[event.id]
        self._do(wanted, option)
        for argument in event.arguments:
            self._argue(wanted, argument.role, argument.target)

    def _argue(self, wanted: Wanted, role_id: str, target: str) -> None:
        session, role = self._session, wanted.label.role(role_id)
        trigger = self._ways.find(wanted)
        if trigger is None or role is None:
            raise PlanError(f"{wanted.label.id} has no role {role_id}.")
        event = session.annotations.events_on(trigger.id)[-1]
        meant = self._made_of(target)
        for one in candidates(session.annotations, session.context, event, role):
            if one.target.id == meant.id:
                edit = event_operations.add_argument(
                    session.annotations, session.context, event, role_id, one.target
                )
                if isinstance(edit, Edit):
                    session.apply(edit)
                    self.lines.append(Line((role.key, one.key), f"{role_id} {self._quote_of(meant)}"))
                    return
        raise PlanError(f"{role_id} of “{self._quote(wanted.span)}” is out of reach.")

    def _made_of(self, gold_id: str) -> Mention | Event:
        """What stands here for a record of the labels that are to come out."""
        record = self._gold.get(gold_id)
        mention = self._gold.mention(record.trigger) if isinstance(record, Event) else record
        if not isinstance(mention, Mention):
            raise PlanError(f"{gold_id} is neither a mention nor an event.")
        made = self._ways.find(self._want(mention))
        if made is None:
            raise PlanError(f"“{self._quote(mention.spans[0])}” is not made yet.")
        return self._session.annotations.events_on(made.id)[0] if isinstance(record, Event) else made

    def _quote_of(self, record: Mention | Event) -> str:
        mention = self._session.annotations.mention(record.trigger) if isinstance(record, Event) else record
        return "" if mention is None else self._quote(mention.spans[0])

    def _quote(self, span: Span) -> str:
        quote = self._text.quote(span)
        return quote if len(quote) <= _LONGEST_QUOTE else quote[: _LONGEST_QUOTE - 1] + "…"


def written(lines: Sequence[Line]) -> str:
    """The script as it stands in its file: keys, and what they are for."""
    head = "# Made by python -m scripts.darna_plan. The keys of a line, then what they are for.\n"
    return head + "".join(f"{' '.join(line.keys):<48} # {line.note}\n" for line in lines)


def planned() -> str:
    """The script for the sample. Raises PlanError."""
    text = SourceText(DOCUMENT.read_bytes().decode("utf-8"))
    gold = annotation_set_from_dict(orjson.loads(LABELS.read_bytes()))
    return written(Planner(gold, text).run())


def main(arguments: list[str] | None = None) -> int:
    """Write the script, or check it: 0 when it is as it should be, 1 when not."""
    parser = argparse.ArgumentParser(description="Plan the key presses that label the sample article.")
    parser.add_argument("--check", action="store_true", help="change nothing, only compare")
    check = parser.parse_args(arguments).check
    script = planned()
    if not check:
        KEYS.write_text(script, "utf-8")
        print(KEYS.relative_to(ROOT))
    elif not KEYS.exists() or KEYS.read_text("utf-8") != script:
        print(f"{KEYS.relative_to(ROOT)} is not what the plan gives.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
