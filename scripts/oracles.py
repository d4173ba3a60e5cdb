"""Ask the large readers of other tools what they make of what Sorot writes, and keep what they answer.

python -m scripts.oracles                     ask all but brat, write their answers to tests/files/oracles
python -m scripts.oracles spacy               ask some
python -m scripts.oracles --brat FOLDER       ask brat, whose clone is in that folder
python -m scripts.oracles --check spacy       say whether one answers as it did; change nothing

`make test-all` asks them again. `make test` has none of them; it checks that what is written, and the
releases that the locks name, are still those that were asked about.
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from scripts import oracle_answers as answers
from scripts.content import digest_of
from scripts.export_sample import EXPORTS, ROOT
from scripts.oracle_brat import brat_answers
from scripts.oracle_spacy import CORPUS, spacy_answers

KEPT = ROOT / "tests" / "files" / "oracles"
LOCKS = ("all.lock", "built.lock")
LABEL_STUDIO = ROOT / "tests" / "files" / "label-studio" / "written"
BRAT = ROOT / "tests" / "files" / "brat"
_SPACY = EXPORTS / "spacy"


@dataclass(frozen=True)
class Oracle:
    """A reader: its libraries, the files that it is given, and how it is asked about them."""

    libraries: tuple[str, ...]
    files: tuple[Path, ...]
    ask: Callable[[], dict[str, Any]]

    def given(self) -> dict[str, str]:
        """The digest of the content of each file, by its path."""
        return {one.relative_to(ROOT).as_posix(): digest_of(one) for one in self.files}

    def versions(self) -> dict[str, str]:
        """The releases of the libraries that are installed."""
        return {name: version(name) for name in self.libraries}


ORACLES: Mapping[str, Oracle] = {
    "spacy": Oracle(
        ("spacy",),
        (_SPACY / "darna.spacy", _SPACY / "darna.ner.cfg", _SPACY / "darna.spancat.cfg", CORPUS),
        lambda: spacy_answers(_SPACY),
    ),
    "datasets": Oracle(
        ("datasets", "pyarrow"),
        (EXPORTS / "parquet" / "darna.parquet",),
        lambda: answers.datasets_answers(EXPORTS / "parquet" / "darna.parquet"),
    ),
    "label-studio": Oracle(
        ("label-studio-sdk",),
        (
            EXPORTS / "label-studio" / "darna.json",
            EXPORTS / "label-studio" / "darna.label-studio-config.xml",
            LABEL_STUDIO / "tasks.json",
            LABEL_STUDIO / "label-studio-config.xml",
        ),
        lambda: {
            "article": answers.label_studio_answers(
                EXPORTS / "label-studio" / "darna.json",
                EXPORTS / "label-studio" / "darna.label-studio-config.xml",
            ),
            "everything that a task holds": answers.label_studio_answers(
                LABEL_STUDIO / "tasks.json", LABEL_STUDIO / "label-studio-config.xml"
            ),
        },
    ),
    "seqeval": Oracle(
        ("seqeval", "spacy"),
        (EXPORTS / "conll" / "darna.conll",),
        lambda: answers.conll_answers(EXPORTS / "conll" / "darna.conll"),
    ),
    "pandas": Oracle(
        ("pandas",),
        (EXPORTS / "csv" / "darna.csv", EXPORTS / "tsv" / "darna.tsv"),
        lambda: answers.pandas_answers(EXPORTS / "csv" / "darna.csv", EXPORTS / "tsv" / "darna.tsv"),
    ),
}
# brat is no package: it is asked with a clone of it, by hand.
_CONF = "annotation.conf"
BRAT_FILES = (
    *(EXPORTS / "brat" / name for name in ("darna.ann", "darna.txt", _CONF)),
    *(BRAT / name for name in ("traps.ann", "traps.txt", _CONF)),
)


def brat_oracle(clone: Path | None) -> Oracle:
    """brat, to be asked with a clone, or only to see what it was given."""

    def ask() -> dict[str, Any]:
        if clone is None:
            raise ValueError("brat can be asked with a clone only: --brat FOLDER")
        return brat_answers(clone, *(one for one in BRAT_FILES if one.suffix == ".ann"))

    return Oracle((), BRAT_FILES, ask)


def every_oracle(clone: Path | None = None) -> dict[str, Oracle]:
    """All of them by their names, brat too."""
    return {**ORACLES, "brat": brat_oracle(clone)}


def kept(name: str) -> dict[str, Any]:
    """What is kept of an oracle: `versions`, what it was `given`, and what it `answers`."""
    found: dict[str, Any] = json.loads((KEPT / f"{name}.json").read_bytes())
    return found


def locked() -> dict[str, str]:
    """The releases that the locks name."""
    texts = ((ROOT / "requirements" / name).read_text(encoding="ascii") for name in LOCKS)
    return dict(re.findall(r"^([\w-]+)==([\w.]+)", "\n".join(texts), re.MULTILINE))


def asked(oracle: Oracle) -> str:
    """What is to be kept: the oracle is asked now."""
    found = {"versions": oracle.versions(), "given": oracle.given(), "answers": oracle.ask()}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def differences(name: str, now: str) -> list[str]:
    """The lines in which what an oracle answers now differs from what is kept."""
    path = KEPT / f"{name}.json"
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    return list(difflib.unified_diff(before.splitlines(), now.splitlines(), "kept", "now", lineterm="", n=1))


def main() -> int:
    """Ask, then write or compare; 1 when something differs."""
    chosen = _arguments()
    oracles = every_oracle(chosen.brat)
    found = []
    for name in chosen.names or (ORACLES if chosen.brat is None else ["brat"]):
        now = asked(oracles[name])
        if chosen.check:
            found += differences(name, now)
        else:
            (KEPT / f"{name}.json").write_text(now, encoding="utf-8", newline="\n")
    told = "They answer as is kept." if chosen.check else "What they answer is kept; read what is different."
    print("\n".join(found) or told)
    return bool(found)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m scripts.oracles",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    # An empty list has to be a choice: it is what no name gives.
    parser.add_argument("names", nargs="*", choices=[[], *ORACLES], metavar="NAME", help=", ".join(ORACLES))
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--brat", type=Path, metavar="FOLDER")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
