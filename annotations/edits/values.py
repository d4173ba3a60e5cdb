"""What attributes, links and comments may hold: the label set's word, then the limits of the label file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from annotations.model.label_set import AttributeType, LabelSet
from annotations.model.records import AttributeValue, Kind
from annotations.words import tr
from schemas.problems import Problem

# The schema of the label file says the same numbers; a test holds the two together.
LONGEST_ATTRIBUTE = 10_000
LONGEST_LINK = 256
LONGEST_COMMENT = 100_000

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def attribute_problems(
    label_set: LabelSet, kind: Kind | None, attributes: Mapping[str, AttributeValue]
) -> Iterator[Problem]:
    """Why a record of this kind cannot carry the attributes; relations have no kind, and none."""
    for name, value in attributes.items():
        known = label_set.attribute(name)
        if known is None or kind not in known.kinds:
            whom = tr("a relation") if kind is None else tr("kind {kind}", kind=kind)
            yield Problem(
                "",
                tr("There is no attribute {name} for {whom}.", name=name, whom=whom),
                name,
                "unknown_attribute",
            )
        else:
            yield from _value_problems(known, value)


def link_problems(link: str | None) -> Iterator[Problem]:
    """Why a mention cannot have this link."""
    if link is not None:
        yield from _text_problems(tr("A link"), link, LONGEST_LINK)
        if not link:
            yield Problem("", tr("A link cannot be empty."), link, "link")


def comment_problems(text: str) -> Iterator[Problem]:
    """Why a comment cannot have this text."""
    yield from _text_problems(tr("A comment"), text, LONGEST_COMMENT)
    if not text:
        yield Problem("", tr("A comment needs some text."), text, "empty_comment")


def _value_problems(attribute: AttributeType, value: AttributeValue) -> Iterator[Problem]:
    if attribute.type == "boolean":
        if not isinstance(value, bool):
            yield Problem(
                "",
                tr("{attribute} is either true or false.", attribute=attribute.name),
                value,
                "attribute_value",
            )
    elif attribute.type == "choice":
        chosen = value if isinstance(value, tuple) else (value,)
        if not all(one in attribute.values for one in chosen):
            choices = ", ".join(attribute.values)
            yield Problem(
                "",
                tr("{attribute} is one of {choices}.", attribute=attribute.name, choices=choices),
                value,
                "attribute_value",
            )
    elif not isinstance(value, str):
        yield Problem("", tr("{attribute} is a text.", attribute=attribute.name), value, "attribute_value")
    else:
        yield from _text_problems(attribute.name, value, LONGEST_ATTRIBUTE)


def _text_problems(what: str, text: str, longest: int) -> Iterator[Problem]:
    if len(text) > longest:
        message = tr(
            "{what} can have {longest} characters, not {count}.", what=what, longest=longest, count=len(text)
        )
        yield Problem("", message, len(text), "too_long")
    if _LONE_SURROGATE.search(text) is not None:
        yield Problem(
            "",
            tr("{what} holds half a character, which no file can keep.", what=what),
            text,
            "lone_surrogate",
        )
