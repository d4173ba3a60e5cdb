"""Everything under `annotations` and `schemas` must load on a machine without Qt."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

IMPORT_ALL_WITHOUT_QT = """
import importlib, pkgutil, sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"PySide6", "shiboken6", "gui"}:
            raise ModuleNotFoundError(f"{name} is not for this floor", name=name)

sys.meta_path.insert(0, NoQt())
count = 0
for top in ("annotations", "schemas"):
    package = importlib.import_module(top)
    for module in pkgutil.walk_packages(package.__path__, top + "."):
        importlib.import_module(module.name)
        count += 1
print(count)
"""


def test_everything_under_the_window_loads_without_qt() -> None:
    answer = subprocess.run(
        [sys.executable, "-W", "error", "-c", IMPORT_ALL_WITHOUT_QT],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    assert int(answer.stdout) > 10
