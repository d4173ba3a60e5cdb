"""Which format files are of, told by what they are called and how they begin."""

from __future__ import annotations

from pathlib import Path

from annotations.formats.errors import UnknownFormatError
from annotations.formats.file_names import SOURCES
from annotations.formats.registry import Guess, formats, guesses
from annotations.words import tr

_LOOKED_AT = 40


def sniffed(path: Path) -> Guess:
    """The format that a file or a folder shows, and why.

    A folder shows that of its files; files of no format, such as a README, do not count. Raises
    UnknownFormatError when there is none, or more than one, naming them.
    """
    found = all_guesses(path)
    if len(found) == 1:
        return found[0]
    if not found:
        ids = ", ".join(one.id for one in formats())
        raise UnknownFormatError(
            tr("No format is told by these files; name one with --from: {formats}", formats=ids), path
        )
    several = tr(" or ").join(tr("{name} ({why})", name=one.format.name, why=tr(one.why)) for one in found)
    raise UnknownFormatError(tr("This may be {formats}; say which with --from.", formats=several), path)


def all_guesses(path: Path) -> list[Guess]:
    """Every format that a file, or some file of a folder, looks like, in the order of the files.

    Raises UnknownFormatError for a folder in which there is no file that any format reads.
    """
    found: dict[str, Guess] = {}
    for one in _files_in(path)[:_LOOKED_AT] if path.is_dir() else [path]:
        for guess in guesses(one):
            found.setdefault(guess.format.id, guess)
    return list(found.values())


def _files_in(folder: Path) -> list[Path]:
    """The files of a folder that are called like those of a format, without what an import has kept there."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    endings = {ending for one in formats() if one.reads for ending in (*one.endings, one.main_ending)}
    called = [path for path in files if path.name.lower().endswith(tuple(endings))]
    if not called:
        read = ", ".join(sorted({Path(f"x{ending}").suffix for ending in endings}))
        if all(any(part.startswith(".") for part in path.relative_to(folder).parts) for path in files):
            why = tr("There are no files in it. Read are {endings}.", endings=read)
        else:
            why = tr("None of its files ends like one that is read: {endings}.", endings=read)
        raise UnknownFormatError(why, folder)
    return [path for path in called if path.relative_to(folder).parts[0] != SOURCES] or called
