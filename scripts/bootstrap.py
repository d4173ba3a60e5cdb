"""Set up the virtual environment and Qt's system libraries; once done, do nothing, fast.

    python3 scripts/bootstrap.py run    what the program needs
    python3 scripts/bootstrap.py dev    also what its tests and checks need
    python3 scripts/bootstrap.py all    also what the slow tests need: a screen in memory, a bus for readers,
                                        large libraries

Knows only the standard library. `make` calls it before each target; without make, call it by hand.
"""

import argparse
import ctypes
import hashlib
import importlib.util
import os
import platform
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "sorot-setup.txt"
MINIMUM_PYTHON = (3, 11)
GROUPS = ("run", "dev", "all")  # each holds the one before
LOCKS = {group: ROOT / "requirements" / f"{group}.lock" for group in GROUPS}
DOWNLOADS = {"run": 105, "dev": 265, "all": 380}  # MB, about
BUILT_LOCK = ROOT / "requirements" / "built.lock"  # for the group "all"

# Library -> Debian or Ubuntu package. Without the first set Qt does not load at all; the second is for a real
# display, X11 or Wayland.
LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
}
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
FONTS = {
    "DejaVuSans.ttf": "fonts-dejavu-core",
    "NotoSans-Regular.ttf": "fonts-noto-core",
    "NotoColorEmoji.ttf": "fonts-noto-color-emoji",
}

COMMANDS = {
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "dbus-daemon": "dbus",
}
SYSTEM_PYTHON = "/usr/bin/python3"
READER = {
    # What a screen reader under the system's Python imports -> package.
    "import gi": "python3-gi",
    "import gi; gi.require_version('Atspi', '2.0')": "gir1.2-atspi-2.0",
}
BUS = Path("/usr/share/dbus-1/services/org.a11y.Bus.service"), "at-spi2-core"


def main() -> int:
    """Set up for the group named on the command line.

    Returns:
        0 when everything is there, 1 when something is missing that only the user can add; it has been named.
    """
    parser = argparse.ArgumentParser(description="Set up .venv and Qt's system libraries.")
    parser.add_argument("group", choices=GROUPS)
    group = parser.parse_args().group
    key = setup_key()
    if is_ready(group, key):
        return 0
    try:
        if sys.platform == "linux":
            provide_system_packages(group)
        provide_environment()
        install(group)
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    STAMP.write_text(f"{group} {key}\n", encoding="ascii")
    print("Ready.\n", flush=True)
    return 0


class SetupError(Exception):
    """Something only the user can add; the message says what and how."""


def say(sentence: str) -> None:
    """Print what is being done, before the output of the command that does it."""
    print(sentence, flush=True)


