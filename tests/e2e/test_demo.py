"""The main job done once without a display: it ends by itself, whatever the document is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]


def demo(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, REPOSITORY / "main.py", "--demo", *arguments],
        cwd=folder,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_the_article_is_labelled_twice_over(tmp_path: Path) -> None:
    first = demo(tmp_path)
    assert first.returncode == 0, first.stderr
    labels = tmp_path / "out" / "demo" / "darna.labels.json"
    assert f"label file: {labels.resolve()}" in first.stdout
    assert "ISIS" in {one["spans"][0]["quote"] for one in json.loads(labels.read_text())["mentions"]}
    assert (tmp_path / "out" / "demo" / "window.png").stat().st_size > 10_000
    again = demo(tmp_path, "out/demo/darna.txt")
    assert again.returncode == 0, again.stderr


@pytest.mark.parametrize(
    "name, content, status, said",
    [
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 9, 2, "This is not a text file"),
        ("darna.labels.json", b"{}", 2, "darna.labels.json holds labels, not a text."),
        ("empty [1].md", b"", 1, "There was nothing to label"),
    ],
)
def test_what_cannot_be_labelled_is_said(
    tmp_path: Path, name: str, content: bytes, status: int, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    done = demo(tmp_path, name)
    assert (done.returncode, said in done.stdout) == (status, True), done.stdout + done.stderr


def test_a_place_where_nothing_can_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way")
    done = demo(tmp_path)
    assert done.returncode == 2
    assert "cannot be copied to" in done.stdout
