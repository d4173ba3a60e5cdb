"""Verbs that are stopped while several processes work: by Ctrl+C, or killed."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.corpus.corpora import labels, mention, put

pytestmark = pytest.mark.skipif(not hasattr(os, "killpg"), reason="groups of processes are POSIX's")
DOCUMENTS = 2_000  # as many as keep two processes busy until they are stopped


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Many small documents."""
    for number in range(DOCUMENTS):
        put(tmp_path / "in", f"{number:04}", f"Libya {number}", [labels(mention("m1", "GPE", 0, 5))])
    return tmp_path / "in"


@contextmanager
def sorot(folder: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    """The program in a group of processes of its own, with a folder of its own for what it puts aside."""
    (folder / "aside").mkdir()
    program = [sys.executable, "main.py", *words, "--jobs", "2", "--json"]
    environment = os.environ | {"TMPDIR": str(folder / "aside")}
    with subprocess.Popen(
        program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, text=True, process_group=0
    ) as running:
        yield running


def begun(running: subprocess.Popen[str], step: str) -> None:
    """Wait until the work is at a step."""
    assert running.stdout is not None
    for line in running.stdout:
        told = json.loads(line)
        if told["event"] == "progress" and told["step"] == step:
            return
    raise AssertionError(running.communicate())


@pytest.mark.parametrize("step", ["reading", "writing", "reading back"])
def test_ctrl_c_ends_all_processes_and_leaves_nothing(step: str, corpus: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    with sorot(tmp_path, "export", str(corpus), "--format", "conll", "--out", out) as running:
        begun(running, step)
        os.killpg(running.pid, signal.SIGINT)  # as a terminal does, to the workers too
        _, err = running.communicate()  # to the end of the last process that could write there
    assert (running.returncode, err) == (130, "")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["aside", "in"]
    assert not list((tmp_path / "aside").iterdir())


@pytest.mark.parametrize("form", ["bdoc", "conllu"])
def test_ctrl_c_ends_the_check_by_another_reader(form: str, corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with sorot(tmp_path, "export", str(corpus), "--format", form, "--out", str(out)) as running:
        begun(running, "checking")
        os.killpg(running.pid, signal.SIGINT)
        _, err = running.communicate()
    assert (running.returncode, err) == (130, "")
    assert not out.exists()


def test_workers_end_with_the_one_that_started_them(corpus: Path, tmp_path: Path) -> None:
    with sorot(tmp_path, "stats", str(corpus)) as running:
        begun(running, "counting")
        running.kill()
        _, err = running.communicate()
    assert "Traceback" not in err


def test_ctrl_c_leaves_nothing_of_an_archive(corpus: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "zipfile", "-c", str(tmp_path / "in.zip"), str(corpus)], check=True)
    out = str(tmp_path / "out")
    with sorot(tmp_path, "import", str(tmp_path / "in.zip"), "--out", out, "--new-labels") as running:
        begun(running, "reading")
        os.killpg(running.pid, signal.SIGINT)
        _, err = running.communicate()
    assert (running.returncode, err) == (130, "")
    assert not list((tmp_path / "aside").iterdir())
    assert not (tmp_path / "out").exists()


def test_progress_on_a_terminal_goes_away(tmp_path: Path) -> None:
    import pty
    import termios

    for number in range(40):
        put(tmp_path / "in", str(number), f"Libya {number}", [labels(mention("m1", "GPE", 0, 5))])
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    words = ["export", str(tmp_path / "in"), "--format", "doccano", "--out", str(tmp_path / "out")]
    running = subprocess.Popen(
        [sys.executable, "main.py", *words, "--jobs", "1"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=os.environ | {"TERM": "xterm"},
    )
    os.close(theirs)
    shown = _all_of(ours)
    assert running.wait() == 0
    assert "reading" in shown
    assert "doc/s" in shown
    assert _left_on_screen(shown) == [
        "40 documents with 40 mentions",
        "all: 40 documents",
        f"{tmp_path / 'out'}: read back and compared: 40 documents.",
    ]


def _all_of(terminal: int) -> str:
    made = b""
    try:
        while data := os.read(terminal, 65536):
            made += data
    except OSError:  # the other side is closed
        pass
    os.close(terminal)
    return made.decode()


def _left_on_screen(shown: str) -> list[str]:
    """The lines when all is over: what follows a return to the begin of a line is written over it."""
    lines = []
    for line in shown.replace("\r\n", "\n").split("\n"):
        left = ""
        for part in line.split("\r"):
            left = part + left[len(part) :]
        lines.append(left.rstrip())
    return [line for line in lines if line]
