"""What a JSON Schema cannot say of an annotation set: the text, the references, the label set.

All functions take a file that holds to its schema.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from schemas.formats import RECORDS
from schemas.problems import Problem
from schemas.references import References
from schemas.rules import Rules
from schemas.text_checks import TextChecks, not_whole


def semantic_problems(
    data: Mapping[str, Any], text: str | None = None, label_set: Mapping[str, Any] | None = None
) -> Iterator[Problem]:
    """The problems of an annotation set, in file order within each kind of check.

    Without the text, offsets are checked against the length that the file states and quotes only in length.
    A text that is not the one that was labelled is one problem; offsets and quotes are then left alone.
    """
    checks = TextChecks(data["document"], text)
    yield from checks.document_problems()
    version = data["label_set"]["version"]
    if not isinstance(version, int):
        yield not_whole("/label_set/version", '"version" of "label_set"', version)
    rules = None
    if label_set is not None:
        if label_set["label_set"]["id"] == data["label_set"]["id"]:
            rules = Rules(label_set)
        else:
            yield _other_label_set(data["label_set"]["id"], label_set["label_set"]["id"])
    yield from _id_problems(data)
    yield from _mention_problems(data["mentions"], checks, rules)
    references = References(data, rules)
    yield from references.event_problems()
    yield from references.relation_problems()
    yield from references.comment_problems()


def _other_label_set(named: str, given: str) -> Problem:
    sentence = f'The labels are from the label set "{named}", not from "{given}"; check with that one.'
    return Problem("/label_set/id", sentence, named, "label_set_differs")


def _id_problems(data: Mapping[str, Any]) -> Iterator[Problem]:
    ids = {record["id"] for name in RECORDS for record in data[name]}
    if len(ids) == sum(len(data[name]) for name in RECORDS):
        return
    first: dict[str, str] = {}
    for name, singular in RECORDS.items():
        for index, record in enumerate(data[name]):
            earlier = first.setdefault(record["id"], f"{singular} {index + 1}")
            if earlier != f"{singular} {index + 1}":
                sentence = (
                    f"The id {record['id']} is {earlier}'s already; {singular} {index + 1} needs its own."
                )
                yield Problem(f"/{name}/{index}/id", sentence, record["id"], "repeated_id")


def _mention_problems(
    mentions: list[Mapping[str, Any]], checks: TextChecks, rules: Rules | None
) -> Iterator[Problem]:
    """The problems of mentions. Nearly all have one plain span and no attributes; those go by quickly."""
    text, length = checks.text, checks.length
    labels = None if rules is None else rules.labels
    for index, mention in enumerate(mentions):
        spans = mention["spans"]
        if len(spans) == 1 and "attributes" not in mention:
            span = spans[0]
            start, end, quote = span["start"], span["end"], span.get("quote")
            if (
                quote
                and type(end - start) is int  # 3.0 is a whole number to JSON Schema, but no index
                and len(quote) == end - start
                and (text[start:end] == quote if text is not None else end <= length)
                and (labels is None or (mention["kind"], mention["label"]) in labels)
            ):
                continue
        yield from _one_mention(mention, f"/mentions/{index}", checks, rules)


def _one_mention(
    mention: Mapping[str, Any], pointer: str, checks: TextChecks, rules: Rules | None
) -> Iterator[Problem]:
    if rules is not None:
        yield from rules.mention_problems(mention, pointer)
    before = 0
    for index, span in enumerate(mention["spans"]):
        where = f"{pointer}/spans/{index}"
        name = f"span {index + 1} of mention {mention['id']}"
        problem = checks.span_problem(span, where, name)
        if problem is None and rules is not None and span["start"] == span["end"]:
            problem = rules.empty_span_problem(mention, index, where)
        if problem is None and span["start"] < before:
            sentence = (
                f"Span {index + 1} of mention {mention['id']} starts at {span['start']}, before the end of "
            )
            problem = Problem(where, f"{sentence}the span before it at {before}.", None, "span_order")
        if problem is not None:
            yield problem
        before = span["end"]
