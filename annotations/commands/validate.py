"""The verb `validate`: hold label files and label sets against their formats, texts and label sets."""

from __future__ import annotations

import argparse
import contextlib
import errno
import io
import json
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotations.commands.output import drop_output
from annotations.formats.counting import counted
from annotations.formats.file_names import LABEL_SETS, LABELS, document_names
from annotations.formats.native import label_set_to_dict
from annotations.store.files import read_file
from annotations.store.label_sets import label_set_known_as, label_sets_in
from schemas.collector import collector_paused
from schemas.formats import ANNOTATION_SET, LABEL_SET
from schemas.locate import locate
from schemas.problems import Problem
from schemas.reading import MAXIMUM_BYTES, UnreadableJson, parse_json
from schemas.text_checks import digest
from schemas.validation import annotation_set_problems, label_set_problems

DESCRIPTION = """\
Check label files (annotation sets, *.labels.json) and label sets (*.labelset.json).

Each file is held against its format. An annotation set is also held against its text, when that stands
beside it (NAME.txt, or the name that the file gives), and against its label set: the one of --label-set, one
in the folder that is checked, or the shipped one when that is "news".
"""

EPILOG = """\
examples:
  sorot validate darna.labels.json                 one file, with darna.txt if it is there
  sorot validate corpus/                           all label files and label sets in and below a folder
  sorot validate --label-set crime.labelset.json corpus/
  git show HEAD:darna.labels.json | sorot validate -
  sorot validate --json corpus/ | jq -r .code | sort | uniq -c

output:
  FILE:LINE:COLUMN: POINTER: what is wrong and what to do
  One line a problem, sorted by place; the pointer (RFC 6901) is left out when it is the whole file.
  With --json, one object a line with file, line, column, pointer, code, message and value. The codes are
  listed in docs/label-file.md. What could not be checked, and a summary, go to the error output.

exit status:
  0  no problems      1  problems      2  a file cannot be read, or the arguments are wrong
"""

RIGHT, PROBLEMS, UNREADABLE = 0, 1, 2

