"""The data card: what a person has to know of an export before training on it, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from annotations.formats.counting import counted

_LISTED = 10


def data_card(manifest: Mapping[str, Any]) -> bytes:
    """The card of an export, made from its manifest (without ``files``)."""
    return ("\n".join(_lines(manifest)).rstrip() + "\n").encode("utf-8", "backslashreplace")


def _lines(manifest: Mapping[str, Any]) -> Iterator[str]:
    source, written = manifest["source"], manifest["written"]
    yield f"# Labelled documents from {source['name']}"
    yield ""
    yield (
        f"{counted(source['documents'], 'document')}, labelled with the label set "
        f"`{manifest['label_set']['id']}` (version {manifest['label_set']['version']}), written as "
        f"`{written['format']}`. Offsets count {written['offsets']}."
    )
    yield ""
    yield f"Made by {manifest['program']}. The same again:"
    yield ""
    yield f"    {manifest['command']}"
    yield ""
    yield "## What is in it"
    yield ""
    yield from _table_of_labels(manifest["splits"])
    yield ""
    yield from _bullets(_selection(manifest["selection"]))
    yield from _splits(manifest)
    yield from _left_out(manifest)


def _table_of_labels(splits: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    names = list(splits)
    labels = sorted({label for one in splits.values() for label in one["mentions"]})
    yield f"| | {' | '.join(names)} |"
    yield f"|---|{'---:|' * len(names)}"
    for what in ("documents", "characters"):
        yield f"| {what} | " + " | ".join(f"{splits[one][what]:,}" for one in names) + " |"
    for label in labels:
        counts = " | ".join(f"{splits[one]['mentions'].get(label, 0):,}" for one in names)
        yield f"| `{_cell(label)}` | {counts} |"


def _selection(selection: Mapping[str, Any]) -> Iterator[str]:
    yield f"Annotator: {selection['annotator']}."
    yield f"Kinds: {', '.join(selection['kinds'])}."
    if selection["labels"] is not None:
        yield f"Labels: {', '.join(selection['labels'])}."
    if selection["only_done"]:
        yield "Only kinds that the annotator has called done, or without anything to label."
    if selection["boilerplate"] == "remove":
        yield "Boilerplate is taken out of the texts; offsets are those of the clean text."
    else:
        yield "Boilerplate is in the texts."


def _splits(manifest: Mapping[str, Any]) -> Iterator[str]:
    if manifest["split_by"]:
        yield ""
        yield "## Splits"
        yield ""
        yield from _bullets(manifest["split_by"])
        copies = manifest["near_copies"]
        if copies is not None and not copies["groups"]:
            yield "- There are no near-copies. Texts retold in other words are not seen."
        elif copies is not None:
            yield (
                f"- {copies['documents']:,} documents are near-copies of others, in {copies['groups']:,} "
                "groups; no group is in two splits. Texts retold in other words are not seen."
            )
        yield from _repeating(copies or {"repeat_themselves": []})


def _repeating(copies: Mapping[str, Any]) -> Iterator[str]:
    names = copies["repeat_themselves"]
    if names:
        listed = ", ".join(names[:_LISTED]) + (", …" if len(names) > _LISTED else "")
        yield f"- With something twice in one text: {counted(len(names), 'document')}: {_cell(listed)}."


def _left_out(manifest: Mapping[str, Any]) -> Iterator[str]:
    found = [
        *(
            f"{counted(count, 'document')} left out: {why}."
            for why, count in manifest["not_written"]["left_out"].items()
        ),
        *(f"Not read: {one['document']}: {one['why']}" for one in manifest["not_written"]["refused"]),
        *(f"Lost to the format: {count:,} × {why}." for why, count in manifest["losses"].items()),
        *(f"Not in this format: {words}." for words in manifest["not_in_this_format"]),
    ]
    if gone := manifest["not_written"]["in_boilerplate"]:
        found.append(
            f"{gone:,} mentions, events, relations and notes inside of boilerplate that was taken out."
        )
    if unclean := manifest["not_written"]["boilerplate_not_done"]:
        found.append(f"{counted(unclean, 'document')} whose boilerplate is not done: it is still there.")
    if found:
        yield ""
        yield "## What is not in it"
        yield ""
        yield from _bullets(found)


def _bullets(lines: Iterator[str] | Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield f"- {_cell(line)}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
