"""How verbs talk: sentences and progress bars on a terminal, or one JSON object a line."""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from annotations.commands.output import drop_output
from annotations.corpus.work import Progress
from annotations.formats.counting import counted
from annotations.formats.errors import FormatError
from annotations.formats.exchange import Refused
from annotations.formats.losses import NO_TITLES, LossReport, Reason, title
from annotations.formats.told import ToldReport
from annotations.store.trouble import StoreError
from annotations.words import english

if TYPE_CHECKING:
    from tqdm import tqdm

DONE, LOST, UNREADABLE = 0, 1, 2

STATUSES = """\
exit status:
  0  done
  1  some documents were refused, or --strict and something would be lost
  2  a file cannot be read or written, or the arguments are wrong
"""

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LISTED = 3
_SECONDS = 1.0


class Terminal:
    """Prints what a verb has to say."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self._bar: tqdm[NoReturn] | None = None
        self._step = ""
        self._told = 0.0
        self._called: list[tuple[str, str]] = []

    @property
    def progress(self) -> Progress:
        """What a long piece of work tells how far it is: a bar on a terminal, events with ``--json``."""
        return self._progress

    def say(self, event: str, sentence: str, **members: object) -> None:
        """A sentence for people, or an object with ``event`` and the members for programs."""
        self._end_bar()
        if self._as_json:
            print(json.dumps({"event": event, **members}), flush=True)
        elif sentence:
            print(printable(sentence), flush=True)

    def complain(self, event: str, sentence: str, **members: object) -> None:
        """As ``say``, of what is wrong: on the error output."""
        self._end_bar()
        sentence = self._shown(sentence)
        members = {name: self._shown(one) if isinstance(one, str) else one for name, one in members.items()}
        if self._as_json:
            print(json.dumps({"event": event, "message": sentence, **members}), flush=True)
        else:
            print(printable(sentence), file=sys.stderr, flush=True)

    def call(self, one: object, other: object) -> None:
        """From now on, in complaints, call one thing by another name, such as an unpacked file."""
        self._called.append((str(one), str(other)))

    def refused(self, one: Refused) -> None:
        """A document that could not be read: which, where and why."""
        where = ": ".join(part for part in (str(one.path), one.place) if part)
        self.complain(
            "refused", f"{where}: {one.message}", document=one.name, file=str(one.path), place=one.place
        )

    def told(self, report: ToldReport) -> None:
        """What readers had to decide, each with the number of documents and of things."""
        for one, documents in report.rows():
            sentence = f"{counted(documents, 'document')}: {one}"
            self.say("told", sentence, message=one.what, documents=documents, count=one.count)

    def losses(self, report: LossReport, titles: Mapping[Reason, str] = NO_TITLES) -> None:
        """What will be lost, reason by reason, before it is; ``titles`` in place of the usual ones."""
        for reason, count, listed in report.rows():
            what = titles.get(reason) or title(reason)
            places = "; ".join(
                f"{one.document}{'' if one.start is None else f' at {one.start}'}"
                f"{f' ({one.detail})' if one.detail else ''}"
                for one in listed[:_LISTED]
            )
            more = "; …" if count > _LISTED else ""
            sentence = f"lost: {count:,} {what}: {places}{more}"
            self.say("loss", sentence, reason=reason.value, title=what, count=count)

    def _progress(self, step: str, done: int, total: int | None) -> None:
        if self._as_json:
            self._tell_progress(step, done, total)
            return
        if not sys.stderr.isatty():
            return
        bar = self._bar
        if bar is None or step != self._step:
            self._end_bar()
            from tqdm import tqdm  # noqa: PLC0415 - only on a terminal

            tqdm.monitor_interval = 0  # no thread that looks after bars
            self._bar = bar = tqdm(total=total, desc=step, unit="doc", leave=False, file=sys.stderr)
            self._step = step
        bar.total = total
        bar.update(done - bar.n)

    def _shown(self, text: str) -> str:
        for one, other in self._called:
            text = text.replace(one, other)
        return text

    def _tell_progress(self, step: str, done: int, total: int | None) -> None:
        """An event when a step begins and when it is done, and one a second between."""
        now = time.monotonic()
        if step != self._step or done == total or now - self._told >= _SECONDS:
            self._step, self._told = step, now
            print(json.dumps({"event": "progress", "step": step, "done": done, "total": total}), flush=True)

    def _end_bar(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None


def printable(text: str) -> str:
    """The text on one line or several, with characters that a terminal might obey written as escapes."""
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def guarded(options: argparse.Namespace, work: Callable[[Terminal], int]) -> int:
    """Do the work of a verb; what it cannot read or write becomes one sentence and the exit status 2."""
    terminal = Terminal(as_json=options.json)
    try:
        return work(terminal)
    except FormatError as error:
        place = "" if error.path is None else str(error.path)
        terminal.complain("error", str(error), file=place, place=error.place)
    except StoreError as error:
        terminal.complain("error", str(error), file=str(error.path), place="")
    except BrokenPipeError:  # nobody reads on, as in `| head`
        drop_output()
        return DONE
    except OSError as error:
        terminal.complain("error", f"{error.filename or ''}: {error.strerror or error}".removeprefix(": "))
    return UNREADABLE


# -- arguments that several verbs have ---------------------------------------------------------------------


def add_common(parser: argparse.ArgumentParser) -> None:
    """``--json`` and ``--jobs``."""
    parser.add_argument("--jobs", type=_jobs, metavar="N", help="processes to work with (default: all cores)")
    parser.add_argument("--json", action="store_true", help="one JSON object a line instead of sentences")


def _jobs(written: str) -> int:
    if not (written.isdecimal() and int(written)):
        raise argparse.ArgumentTypeError(f'a number from 1, not "{written}"')
    return int(written)


def pairs(written: list[str] | None) -> Mapping[str, str]:
    """``name=value`` options. Raises FormatError for what has no ``=``."""
    made = {}
    for one in written or ():
        name, sign, value = one.partition("=")
        if not sign:
            raise FormatError(f'An option is written name=value, not "{one}".')
        made[name] = value
    return made


def write_losses(path: Path | None, report: LossReport, told: ToldReport) -> None:
    """The loss report, with what readers had to decide, as a JSON file where one is asked for.

    Raises OSError.
    """
    if path is not None:
        from annotations.corpus.manifest import losses_to_dict  # noqa: PLC0415 - seldom

        read = [
            {"message": english(one.what), "documents": documents, "count": one.count}
            for one, documents in told.rows()
        ]
        whole = losses_to_dict(report) | {"read": read}
        data = json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
        path.write_bytes(data.encode("utf-8", "backslashreplace"))