_STDIN = "-"
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LONGEST_VALUE = 200


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Files, the label set, and the form of the output."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="a file, a folder, or - for standard input")
    parser.add_argument(
        "--label-set", type=Path, metavar="FILE", help="the label set that the annotation sets are from"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a line instead of sentences")


def run(options: argparse.Namespace) -> int:
    """Check what the arguments name."""
    return validate(options.files, label_set=options.label_set, as_json=options.json)


def validate(files: Sequence[str], label_set: Path | None = None, *, as_json: bool = False) -> int:
    """Check files, folders and "-"; print one line a problem; RIGHT, PROBLEMS or UNREADABLE."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    checked = _Run(as_json=as_json)
    try:
        given = None if label_set is None else checked.label_set(label_set)
        if checked.status == RIGHT:
            for name in _files(files, checked):
                with collector_paused():  # it would take half of the time
                    checked.check(name, given)
            checked.say(checked.summary())
        print(end="", flush=True)
    except BrokenPipeError:  # nobody reads on, as in `| head`
        drop_output()
    except OSError as error:  # of the output: those of files have been printed
        drop_output()
        checked.say(f"The output cannot be written: {error.strerror or error}.")
        return UNREADABLE
    return checked.status


@dataclass(slots=True)
class _Run:
    """One run of the verb: what has been counted and how it is printed."""

    as_json: bool
    files: int = 0
    problems: int = 0
    wrong: int = 0
    unreadable: int = 0
    beside: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """The label sets that stand in the folder at hand, by their ids."""

    @property
    def status(self) -> int:
        """The exit status so far."""
        if self.unreadable:
            return UNREADABLE
        return PROBLEMS if self.problems else RIGHT

    def summary(self) -> str:
        """One line on all files."""
        wrong = f"{counted(self.problems, 'problem')} in {counted(self.wrong, 'file')}"
        found = wrong if self.problems else "no problems"
        unreadable = f"; {counted(self.unreadable, 'file')} cannot be read" if self.unreadable else ""
        return f"{counted(self.files, 'file')} checked, {found}{unreadable}."

    def say(self, sentence: str) -> None:
        """Tell the person what is not a problem of a file."""
        print(_printable(sentence), file=sys.stderr)

    def label_set(self, path: Path) -> Mapping[str, Any] | None:
        """The label set of --label-set; None, and its problems printed, when it has any."""
        read = self._read(str(path))
        if read is None:
            return None
        problems = label_set_problems(read[1])
        self._print(str(path), read[0], problems)
        return None if problems or not isinstance(read[1], dict) else read[1]

    def check(self, name: str, given: Mapping[str, Any] | None) -> None:
        """Check one file and print its problems."""
        read = self._read(name)
        if read is None:
            return
        self.files += 1
        source, data = read
        if _is_label_set(name, data):
            self._print(name, source, label_set_problems(data))
            return
        members = data if isinstance(data, dict) and data.get("format") == ANNOTATION_SET else {}
        text = self._text(name, members)
        rules = _label_set_for(members, given, self.beside)
        problems = annotation_set_problems(data, text, rules)
        self._print(name, source, problems)
        if not problems and text is None:
            self.say(f"{_shown(name)}: no text beside it; its digest and quotes are not checked.")
        if not problems and rules is None:
            self.say(f"{_shown(name)}: its label set is not at hand (--label-set); labels are not checked.")

    def cannot_read(self, name: str, message: str, line: int = 1, column: int = 1) -> None:
        """Print why a file cannot be read."""
        self.unreadable += 1
        self._line(name, (line, column), Problem("", message, None, "unreadable"))

    def _read(self, name: str) -> tuple[bytes, object] | None:
        """The bytes and the value of a file; None, and the reason printed, when it cannot be read."""
        try:
            source = _bytes_of(name)
            return source, parse_json(source)
        except OSError as error:
            self.cannot_read(name, f"The file cannot be read: {error.strerror or error}.")
        except UnreadableJson as error:
            self.cannot_read(name, error.message, error.line, error.column)
        return None

    def _text(self, name: str, members: Mapping[str, Any]) -> str | None:
        """The text beside an annotation set: the one it is of when that is there, else the first."""
        first: str | None = None
        document = members.get("document")
        wanted = document.get("digest") if isinstance(document, dict) else None
        for path in _texts_beside(name, document):
            try:
                texts = list(_decoded(read_file(path)[0], wanted))
            except OSError as error:
                self.cannot_read(str(path), f"The text cannot be read: {error.strerror or error}.")
                continue
            except ValueError as error:  # UndecodableError, whose message is a sentence
                self.cannot_read(str(path), str(error))
                continue
            if digest(texts[-1]) == wanted:
                return texts[-1]
            first = first or texts[0]
        return first

    def _print(self, name: str, source: bytes, problems: Sequence[Problem]) -> None:
        if not problems:
            return
        self.wrong += 1
        self.problems += len(problems)
        places = locate(source, {problem.pointer for problem in problems})
        for problem in sorted(problems, key=lambda one: places[one.pointer]):
            self._line(name, places[problem.pointer], problem)

    def _line(self, name: str, place: tuple[int, int], problem: Problem) -> None:
        name = _shown(name)
        if self.as_json:
            value = problem.value[:_LONGEST_VALUE] if isinstance(problem.value, str) else problem.value
            members = {"file": name, "line": place[0], "column": place[1], "pointer": problem.pointer}
            members |= {"code": problem.code, "message": problem.message, "value": value}
            print(json.dumps(members))
        else:
            pointer = f"{problem.pointer}: " if problem.pointer else ""
            print(_printable(f"{name}:{place[0]}:{place[1]}: {pointer}{problem.message}"))


def _files(names: Sequence[str], run: _Run) -> Iterator[str]:
    """The files that the arguments stand for; folders give the label files and label sets below them."""
    for name in names:
        if name == _STDIN or not _is_folder(name):
            run.beside = {}
            yield name
            continue
        found = sorted(_below(Path(name), run))
        run.beside = {key: label_set_to_dict(one) for key, one in label_sets_in(Path(name)).items()}
        if not found:
            run.cannot_read(name, f"No *{LABELS} and no *{LABEL_SETS} in this folder or below.")
        yield from map(str, found)


def _is_folder(name: str) -> bool:
    try:
        return bool(name) and Path(name).is_dir()
    except OSError:  # met again, and said, when it is read
        return False


def _below(folder: Path, run: _Run) -> Iterator[Path]:
    def tell(error: OSError) -> None:
        run.cannot_read(str(error.filename), f"The folder cannot be read: {error.strerror or error}.")

    for place, folders, files in os.walk(folder, onerror=tell):
        folders[:] = [one for one in folders if not one.startswith(".")]
        yield from (Path(place, one) for one in files if one.endswith((LABELS, LABEL_SETS)))


def _bytes_of(name: str) -> bytes:
    if name != _STDIN:
        return read_file(Path(name))[0]
    if sys.stdin is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    return sys.stdin.buffer.read(MAXIMUM_BYTES + 1)


def _is_label_set(name: str, data: object) -> bool:
    stated = data.get("format") if isinstance(data, dict) else None
    return stated == LABEL_SET or (stated != ANNOTATION_SET and name.endswith(LABEL_SETS))


def _label_set_for(
    members: Mapping[str, Any], given: Mapping[str, Any] | None, beside: Mapping[str, Mapping[str, Any]]
) -> Mapping[str, Any] | None:
    """The label set to check with: what is meant of the given one and the folder's, else a known one."""
    named = members.get("label_set")
    wanted = named.get("id") if isinstance(named, dict) else None
    if given is not None and given["label_set"]["id"] == wanted:
        return given
    if isinstance(wanted, str) and wanted in beside:
        return beside[wanted]
    known = label_set_known_as(wanted) if isinstance(wanted, str) else None
    return given if known is None else known


def _texts_beside(name: str, document: object) -> Iterator[Path]:
    if name == _STDIN:
        return
    path = Path(name)
    names = list(document_names(path))
    stated = document.get("name") if isinstance(document, dict) else None
    if isinstance(stated, str) and stated == Path(stated).name and "\\" not in stated and "\0" not in stated:
        names.append(stated)
    for one in dict.fromkeys(names):
        with contextlib.suppress(OSError):  # a name that is too long
            if path.with_name(one).is_file():
                yield path.with_name(one)


def _decoded(data: bytes, wanted: object) -> Iterator[str]:
    """The text as it most likely is, then as it may be, up to the one that has the wanted digest."""
    from annotations.text.decoding import UndecodableError, decode  # noqa: PLC0415 - only when there is a text

    likely = decode(data)
    yield likely.text
    if digest(likely.text) == wanted:
        return
    for encoding in likely.alternatives:
        try:
            text = decode(data, encoding).text
        except UndecodableError:
            continue
        yield text
        if digest(text) == wanted:
            return


def _shown(name: str) -> str:
    return "standard input" if name == _STDIN else name


def _printable(text: str) -> str:
    """The text on one line, with nothing in it that a terminal would act on."""
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
