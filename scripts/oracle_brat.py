"""What brat's server finds in stand-off files, by a clone of brat; itself run in a process of its own."""

from __future__ import annotations

import codecs
import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from importlib import import_module
from itertools import zip_longest
from pathlib import Path
from typing import Any


def brat_answers(clone: Path, *annotated: Path) -> dict[str, Any]:
    """What brat reads in each file, what it finds wrong with it, and which lines it would write otherwise."""
    commit = _output("git", "-C", clone, "rev-parse", "HEAD").strip()
    with tempfile.TemporaryDirectory() as name:
        # Copies: its modules load with settings beside them only, and look for others in its own folder only.
        source = shutil.copytree(clone / "server" / "src", Path(name) / "src")
        places = "".join(f"{one} = {name!r}\n" for one in ("BASE_DIR", "DATA_DIR", "WORK_DIR"))
        (source / "config.py").write_text(f"ADMIN_CONTACT_EMAIL = ''\n{places}", encoding="utf-8")
        copied = [shutil.copytree(one.parent, Path(name) / one.stem) / one.name for one in annotated]
        answers: dict[str, Any] = json.loads(_output(sys.executable, __file__, source, *copied))
    return {"nlplab/brat": commit, **answers}


def _output(*command: object) -> str:
    return subprocess.run([*map(str, command)], stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout


def main() -> int:
    """Print what brat's modules, in the first folder named, make of the files named after it."""
    source, *annotated = map(Path, sys.argv[1:])
    sys.path.insert(0, str(source))
    module = import_module("annotation")
    vars(module)["codecs_open"] = _open
    print(json.dumps({path.stem: _told(module, path) for path in annotated}))
    return 0


def _open(path: str, mode: str, **more: Any) -> codecs.StreamReaderWriter:  # noqa: ANN401  codecs' own
    """Open a file without the letter of the mode that Python has given up; it changed nothing here."""
    return codecs.open(path, mode.replace("U", ""), **more)


def _told(module: Any, path: Path) -> dict[str, Any]:  # noqa: ANN401  brat's module
    document = module.TextAnnotations(str(path.with_suffix("")), read_only=True)
    settings = import_module("projectconfig").ProjectConfiguration(str(path.parent))
    issues = import_module("verify_annotations").verify_annotation(document, settings)
    before, again = path.read_bytes().decode().split("\n"), str(document).split("\n")
    return {
        "annotations": dict(sorted(Counter(type(one).__name__ for one in document).items())),
        "errors": document.messages.messages.errors,
        "warnings": document.messages.messages.warnings,
        "lines not read": len(document.failed_lines),
        "against the settings": [f"{one.ann_id} {one.type}: {one.description}" for one in issues],
        "lines written otherwise": [[old, new] for old, new in zip_longest(before, again) if old != new],
    }


if __name__ == "__main__":
    sys.exit(main())
