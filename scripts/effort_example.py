"""Six days of somebody's hands, made up, for the picture of the statistics."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from annotations.effort.deeds import READING, Deed
from annotations.effort.meter import Account, Entry
from annotations.effort.tally import Tally

_DAYS = 6
_LABELS = {"entity": ("PER", "ORG", "GPE", "TIME"), "event": ("Attack", "Die"), "boilerplate": ("AdCode",)}
_DEEDS = (Deed.TAG, Deed.SAME_WORDS, Deed.RELABEL, Deed.MOVE_END, Deed.UNDO)
_GIVEN = {Deed.TAG: 1, Deed.SAME_WORDS: 2, Deed.ARGUMENT: 1}


def example_entries(document: str) -> dict[Account, Entry]:
    """Entries of the days up to today, the same every time."""
    dice = random.Random(3)  # noqa: S311 - nobody is to be kept from guessing it
    entries: dict[Account, Entry] = {}
    for ago in range(_DAYS):
        day = (datetime.now().astimezone().date() - timedelta(days=ago)).isoformat()
        for kind, labels in _LABELS.items():
            for label in labels:
                for deed in (*_DEEDS, *([Deed.ARGUMENT] if kind == "event" else [])):
                    entries[Account(day, document, kind, label, deed)] = _entry(dice, deed)
        reading = Account(day, document, READING.kind, READING.label, READING.deed)
        entries[reading] = Entry(tally=Tally(40, 30, 12, 1, 30, 600.0))
    return entries


def _entry(dice: random.Random, deed: Deed) -> Entry:
    often = deed in _GIVEN
    times = dice.randint(10, 30) if often else dice.randint(1, 4)
    keys = times * dice.randint(2, 4)
    labels = times * _GIVEN.get(deed, 0)
    tally = Tally(
        keys, round(keys * dice.random() / 2), dice.randint(0, times // 3), dice.randint(0, times // 3)
    )
    return Entry(times, labels, tally + Tally(seconds=times * dice.uniform(2, 9)))
