"""What was decided about certain words before: in the document itself, and in other label files.

Words count as the same when they differ in their blanks only, as in ``occurrences``. Decided are whole
places: a mention that is exactly the words, or a label refused for them. In the document itself the places
where nothing was decided are known too; of other documents only the label files are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from annotations.edits.integrity import Context
from annotations.formats.file_names import LABELS
from annotations.model.annotation_set import AnnotationSet
from annotations.model.mention_hits import Found
from annotations.model.records import Kind
from annotations.store.files import read_file
from annotations.suggest.occurrences import same_words
from annotations.suggest.refusals import all_refusals, refused_at
from annotations.text.span import Span
from schemas.late import late_dataclass
from schemas.reading import UnreadableJson, parse_json
from schemas.validation import is_valid_annotation_set

MOST_FILES = 2_000
"""So many label files of a folder are read, those changed last first."""

LARGEST_FILE = 16 << 20
"""Bytes; a label file that is larger is left out."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided: a label given or refused; without a kind, nothing was."""

    kind: Kind | None = None
    label: str = ""
    refused: bool = False


UNLABELLED = Decision()


class Here:
    """What was decided about the same words in the document that is open."""

    def __init__(self, annotations: AnnotationSet, context: Context) -> None:
        self._annotations, self._context = annotations, context
        self.places: dict[Decision, list[Found]] = {}
        """In text order; a place with two labels stands under each."""

    def add(self, spans: Iterable[Span]) -> None:
        """Take in further places where the words stand."""
        for span in spans:
            for decision, mention in list(self._decided(span)) or [(UNLABELLED, None)]:
                self.places.setdefault(decision, []).append(Found(span, mention))

    def _decided(self, span: Span) -> Iterator[tuple[Decision, str | None]]:
        for mention in self._annotations.overlapping(span.start, span.end):
            if mention.spans == (span,):
                yield Decision(mention.kind, mention.label), mention.id
        for kind, label in refused_at(self._annotations.extra, self._context.text, span):
            yield Decision(kind, label, refused=True), None


@late_dataclass(frozen=True)
class Elsewhere:
    """One place in another document; ``start`` is the offset where the words begin."""

    label_path: Path
    start: int


_Entry = tuple[str, Decision, int]
"""The words as they stand there, what was decided, the offset."""


@late_dataclass(frozen=True)
class _File:
    """What a label file says, by words in any case; ``stamp`` tells whether it has changed since."""

    stamp: tuple[int, int]
    entries: Mapping[str, list[_Entry]] = field(default_factory=dict)
    sound: bool = True


class FolderMemory:
    """The label files of one folder, and others that are named.

    ``refresh`` is for a thread of its own; looking up waits for nobody.
    """

    def __init__(self) -> None:
        self._files: dict[Path, _File] = {}

    @property
    def unread(self) -> int:
        """How many label files could not be read."""
        return sum(not one.sound for one in self._files.values())

    def refresh(self, folder: Path, also: Iterable[Path], is_cancelled: Callable[[], bool]) -> bool:
        """Read what has changed since the last time; whether that was anything.

        ``also`` are label files that count wherever they are.
        """
        files: dict[Path, _File] = {}
        for path, stamp in sorted({**_label_files(folder), **_stamps(also)}.items()):
            if is_cancelled():
                return False
            known = self._files.get(path)
            files[path] = known if known is not None and known.stamp == stamp else _read(path, stamp)
        changed = files.keys() != self._files.keys() or any(
            one is not self._files[path] for path, one in files.items()
        )
        self._files = files  # at once: whoever looks up meanwhile sees the old ones
        return changed

    def look_up(
        self, words: str, *, ignore_case: bool, but: Path | None = None
    ) -> dict[Decision, list[Elsewhere]]:
        """What was decided about the words, by file and offset; the label file ``but`` does not count."""
        wanted, folded = same_words(words), same_words(words).casefold()
        found: dict[Decision, list[Elsewhere]] = {}
        for path, file in self._files.items():
            for there, decision, start in () if path == but else file.entries.get(folded, ()):
                if ignore_case or there == wanted:
                    found.setdefault(decision, []).append(Elsewhere(path, start))
        return found


def _label_files(folder: Path) -> dict[Path, tuple[int, int]]:
    """The label files, with what tells whether they have changed; those changed last if too many."""
    try:
        found = _stamps(path for path in folder.iterdir() if path.name.endswith(LABELS))
    except OSError:
        return {}  # a folder that cannot be read has nothing to tell
    return dict(sorted(found.items(), key=lambda one: one[1], reverse=True)[:MOST_FILES])


def _stamps(paths: Iterable[Path]) -> dict[Path, tuple[int, int]]:
    """Time and size of the files that are there."""
    found: dict[Path, tuple[int, int]] = {}
    for path in paths:
        with suppress(OSError):
            known = path.stat()
            found[path] = known.st_mtime_ns, known.st_size
    return found


def _read(path: Path, stamp: tuple[int, int]) -> _File:
    if stamp[1] > LARGEST_FILE:
        return _File(stamp, sound=False)
    try:
        content, _ = read_file(path)  # a pipe or a device might never end
        data = parse_json(content)
    except (OSError, UnreadableJson):
        return _File(stamp, sound=False)
    if not isinstance(data, dict) or not is_valid_annotation_set(data):
        return _File(stamp, sound=False)
    entries: dict[str, list[_Entry]] = {}
    for words, decision, start in _entries(data):
        entries.setdefault(words.casefold(), []).append((words, decision, start))
    return _File(stamp, entries)


def _entries(data: Mapping[str, Any]) -> Iterator[_Entry]:
    for mention in data["mentions"]:
        span = mention["spans"][0]
        if len(mention["spans"]) == 1 and span.get("quote"):
            decision = Decision(Kind(mention["kind"]), mention["label"])
            yield same_words(span["quote"]), decision, span["start"]
    for kind, label, words, start in all_refusals(data["extra"]):
        yield words, Decision(kind, label, refused=True), start
