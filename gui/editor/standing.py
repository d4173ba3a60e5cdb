"""Where the annotator is in a document, to be noted when it is left and taken up when it is shown again."""

from __future__ import annotations

from annotations.model.annotation_set import AnnotationSet
from gui.core.remembered import Stand
from gui.editor.place import Bookmark
from gui.editor.text_view import TextView


def stand_of(view: TextView) -> Stand:
    """Caret, selection, first row on screen and current mention of what the view shows."""
    place = view.place()
    return Stand(view.caret(), view.anchor(), place.offset, place.y, view.current())


def stand_in(view: TextView, annotations: AnnotationSet, stand: Stand) -> None:
    """Bring the view to a stand in the document that it shows, as far as text and mentions are the same."""
    if stand.y is None:
        return
    view.set_caret(stand.caret, stand.anchor, unfolds=not view.stands_on_fold(stand.caret))
    view.go_back(Bookmark(stand.top, stand.y))
    if stand.current is not None and annotations.mention(stand.current) is not None:
        view.set_current(stand.current)