def setup_key() -> str:
    """Digest of all that a finished set-up depends on."""
    files = [Path(__file__), *LOCKS.values(), BUILT_LOCK]
    parts = [str(ROOT).encode(), str(has_display()).encode(), *(file.read_bytes() for file in files)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def is_ready(group: str, key: str) -> bool:
    """Whether the environment was set up for this group, or a larger one, from the same files."""
    if not (STAMP.exists() and VENV_PYTHON.exists()):
        return False
    done_group, _, done_key = STAMP.read_text(encoding="ascii").strip().partition(" ")
    return done_key == key and GROUPS.index(done_group) >= GROUPS.index(group)


def has_display() -> bool:
    """Whether a window could open."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def provide_system_packages(group: str) -> None:
    """Install Qt's libraries, some fonts and Python's venv module where they are missing.

    For the group "all" also a screen in memory and what a screen reader needs.

    Raises:
        SetupError: the program could not start without them, and they cannot be installed from here.
    """
    needed = missing_libraries(LIBRARIES)
    if not any_font():
        needed.append(FONTS["DejaVuSans.ttf"])
    # Debian keeps the parts that venv needs in a package of its own.
    if not has_environment() and importlib.util.find_spec("ensurepip") is None:
        needed.append(f"python3.{sys.version_info.minor}-venv")
    if group == "all":
        needed += [*missing_libraries(WINDOW_LIBRARIES), *missing_reader()]
    wanted = missing_libraries(WINDOW_LIBRARIES) if has_display() and group != "all" else []
    wanted += [package for file, package in FONTS.items() if not font_files(file) and package not in needed]
    if not needed and not wanted:
        return
    if not install_system_packages(needed + wanted) and needed:
        what = "The slow tests cannot run" if group == "all" else "Sorot cannot start"
        raise SetupError(f"{what} without {' '.join(needed)}.")


def missing_libraries(table: dict[str, str]) -> list[str]:
    """The packages of those libraries that do not load."""
    return [package for library, package in table.items() if not loads(library)]


def missing_reader() -> list[str]:
    """The packages of a screen in memory, its keyboard and a screen reader that are not there."""
    missing = [package for command, package in COMMANDS.items() if not shutil.which(command)]
    file, package = BUS
    if not file.exists():
        missing.append(package)
    for code, package in READER.items():
        if not (
            Path(SYSTEM_PYTHON).exists() and succeeds([SYSTEM_PYTHON, "-c", code], stderr=subprocess.DEVNULL)
        ):
            missing.append(package)
    return missing


def loads(library: str) -> bool:
    """Whether the dynamic linker finds this library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def any_font() -> bool:
    """Whether there is one scalable font at all: text without any is drawn as nothing."""
    return any(True for pattern in ("*.ttf", "*.otf", "*.ttc") for _ in font_files(pattern))


def font_files(pattern: str) -> list[Path]:
    """The font files of this machine that match a pattern."""
    home = Path.home()
    folders = [
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".local/share/fonts",
        home / ".fonts",
    ]
    return [file for folder in folders if folder.is_dir() for file in folder.rglob(pattern)]


def install_system_packages(packages: Sequence[str]) -> bool:
    """Try to install Debian packages; whether that worked.

    As root, or where sudo asks for no password. Otherwise the command is printed for the user to give.
    """
    prefix = root_prefix()
    if prefix is None or not shutil.which("apt-get"):
        say(f"System packages are missing. {how_to_install(packages)}")
        return False
    say(f"Installing system packages: {' '.join(packages)}")
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    succeeds([*apt, "update"])  # offline, the lists of last time may do
    return succeeds([*apt, "install", "-y", "--no-install-recommends", *packages], stdout=subprocess.DEVNULL)


def root_prefix() -> list[str] | None:
    """What to put before a command so that it runs as root; None where that takes a password."""
    if os.name != "posix" or os.geteuid() == 0:
        return []
    if shutil.which("sudo") and succeeds(["sudo", "-n", "true"], stderr=subprocess.DEVNULL):
        return ["sudo", "-n"]
    return None


def how_to_install(packages: Iterable[str]) -> str:
    """The command to install Debian packages, or their names for another system."""
    names = " ".join(packages)
    if shutil.which("apt-get"):
        return f"Install them with:\n    sudo apt-get install -y --no-install-recommends {names}"
    return f"Install what your system calls these Debian packages:\n    {names}"


def has_environment() -> bool:
    """Whether there is a `.venv` that works."""
    check = f"import pip, sys; sys.exit(sys.version_info < {MINIMUM_PYTHON})"
    return VENV_PYTHON.exists() and succeeds([str(VENV_PYTHON), "-c", check])


def provide_environment() -> None:
    """Make `.venv`, or keep one that works."""
    if not has_environment():
        say(f"Making .venv with Python {platform.python_version()}")
        run([sys.executable, "-m", "venv", "--clear", str(VENV)])


def install(group: str) -> None:
    """Install the locked packages of a group; their hashes are checked."""
    STAMP.unlink(missing_ok=True)
    say(
        f"Installing what requirements/{group}.lock names "
        f"(the first time about {DOWNLOADS[group]} MB are downloaded)"
    )
    pip_install(LOCKS[group], "--only-binary=:all:")
    if group == "all":
        pip_install(BUILT_LOCK, "--no-binary=:all:", "--use-pep517", "--no-build-isolation")


def pip_install(lock: Path, *options: str) -> None:
    """Install what a lock names and nothing else: `tool.uv` in pyproject.toml says what it leaves out."""
    always = ["--quiet", "--disable-pip-version-check", "--no-input", "--require-hashes", "--no-deps"]
    run([str(VENV_PYTHON), "-m", "pip", "install", *always, *options, "-r", str(lock)])


def succeeds(command: Sequence[str], stdout: int | None = None, stderr: int | None = None) -> bool:
    """Run a command that gets no input; whether it exited with 0."""
    done = subprocess.run(command, check=False, stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr)
    return done.returncode == 0


def run(command: Sequence[str]) -> None:
    """Run a command.

    Raises:
        SetupError: it did not exit with 0; what it printed says why.
    """
    if not succeeds(command):
        raise SetupError(f"This failed: {shlex.join(command)}")


if __name__ == "__main__":
    sys.exit(main())
