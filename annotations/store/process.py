"""Who runs this program, and whether a process that ran it still lives."""

from __future__ import annotations

import contextlib
import getpass
import os
import platform
import sys
from pathlib import Path


def user_name() -> str:
    """The name of the user, as far as the system knows one."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


def host_name() -> str:
    """The name of this machine."""
    return platform.node() or "localhost"


def started(pid: int) -> str:
    """What tells a process from a later one with the same number: boot and start time. "" when unknown."""
    with contextlib.suppress(OSError, IndexError):
        boot = Path("/proc/sys/kernel/random/boot_id").read_bytes().strip().decode()
        # After the name in parentheses, which may hold anything: field 3 is the state, field 22 the start.
        fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
        if fields[0] not in {b"Z", b"X"}:
            return f"{boot}/{fields[19].decode()}"
    return ""


def lives(pid: int, since: str) -> bool | None:
    """Whether the process of this machine lives, ``since`` being what ``started`` said; None: cannot tell."""
    if sys.platform == "win32":  # there os.kill would end it
        return None
    if since:
        return started(pid) == since
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
