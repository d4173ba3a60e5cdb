"""Documents without lone surrogates, in the text and in what is said of it: UTF-8 cannot hold them."""

from __future__ import annotations

from collections.abc import Mapping

from annotations.formats.characters import cleaned, utf8_text, without_surrogates
from annotations.formats.exchange import LabelledDocument
from annotations.formats.fitting import Cut, Fitted, fitted_further
from annotations.formats.losses import Reason
from annotations.model.records import AttributeValue
from annotations.words import tr


def well_formed(document: LabelledDocument) -> Fitted:
    """The document with U+FFFD for each lone surrogate; offsets stay, and each is a loss."""
    return fitted_further(without_surrogates(document), _clean)


def _clean(cut: Cut) -> None:
    for record in cut.records():
        changed = cleaned(record, utf8_text, _cleaned_values)
        if changed != record:
            cut.change(changed, Reason.CHARACTER, tr("lone surrogates became U+FFFD"))


def _cleaned_values(attributes: Mapping[str, AttributeValue]) -> Mapping[str, AttributeValue]:
    return {utf8_text(name): _cleaned_value(value) for name, value in attributes.items()}


def _cleaned_value(value: AttributeValue) -> AttributeValue:
    if isinstance(value, str):
        return utf8_text(value)
    return tuple(map(utf8_text, value)) if isinstance(value, tuple) else value
