"""What of a document BioC cannot hold: characters that JSON or XML lack, ids that say there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from annotations.formats.bioc.infons import NO_LINK
from annotations.formats.carries import Carries
from annotations.formats.characters import LOST, Clean, cleaned, fit_text
from annotations.formats.exchange import LabelledDocument
from annotations.formats.fitting import Cut, Fitted, fitted, fitted_further
from annotations.formats.losses import Reason
from annotations.model.records import AttributeValue
from annotations.words import tr


def fit(document: LabelledDocument, carries: Carries, clean: Clean) -> Fitted:
    """What BioC can hold of a document; ``clean`` puts U+FFFD for each character that cannot be written."""
    document, losses = fit_text(document, clean)

    def cut_down(cut: Cut) -> None:
        _fit_links(cut)
        _fit_characters(cut, clean)

    found = fitted_further(fitted(document, carries), cut_down)
    return Fitted(found.document, (*losses, *found.losses))


def _fit_characters(cut: Cut, clean: Clean) -> None:
    """Leave names, values and notes of characters that can be written."""
    for record in cut.records():
        made = cleaned(record, clean, lambda attributes: _values(attributes, clean))
        if made != record:
            cut.change(made, Reason.CHARACTER, tr(LOST))


def _fit_links(cut: Cut) -> None:
    """Leave ids that are not read as if there were none."""
    for mention in cut.mentions():
        if mention.link in NO_LINK:
            cut.change(replace(mention, link=None), Reason.LINK, tr("BioC takes it for no id"))


def _values(attributes: Mapping[str, AttributeValue], clean: Clean) -> Mapping[str, AttributeValue]:
    """Lists are written as JSON that has any character."""
    return {
        clean(name): clean(value) if isinstance(value, str) else value for name, value in attributes.items()
    }
