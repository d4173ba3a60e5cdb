"""Characters that a format cannot hold: U+FFFD stands for each of them, so that no place moves."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from annotations.formats.exchange import LabelledDocument
from annotations.formats.losses import Loss, Reason
from annotations.text.source import SourceText

Clean = Callable[[str], str]

LOST = "characters that cannot be written become U+FFFD"
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


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
    detail = f"{len(places):,} {LOST}"
    loss = Loss(Reason.CHARACTER, document.name, "", None, places[0], places[-1] + 1, detail)
    return replace(document, text=SourceText(made)), (loss,)
