"""Run by `test_killed`: work that is killed at each thing that it does to a file, and done again.

Arguments: "export", "file" or "import", and a folder to work in with the corpus `in` in it.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from annotations.corpus.examining import Task, examine
from annotations.corpus.exporting import Export, look, run, run_to_file
from annotations.corpus.import_plans import Import
from annotations.corpus.importing import run_import
from annotations.corpus.selecting import ALL, Selection
from annotations.corpus.source import files_of
from annotations.corpus.splitting import SplitChoice
from annotations.formats.mapping import Lookup
from tests.support.small import SMALL

Bytes = dict[str, bytes]
TOUCHING = {"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "shutil.rmtree"}


def task(source: Path, form: str) -> Task:
    return Task(files_of(source, "sorot"), form, {}, Selection(ALL), SMALL, jobs=1)


def export(source: Path, out: Path) -> None:
    made = Export(task(source, "brat"), out, "sorot export", "sorot 1", SplitChoice({"a": 1, "b": 1}))
    run(made, look(made))


def export_file(source: Path, out: Path) -> None:
    out.mkdir(exist_ok=True)
    wanted = task(source, "doccano")
    run_to_file(wanted, examine(wanted), out / "all.jsonl")


def bring_in(source: Path, out: Path) -> None:
    wanted = Task(files_of(source, "sorot"), "sorot", {}, Selection(ALL), SMALL, Lookup(SMALL), 1)
    run_import(Import(wanted, out, "2026-11-22T09:14:03Z"), examine(wanted))


WORK: dict[str, Callable[[Path, Path], None]] = {"export": export, "file": export_file, "import": bring_in}


def bytes_in(folder: Path) -> Bytes:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def settled(folder: Path) -> Bytes:
    """The files, without the beginning of a lock: killed in that very moment, a process leaves it."""
    return {name: data for name, data in bytes_in(folder).items() if ".lock." not in name}


def killed_at(number: int, work: Callable[[], None]) -> bool:
    """Do the work in another process, killed at a thing it does to a file; whether it came so far."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    left = number

    def count(event: str, args: tuple[object, ...]) -> None:
        nonlocal left
        if event in TOUCHING and (event != "open" or args[1] not in ("r", "rb", None)):
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    work()
    os._exit(0)


def main(what: str, folder: Path) -> None:
    """Kill, look, and do it again, for each thing that is done to a file."""
    work, source, out = WORK[what], folder / "in", folder / "out"
    before: Bytes = {}
    if what != "import":  # over an older one
        (folder / "older/in").mkdir(parents=True)
        for path in sorted(source.iterdir())[:4]:
            (folder / "older/in" / path.name).write_bytes(path.read_bytes())
        work(folder / "older/in", folder / "older/out")
        before = bytes_in(folder / "older/out")
    work(source, folder / "whole")
    whole = bytes_in(folder / "whole")
    number = kills = 0
    while True:
        number += 1
        place = folder / str(number)
        for name, data in before.items():
            (place / "out" / name).parent.mkdir(parents=True, exist_ok=True)
            (place / "out" / name).write_bytes(data)
        out = place / "out"
        place.mkdir(exist_ok=True)
        if not killed_at(number, lambda out=out: work(source, out)):  # type: ignore[misc]
            break
        kills += 1
        there = bytes_in(out) if out.exists() else {}
        if what == "export":
            assert there in (before, whole, {}), (number, sorted(there))
        else:
            final = {name: data for name, data in there.items() if name in whole}
            assert all(data in (whole[name], before.get(name)) for name, data in final.items()), number
        if what == "import":
            texts = {name.removesuffix("txt") for name in final if name.endswith(".txt")}
            assert {name for name in whole if name.startswith(tuple(texts))} <= final.keys(), number
        work(source, out)
        assert settled(out) == whole, (number, sorted(settled(out)), sorted(whole))
        assert {one.name for one in place.iterdir() if ".lock." not in one.name} == {"out"}, number
    sys.stdout.write(str(kills))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
