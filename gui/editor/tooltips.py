"""What the tool tip says of the mentions under the mouse."""

from __future__ import annotations

from collections.abc import Callable

from annotations.model.inside import lies_in_boilerplate
from annotations.model.records import Mention
from annotations.words import tr, trn
from gui.core.qt_offsets import qt_string
from gui.core.record_words import carried_words
from gui.core.rich_text import escape
from gui.editor.page import Document
from gui.editor.symbols import displayed

_LONGEST_QUOTE = 80
_MOST = 12


def tooltip(
    document: Document, mention_ids: tuple[str, ...], remark: Callable[[Mention], str] = lambda _: ""
) -> str:
    """Label, quote, offsets of each mention and what ``remark`` adds, as rich text; empty for no mention."""
    mentions = [document.annotations.mention(one) for one in mention_ids]
    lines = [_line(document, one, remark(one)) for one in mentions[:_MOST] if one is not None]
    if len(mentions) > _MOST:
        more = len(mentions) - _MOST
        lines.append(escape(trn("and {count} more", "and {count} more", more)))
    return qt_string("<br>".join(lines))


def _line(document: Document, mention: Mention, remark: str) -> str:
    label = document.label_set.label(mention.kind, mention.label)
    name = mention.label if label is None else label.name
    quote = " … ".join(_shortened(document.text.quote(span)) for span in mention.spans)
    offsets = ", ".join(f"{span.start}–{span.end}" for span in mention.spans)
    line = tr(
        "<b>{name}</b> {quote} <i>{offsets}</i>", name=escape(name), quote=escape(quote), offsets=offsets
    )
    for carried in carried_words(document.annotations, document.label_set, mention):
        line += "<br>" + escape(displayed(carried))
    if lies_in_boilerplate(document.annotations, document.label_set, mention):
        line += "<br>" + escape(tr("⚠ Inside boilerplate: not counted."))
    return line + ("<br>" + escape(remark) if remark else "")


def _shortened(quote: str) -> str:
    shown = (
        quote
        if len(quote) <= _LONGEST_QUOTE
        else f"{quote[: _LONGEST_QUOTE // 2]}…{quote[-_LONGEST_QUOTE // 2 :]}"
    )
    return displayed(" ".join(shown.split()))
