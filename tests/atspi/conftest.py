"""The program on a screen of its own, and a screen reader that listens to it over AT-SPI."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SYSTEM_PYTHON = "/usr/bin/python3"


class Reader:
    """A screen reader and a keyboard."""

    def __init__(self, probe: subprocess.Popen[str], environment: dict[str, str]) -> None:
        self._probe = probe
        self._environment = environment

    def press(self, *keys: str) -> None:
        """Press keys, named as X11 does: ``p``, ``ctrl+k``, ``F6``."""
        subprocess.run(["xdotool", "key", *keys], env=self._environment, check=True, timeout=30)

    def waits_for(self, event: str, about: str) -> list[dict[str, Any]]:
        """Listen until this is heard, and say what was heard on the way."""
        answer = self._ask(do="wait", event=event, about=about)
        assert answer["found"], (event, about, answer["heard"])
        heard: list[dict[str, Any]] = answer["heard"]
        return heard

    def hears(self, sentence: str) -> None:
        """The sentence is announced."""
        self.waits_for("object:announcement", sentence)

    def stands_on(self, name: str) -> None:
        """The focus arrives at the control with this name."""
        self.waits_for("object:state-changed:focused", name)

    def reads(self) -> dict[str, Any]:
        """Text and caret of the control that has the focus."""
        return self._ask(do="read")

    def tree(self) -> list[dict[str, Any]]:
        """Everything that shows."""
        nodes: list[dict[str, Any]] = self._ask(do="tree")["nodes"]
        return nodes

    def start(self) -> None:
        assert self._ask(do="start")["found"], "the program does not show up on the accessibility bus"

    def _ask(self, **command: object) -> dict[str, Any]:
        assert self._probe.stdin is not None
        assert self._probe.stdout is not None
        self._probe.stdin.write(json.dumps(command) + "\n")
        self._probe.stdin.flush()
        line = self._probe.stdout.readline()
        assert line, "the screen reader has died"
        answer: dict[str, Any] = json.loads(line)
        return answer


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    """The program with the shipped article, without labels, on a screen of its own."""
    article = tmp_path / "darna.txt"
    shutil.copyfile(ROOT / "samples" / "darna.txt", article)
    with ExitStack() as running:

        def start(command: list[str], **options: Any) -> subprocess.Popen[str]:  # noqa: ANN401
            process = running.enter_context(subprocess.Popen(command, text=True, **options))
            running.callback(process.terminate)
            return process

        screen = start(
            ["Xvfb", "-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert screen.stdout is not None
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("QT_", "DBUS_"))},
            "DISPLAY": f":{screen.stdout.readline().strip()}",
            "HOME": str(tmp_path),
            "XDG_CONFIG_HOME": str(tmp_path / "config"),
            "XDG_DATA_HOME": str(tmp_path / "data"),
            "XDG_STATE_HOME": str(tmp_path / "state"),
            "XDG_RUNTIME_DIR": str(tmp_path),
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "LC_ALL": "C.UTF-8",
        }
        bus = start(
            ["dbus-daemon", "--session", "--nofork", "--print-address"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        assert bus.stdout is not None
        environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        probe = start(
            [SYSTEM_PYTHON, str(Path(__file__).with_name("probe.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
        )
        start(
            [sys.executable, str(ROOT / "main.py"), str(article)],
            stderr=subprocess.DEVNULL,
            env=environment,
            cwd=tmp_path,
        )
        hands = Reader(probe, environment)
        hands.start()
        yield hands
