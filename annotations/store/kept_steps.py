"""Undo steps as they are kept: the titles at hand, the edits as journal lines until somebody wants them."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce

from annotations.edits.edit import Edit, Title
from annotations.edits.joining import joined, joined_title
from annotations.store.journal_lines import Entry, entry_of_line

MOST_STEPS = 10_000
MOST_BYTES = 32_000_000
"""What is kept of one document at the most; the oldest steps go first."""

_HEAD_END = b', "steps": '  # no text of the line can hold this: there a quotation mark has a backslash


@dataclass(frozen=True, slots=True)
class Recorded:
    """An edit as the journal has it: the line, and what is shown of it. ``via`` is do, join, undo or redo."""

    seq: int
    via: str
    at: str
    title: Title
    line: bytes

    @classmethod
    def of(cls, entry: Entry, line: bytes) -> Recorded:
        """The entry that this line holds."""
        return cls(entry.seq, entry.via, entry.at, entry.edit.title, line)

    @classmethod
    def of_line(cls, line: bytes) -> Recorded:
        """What a journal line holds, its steps unread. Raises ValueError, KeyError or TypeError."""
        head, _, _ = line.partition(_HEAD_END)
        data = json.loads(head + b"}")
        title = data["title"]
        made = Title(title["action"], title["label"], title["quote"], int(title["count"]))
        if not all(isinstance(one, str) for one in (data["at"], made.action, made.label, made.quote)):
            raise TypeError("a text is missing")
        return cls(int(data["seq"]), data["via"], data["at"], made, line)


@dataclass(frozen=True, slots=True)
class KeptStep:
    """One undo step; ``at`` is when it was done, as the journal words it, ``lines`` are the edits in it."""

    title: Title
    at: str
    lines: tuple[bytes, ...]

    @property
    def size(self) -> int:
        """Bytes of its lines."""
        return sum(map(len, self.lines))

    def edit(self) -> Edit:
        """The edit. Raises ValueError, KeyError, TypeError or AttributeError when a line is not sound."""
        return reduce(joined, (entry_of_line(line).edit for line in self.lines))


class Steps:
    """The steps that can be taken back and done again, followed from one recorded edit to the next.

    What does not follow from what is known empties it: a history is right or there is none.
    """

    def __init__(self, steps: Iterable[KeptStep] = (), done: int = 0) -> None:
        """``done`` of the steps are done, the rest has been taken back."""
        self._steps = deque(steps)
        self._size = sum(step.size for step in self._steps)
        self.done = done

    def __iter__(self) -> Iterator[KeptStep]:
        return iter(self._steps)

    def __len__(self) -> int:
        return len(self._steps)

    @property
    def size(self) -> int:
        """Bytes of all lines."""
        return self._size

    def copy(self) -> Steps:
        """The same steps, to go on from by themselves."""
        return Steps(self._steps, self.done)

    def take(self, one: Recorded) -> None:
        """Follow an edit that has been recorded."""
        match one.via:
            case "undo" if self.done > 0:
                self.done -= 1
            case "redo" if self.done < len(self._steps):
                self.done += 1
            case "do":
                self._push(KeptStep(one.title, one.at, (one.line,)))
            case "join" if self.done > 0:
                self._join(one)
            case _:
                self._forget()

    def _push(self, step: KeptStep) -> None:
        while len(self._steps) > self.done:
            self._size -= self._steps.pop().size
        self._steps.append(step)
        self._size += step.size
        self.done += 1
        while len(self._steps) > MOST_STEPS or self._size > MOST_BYTES:
            self._size -= self._steps.popleft().size
            self.done -= 1

    def _join(self, one: Recorded) -> None:
        while len(self._steps) > self.done:
            self._size -= self._steps.pop().size
        before = self._steps.pop()
        self._size -= before.size
        self.done -= 1
        title = joined_title(before.title, one.title)
        self._push(KeptStep(title, one.at, (*before.lines, one.line)))

    def _forget(self) -> None:
        self._steps.clear()
        self._size = self.done = 0
