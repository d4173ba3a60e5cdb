"""Where counted hands are kept between two days: one small SQLite file in the user's data folder.

One row is one account (`Account`) with its counts. After ``DOCUMENTS_DAYS`` days of work the rows of a day's
documents become one, after ``DAYS`` they go, so that the file stays small however long somebody works. What
is no such file is put aside, and rows that cannot be what was written are left out.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.effort.deeds import Deed
from annotations.effort.meter import Account, Entry
from annotations.effort.tally import Tally
from annotations.store.folders import data_folder

if TYPE_CHECKING:
    import sqlite3

DOCUMENTS_DAYS = 60
DAYS = 500
LONGEST_NAME = 200
LARGEST = 1 << 26  # bytes of a file that can be a diary; a year of hard work has some hundred thousand
_WAIT = 0.2  # seconds for another window that is writing; what cannot be written now is written next time
_MOST = 2**53

_COLUMNS = (
    "day", "document", "kind", "label", "deed",
    "times", "labels", "keys", "moves", "clicks", "drags", "wheel", "seconds",
)  # fmt: skip
_TABLE = """
CREATE TABLE IF NOT EXISTS effort (
    day TEXT NOT NULL, document TEXT NOT NULL, kind TEXT NOT NULL, label TEXT NOT NULL, deed TEXT NOT NULL,
    times INTEGER NOT NULL, labels INTEGER NOT NULL, keys INTEGER NOT NULL, moves INTEGER NOT NULL,
    clicks INTEGER NOT NULL, drags INTEGER NOT NULL, wheel INTEGER NOT NULL, seconds REAL NOT NULL,
    PRIMARY KEY (day, document, kind, label, deed)
) WITHOUT ROWID
"""
_ADD = """
INSERT INTO effort VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (day, document, kind, label, deed) DO UPDATE SET
    times = times + excluded.times, labels = labels + excluded.labels, keys = keys + excluded.keys,
    moves = moves + excluded.moves, clicks = clicks + excluded.clicks, drags = drags + excluded.drags,
    wheel = wheel + excluded.wheel, seconds = seconds + excluded.seconds
"""
_OLD_DOCUMENTS = """
SELECT day, '', kind, label, deed, sum(times), sum(labels), sum(keys), sum(moves), sum(clicks), sum(drags),
    sum(wheel), sum(seconds)
FROM effort WHERE document <> '' AND day <= ? GROUP BY day, kind, label, deed
"""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class DiaryError(Exception):
    """The diary cannot be read or written now; nothing in it has changed."""


def diary_path() -> Path:
    """Where hands are kept on this system: a file in the user's data folder."""
    return data_folder() / "effort.sqlite3"


