"""What an export takes of each document: whose labels, which of them, with or without boilerplate."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from annotations.corpus.majority import MAJORITY, majority
from annotations.formats.errors import SeveralAnnotatorsError
from annotations.formats.exchange import LabelledDocument, Labels
from annotations.formats.fitting import Cut
from annotations.formats.losses import Loss, Reason
from annotations.model.clean import cleaned
from annotations.model.label_set import LabelSet
from annotations.model.records import Comment, Event, Kind, Mention, Record, Relation, Status
from annotations.text.clean import CleanText
from annotations.text.source import SourceText
from annotations.words import mark, tr

ALL = "all"
FIRST = "first"
# Whom files call the one who has settled what others disagree on.
ADJUDICATED = ("gold", "adjudicated")


class Boilerplate(StrEnum):
    """What becomes of boilerplate: its text taken out, or labelled like the rest."""

    REMOVE = "remove"
    KEEP = "keep"


class LeftOut(StrEnum):
    """Why a document is not in an export: words for a manifest, translated where they are shown."""

    NO_LABELS = mark("nobody has labelled it")
    NOT_DONE = mark("no kind is done")
    NOT_THEIRS = mark("the annotator has not labelled it")


@dataclass(frozen=True, slots=True)
class Selection:
    """What an export takes.

    Attributes:
        annotator: whose labels: a name, ``majority``, ``first``, ``all``, or "" for the adjudicated ones,
            else those of the only annotator.
        kinds: the kinds that are taken.
        labels: the labels (ids or names as files have them) that are taken; None for all.
        only_done: only kinds that are done, or in which there is nothing.
        boilerplate: whether its text stays.
        unlabelled: documents that nobody has labelled, too.
    """

    annotator: str = ""
    kinds: frozenset[Kind] = frozenset(Kind)
    labels: frozenset[str] | None = None
    only_done: bool = False
    boilerplate: Boilerplate = Boilerplate.KEEP
    unlabelled: bool = False


@dataclass(frozen=True, slots=True)
class Selected:
    """What is taken of a document, or why nothing is.

    ``gone`` counts the records that go with the boilerplate they are in: that was asked for. ``losses`` are
    what others lose by it: mentions that reach into boilerplate, arguments and relations that lead there.
    """

    document: LabelledDocument | None
    why_not: LeftOut | None = None
    losses: tuple[Loss, ...] = ()
    gone: int = 0
    unclean: bool = field(default=False)
    """Boilerplate was to be taken out, but is not done, so that the text is as it was."""
    clean: CleanText | None = None
    """From offsets of the document's text to those of ``document`` and back; None where the text stays."""


def selected(document: LabelledDocument, selection: Selection, label_set: LabelSet) -> Selected:
    """What the selection takes of a document.

    Raises FormatError when the document has several annotators and the selection does not say which.
    """
    if not document.sets:
        return Selected(document) if selection.unlabelled else Selected(None, LeftOut.NO_LABELS)
    sets = _chosen(document, selection)
    if not sets:
        return Selected(None, LeftOut.NOT_THEIRS)
    if selection.only_done:
        sets = [labels for labels in sets if _done(labels)]
        if not sets:
            return Selected(None, LeftOut.NOT_DONE)
    removes = selection.boilerplate is Boilerplate.REMOVE
    unclean = removes and selection.only_done and not all(Kind.BOILERPLATE in _done(one) for one in sets)
    sets = [_picked(document.name, labels, selection, removes and not unclean) for labels in sets]
    document = replace(document, sets=tuple(sets))
    if not removes or unclean:
        return Selected(document, unclean=unclean)
    return _without_boilerplate(document, selection, label_set)


