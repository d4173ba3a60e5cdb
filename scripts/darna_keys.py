"""Label samples/darna.txt from nothing by the key presses of scripts/darna.keys, and count them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import orjson

from annotations.effort.deeds import Deed
from annotations.effort.figures import by_deed, total
from annotations.effort.meter import Account, Entry
from annotations.effort.tally import Tally
from annotations.formats.native import annotation_set_from_dict
from annotations.model.annotation_set import AnnotationSet
from annotations.model.records import Argument, Event, Kind, Mention, Status
from scripts.hand import Hand, hand_on

DOCUMENT = Path(__file__).resolve().parents[1] / "samples" / "darna.txt"
LABELS = DOCUMENT.with_suffix(".labels.json")
KEYS = Path(__file__).with_name("darna.keys")


@dataclass(frozen=True, slots=True)
class Run:
    """What the script did: what was counted, how much was labelled, and whether it is what was wanted."""

    counted: Mapping[Account, Entry]
    labels: Counter[str]
    same: bool

    @property
    def tally(self) -> Tally:
        """All hands."""
        return total(self.counted).entry.tally

    def deed(self, *deeds: Deed, kind: str) -> Entry:
        """What was done of this to a kind."""
        found = by_deed(self.counted)
        return sum((found[kind, deed].entry for deed in deeds if (kind, deed) in found), Entry())


def keys(path: Path = KEYS) -> list[str]:
    """The key presses of the script, one after the other."""
    lines = path.read_text("utf-8").splitlines()
    return [key for line in lines for key in line.partition("#")[0].split()]


def run() -> Run:
    """Press all keys in a real window. Raises HandError when the window does not follow."""
    gold = annotation_set_from_dict(orjson.loads(LABELS.read_bytes()))
    with hand_on(DOCUMENT.read_bytes().decode("utf-8")) as hand:
        _press(hand, keys())
        meter = hand.main.effort.count.meter
        meter.rest()
        made = hand.session.annotations
        return Run(meter.take(), _counts(made), told(made) == told(gold))


def _press(hand: Hand, presses: list[str]) -> None:
    for key in presses:
        hand.press(key)
        if key in {"Return", "a", "Escape"} and not hand.view.hasFocus():
            hand.wait_until(lambda: hand.view.hasFocus() or hand.main.same_words.bar.hasFocus())


def told(annotations: AnnotationSet) -> tuple[object, ...]:
    """What labels say, whatever their records are called: mentions, events with arguments, statuses."""
    mentions = {one.id: (one.kind, one.label, one.spans) for one in annotations.of_type(Mention)}
    triggers = {one.id: mentions[one.trigger] for one in annotations.of_type(Event)}

    def filled(argument: Argument) -> tuple[object, ...]:
        return argument.role, mentions.get(argument.target) or triggers[argument.target]

    events = [
        (triggers[one.id], sorted(map(filled, one.arguments), key=str)) for one in annotations.of_type(Event)
    ]
    statuses = [annotations.status(kind) is Status.DONE for kind in Kind]
    return sorted(mentions.values(), key=str), sorted(events, key=str), statuses


def _counts(annotations: AnnotationSet) -> Counter[str]:
    """Mentions by kind, events and arguments."""
    counts = Counter(str(one.kind) for one in annotations.of_type(Mention))
    for event in annotations.of_type(Event):
        counts["arguments"] += len(event.arguments)
    return counts
