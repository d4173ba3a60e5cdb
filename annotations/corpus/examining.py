"""The first look at a corpus that is to be exported: what is taken, what will be lost, what is wrong.

Nothing is written. The loss report, the splits, the tables of names that formats ask for, and the preview of
the dialog come from it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from sys import intern
from typing import TYPE_CHECKING

from annotations.corpus.selecting import LeftOut, Selection, selected
from annotations.corpus.source import Batch, Source
from annotations.corpus.spool import Spool
from annotations.corpus.work import Progress, in_order, quiet
from annotations.formats.codec import Codec
from annotations.formats.errors import FormatError
from annotations.formats.exchange import LabelledDocument, Refused
from annotations.formats.losses import Loss, LossReport, title
from annotations.formats.mapped import mapped
from annotations.formats.mapping import Lookup
from annotations.formats.registry import codec
from annotations.formats.survey import Survey
from annotations.formats.told import ToldReport
from annotations.model.label_set import LabelSet
from annotations.text.clean import CleanText
from annotations.words import tr, trn

if TYPE_CHECKING:
    from annotations.corpus.fingerprints import Sketch

_QUOTED = 80
"""So many characters of what is lost are quoted."""


@dataclass(frozen=True)
class Task:
    """What is to be written of a source, and how.

    ``label_set`` says which boilerplate is left out of clean texts. With a ``lookup`` names become labels of
    its label set first, as an import into Sorot's own files asks for.
    """

    source: Source
    format_id: str
    options: Mapping[str, str]
    selection: Selection
    label_set: LabelSet
    lookup: Lookup | None = None
    jobs: int | None = None

    def codec(self, survey: Survey | None = None) -> Codec:
        """What writes the format, for a corpus in which the names of the survey are used."""
        return codec(self.format_id, self.options, survey, self.label_set)

    def without_source(self) -> Task:
        """The task for another process: the source stays here, its batches travel."""
        return replace(self, source=_Nothing(self.source.name))


@dataclass(frozen=True, slots=True)
class Row:
    """A document that is taken: its name in the source, the digest of its text, how often it has labels."""

    name: str
    digest: str
    length: int
    labels: Mapping[str, int]
    date: str = ""


@dataclass
class Examined:
    """What an export would write.

    ``rows`` are the documents taken, in order; ``taken`` has for each batch, and in it for each document
    that could be read, whether it is taken.
    """

    rows: list[Row] = field(default_factory=list)
    taken: list[list[bool]] = field(default_factory=list)
    survey: Survey = field(default_factory=Survey)
    losses: LossReport = field(default_factory=LossReport)
    refused: list[Refused] = field(default_factory=list)
    left_out: Counter[LeftOut] = field(default_factory=Counter)
    unclean: int = 0
    """Documents whose boilerplate is not done and therefore still there."""
    gone: int = 0
    """Records that go with the boilerplate they are in."""
    told: ToldReport = field(default_factory=ToldReport)
    """What readers had to decide."""
    repeating: list[str] = field(default_factory=list)
    """Documents that say something twice, such as an article in two copies; looked for with groups."""
    groups: tuple[int, ...] = ()
    """For each row the number of the first row of its group of near-copies; empty when nobody asked."""


@dataclass
class Found:
    """What one batch holds."""

    rows: list[Row] = field(default_factory=list)
    taken: list[bool] = field(default_factory=list)
    survey: Survey = field(default_factory=Survey)
    losses: list[Loss] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    left_out: Counter[LeftOut] = field(default_factory=Counter)
    unclean: int = 0
    gone: int = 0
    told: ToldReport = field(default_factory=ToldReport)
    repeating: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    sketch: Sketch | None = None


def examine(task: Task, *, near_copies: bool = False, progress: Progress = quiet) -> Examined:
    """Look at all documents of a task's source; with ``near_copies`` also for those that repeat others.

    Raises FormatError for what concerns the whole export: no such option, annotators that nobody has chosen
    between. What is wrong with one document is in ``refused``.
    """
    examined = Examined()
    sketches: list[Sketch] = []
    with Spool() as spool:
        work = partial(_examine, task.without_source(), near_copies)
        for found in in_order(work, task.source.batches(), task.jobs):
            _take(examined, found)
            if found.sketch is not None:
                sketches.append(_numbered(found.sketch, len(spool)))
                for text in found.texts:
                    spool.add(text)
            progress("reading", len(examined.rows), None)
        if near_copies:
            from annotations.corpus.near_duplicates import grouped  # noqa: PLC0415 - loads numpy

            progress("looking for copies", 0, None)
            examined.groups = tuple(grouped(sketches, spool.text).of)
    return examined


@dataclass(frozen=True, slots=True)
class _Taken:
    """A document as the selection leaves it, and the text that it had before."""

    document: LabelledDocument
    text: str
    clean: CleanText | None

    def placed(self, losses: Iterable[Loss]) -> Iterator[Loss]:
        """Losses of the document with their places in the text that it had before, quoted."""
        for loss in losses:
            if loss.start is None or loss.end is None:
                yield loss
            elif self.clean is None:
                yield _quoted(loss, self.text, loss.start, loss.end)
            else:
                start = self.clean.source(loss.start)
                end = self.clean.source(loss.end - 1) + 1 if loss.end > loss.start else start
                yield _quoted(loss, self.text, start, end)


def _quoted(loss: Loss, text: str, start: int, end: int) -> Loss:
    return replace(loss, start=start, end=end, quote=text[start : min(end, start + _QUOTED)])


def taken(task: Task, batch: Batch, found: Found) -> Iterator[LabelledDocument]:
    """The documents of a batch as the selection leaves them; what is not taken is counted in ``found``."""
    return (one.document for one in _taken(task, batch, found))


def _taken(task: Task, batch: Batch, found: Found) -> Iterator[_Taken]:
    for one in batch.documents():
        if isinstance(one, Refused):
            found.refused.append(one)
            continue
        found.told.add(one.told)
        chosen = selected(one, task.selection, task.label_set)
        found.taken.append(chosen.document is not None)
        if chosen.document is None:
            if chosen.why_not is not None:
                found.left_out[chosen.why_not] += 1
            continue
        made = _Taken(chosen.document, one.text.text, chosen.clean)
        found.losses += replace(made, clean=None).placed(chosen.losses)
        found.unclean += chosen.unclean
        found.gone += chosen.gone
        if task.lookup is None:
            yield made
            continue
        fit = mapped(chosen.document, task.lookup)
        found.losses += made.placed(fit.losses)
        yield replace(made, document=fit.document)


@dataclass(frozen=True)
class _Nothing:
    """The source of a task that travels."""

    name: str

    def batches(self) -> Iterator[Batch]:
        return iter(())


def _examine(task: Task, near_copies: bool, batch: Batch) -> Found:  # noqa: FBT001 - bound by partial
    found = Found()
    writer = task.codec()
    sketched: list[str] = []
    for one in _taken(task, batch, found):
        fit = writer.fit(one.document)
        found.losses += one.placed(fit.losses)
        found.survey.add(fit.document)
        found.rows.append(_row(fit.document))
        sketched.append(one.document.text.text)
    if near_copies:
        from annotations.corpus.fingerprints import sketch  # noqa: PLC0415 - loads numpy
        from annotations.corpus.repeats import repeats  # noqa: PLC0415

        found.texts, found.sketch = sketched, sketch(enumerate(sketched))
        named = zip(found.rows, sketched, strict=True)
        found.repeating = [row.name for row, text in named if repeats(text)]
    return found


def _row(document: LabelledDocument) -> Row:
    survey = Survey()
    survey.add(document)
    labels: Counter[str] = Counter()
    for (_, label), count in survey.labels.items():
        labels[label] += count
    date = document.meta.get("date", "")
    return Row(
        document.name,
        document.text.digest,
        document.text.length,
        labels,
        date if isinstance(date, str) else "",
    )


def _take(examined: Examined, found: Found) -> None:
    # Each batch comes with its own strings: those of labels are the same in all, and are kept once.
    examined.rows += (
        replace(row, labels={intern(one): n for one, n in row.labels.items()}) for row in found.rows
    )
    examined.taken.append(found.taken)
    examined.survey.update([found.survey])
    examined.losses.add(found.losses)
    examined.refused += found.refused
    examined.left_out += found.left_out
    examined.unclean += found.unclean
    examined.gone += found.gone
    examined.told.update(found.told)
    examined.repeating += found.repeating


def _numbered(part: Sketch, first: int) -> Sketch:
    """The sketch of a batch with the numbers that its documents have in the corpus."""
    return replace(part, numbers=part.numbers + first, docs=part.docs + first)


def nothing_to_write(examined: Examined) -> str | None:
    """Why there is nothing to write, as a sentence; None when there is something."""
    if examined.rows:
        return None
    reasons = [_of_documents(count, tr(why.value)) for why, count in examined.left_out.most_common()]
    if examined.refused:
        reasons.append(_of_documents(len(examined.refused), examined.refused[0].message.rstrip(".")))
    if not reasons:
        return tr("There is nothing to write. The source has no documents.")
    return tr("There is nothing to write. {reasons}.", reasons="; ".join(reasons))


def _of_documents(count: int, why: str) -> str:
    return trn("{count:,} document: {why}", "{count:,} documents: {why}", count, why=why)


def refuse_losses(examined: Examined) -> None:
    """Raise FormatError when anything would be lost, for those who asked for that."""
    if examined.losses:
        counts = "; ".join(
            tr("{what}: {count:,}", what=title(why), count=count) for why, count, _ in examined.losses.rows()
        )
        raise FormatError(tr("Nothing was written, since this would be lost: {things}.", things=counts))
