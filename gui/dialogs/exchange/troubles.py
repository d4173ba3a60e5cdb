"""What goes wrong between formats, as sentences of a dialog."""

from __future__ import annotations

from annotations.formats.errors import FormatError, SeveralAnnotatorsError, UnitUnknownError
from annotations.formats.exchange import Refused
from annotations.store.trouble import StoreError
from annotations.words import tr


def sentence_of(error: Exception) -> str | None:
    """The error as a sentence; None for one that is a mistake of the program."""
    match error:
        case SeveralAnnotatorsError():
            names = ", ".join(one or "?" for one in error.annotators)
            return tr(
                "Several annotators have labelled this ({names}). Choose whose labels to take.", names=names
            )
        case FormatError():
            return placed(error.message, "" if error.path is None else error.path.name, error.place)
        case StoreError():
            return error.message
        case OSError():
            return tr("{name} cannot be used: {why}.", name=error.filename or "", why=error.strerror or error)
        case _:
            return None


def placed(message: str, *places: str) -> str:
    """A message with where it is about before it."""
    where = ": ".join(place for place in places if place)
    return f"{where}: {message}" if where else message


def refusal(refused: Refused) -> str:
    """Why a document could not be read."""
    why = refused.message
    if refused.needs == UnitUnknownError.OPTION:
        why = tr("It does not say what its offsets count, and it matters in this text.")
    return placed(why, refused.path.name, refused.place)
