"""What several annotators say of one document, each in a file of their own, put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from annotations.formats.exchange import LabelledDocument, Read, Refused
from annotations.words import tr


def of_annotators(name: str, found: Sequence[tuple[Path, str, Read]]) -> Iterator[Read]:
    """The files of a document's annotators as one document, ``name``; refused is a file that is not of it.

    ``found`` has for each file whose it is. The text is that of most of them: a file with another one is
    refused alone, and so is a second one of an annotator.
    """
    documents = [(path, who, one) for path, who, one in found if isinstance(one, LabelledDocument)]
    yield from (replace(one, name=f"{name}/{who}") for _, who, one in found if isinstance(one, Refused))
    if not documents:
        return
    ((text, _),) = Counter(one.text.text for _, _, one in documents).most_common(1)
    first, made = next((who, one) for _, who, one in documents if one.text.text == text)
    made = replace(made, name=name, sets=(), told=())
    for path, who, one in documents:
        if one.text.text != text:
            why = tr("The text that {who} has labelled is not the one of {other}.", who=who, other=first)
            yield Refused(f"{name}/{who}", path, "", why)
        elif not _differ(made, one):
            why = tr("Another file has what {who} says of the same document.", who=who)
            yield Refused(f"{name}/{who}", path, "", why)
        else:
            made = _joined(made, one)
    yield made


def neighbours_joined(found: Iterable[Read]) -> Iterator[Read]:
    """What is read, with documents that follow each other put together where they are one.

    They are when they have one name and one text, and each has annotators of its own, whose names are known.
    """
    held: LabelledDocument | None = None
    for one in found:
        if isinstance(one, LabelledDocument) and held is not None and _are_one(held, one):
            held = _joined(held, one)
            continue
        if held is not None:
            yield held
            held = None
        if isinstance(one, LabelledDocument):
            held = one
        else:
            yield one
    if held is not None:
        yield held


def _are_one(one: LabelledDocument, other: LabelledDocument) -> bool:
    named = all(labels.annotator for labels in (*one.sets, *other.sets))
    same = (one.name, one.text.text) == (other.name, other.text.text)
    return same and named and bool(one.sets and other.sets) and _differ(one, other)


def _differ(one: LabelledDocument, other: LabelledDocument) -> bool:
    return {labels.annotator for labels in one.sets}.isdisjoint(labels.annotator for labels in other.sets)


def _joined(one: LabelledDocument, other: LabelledDocument) -> LabelledDocument:
    told, sets = (*one.told, *other.told), (*one.sets, *other.sets)
    return replace(one, sets=sets, told=told, meta={**other.meta, **one.meta})
