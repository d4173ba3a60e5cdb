"""The first documents of an export as they will be written."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from annotations.corpus.examining import Examined, Found, Task, taken
from annotations.corpus.names import path_names
from annotations.formats.exchange import LabelledDocument
from annotations.formats.format import Layout

DOCUMENTS = 3


@dataclass(frozen=True, slots=True)
class Page:
    """What one file of the export begins with; ``name`` is its path below the folder."""

    name: str
    data: bytes


def preview(task: Task, examined: Examined, documents: int = DOCUMENTS) -> list[Page]:
    """The files that the first documents will be in, with these documents alone.

    Documents that lie in one file give one page. Raises FormatError as writing does.
    """
    writer = task.codec(examined.survey)
    first = [
        replace(writer.fit(one).document, name=path)
        for one, (_, path) in zip(
            islice(_documents(task), documents), path_names(row.name for row in examined.rows), strict=False
        )
    ]
    if writer.format.layout is Layout.SEPARATE:
        pieces = ((one.name, writer.encode(one)) for one in first)
        return [Page(name + ending, data) for name, files in pieces for ending, data in files.items()]
    file = io.BytesIO()
    sink = writer.sink(file)
    for one in first:
        sink.add(writer.encode(one)[""])
    sink.close()
    return [Page(f"documents{writer.format.endings[0]}", file.getvalue())]


def _documents(task: Task) -> Iterator[LabelledDocument]:
    for batch in task.source.batches():
        yield from taken(task, batch, Found())
