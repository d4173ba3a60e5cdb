"""Keep the catalogues of other languages up to date with the words in the sources.

    python -m scripts.words            collect the words, bring every .po up to date, make the .mo files
    python -m scripts.words --check    change nothing; say what is missing, exit with 1 if anything is

A translator edits annotations/locale/<language>/LC_MESSAGES/sorot.po, then runs this.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "annotations" / "locale"
SOURCES = ("annotations", "gui", "schemas")
KEYWORDS = {"tr": None, "mark": None, "trn": (1, 2)}
WIDTH = 110
MADE = datetime(2026, 1, 1, tzinfo=UTC)  # the same words give the same bytes
_FIELD = re.compile(r"\{([a-z_0-9]*)(?:![a-z])?(?::[^{}]*)?\}")


def main() -> int:
    """Bring the catalogues up to date, or check them; return the exit code."""
    parser = argparse.ArgumentParser(description="Collect the words of the program into its catalogues.")
    parser.add_argument("--check", action="store_true", help="change nothing, say what is missing")
    check = parser.parse_args().check
    if not check:
        words = collected()
        for file in catalogues():
            refresh(file, words)
    problems = list(all_problems())
    for problem in problems:
        print(problem)
    return 1 if problems else 0


def catalogues() -> list[Path]:
    """The .po file of every language."""
    return sorted(LOCALE.glob("*/LC_MESSAGES/sorot.po"))


def collected() -> Catalog:
    """All words that the sources mark."""
    words = Catalog(project="Sorot")
    for source in SOURCES:
        found = extract_from_dir(ROOT / source, method_map=[("**.py", "python")], keywords=KEYWORDS)
        for _file, _line, text, _comments, _context in found:
            words.add(text)
    return words


def refresh(file: Path, words: Catalog) -> None:
    """Bring a catalogue up to date: new words come in without a translation, old ones go."""
    catalogue = _read(file)
    catalogue.update(words, no_fuzzy_matching=True, update_header_comment=False)
    catalogue.obsolete.clear()
    header, _, _ = file.read_text("utf-8").partition("\n\n")
    file.write_bytes(f"{header}\n\n".encode() + _po(catalogue))
    file.with_suffix(".mo").write_bytes(_mo(catalogue))


def all_problems() -> Iterator[str]:
    """What is wrong with the catalogues, a line each."""
    words = {_key(one): one for one in collected() if one.id}
    for file in catalogues():
        catalogue = _read(file)
        there = {_key(one): one for one in catalogue if one.id}
        where = file.relative_to(ROOT)
        yield from (f"{where}: not in the catalogue: {key}" for key in sorted(words.keys() - there.keys()))
        yield from (f"{where}: no longer used: {key}" for key in sorted(there.keys() - words.keys()))
        for key, message in sorted(there.items()):
            yield from (f"{where}: {problem}: {key}" for problem in _message_problems(message))
        compiled = file.with_suffix(".mo")
        if not compiled.exists() or compiled.read_bytes() != _mo(catalogue):
            yield f"{compiled.relative_to(ROOT)}: not made from the .po file"


def _message_problems(message: Message) -> Iterator[str]:
    sources, targets = _forms(message.id), _forms(message.string)
    if not all(targets):
        yield "no translation"
        return
    fields = set(_FIELD.findall(sources[-1]))
    for target in targets:
        if set(_FIELD.findall(target)) - {"count"} != fields - {"count"}:
            yield "other {fields}"
        if ("&" in sources[0]) != ("&" in target):
            yield "a key to press with Alt is lost or new"
        if sources[-1].endswith("…") != target.endswith("…"):
            yield "the dots at the end, which say that a question comes"
        if sources[-1].startswith(" ") != target.startswith(" "):
            yield "the blank at the start"


def _key(message: Message) -> str:
    return _forms(message.id)[0]


def _forms(text: object) -> tuple[str, ...]:
    """One text, or the two of a plural."""
    return tuple(map(str, text)) if isinstance(text, tuple | list) else (str(text or ""),)


def _read(file: Path) -> Catalog:
    with file.open("rb") as opened:
        return read_po(opened, locale=file.parents[1].name)


def _po(catalogue: Catalog) -> bytes:
    out = io.BytesIO()
    write_po(out, catalogue, width=WIDTH, no_location=True, omit_header=True, sort_output=True)
    return out.getvalue()


def _mo(catalogue: Catalog) -> bytes:
    catalogue.creation_date = catalogue.revision_date = MADE
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
