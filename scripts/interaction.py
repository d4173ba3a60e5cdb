"""What labelling costs the hand in Sorot and elsewhere, measured in a real window.

python -m scripts.interaction            print docs/interaction.md as it would be now
python -m scripts.interaction --write    write it
"""

from __future__ import annotations

import argparse
import os
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from annotations.effort.deeds import Deed
from annotations.effort.meter import Entry
from annotations.model.records import Kind
from scripts.darna_keys import Run, run
from scripts.interaction_tasks import OTHERS, TASKS

PAGE = Path(__file__).resolve().parents[1] / "docs" / "interaction.md"

HEAD = """# What labelling costs the hand

Made by `python -m scripts.interaction --write`: every figure of Sorot's is counted by Sorot's own measure
of effort while real keys, and where it says so the mouse, work in a real window.
`tests/e2e/test_interaction_costs.py` does the same and holds this page and the targets. The figures of the
other tools are those of their documented sequences, counted alike.

A *hand* is a key press, a click or a drag. A key with Ctrl, Shift or Alt is one press, a double click is
two clicks. Moving the caret counts, moving the mouse to a place does not
([why](decisions/0021-what-counts-as-a-hand.md)).

## Task by task

A label has a key, and arguments of events are labelled already. The caret stands in the word, the mention
or the trigger that the task is about.
"""
ARTICLE = """
## An article from nothing, by key presses alone

`samples/darna.txt` tells one story twice. [scripts/darna.keys](../scripts/darna.keys) holds the keys that
label all of it as `samples/darna.labels.json` has it, without the attributes and the relations: entities,
boilerplate, events with all arguments, and the status of each kind. The keys were found by
`scripts/darna_plan.py`, which takes the shortest way to each mention; an annotator who does not plan needs
more. Nobody's reading is in the figures.
"""
BESIDE = """
## Beside the other tools

What the same labels would cost by the sequences in the first table: each mention and each trigger as a
2-word entity, each argument a third of what three cost in the task of the event. Statuses are left out. The
other tools are used with the mouse, whose way to each place costs nothing here. So there are two lines of
Sorot: the script as it was run, caret movements and all; and what it comes to, worked out and not run, when
a drag or a click does the going and the selecting, as it does in the other tools.
"""


@dataclass(frozen=True, slots=True)
class Tool:
    """What a tool takes, at least and at most, for a mention and for an event with three arguments."""

    name: str
    mention: tuple[int, int]
    event: tuple[int, int] | None


TOOLS = (
    Tool("brat", (2, 2), (8, 8)),
    Tool("doccano", (1, 2), None),
    Tool("Label Studio", (2, 2), None),
    Tool("Prodigy", (1, 2), (11, 11)),
    Tool("INCEpTION", (2, 3), (8, 17)),
    Tool("QualCoder", (2, 3), None),
)


def tasks_table() -> str:
    """The first table, every task done once. Raises TaskError."""
    rows = [
        ["task", *OTHERS, "Sorot must need", "**Sorot needs**", "how"],
        ["---"] * (len(OTHERS) + 4),
    ]
    for task in TASKS:
        how = " ".join([*([f"drag “{task.drag}”,"] if task.drag else []), *(f"`{key}`" for key in task.keys)])
        note = f" ({task.note})" if task.note else ""
        needs, must = f"**{task.cost().hands}**", task.must or f"<= {task.target}"
        rows.append([task.name, *task.others, must, needs, how + note])
    return _table(rows)


def article_table(done: Run) -> str:
    """What the article took, by what was done."""
    lines = (
        ("entities, one by one", done.deed(Deed.TAG, kind=Kind.ENTITY)),
        ("their ends moved to other words", done.deed(Deed.MOVE_END, kind=Kind.ENTITY)),
        ("entities, the same words at once", done.deed(Deed.SAME_WORDS, Deed.REFUSE, kind=Kind.ENTITY)),
        ("boilerplate", done.deed(Deed.TAG, kind=Kind.BOILERPLATE)),
        ("triggers of events", done.deed(Deed.TAG, kind=Kind.EVENT)),
        ("arguments of events", done.deed(Deed.ARGUMENT, kind=Kind.EVENT)),
        ("statuses", sum((done.deed(Deed.STATUS, kind=kind) for kind in Kind), Entry())),
    )
    rows = [["what", "labels given", "hands", "of these caret moves"], ["---", "---:", "---:", "---:"]]
    rows += [_counted(name, entry) for name, entry in lines]
    known = sum((entry for _, entry in lines), Entry())
    every = Entry(0, known.labels, done.tally)
    rows.append(["**all**", *(f"**{cell}**" for cell in _counted("", every)[1:])])
    return _table(rows)


