"""Near-duplicates across a made-up corpus: 370 words an article, three in ten copies, half with a footer.

Copies are whole with words lost, replaced and ad code put in, or half an article within another; every fifth
is of a story that many have. Each size has a process of its own; texts are read from a file, twice
where they may be copies. Seconds of CPU time, one core. Wrong: of the pairs within groups those that have
nothing to do with each other. Missed: of the copies those that are not in the group of their origin.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable

from annotations.corpus.near_duplicates import Groups, grouped, sketches
from annotations.corpus.splits import Entry, assign
from benchmarks.made_corpus import Corpus, Planted, fill
from benchmarks.measure import cpu_ms, exponent, peak_mb
from benchmarks.table import Cell, Figure, markdown

SIZES = (1_000, 10_000, 100_000)
SECONDS = {10_000: 4.0, 100_000: 35.0}
MEGABYTES = 700.0
WRONG, MISSED = 0.01, 0.03
SHARES = {"train": 0.8, "dev": 0.1, "test": 0.1}

Figures = dict[str, float]


def run(*, huge: bool = False) -> str:  # noqa: ARG001 - 100,000 documents are the size that is meant
    """Measure all sizes; the report in Markdown."""
    results = [_in_a_process(size) for size in SIZES]
    head = ("documents", "groups, s", "peak, MB", "wrong", "missed", "missed halves", "splits, s")
    grows = {name: exponent(list(SIZES), [one[name] for one in results]) for name in ("groups", "splits")}
    growth: list[Cell] = ["growth exponent", *[""] * 5, ""]
    growth[1], growth[6] = Figure(grows["groups"], 1.15), Figure(grows["splits"], 1.15)
    return markdown(head, [*map(_row, SIZES, results), growth])


def measured(size: int) -> Figures:
    """Make a corpus, look for its groups, split it."""
    with tempfile.TemporaryFile() as file:
        corpus = fill(Corpus(file), size)
        found: list[Groups] = []
        groups = cpu_ms(lambda: found.append(grouped(sketches(corpus), corpus.__getitem__)))
        of, families = found[0].of, corpus.families()
        entries = [
            Entry(str(number), {"PER": number % 7, "ORG": 1}, group) for number, group in enumerate(of)
        ]
        return {
            "groups": groups / 1000,
            "peak": peak_mb(),
            "wrong": _wrong(found[0].several(), families),
            "missed": _missed([one for one in corpus.planted if not one.half], of),
            "halves": _missed([one for one in corpus.planted if one.half], of),
            "splits": cpu_ms(lambda: assign(entries, SHARES)) / 1000,
        }


def _in_a_process(size: int) -> Figures:
    ask = f"import json; from benchmarks.near_duplicates import measured; print(json.dumps(measured({size})))"
    answer = subprocess.run([sys.executable, "-c", ask], check=True, capture_output=True, text=True)
    found: Figures = json.loads(answer.stdout)
    return found


def _row(size: int, found: Figures) -> list[Cell]:
    return [
        f"{size:,}",
        Figure(found["groups"], SECONDS.get(size)),
        Figure(found["peak"], MEGABYTES, 0),
        Figure(found["wrong"], WRONG, 4),
        Figure(found["missed"], MISSED, 4),
        Figure(found["halves"], MISSED, 4),
        Figure(found["splits"], size / 20_000),
    ]


def _wrong(groups: Iterable[tuple[int, ...]], families: list[int]) -> float:
    together = right = 0
    for group in groups:
        together += len(group) * (len(group) - 1)
        right += sum(count * (count - 1) for count in Counter(families[number] for number in group).values())
    return 1 - right / together


def _missed(planted: list[Planted], of: tuple[int, ...]) -> float:
    return sum(of[one.copy] != of[one.origin] for one in planted) / len(planted)
