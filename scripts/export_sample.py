"""Write the sample article in every format to samples/exports, each with its loss report.

python -m scripts.export_sample            write them anew
python -m scripts.export_sample --check    say whether they are what comes out now; change nothing

The same labels give the same content. Files over ``LARGEST`` are left out, as are Sorot's own.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from annotations.corpus.examining import Examined, Task, examine
from annotations.corpus.exporting import run_to_file
from annotations.corpus.manifest import losses_to_dict
from annotations.corpus.output import Output
from annotations.corpus.selecting import Selection
from annotations.corpus.source import files_of, label_set_of_source
from annotations.corpus.writing import write
from annotations.formats.format import Format, Layout
from annotations.formats.registry import formats
from scripts.content import content_of

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "samples" / "darna.txt"
EXPORTS = ROOT / "samples" / "exports"
LARGEST = 300_000


def shipped() -> Iterator[Format]:
    """The formats whose library is here, Sorot's own left out."""
    return (one for one in formats() if one.writes and one.is_installed and one.id != "sorot")


def write_format(one: Format, folder: Path) -> None:
    """Write the sample in one format, and ``losses.json``, to a folder that is not there yet."""
    source = files_of(SAMPLE, "sorot")
    task = Task(source, one.id, {}, Selection(), label_set_of_source(source), jobs=1)
    examined = examine(task)
    folder.mkdir(parents=True)
    if one.layout is Layout.JOINED:
        run_to_file(task, examined, folder / f"darna{one.endings[0]}")
    else:
        _write_separate(task, examined, folder)
    report = json.dumps(losses_to_dict(examined.losses), ensure_ascii=False, indent=1) + "\n"
    (folder / "losses.json").write_text(report, encoding="utf-8", newline="\n")
    for path in [path for path in folder.rglob("*") if path.is_file() and path.stat().st_size > LARGEST]:
        path.unlink()


def _write_separate(task: Task, examined: Examined, folder: Path) -> None:
    output = Output(folder / "files", task.codec(examined.survey))
    try:
        write(task, examined, output)
        for path in sorted(output.folder.iterdir()):
            path.replace(folder / path.name)
    finally:
        output.discard()


def differences(made: Path) -> list[str]:
    """The files in which what was made differs from what is shipped."""
    ours, theirs = _files(EXPORTS), _files(made)
    return [
        name
        for name in sorted(ours.keys() | theirs.keys())
        if name not in ours or name not in theirs or content_of(ours[name]) != content_of(theirs[name])
    ]


def _files(folder: Path) -> dict[str, Path]:
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}


def main() -> int:
    """Write or check; 1 when something differs."""
    parser = argparse.ArgumentParser(prog="python -m scripts.export_sample", description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "exports"
        for one in shipped():
            write_format(one, made / one.id)
        if check:
            found = differences(made)
            print("\n".join(found) or "They are what comes out now.")
            return bool(found)
        shutil.rmtree(EXPORTS, ignore_errors=True)
        shutil.copytree(made, EXPORTS)
    print(f"{len(_files(EXPORTS))} files in {EXPORTS.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