def tools_table(done: Run) -> str:
    """The same labels by the other tools' sequences."""
    counts = done.labels
    spans, events, arguments = (
        counts[Kind.ENTITY] + counts[Kind.BOILERPLATE], counts[Kind.EVENT], counts["arguments"],
    )  # fmt: skip
    rows = [
        [
            "tool",
            f"{spans} entities and boilerplate",
            f"{events} triggers, {arguments} arguments",
            "together",
        ],
        ["---", "---:", "---:", "---:"],
    ]
    for tool in TOOLS:
        mentions = _between(*(spans * each for each in tool.mention))
        if tool.event is None:
            rows.append([tool.name, mentions, "none", "no events"])
            continue
        told = [
            events * each + arguments * (event - each) / 3
            for each, event in zip(tool.mention, tool.event, strict=True)
        ]
        both = [spans * each + event for each, event in zip(tool.mention, told, strict=True)]
        rows.append([tool.name, mentions, _between(*told), _between(*both)])
    rows += [_by_keys(done), _by_mouse(done)]
    return _table(rows)


def _by_keys(done: Run) -> list[str]:
    """Sorot as it was measured, without statuses."""
    spans = sum(
        done.deed(deed, kind=kind).tally.hands
        for kind in (Kind.ENTITY, Kind.BOILERPLATE)
        for deed in Deed
        if deed is not Deed.STATUS
    )
    events = sum(done.deed(deed, kind=Kind.EVENT).tally.hands for deed in (Deed.TAG, Deed.ARGUMENT))
    return [
        "**Sorot**, keys alone",
        *(f"**{n:,}**" for n in (spans, events, spans + events)),
    ]


def _by_mouse(done: Run) -> list[str]:
    """Sorot with the mouse to go and to select, and keys to label: a drag or click for each way."""
    one_by_one = (
        done.deed(Deed.TAG, kind=Kind.ENTITY).labels + done.deed(Deed.TAG, kind=Kind.BOILERPLATE).labels
    )
    same = done.deed(Deed.SAME_WORDS, Deed.REFUSE, kind=Kind.ENTITY).tally.hands
    spans = 2 * one_by_one + same
    events = (
        2 * done.deed(Deed.TAG, kind=Kind.EVENT).labels
        + done.deed(Deed.ARGUMENT, kind=Kind.EVENT).tally.hands
    )
    name = f"**Sorot**, mouse and keys ({one_by_one} mentions one by one)"
    return [name, *(f"**{n:,}**" for n in (spans, events, spans + events))]


def page() -> str:
    """The whole page. Raises TaskError."""
    done = run()
    parts = (HEAD, "\n", tasks_table(), ARTICLE, "\n", article_table(done), BESIDE, "\n", tools_table(done))
    return "".join(parts)


def _counted(name: str, entry: Entry) -> list[str]:
    tally = entry.tally
    return [name, str(entry.labels), f"{tally.hands:,}", f"{tally.moves:,}"]


def _between(low: float, high: float) -> str:
    least, most = sorted((round(low), round(high)))
    return f"{least:,}" if least == most else f"{least:,}-{most:,}"


def _table(rows: list[list[str]]) -> str:
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def main(arguments: list[str] | None = None) -> int:
    """Print or write the page."""
    parser = argparse.ArgumentParser(description="Measure what labelling costs the hand.")
    parser.add_argument("--write", action="store_true", help="write docs/interaction.md")
    made = page()
    if parser.parse_args(arguments).write:
        PAGE.write_text(made, "utf-8")
    else:
        print(made)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
