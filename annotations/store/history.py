"""The undo history of one document on disk: it follows the label file, and never holds it up.

What is lost of a history is a convenience, so nothing here raises because of a disk: then there is no history
of that label file, or one that ends at an earlier state of it, where it is right as well.
"""

from __future__ import annotations

import contextlib
import logging
import os
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from zlib import crc32

from annotations.edits.edit import Title
from annotations.model.annotation_set import AnnotationSet
from annotations.store.files import read_file, replace_file
from annotations.store.history_folder import clear_out, history_path, make_folder, others
from annotations.store.history_lines import Lost, header_line, line_of, lines_of, mark_line, parse_history
from annotations.store.kept_steps import MOST_BYTES, KeptStep, Recorded, Steps
from schemas.late import late_dataclass

_log = logging.getLogger(__name__)

_APPEND = os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0)
_ROOM = 1_000_000  # bytes that a file may hold beside twice its steps, before it is written anew


@late_dataclass(frozen=True)
class Past:
    """The steps of earlier runs as they were at opening, the first ``done`` of them done.

    ``lost`` says why a history that is there could not be used.
    """

    steps: tuple[KeptStep, ...] = ()
    done: int = 0
    lost: Lost | None = None


class History:
    """Follows what is recorded, and writes it down whenever the label file is replaced.

    ``record`` belongs to the thread that edits, the rest to the writer thread.
    """

    def __init__(
        self,
        folder: Path | None,
        label_path: Path,
        annotations: AnnotationSet,
        labels: str | None,
        unsaved: Iterable[tuple[int, bytes]] = (),
    ) -> None:
        """Go on from the label file with the digest ``labels`` and from what a crash kept out of it.

        Without a ``folder`` nothing is kept.
        """
        self._folder = folder
        self._document = annotations.document
        self._header = header_line(annotations.document, annotations.label_set, annotations.annotator)
        self._label_path, self._labels = label_path, labels
        self._recovered = tuple(line for _, line in unsaved)
        self._waiting: deque[Recorded] = deque()
        self._steps: Steps | None = None
        self._past = Past()
        self._file: int | None = None
        self._size = self._total = 0  # bytes in the file and their CRC-32

    def record(self, one: Recorded) -> None:
        """Follow an edit from the next replacement of the label file on."""
        if self._folder is not None:
            self._waiting.append(one)

    def take_past(self) -> Past:
        """The steps of earlier runs, to whoever asks first."""
        self._read()
        past, self._past = self._past, Past()
        return past

    def keep(self, labels: str, through: int) -> None:
        """Write down the edits up to ``through``: they lead to a label file with this digest."""
        if self._folder is None:
            return
        steps = self._read()
        with self._forgiven():
            if self._file is None or self._size > 2 * steps.size + _ROOM:
                self._write_anew(self._folder, steps)
        lines = list(self._take(steps, through))
        with self._forgiven():
            self._append(lines, labels)
        self._labels = labels

    def move(self, label_path: Path, labels: str, through: int) -> None:
        """Go on with another label file, which has this digest. The history so far stays for the old one."""
        self._let_go()
        self._label_path = label_path
        self.keep(labels, through)

    def close(self) -> None:
        """Let go of the file."""
        with contextlib.suppress(OSError):
            if self._file is not None:
                os.fsync(self._file)
        self._let_go()

    # -- reading ------------------------------------------------------------------------------------------

    def _read(self) -> Steps:
        """The steps as they are followed, which begin with what was kept at an earlier time."""
        if self._steps is None:
            found = Lost.CHANGED if self._labels is None else self._found(self._labels)
            self._steps = Steps() if isinstance(found, Lost) else found
            recovered = [_recorded(line) for line in self._recovered]
            self._waiting.extendleft(reversed(recovered))
            past = self._steps.copy()
            for one in recovered:
                past.take(one)
            lost = found if isinstance(found, Lost) and self._labels is not None else None
            self._past = Past(tuple(past), past.done, lost)
        return self._steps

    def _found(self, labels: str) -> Steps | Lost:
        """What is kept of this label file, here or under the name that it had before it was moved."""
        if self._folder is None:
            return Steps()
        path = self._path(self._folder)
        with contextlib.suppress(FileNotFoundError):
            return self._parsed(path, labels)
        for other in others(self._folder, self._document.digest, path):
            with contextlib.suppress(FileNotFoundError):
                found = self._parsed(other, labels)
                if isinstance(found, Steps):
                    return found
        return Steps()

    def _parsed(self, path: Path, labels: str) -> Steps | Lost:
        """What a file holds. Raises FileNotFoundError."""
        try:
            if path.stat().st_size > 4 * MOST_BYTES:
                return Lost.DAMAGED
            data, _ = read_file(path)
        except FileNotFoundError:
            raise
        except OSError as error:
            _log.info("no undo history: %s", error)
            return Lost.DAMAGED
        return parse_history(data, self._document, labels)

    # -- writing ------------------------------------------------------------------------------------------

    def _path(self, folder: Path) -> Path:
        return history_path(folder, self._label_path, self._document.digest)

    def _take(self, steps: Steps, through: int) -> Iterator[bytes]:
        while self._waiting and self._waiting[0].seq <= through:
            one = self._waiting.popleft()
            steps.take(one)
            yield line_of(one)

    def _write_anew(self, folder: Path, steps: Steps) -> None:
        """Put only what is left of the history into the file. Raises OSError."""
        self._let_go()
        path = self._path(folder)
        make_folder(folder)
        clear_out(folder, path)
        data = b"".join([self._header, *lines_of(steps)])
        if self._labels is not None:
            data += mark_line(self._labels, crc32(data))
        replace_file(path, [data])
        self._size, self._total = len(data), crc32(data)
        self._file = os.open(path, _APPEND)

    def _append(self, lines: list[bytes], labels: str) -> None:
        if self._file is None:
            return
        data = b"".join(lines)
        data += mark_line(labels, crc32(data, self._total))
        self._size += len(data)
        self._total = crc32(data, self._total)
        while data:
            data = data[os.write(self._file, data) :]

    @contextlib.contextmanager
    def _forgiven(self) -> Iterator[None]:
        """Do without the file when it cannot be written; it is made anew the next time."""
        try:
            yield
        except OSError as error:
            _log.info("the undo history is not kept: %s", error)
            self._let_go()

    def _let_go(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _recorded(line: bytes) -> Recorded:
    """A line of a journal that was read before; one without a sound title ends the history."""
    try:
        return replace(Recorded.of_line(line), seq=0)
    except (ValueError, KeyError, TypeError):
        return Recorded(0, "unknown", "", Title(""), line)
