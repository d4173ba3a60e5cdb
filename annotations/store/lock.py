"""One writer for each label file: a lock that names its holder and works on network folders.

The lock is a small JSON file beside the label file, put there by a hard link, which a file system that has
links makes for one only of two who try at the same moment. Why not a library: docs/decisions/0012-lock.md.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import secrets
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from annotations.store.files import read_file
from annotations.store.process import host_name, lives, started, user_name
from annotations.words import tr
from schemas.late import late_dataclass

HEARTBEAT_SECONDS = 60
STALE_SECONDS = 300

_TRIES = 100


@late_dataclass(frozen=True)
class Holder:
    """Who holds a lock. ``since`` is RFC 3339 in UTC, ``started`` tells the process from later ones."""

    user: str
    host: str
    pid: int
    since: str
    started: str
    token: str

    @classmethod
    def me(cls) -> Holder:
        """This process, with a token that nobody else has."""
        since = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        pid = os.getpid()
        return cls(user_name(), host_name(), pid, since, started(pid), secrets.token_hex(16))


@late_dataclass(frozen=True)
class Held:
    """Somebody else has the lock. ``stale``: it seems to have been left behind, and may be taken over."""

    holder: Holder
    stale: bool

    @property
    def message(self) -> str:
        """A sentence for the user."""
        who = self.holder
        begun = tr(
            "{user} on {host} (process {pid}), since {since}",
            user=who.user,
            host=who.host,
            pid=who.pid,
            since=_local(who.since),
        )
        if self.stale:
            return tr(
                "The labels were left open by {who}; that program does not seem to run any more.", who=begun
            )
        return tr("The labels are open elsewhere: {who}.", who=begun)


def _local(since: str) -> str:
    """A time as people here write it: ``2026-11-22 23:24``; what is no time stays as it is."""
    try:
        return datetime.fromisoformat(since).astimezone().strftime("%Y-%m-%d %H:%M")
    except (ValueError, OverflowError):
        return since


class Lock:
    """A lock that is held, or will be as soon as its file can be made. Release it when done."""

    def __init__(self, path: Path, holder: Holder) -> None:
        """``acquire`` makes locks; made directly, it is put in place by the first ``refresh`` that can."""
        self.path = path
        self.holder = holder

    def refresh(self) -> bool:
        """Tell others that the holder lives; False when somebody has taken the lock over. Raises OSError."""
        there = _read(self.path)
        if there is None:
            return _put(self.path, self.holder)  # not made yet, or removed by hand or with its folder
        if there.token != self.holder.token:
            return False
        os.utime(self.path)
        return True

    def release(self) -> None:
        """Give the lock up. Never fails: what cannot be removed is stale as soon as this process ends."""
        with contextlib.suppress(OSError):
            there = _read(self.path)
            if there is not None and there.token == self.holder.token:
                self.path.unlink()


def lock_path(label_path: Path) -> Path:
    """Where the lock of a label file stands: beside it."""
    return label_path.with_name(label_path.name + ".lock")


def acquire(label_path: Path) -> Lock | Held:
    """Lock a label file, or say who has. Raises OSError, as when the folder cannot be written."""
    path, me = lock_path(label_path), Holder.me()
    for _ in range(_TRIES):  # whoever has it may give it up between the two looks
        if _put(path, me):
            return Lock(path, me)
        if (chain := _chain(path)) and (holder := _read(chain[-1])) is not None:
            return Held(holder, _is_stale(chain[-1], holder))
    raise FileExistsError(errno.EEXIST, tr("a link to nothing stands where the lock belongs"), str(path))


def take_over(label_path: Path, held: Held) -> Lock | Held:
    """Take the place of the stale holder in ``held``; of several who try only one gets it. Raises OSError.

    Whoever puts a claim with the stale holder's token in its name comes next, and there is only one such
    name. A claimant who died in the middle is taken over in the same way.
    """
    path, me = lock_path(label_path), Holder.me()
    claim = _claim(path, held.holder)
    if not held.stale or not _put(claim, me):
        return acquire(label_path)
    chain = _chain(path)
    if not chain or chain[-1] != claim:  # all was over before the claim was made
        claim.unlink()
        return acquire(label_path)
    _replace(path, me)
    for one in chain[1:]:
        one.unlink(missing_ok=True)
    return Lock(path, me)


def _chain(path: Path) -> list[Path]:
    """The lock and, if it is being taken over, the claims on it, the last one being whoever has it now."""
    chain: list[Path] = []
    link = path
    while (holder := _read(link)) is not None:
        chain.append(link)
        link = _claim(path, holder)
    return chain


def _claim(path: Path, holder: Holder) -> Path:
    return path.with_name(f"{path.name}.after-{holder.token}")


def _read(path: Path) -> Holder | None:
    """Who the file says holds the lock; None when there is no such file."""
    try:
        content, _ = read_file(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    try:
        data = json.loads(content)
        return Holder(
            str(data["user"]),
            str(data["host"]),
            int(data["pid"]),
            str(data["since"]),
            str(data["started"]),
            "".join(filter(str.isalnum, str(data["token"])))[:64],
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        return Holder(tr("unknown"), tr("unknown"), 0, tr("an unknown time"), "", "unreadable")


def _put(path: Path, holder: Holder) -> bool:
    """Make the file with the holder in it, whole from the start; False when there is one already."""
    beside = path.with_name(f"{path.name}.{holder.token}")
    try:
        beside.write_bytes(_content(holder))
        os.link(beside, path)
    except FileExistsError:
        return False
    except OSError:
        if not beside.exists():
            raise
        return _put_without_links(path, holder)
    finally:
        beside.unlink(missing_ok=True)
    return True


def _put_without_links(path: Path, holder: Holder) -> bool:
    """For file systems that have no hard links, as on memory cards."""
    try:
        with path.open("xb") as file:
            file.write(_content(holder))
    except FileExistsError:
        return False
    return True


def _replace(path: Path, holder: Holder) -> None:
    beside = path.with_name(f"{path.name}.{holder.token}")
    beside.write_bytes(_content(holder))
    beside.replace(path)


def _content(holder: Holder) -> bytes:
    return json.dumps(asdict(holder)).encode() + b"\n"


def _is_stale(path: Path, holder: Holder) -> bool:
    if holder.host == host_name() and (alive := lives(holder.pid, holder.started)) is not None:
        return not alive
    try:
        age = _now_at(path) - path.stat().st_mtime
    except FileNotFoundError:
        return False
    return age > STALE_SECONDS


def _now_at(path: Path) -> float:
    """The time by the clock of the machine that holds the folder, which may not be this one."""
    probe = path.with_name(f"{path.name}.{secrets.token_hex(16)}")
    try:
        probe.touch(exist_ok=False)
        return probe.stat().st_mtime
    finally:
        probe.unlink(missing_ok=True)
