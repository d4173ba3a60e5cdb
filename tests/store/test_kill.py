"""Two hundred annotators are killed in mid-stream: no acknowledged edit is lost, no label file invalid."""

import json
import os
import subprocess
import sys

import pytest

if not hasattr(os, "fork"):
    pytest.skip("annotators are forked", allow_module_level=True)

KILLS = 50


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_killed_annotators_lose_nothing_acknowledged(seed: int) -> None:
    command = [sys.executable, "-m", "tests.store.kill_server", str(seed), str(KILLS)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    kills = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(kills) >= KILLS
    assert all(kill["from"] <= kill["safe"] <= kill["left"] for kill in kills)
    # It was a real test: edits were done, and some had to be done again.
    assert any(kill["left"] > kill["from"] for kill in kills)
    assert any(kill["replayed"] for kill in kills)
    # Nearly always all that was done can be undone; never anything else.
    assert sum(kill["kept"] == kill["done"] for kill in kills) > 0.8 * len(kills)
    assert any(kill["kept"] for kill in kills)
