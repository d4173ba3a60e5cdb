"""The Python example of the docs runs, and says what it seems to say."""

import re
import shutil
from pathlib import Path

import pytest

PAGE = Path("docs/command-line.md")


def test_the_example_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    shutil.copytree("samples", tmp_path / "samples", ignore=shutil.ignore_patterns("exports"))
    monkeypatch.chdir(tmp_path)
    exec(compile(code, PAGE.name, "exec"), {})  # noqa: S102 - our own page
    first, counts, losses = capsys.readouterr().out.splitlines()
    assert first == "darna 4653 code points"
    assert counts == "43 of 43"
    assert "('event', 59)" in losses
