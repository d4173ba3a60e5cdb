"""Label sets on disk: the one in use, where its changes are kept, and one that comes from anywhere."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from annotations.formats.file_names import LABEL_SETS
from annotations.formats.native import label_set_from_dict, label_set_to_dict, render_label_set
from annotations.model.label_set import LabelSet
from annotations.store.files import digest_of, read_file, replace_file, set_aside
from annotations.store.folders import data_folder
from annotations.store.trouble import StoreError, Trouble, store_error
from annotations.words import tr
from schemas.problems import Problem
from schemas.reading import UnreadableJson, parse_json
from schemas.shipped import SHIPPED, shipped_label_set
from schemas.validation import label_set_problems

STANDARD = SHIPPED[0]


@dataclass(frozen=True)
class LabelSetFile:
    """A label set and the file that its changes go to.

    ``digest`` is that of the file as it was read or written here, None when there was none. ``broken`` says
    that the file cannot be used, why is known, and its bytes must outlive the next change.
    """

    label_set: LabelSet
    path: Path
    digest: str | None = None
    broken: StoreError | None = None


def own_path(label_set_id: str) -> Path:
    """Where changes of a shipped label set are kept: in the user's data folder."""
    folder = data_folder() / "label-sets"
    return folder / (label_set_id.replace(":", "_") + LABEL_SETS)


def label_set_to_start_with(chosen: Path | None = None) -> LabelSetFile:
    """The label set of the chosen file, or the standard one with the changes made to it here.

    A file that cannot be used leaves the next best in its place, in the end the shipped one; ``broken`` says
    why, and the file is not touched.
    """
    try:
        return _standard() if chosen is None else read_label_set(chosen.absolute())
    except StoreError as error:
        return replace(_standard(), broken=error)


def label_set_known_as(label_set_id: str) -> dict[str, Any] | None:
    """The label set with this id that comes with Sorot, with the changes made here; None for other ids."""
    if label_set_id not in SHIPPED:
        return None
    with suppress(StoreError):
        return label_set_to_dict(read_label_set(own_path(label_set_id)).label_set)
    return shipped_label_set(label_set_id)


def label_sets_in(folder: Path) -> dict[str, LabelSet]:
    """The sound label sets that stand in a folder (not below it), by their ids, in the order of the files."""
    found: dict[str, LabelSet] = {}
    for path in sorted(folder.glob(f"*{LABEL_SETS}")):
        with suppress(StoreError):
            label_set = read_label_set(path).label_set
            found.setdefault(label_set.ref.id, label_set)
    return found


def _standard() -> LabelSetFile:
    path = own_path(STANDARD)
    try:
        return read_label_set(path)
    except StoreError as error:
        shipped = label_set_from_dict(shipped_label_set(STANDARD))
        if error.trouble is Trouble.VANISHED:
            return LabelSetFile(shipped, path)
        with suppress(OSError):
            return LabelSetFile(shipped, path, _digest(path), error)
        return LabelSetFile(shipped, path, None, error)


def read_label_set(path: Path) -> LabelSetFile:
    """The label set in a file.

    Raises:
        StoreError: it cannot be read or is no sound label set; ``problems`` says what is wrong where.
    """
    try:
        content, _ = read_file(path)
    except OSError as error:
        raise store_error("read", path, error) from error
    try:
        data = parse_json(content)
    except UnreadableJson as error:
        message = tr(
            "{name} is not JSON: line {line}, column {column}: {why}",
            name=path.name, line=error.line, column=error.column, why=tr(error.template, **error.values),
        )  # fmt: skip
        raise StoreError(
            Trouble.BROKEN, message, path, [Problem("", error.message, None, "not_json")]
        ) from error
    problems = label_set_problems(data)
    if problems or not isinstance(data, dict):
        raise _unsound(path, problems)
    return LabelSetFile(label_set_from_dict(data), path, digest_of(content))


def write_label_set(file: LabelSetFile, label_set: LabelSet) -> LabelSetFile:
    """Put the label set into the file and return that; a file that could not be used is kept as a copy.

    Raises:
        StoreError: it cannot be written, or somebody else has changed the file; it has not been touched.
    """
    path = file.path
    refuse_changed(file)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if file.broken is not None and file.broken.path == path and path.exists():
            set_aside(path)
        digest, _ = replace_file(path, [render_label_set(label_set)])
    except OSError as error:
        raise store_error("write", path, error) from error
    return LabelSetFile(label_set, path, digest)


def refuse_changed(file: LabelSetFile) -> None:
    """Do nothing as long as the file is what it was when it was read; one that is gone may be written anew.

    Raises:
        StoreError: somebody else has changed it, or it cannot be read.
    """
    path = file.path
    try:
        now = _digest(path)
    except OSError as error:
        raise store_error("read", path, error) from error
    if now not in (None, file.digest):
        message = tr("{name} was changed by another program since it was read; open it anew.", name=path.name)
        raise StoreError(Trouble.CHANGED, message, path)


def export_label_set(path: Path, label_set: LabelSet) -> None:
    """Write a copy of the label set, over what is there. Raises StoreError."""
    try:
        replace_file(path, [render_label_set(label_set)])
    except OSError as error:
        raise store_error("write", path, error) from error


def _unsound(path: Path, problems: list[Problem]) -> StoreError:
    first = problems[0]
    where = tr(" at {place}", place=first.pointer) if first.pointer else ""
    more = tr(" (and {count} more)", count=len(problems) - 1) if len(problems) > 1 else ""
    trouble = Trouble.LATER_VERSION if first.code == "later_version" else Trouble.BROKEN
    message = tr(
        "{name} is not a sound label set{where}: {what}{more}",
        name=path.name, where=where, what=first.message, more=more,
    )  # fmt: skip
    return StoreError(trouble, message, path, problems)


def _digest(path: Path) -> str | None:
    """The digest of a file as it is now; None when there is none. Raises OSError when it cannot be read."""
    try:
        return digest_of(read_file(path)[0])
    except (FileNotFoundError, NotADirectoryError):
        return None
