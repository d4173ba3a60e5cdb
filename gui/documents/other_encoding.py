"""Asking for another encoding to read a document in."""

from __future__ import annotations

from annotations.store.files import read_file
from annotations.store.trouble import cannot
from annotations.words import tr, trn
from gui.core.interaction import Gravity, Interaction
from gui.documents.open_document import OpenDocument


def other_encoding(document: OpenDocument, ask: Interaction) -> str | None:
    """The encoding that the user wants the document's bytes read in; None to leave it as it is."""
    path, decoded = document.session.path, document.opened.decoded
    try:
        data, _ = read_file(path)
    except OSError as error:
        ask.tell(Gravity.ERROR, tr("Cannot read {name}", name=path.name), cannot("read", path, error))
        return None
    encoding = ask.choose_encoding(path.name, data, decoded)
    if encoding is None or encoding == decoded.encoding or not _labels_allow(document, ask):
        return None
    return encoding


def _labels_allow(document: OpenDocument, ask: Interaction) -> bool:
    """Labels belong to the text as it was read: with labels the encoding is not simply changed."""
    count = len(document.session.annotations)
    if count == 0:
        return True
    sentence = trn(
        "{count} label belongs to the text as it is read now and will not fit another reading. "
        "You will be asked what to do with the label file.",
        "{count} labels belong to the text as it is read now and will not fit another reading. "
        "You will be asked what to do with the label file.",
        count,
    )
    return ask.confirm(tr("Read it in another encoding?"), sentence, tr("Go On"))
