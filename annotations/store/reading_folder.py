"""What each annotator has read of each document, kept on this computer: a small file for each of both."""

from __future__ import annotations

import hashlib
import json
import logging
from pathlib import Path

from annotations.store.files import replace_file
from annotations.store.folders import data_folder
from annotations.text.coverage import Coverage, flat, from_flat

FORMAT = "sorot.reading"
VERSION = 1
MOST_RANGES = 10_000
MOST_BYTES = 1_000_000
MOST_FILES = 5_000

_log = logging.getLogger(__name__)


class ReadingFolder:
    """Loads and saves; what cannot be read counts as nothing read, since nothing but time is lost with it."""

    def __init__(self, annotator: str, folder: Path | None = None) -> None:
        """``folder`` is the user's data folder if none is given."""
        whose = hashlib.sha256(annotator.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        self._folder = (folder or data_folder() / "reading") / whose

    def path(self, digest: str) -> Path:
        """Where the file of the document with this digest (``sha256:…``) is."""
        return self._folder / f"{digest.removeprefix('sha256:')}.json"

    def load(self, digest: str, length: int) -> Coverage:
        """What has been read of the document with this digest and length."""
        path = self.path(digest)
        try:
            if path.stat().st_size > MOST_BYTES:
                return Coverage(length)
            data = json.loads(path.read_bytes())
        except (OSError, ValueError, RecursionError):
            return Coverage(length)
        if not isinstance(data, dict) or (data.get("format"), data.get("version")) != (FORMAT, VERSION):
            return Coverage(length)
        return from_flat(length, data.get("read")) or Coverage(length)

    def save(self, digest: str, coverage: Coverage) -> None:
        """Keep what has been read; a disk that is full or locked is no reason to stop the work."""
        path = self.path(digest)
        data = {"format": FORMAT, "version": VERSION, "read": flat(coverage.compact(MOST_RANGES))}
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, [json.dumps(data).encode("ascii"), b"\n"])
        except OSError as error:
            _log.info("cannot keep what was read in %s: %s", path, error)

    def tidy(self) -> None:
        """Remove the files that were not touched for longest when there are too many."""
        try:
            files = sorted(self._folder.glob("*.json"), key=lambda path: path.stat().st_mtime)
            for path in files[: max(0, len(files) - MOST_FILES)]:
                path.unlink()
        except OSError as error:
            _log.info("cannot tidy %s: %s", self._folder, error)
