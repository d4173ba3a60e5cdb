"""For notebooks and scripts: read documents with their labels, look at mentions as rows, export.

Everything is what the command line does, by the same names. What cannot be read or done raises FormatError,
whose text is a sentence with its place.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from annotations.corpus.archives import unpacked
from annotations.corpus.examining import Task
from annotations.corpus.exporting import Export, look, run
from annotations.corpus.manifest import losses_to_dict
from annotations.corpus.selecting import Boilerplate, Selection
from annotations.corpus.source import files_of, label_set_of_source
from annotations.corpus.splitting import SplitChoice
from annotations.formats.errors import FormatError
from annotations.formats.exchange import LabelledDocument, Refused
from annotations.formats.file_names import MANIFEST
from annotations.model.label_set import LabelSet
from annotations.model.records import Kind, Mention

PROGRAM = "sorot"


def documents(
    source: str | Path, form: str | None = None, options: Mapping[str, str] | None = None
) -> Iterator[LabelledDocument]:
    """The documents of a file, a folder or a .zip, in the format named, else in the one that it shows.

    Offsets count code points: ``document.text.text[start:end]``. Raises FormatError for the first document
    that cannot be read.
    """
    with unpacked(Path(source)) as path:
        for one in files_of(path, form, options).documents():
            if isinstance(one, Refused):
                raise FormatError(one.message, one.path, one.place)
            yield one


def mentions(source: str | Path, form: str | None = None) -> Iterator[dict[str, Any]]:
    """Each mention as a row, as ``pandas.DataFrame`` takes them; one of several spans from first to last.

    The keys: document, annotator, id, kind, label, start, end (offsets, half-open), text, spans (pairs of
    offsets), link and attributes.
    """
    for document in documents(source, form):
        for labels in document.sets:
            for one in labels.records:
                if isinstance(one, Mention):
                    yield {
                        "document": document.name,
                        "annotator": labels.annotator,
                        "id": one.id,
                        "kind": one.kind.value,
                        "label": one.label,
                        "start": one.start,
                        "end": one.end,
                        "text": " … ".join(document.text.quote(span) for span in one.spans),
                        "spans": [(span.start, span.end) for span in one.spans],
                        "link": one.link,
                        "attributes": dict(one.attributes),
                    }


def export(  # noqa: PLR0913 - each is said by its name
    source: str | Path,
    out: str | Path,
    form: str,
    *,
    options: Mapping[str, str] | None = None,
    annotator: str = "",
    kinds: tuple[str, ...] = ("entity", "event", "boilerplate"),
    labels: tuple[str, ...] | None = None,
    only_done: bool = True,
    boilerplate: str = "remove",
    shares: Mapping[str, float] | None = None,
    seed: str = "",
    label_set: LabelSet | None = None,
    strict: bool = False,
) -> dict[str, Any]:
    """Export to a folder as ``sorot export`` does; the manifest, with the loss report under "loss_report".

    ``shares`` are those of splits, such as ``{"train": 0.8, "test": 0.2}``; without them there is one file.
    Raises FormatError, also when ``strict`` and something would be lost.
    """
    selection = Selection(
        annotator,
        frozenset(Kind(kind) for kind in kinds),
        None if labels is None else frozenset(labels),
        only_done,
        Boilerplate(boilerplate),
    )
    with unpacked(Path(source)) as path:
        found = files_of(path, None)
        rules = label_set or label_set_of_source(found)
        task = Task(found, form, dict(options or {}), selection, rules, jobs=1)
        splitter = SplitChoice(shares, seed) if shares else None
        job = Export(task, Path(out), f"export of {found.name} as {form}", PROGRAM, splitter, strict)
        examined = look(job)
        run(job, examined)
    manifest: dict[str, Any] = json.loads((Path(out) / MANIFEST).read_bytes())
    return manifest | {"loss_report": losses_to_dict(examined.losses)}
