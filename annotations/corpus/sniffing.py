"""Which format files are of, told by what they are called and how they begin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from annotations.formats.errors import UnknownFormatError
from annotations.formats.file_names import SOURCES
from annotations.formats.format import Format
from annotations.formats.registry import Guess, formats, guesses
from annotations.words import tr

_LOOKED_AT = 40
"""So many files of each ending are looked at, spread over all of them."""
_STRAY = 0.1
"""Other formats are asked about when they may have more files than this share of those of the first."""


@dataclass(frozen=True, slots=True)
class Sniffed:
    """The format that files show, why, and which others a few of them look like, each with one of them."""

    format: Format
    why: str
    others: tuple[tuple[Format, Path], ...] = ()


@dataclass(slots=True)
class _Seen:
    """What looks like a format: its first file, and how many there may be."""

    guess: Guess
    example: Path
    files: float = 0.0


def sniffed(path: Path) -> Sniffed:
    """The format that a file shows, or that nearly all files of a folder do, and why.

    Files of no format, such as a README, do not count. Raises UnknownFormatError when there is none, or more
    than one, naming them.
    """
    found = _seen(path)
    if not found:
        ids = ", ".join(one.id for one in formats())
        raise UnknownFormatError(
            tr("No format is told by these files; name one with --from: {formats}", formats=ids), path
        )
    first, *others = found
    if any(one.files > _STRAY * first.files for one in others):
        several = tr(" or ").join(
            tr("{name} ({why})", name=one.guess.format.name, why=tr(one.guess.why)) for one in found
        )
        raise UnknownFormatError(tr("This may be {formats}; say which with --from.", formats=several), path)
    strays = tuple((one.guess.format, one.example) for one in others)
    return Sniffed(first.guess.format, first.guess.why, strays)


def all_guesses(path: Path) -> list[Guess]:
    """Every format that a file, or some file of a folder, looks like; those of most files first.

    Raises UnknownFormatError for a folder in which there is no file that any format reads.
    """
    return [one.guess for one in _seen(path)]


def _seen(path: Path) -> list[_Seen]:
    found: dict[str, _Seen] = {}
    for one, files in _sample(path) if path.is_dir() else [(path, 1.0)]:
        for guess in guesses(one):
            found.setdefault(guess.format.id, _Seen(guess, one)).files += files
    return sorted(found.values(), key=lambda one: -one.files)


def _sample(folder: Path) -> Iterator[tuple[Path, float]]:
    """Files of each ending, first, last and evenly between them; each with how many it stands for."""
    endings = {ending for one in formats() if one.reads for ending in (*one.endings, one.main_ending)}
    by_ending: dict[str, list[Path]] = {}
    for path in _files_in(folder, endings):
        ending = max(filter(path.name.lower().endswith, endings), key=len)
        by_ending.setdefault(ending, []).append(path)
    for files in by_ending.values():
        count = min(len(files), _LOOKED_AT)
        for number in range(count):
            yield files[number * (len(files) - 1) // max(count - 1, 1)], len(files) / count


def _files_in(folder: Path, endings: Iterable[str]) -> list[Path]:
    """The files of a folder that end like those of a format, without what an import has kept there."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and not _is_hidden(path, folder)]
    called = [path for path in files if path.name.lower().endswith(tuple(endings))]
    if not called:
        read = ", ".join(sorted({Path(f"x{ending}").suffix for ending in endings}))
        if files:
            why = tr("None of its files ends like one that is read: {endings}.", endings=read)
        else:
            why = tr("There are no files in it. Read are {endings}.", endings=read)
        raise UnknownFormatError(why, folder)
    return [path for path in called if path.relative_to(folder).parts[0] != SOURCES] or called


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)
