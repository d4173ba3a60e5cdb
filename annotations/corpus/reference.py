"""What the format's own reader finds in files that were written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from annotations.corpus.examining import Examined, Task
from annotations.corpus.output import Output
from annotations.corpus.work import Progress, in_order
from annotations.formats.codec import Codec, Reference
from annotations.formats.errors import FormatError
from annotations.formats.format import Layout
from annotations.formats.survey import Survey
from annotations.words import tr, trn

_BATCH = 50
# What takes no longer than processes take to start is looked at here.
_FEW = 200


def checked(task: Task, examined: Examined, output: Output, splits: Sequence[str], progress: Progress) -> str:
    """What the format's own reader finds, in a sentence; "" where it is not installed.

    Raises FormatError when it refuses a file, or finds another number of documents than were written.
    """
    if type(task.codec()).reference is Codec.reference:
        return ""
    total = len(examined.rows)
    work = partial(_found, task.without_source(), examined.survey)
    found: list[Reference] = []

    def told() -> None:
        progress("checking", sum(one.documents for one in found), total)

    for one in in_order(work, _pieces(task, output, splits), task.jobs, told if total > _FEW else None):
        if one is None:
            return ""
        found.append(one)
        told()
    done = sum(one.documents for one in found)
    reader, documents = found[0].reader, trn("{count:,} document", "{count:,} documents", done)
    if done != total:
        raise FormatError(
            tr(
                "{reader} finds {documents} where {total:,} were written. Nothing was put in place; please "
                "report this.",
                reader=reader,
                documents=documents,
                total=total,
            )
        )
    mentions = trn("{count:,} mention", "{count:,} mentions", sum(one.mentions for one in found))
    return tr(
        "{reader} reads {documents} and {mentions}", reader=reader, documents=documents, mentions=mentions
    )


def _pieces(task: Task, output: Output, splits: Sequence[str]) -> Iterator[Sequence[Path]]:
    """Files by the dozen; one by one where each holds many documents."""
    writer = task.codec()
    for split in splits:
        place = output.documents_of(split)
        if writer.format.layout is Layout.JOINED:
            yield [place]
            continue
        paths = list(type(writer).files(place))
        yield from (paths[at : at + _BATCH] for at in range(0, len(paths), _BATCH))


def _found(task: Task, survey: Survey, paths: Sequence[Path]) -> Reference | None:
    return task.codec(survey).reference(paths)
