"""Documents without lone surrogates, in the text and in what is said of it: UTF-8 cannot hold them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from annotations.formats.exchange import LabelledDocument
from annotations.formats.fitting import Cut, Fitted, fitted_further
from annotations.formats.losses import Reason
from annotations.formats.token_fit import clean, without_surrogates
from annotations.model.records import Argument, AttributeValue, Comment, Event, Mention, Record, Relation


def well_formed(document: LabelledDocument) -> Fitted:
    """The document with U+FFFD for each lone surrogate; offsets stay, and each is a loss."""
    return fitted_further(without_surrogates(document), _clean)


def _clean(cut: Cut) -> None:
    for record in cut.records():
        changed = _cleaned(record)
        if changed != record:
            cut.change(changed, Reason.CHARACTER, "lone surrogates became U+FFFD")


def _cleaned(record: Record) -> Record:
    match record:
        case Mention():
            link = None if record.link is None else clean(record.link)
            return replace(
                record, label=clean(record.label), link=link, attributes=_cleaned_values(record.attributes)
            )
        case Event():
            arguments = tuple(Argument(clean(one.role), one.target) for one in record.arguments)
            return replace(record, arguments=arguments, attributes=_cleaned_values(record.attributes))
        case Relation():
            attributes = _cleaned_values(record.attributes)
            return replace(record, label=clean(record.label), attributes=attributes)
        case Comment():
            return replace(record, text=clean(record.text))


def _cleaned_values(attributes: Mapping[str, AttributeValue]) -> Mapping[str, AttributeValue]:
    return {clean(name): _cleaned_value(value) for name, value in attributes.items()}


def _cleaned_value(value: AttributeValue) -> AttributeValue:
    if isinstance(value, str):
        return clean(value)
    return tuple(map(clean, value)) if isinstance(value, tuple) else value
