"""Clean text as it is shown: a view of it, how much of the text it is, and which mentions it lacks."""

from __future__ import annotations

from collections.abc import Iterator

from annotations.model.annotation_set import AnnotationSet
from annotations.model.clean import CleanDocument
from annotations.session.document import DocumentSession
from annotations.text.source import SourceText
from annotations.words import tr
from gui.core.qt_offsets import qt_string
from gui.editor.symbols import displayed
from gui.editor.text_view import TextView

_LONGEST_QUOTE = 60  # code points


def clean_view(clean: CleanDocument, session: DocumentSession, source: TextView) -> TextView:
    """A view like the source, at the same place in the text."""
    of = session.annotations
    view = TextView()
    view.setAccessibleName(tr("Clean text"))
    view.set_theme(source.theme())
    view.set_zoom(source.zoom())
    view.set_reading(source.reading())
    annotations = AnnotationSet(of.document, of.label_set, of.annotator, clean.mentions)
    view.show_document(SourceText(clean.text.text), annotations, session.label_set)
    view.set_caret(clean.text.offset(source.caret()))
    return view


def clean_sentence(clean: CleanDocument) -> str:
    """How much a model reads of the text, in code points."""
    kept, removed = len(clean.text.text), clean.text.removed
    if not removed:
        return tr("No boilerplate is left out: a model reads the whole text, {kept:,} characters.", kept=kept)
    if not kept:
        return tr("All of the text is left out as boilerplate: a model reads nothing of it.")
    return tr(
        "What a model reads: {kept:,} characters without boilerplate; {removed:,} are left out ({share}%).",
        kept=kept,
        removed=removed,
        share=round(100 * removed / (kept + removed)),
    )


def missing_mentions(clean: CleanDocument, session: DocumentSession) -> Iterator[tuple[str, str]]:
    """Id of every mention that was lost or cut, with words that say which one it is."""
    lost = {one.id for one in clean.lost}
    for one in sorted((*clean.lost, *clean.cut), key=lambda one: (one.start, one.id)):
        label = session.label_set.label(one.kind, one.label)
        quote = displayed(" ".join(" … ".join(session.text.quote(span) for span in one.spans).split()))
        if len(quote) > _LONGEST_QUOTE:
            quote = quote[:_LONGEST_QUOTE] + "…"
        values = {"label": one.label if label is None else label.name, "quote": qt_string(quote)}
        yield (
            one.id,
            tr("Left out: {label} “{quote}” at {offset:,}", offset=one.start, **values)
            if one.id in lost
            else tr("Cut: {label} “{quote}” at {offset:,}", offset=one.start, **values),
        )
