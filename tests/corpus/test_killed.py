"""Work that is killed at any moment: nothing half done under a final name, the next run puts all right."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.corpus.corpora import labels, mention, put


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills copies of a process")
@pytest.mark.parametrize("what, least", [("export", 20), ("file", 8), ("import", 8)])
def test_killed_at_each_thing_it_does_to_a_file(what: str, least: int, tmp_path: Path) -> None:
    for name in ("satu", "dua", "tiga"):
        sets = [labels(mention("m1", "GPE", 0, 5), annotator=one) for one in ("ayu", "budi")]
        put(tmp_path / "in", name, f"Libya {name}", sets)
    words = [sys.executable, "-m", "tests.corpus.killed", what, str(tmp_path)]
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) >= least
