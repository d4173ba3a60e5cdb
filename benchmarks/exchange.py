"""Import and export: documents of 1 KB with 15 mentions and 7 events, through each format and back.

Each format and size has a process of its own. ``write`` cuts documents down, encodes them and puts the file
together; ``read`` reads it back; seconds of CPU time, one core. ``reference`` is the format's own library,
reading or writing the same documents without any check of what they say. Folders are those of `sorot export`
from label files, looking, writing and reading back, with all cores: seconds on the clock.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from annotations.corpus.examining import Task
from annotations.corpus.exporting import Export, look
from annotations.corpus.exporting import run as write_export
from annotations.corpus.selecting import Selection
from annotations.corpus.source import files_of
from annotations.formats.codec import Codec
from annotations.formats.exchange import LabelledDocument, Labels
from annotations.formats.format import Layout
from annotations.formats.native import render
from annotations.formats.registry import codec, formats
from annotations.formats.survey import Survey
from annotations.model.records import Kind, Status
from annotations.text.source import SourceText
from benchmarks.documents import article, news_labels, with_events
from benchmarks.exchange_reference import REFERENCES
from benchmarks.measure import cpu_ms, exponent, peak_mb
from benchmarks.table import Cell, Figure, markdown

SIZES = (1_000, 10_000)
HUGE = (1_000, 10_000, 100_000)
FOLDERS = ("sorot", "conll", "doccano")
_DISTINCT = 200
"""Documents that are made; the others have the same labels in a text with another number in it."""

Figures = dict[str, float]


def run(*, huge: bool = False) -> str:
    """Measure all formats; the report in Markdown."""
    sizes = HUGE if huge else SIZES
    ids = [one.id for one in formats() if one.writes and one.is_installed]
    results = {(name, size): _in_a_process("measured", name, size) for name in ids for size in sizes}
    head = (
        "format",
        "documents",
        "write, docs/s",
        "MB/s",
        "read, docs/s",
        "MB/s",
        "peak, MB",
        "reference: write",
        "read",
    )
    rows = [_row(name, size, results[name, size]) for name in ids for size in sizes]
    growths = [_growth(name, sizes, [results[name, size] for size in sizes]) for name in ids]
    folders = [
        _folder_row(name, size, _in_a_process("folder", name, size)) for name in FOLDERS for size in sizes
    ]
    return "\n".join(
        (
            markdown(head, rows),
            "Growth, as exponents of the number of documents:\n",
            markdown(("format", "write", "read", "peak"), growths),
            "Whole exports of a folder of label files, with all cores:\n",
            markdown(("to", "documents", "s", "docs/s", "peak of a process, MB"), folders),
        )
    )


def documents(count: int) -> Iterator[LabelledDocument]:
    """Made-up documents, each with another text."""
    made = [with_events(article(1000, seed=seed)) for seed in range(_DISTINCT)]
    status = dict.fromkeys(Kind, Status.DONE)
    for number in range(count):
        one = made[number % _DISTINCT]
        text = SourceText(f"{one.text.text} {number}")
        labels = Labels(
            "bench", tuple(one.annotations.records()), status, label_set=one.annotations.label_set
        )
        yield LabelledDocument(f"news/{number:06}", text, (labels,))


def measured(name: str, size: int) -> Figures:
    """Write and read a corpus in a format."""
    with tempfile.TemporaryDirectory() as folder:
        survey = Survey()
        for one in documents(min(size, _DISTINCT)):
            survey.add(one)
        writer = codec(name, survey=survey, label_set=news_labels())
        path = Path(folder)
        made: list[Path] = []
        figures = {"write": cpu_ms(lambda: made.extend(_written(writer, path, size))) / 1000}
        figures["bytes"] = float(sum(one.stat().st_size for one in path.rglob("*") if one.is_file()))
        if writer.format.reads:
            reader = codec(name, writer.back)
            figures["read"] = cpu_ms(lambda: _read(reader, made, size)) / 1000
        figures["peak"] = peak_mb()
        if name in REFERENCES:
            reading, writing = REFERENCES[name]
            figures["reference read"] = cpu_ms(lambda: reading(made)) / 1000
            if writing is not None:
                figures["reference write"] = cpu_ms(lambda: writing(made, path)) / 1000
        return figures


def _written(writer: Codec, folder: Path, size: int) -> list[Path]:
    if writer.format.layout is Layout.JOINED:
        path = folder / f"all{writer.format.endings[0]}"
        with path.open("wb") as file:
            sink = writer.sink(file)
            for one in documents(size):
                sink.add(writer.encode(writer.fit(one).document)[""])
            sink.close()
        return [path]
    made = []
    for one in documents(size):
        name = one.name.rpartition("/")[2]
        place = folder / name[:3]
        place.mkdir(exist_ok=True)
        for ending, data in writer.encode(replace(writer.fit(one).document, name=name)).items():
            (place / (name + ending)).write_bytes(data)
        made.append(place / (name + writer.format.main_ending))
    return made


def _read(reader: Codec, paths: Sequence[Path], size: int) -> None:
    found = sum(isinstance(one, LabelledDocument) for path in paths for one in reader.read(path))
    if found != size:
        raise AssertionError(f"{found} of {size} documents were read")


def folder(name: str, size: int) -> Figures:
    """Export a folder of label files."""
    with tempfile.TemporaryDirectory() as temporary:
        source = Path(temporary) / "corpus"
        for one in documents(size):
            _put(source, one)
        task = Task(files_of(source, "sorot"), name, {}, Selection(), news_labels())
        job = Export(task, Path(temporary) / "out", "", "")
        begun = time.monotonic()
        write_export(job, look(job))
        return {"clock": time.monotonic() - begun, "peak": peak_mb(children=True)}


def _put(folder: Path, one: LabelledDocument) -> None:
    from annotations.model.annotation_set import AnnotationSet  # noqa: PLC0415
    from annotations.model.document import DocumentRef  # noqa: PLC0415

    place = folder / one.name[:8]
    place.mkdir(parents=True, exist_ok=True)
    stem = one.name.rpartition("/")[2]
    (labels,) = one.sets
    reference = DocumentRef.of(stem, f"{stem}.txt", one.text)
    made = AnnotationSet(reference, news_labels().ref, "bench", labels.records, labels.status)
    (place / f"{stem}.txt").write_text(one.text.text, encoding="utf-8")
    (place / f"{stem}.labels.json").write_bytes(render(made, one.text))


def _in_a_process(function: str, name: str, size: int) -> Figures:
    call = f"exchange.{function}({name!r}, {size})"
    code = f"import json; from benchmarks import exchange; print(json.dumps({call}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{name}, {size}: {done.stderr[-2000:]}")
    figures: Figures = json.loads(done.stdout)
    return figures


def _row(name: str, size: int, found: Figures) -> Sequence[Cell]:
    mega = found["bytes"] / 1e6

    def rate(key: str) -> str:
        return f"{size / found[key]:,.0f}" if found.get(key) else ""

    def megabytes(key: str) -> str:
        return f"{mega / found[key]:.1f}" if found.get(key) else ""

    cells = [name, f"{size:,}", rate("write"), megabytes("write"), rate("read"), megabytes("read")]
    return [*cells, Figure(found["peak"], 1000, 0), rate("reference write"), rate("reference read")]


def _growth(name: str, sizes: Sequence[int], found: Sequence[Figures]) -> Sequence[Cell]:
    cells: list[Cell] = [name]
    for key, most in (("write", 1.1), ("read", 1.1), ("peak", 0.3)):
        if all(key in one for one in found):
            cells.append(Figure(exponent(list(sizes), [one[key] for one in found]), most))
        else:
            cells.append("")
    return cells


def _folder_row(name: str, size: int, found: Figures) -> Sequence[Cell]:
    clock = found["clock"]
    return [name, f"{size:,}", f"{clock:.1f}", f"{size / clock:,.0f}", Figure(found["peak"], 1000, 0)]