class Diary:
    """Keeps what was counted; several windows may write to one file."""

    def __init__(self, path: Path) -> None:
        """Nothing is opened or made before something is added."""
        self._path = path

    def add(self, entries: Mapping[Account, Entry]) -> None:
        """Add to what was counted before, all or nothing. Raises DiaryError."""
        if not entries:
            return
        rows = [_row(account, entry) for account, entry in entries.items()]
        with self._open() as connection:
            connection.execute(_TABLE)
            connection.executemany(_ADD, rows)
            _tidy(connection)

    def entries(self, since: str = "") -> dict[Account, Entry]:
        """What was counted on that day (``2026-11-22``) and later. Raises DiaryError."""
        if not self._path.exists():
            return {}
        with self._open() as connection:
            connection.execute(_TABLE)
            rows = connection.execute("SELECT * FROM effort WHERE day >= ? ORDER BY day", (since,)).fetchall()
        read = (_read(row) for row in rows)
        return dict(pair for pair in read if pair is not None)

    def forget(self) -> None:
        """Forget everything. Raises DiaryError."""
        if self._path.exists():
            with self._open() as connection:
                connection.execute("DROP TABLE IF EXISTS effort")

    @contextlib.contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """The file, written to when the block ends well; one that is no diary is put aside."""
        import sqlite3  # noqa: PLC0415 - nothing is written at the start of the program

        there = self._path.exists()
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            if self._path.exists() and not self._fits():
                self._put_aside()
            with contextlib.closing(self._connect()) as connection, connection:
                yield connection
        except (OSError, sqlite3.Error) as error:
            if type(error) is sqlite3.DatabaseError:  # broken further in; locked or full is another class
                self._put_aside()
            elif not there:
                self._take_away_empty()
            raise DiaryError(str(error)) from error

    def _connect(self) -> sqlite3.Connection:
        import sqlite3  # noqa: PLC0415 - nothing is written at the start of the program

        connection = sqlite3.connect(self._path, timeout=_WAIT)
        connection.text_factory = lambda text: text.decode("utf-8", "replace")
        return connection

    def _fits(self) -> bool:
        """Whether the file is a diary, or empty."""
        import sqlite3  # noqa: PLC0415 - nothing is written at the start of the program

        if self._path.stat().st_size > LARGEST:
            return False
        with contextlib.closing(self._connect()) as connection:
            try:
                columns = connection.execute("PRAGMA table_info(effort)").fetchall()
                others = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            except sqlite3.OperationalError:  # locked, or the disk: not the file's fault
                raise
            except sqlite3.DatabaseError:
                return False
        return [column[1] for column in columns] == list(_COLUMNS) or not others

    def _take_away_empty(self) -> None:
        """Remove a file that was made and could not be written, as on a full disk."""
        with contextlib.suppress(OSError):
            if not self._path.stat().st_size:
                self._path.unlink()

    def _put_aside(self) -> None:
        with contextlib.suppress(OSError):
            self._path.replace(self._path.with_suffix(".broken.sqlite3"))


def _tidy(connection: sqlite3.Connection) -> None:
    """Forget the oldest days, and which documents the older ones were about.

    Days of work are counted, so that a clock that goes wrong once makes nothing forgotten.
    """
    days = [day for (day,) in connection.execute("SELECT DISTINCT day FROM effort ORDER BY day DESC")]
    for day in days[DOCUMENTS_DAYS : DOCUMENTS_DAYS + 1]:
        rows = connection.execute(_OLD_DOCUMENTS, (day,)).fetchall()
        connection.execute("DELETE FROM effort WHERE document <> '' AND day <= ?", (day,))
        connection.executemany(_ADD, rows)
    for day in days[DAYS : DAYS + 1]:
        connection.execute("DELETE FROM effort WHERE day <= ?", (day,))


def _row(account: Account, entry: Entry) -> tuple[object, ...]:
    one = entry.tally
    names = (account.document, account.kind, account.label)
    return (
        account.day, *(name[:LONGEST_NAME] for name in names), account.deed.value, entry.times, entry.labels,
        one.keys, one.moves, one.clicks, one.drags, one.wheel, one.seconds,
    )  # fmt: skip


def _read(row: tuple[object, ...]) -> tuple[Account, Entry] | None:
    """The row as an account with its counts; None when it is not what this program writes."""
    day, document, kind, label, deed, times, labels, *counted, seconds = row
    names = [name for name in (day, document, kind, label) if isinstance(name, str)]
    counts = [value for value in (times, *counted) if isinstance(value, int) and 0 <= value < _MOST]
    if len(names) + len(counts) < len(row) - len(("deed", "labels", "seconds")):
        return None
    if not _DAY.fullmatch(names[0]) or deed not in set(Deed) or not isinstance(labels, int):
        return None
    if not isinstance(seconds, float) or not 0 <= seconds < _MOST or abs(labels) > _MOST:
        return None
    done, keys, moves, clicks, drags, wheel = counts
    tally = Tally(keys, moves, clicks, drags, wheel, seconds)
    return Account(names[0], names[1], names[2], names[3], Deed(str(deed))), Entry(done, labels, tally)