def _chosen(document: LabelledDocument, selection: Selection) -> list[Labels]:
    sets = document.sets
    match selection.annotator:
        case "majority":
            return [majority(sets)] if len(sets) > 1 else list(sets)
        case "first":
            return [sets[0]]
        case "all":
            return list(sets)
        case "":
            settled = [labels for labels in sets if labels.annotator.casefold() in ADJUDICATED]
            if not settled and len(sets) > 1:
                who = ", ".join(labels.annotator or "?" for labels in sets)
                raise SeveralAnnotatorsError(
                    tr(
                        "{name} has labels of several annotators ({annotators}); say whose to take with "
                        "--annotator NAME, {majority}, {first} or {all}.",
                        name=document.name,
                        annotators=who,
                        majority=MAJORITY,
                        first=FIRST,
                        all=ALL,
                    ),
                    [labels.annotator for labels in sets],
                )
            return settled[:1] or [sets[0]]
        case name:
            return [labels for labels in sets if labels.annotator == name]


def _done(labels: Labels) -> frozenset[Kind]:
    done = (Status.DONE, Status.NOTHING_HERE)
    return frozenset(kind for kind, status in labels.status.items() if status in done)


def _picked(name: str, labels: Labels, selection: Selection, keeps_boilerplate: bool) -> Labels:  # noqa: FBT001
    """The records of the kinds and labels taken; boilerplate too, where it is still to be taken out."""
    kinds = selection.kinds & _done(labels) if selection.only_done else selection.kinds
    cut = Cut(name, labels)
    for mention in cut.mentions():
        if keeps_boilerplate and mention.kind is Kind.BOILERPLATE:
            continue
        if mention.kind not in kinds or not _is_taken(mention, selection):
            cut.lose(mention, Reason.OTHER)  # asked for, so that it is no loss: those of the cut are not told
    cut.settle()
    return cut.labels()


def _is_taken(mention: Mention, selection: Selection) -> bool:
    return selection.labels is None or mention.label in selection.labels


def _without_boilerplate(document: LabelledDocument, selection: Selection, label_set: LabelSet) -> Selected:
    """The clean text with the labels that are left in it: those of one annotator, whose boilerplate it is."""
    if len(document.sets) > 1:
        raise SeveralAnnotatorsError(
            tr(
                "{name} has labels of several annotators, who may differ in what is boilerplate; take "
                "one of them, or {majority}, or keep the boilerplate.",
                name=document.name,
                majority=MAJORITY,
            ),
            [labels.annotator for labels in document.sets],
        )
    (labels,) = document.sets
    cut = Cut(document.name, labels)
    clean = cleaned(document.text.text, cut.mentions(), label_set)
    if clean is None:
        raise AssertionError("nobody has stopped it")
    for mention in clean.lost:
        cut.lose(mention, Reason.BOILERPLATE)
    for mention in clean.cut:
        cut.note(mention, Reason.BOILERPLATE, tr("a part of it"))
    for mention in clean.mentions:
        cut.change(mention)
    cut.settle()
    there = {record.id: record for record in labels.records}
    lost = {mention.id for mention in clean.lost}
    losses = tuple(loss for loss in cut.losses if not _goes_along(there, lost, loss))
    gone = len(cut.losses) - len(losses)
    left = {mention.id for mention in clean.mentions}
    for mention in cut.mentions():
        if mention.id not in left or mention.kind not in selection.kinds or not _is_taken(mention, selection):
            cut.lose(mention, Reason.OTHER)  # asked for, and so no loss
    cut.settle()
    text = SourceText(clean.text.text)
    return Selected(
        replace(document, text=text, sets=(cut.labels(),)), losses=losses, gone=gone, clean=clean.text
    )


def _goes_along(there: Mapping[str, Record], lost: Container[str], loss: Loss) -> bool:
    """Whether a loss is of a record that lay in boilerplate as a whole, with all that it points to."""
    record = there[loss.record or ""]
    match record:
        case Mention():
            return record.id in lost
        case Event():
            return record.trigger in lost
        case Relation():
            return _lies_in(there, lost, record.source) and _lies_in(there, lost, record.target)
        case Comment():
            return record.target is not None and _lies_in(there, lost, record.target)


def _lies_in(there: Mapping[str, Record], lost: Container[str], record_id: str) -> bool:
    record = there[record_id]
    if isinstance(record, Relation):
        return _lies_in(there, lost, record.source)
    return (record.trigger if isinstance(record, Event) else record.id) in lost
