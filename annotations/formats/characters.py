"""Characters that a format cannot hold: U+FFFD stands for each of them, so that no place moves."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from annotations.formats.exchange import LabelledDocument
from annotations.formats.fitting import Fitted
from annotations.formats.losses import Loss, Reason
from annotations.model.records import AttributeValue, Comment, Event, Mention, Record, Relation
from annotations.text.source import SourceText
from annotations.words import mark, trn

Clean = Callable[[str], str]
Attributes = Mapping[str, AttributeValue]

LOST = mark("characters that cannot be written become U+FFFD")
_SURROGATE = re.compile("[\ud800-\udfff]")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def utf8_text(text: str) -> str:
    """The text with U+FFFD for each lone surrogate, which UTF-8 does not have."""
    return _SURROGATE.sub("\ufffd", text)


def json_text(text: str) -> str:
    """The text with U+FFFD for two lone surrogates in a row, which JSON takes for one character."""
    return _PAIR.sub("\ufffd\ufffd", text)


def xml_text(text: str) -> str:
    """The text with U+FFFD for each character that XML cannot have; as long as it was."""
    return _NOT_XML.sub("\ufffd", text)


def fit_text(document: LabelledDocument, clean: Clean) -> tuple[LabelledDocument, tuple[Loss, ...]]:
    """The document with a text that can be written, and the loss where it could not.

    ``clean`` puts U+FFFD for each character that cannot.
    """
    text = document.text.text
    made = clean(text)
    if made == text:
        return document, ()
    places = [at for at, (one, other) in enumerate(zip(text, made, strict=True)) if one != other]
    detail = trn(
        "{count:,} character that cannot be written becomes U+FFFD",
        "{count:,} characters that cannot be written become U+FFFD",
        len(places),
    )
    loss = Loss(Reason.CHARACTER, document.name, "", None, places[0], places[-1] + 1, detail)
    return replace(document, text=SourceText(made)), (loss,)


def without_surrogates(document: LabelledDocument) -> Fitted:
    """The document with a text that UTF-8 can hold."""
    return Fitted(*fit_text(document, utf8_text))


def cleaned(record: Record, clean: Clean, values: Callable[[Attributes], Attributes]) -> Record:
    """The record with ``clean`` done to names, link and text, and ``values`` to its attributes."""
    match record:
        case Mention():
            link = None if record.link is None else clean(record.link)
            attributes = values(record.attributes)
            return replace(record, label=clean(record.label), link=link, attributes=attributes)
        case Event():
            arguments = tuple(replace(one, role=clean(one.role)) for one in record.arguments)
            return replace(record, arguments=arguments, attributes=values(record.attributes))
        case Relation():
            return replace(record, label=clean(record.label), attributes=values(record.attributes))
        case Comment():
            return replace(record, text=clean(record.text))
