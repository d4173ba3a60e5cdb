"""What `sorot validate` costs: CPU time of the command, beyond that of a program that only loads the same."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from annotations.formats.native import render
from benchmarks import documents
from benchmarks.measure import repeated
from benchmarks.table import Cell, Figure, markdown
from schemas.locate import locate
from schemas.reading import parse_json
from schemas.semantic import semantic_problems
from schemas.shipped import shipped_label_set
from schemas.validation import annotation_set_problems, is_valid_annotation_set

TARGET_MS = 100
SIZES = (10_000, 100_000, 1_000_000)
HUGE = 10_000_000
ROUNDS = 7

_START = "import annotations.commands.validate, annotations.text.decoding, jsonschema_rs, schemas.semantic"
_VALIDATE = "import sys; from annotations.commands.parser import run; sys.exit(run(sys.argv[1:]))"
_REPOSITORY = Path(__file__).parents[1]


def run(*, huge: bool = False) -> str:
    """Measure everything; the report in Markdown."""
    made = [documents.article(size) for size in ((*SIZES, HUGE) if huge else SIZES)]
    with TemporaryDirectory() as folder:
        start = _child_ms([_START])
        rows = [_command_row(one, Path(folder), start) for one in made]
    parts = [
        f"Loading what the command loads takes {start:.0f} ms. Figure / target; what misses is bold.\n",
        markdown(
            ("document", "mentions", "command ms", "beyond the start ms", "as a multiple of the start"), rows
        ),
        "The parts, in one process, in ms:\n",
        markdown(_PARTS_HEAD, [_parts_row(one) for one in made]),
    ]
    return "\n".join(parts)


_PARTS_HEAD = ("document", "read", "schema", "text, label set", "one wrong mention", "its line")


def _command_row(made: documents.Made, folder: Path, start: float) -> Sequence[Cell]:
    path = folder / "made-up.labels.json"
    path.write_bytes(render(made.annotations, made.text))
    path.with_name("made-up.txt").write_text(made.text.text, encoding="utf-8", newline="")
    whole = _child_ms([_VALIDATE, "validate", str(path)])
    mentions = len(made.annotations)
    beyond = Figure(whole - start, TARGET_MS if mentions <= 15_000 else None, 0)
    return made.name, f"{mentions:,}", Figure(whole, None, 0), beyond, Figure((whole - start) / start)


def _parts_row(made: documents.Made) -> Sequence[Cell]:
    source = render(made.annotations, made.text)
    text, news = made.text.text, shipped_label_set("news")
    data, wrong = parse_json(source), parse_json(source)
    assert isinstance(data, dict)  # noqa: S101 - it has just been written
    assert isinstance(wrong, dict)  # noqa: S101
    wrong["mentions"][-1]["kind"] = "nothing"
    pointer = f"/mentions/{len(wrong['mentions']) - 1}/kind"
    steps: list[Callable[[], object]] = [
        lambda: parse_json(source),
        lambda: is_valid_annotation_set(data),
        lambda: list(semantic_problems(data, text, news)),
        lambda: annotation_set_problems(wrong, text, news),
        lambda: locate(source, [pointer]),
    ]
    return made.name, *(Figure(repeated([step] * ROUNDS).median, None, 1) for step in steps)


def _child_ms(arguments: Sequence[str]) -> float:
    """CPU milliseconds, user and system, of a Python that runs this: the median of a few."""
    samples = []
    for _ in range(ROUNDS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", *arguments], cwd=_REPOSITORY, check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        samples.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(samples) * 1000


if __name__ == "__main__":
    print(run(huge="--huge" in sys.argv[1:]))
