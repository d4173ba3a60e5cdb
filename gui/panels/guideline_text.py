"""Guidelines as rich text: one label in full, or all that a search finds, with what was found marked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotations.model.label_set import Filler, Label, LabelSet
from annotations.words import tr
from gui.core.keys import caps_of
from gui.core.rich_text import escape
from gui.core.theme import Theme, label_style

MOST_FOUND = 15
"""So many labels a search shows; one more letter typed finds fewer."""


def found(label_set: LabelSet, typed: str) -> list[Label]:
    """The labels in which each of the typed words stands: those that are called so first."""
    words = typed.casefold().split()
    named, told = [], []
    for label in label_set.labels:
        name = f"{label.name} {label.id}".casefold()
        if all(word in name for word in words):
            named.append(label)
        elif all(word in f"{name} {_all_text(label)}" for word in words):
            told.append(label)
    return [*named, *told]


def page_of(labels: list[Label], label_set: LabelSet, theme: Theme, typed: str = "") -> str:
    """The labels one below the other; the typed words are marked in them."""
    line = f'<p style="margin:8px 0 8px 0; font-size:1px; background-color:{theme.border.name()}">&nbsp;</p>'
    return line.join(
        "".join(_entry(label, label_set, theme, _Marker(typed, theme))) for label in labels[:MOST_FOUND]
    )


class _Marker:
    """Escapes a text, which may be anybody's, and marks the words that are looked for."""

    def __init__(self, typed: str, theme: Theme) -> None:
        words = sorted(set(typed.split()), key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, words)), re.IGNORECASE) if words else None
        ground, ink = theme.selection.name(), theme.selection_text.name()
        self._mark = f'<span style="background-color:{ground}; color:{ink}">'

    def __call__(self, text: str) -> str:
        if self._pattern is None:
            return escape(text)
        pieces, place = [], 0
        for hit in self._pattern.finditer(text):
            pieces += [escape(text[place : hit.start()]), self._mark, escape(hit[0]), "</span>"]
            place = hit.end()
        return "".join((*pieces, escape(text[place:])))


def _entry(label: Label, label_set: LabelSet, theme: Theme, marked: _Marker) -> Iterator[str]:
    style, muted = label_style(theme, label), theme.muted.name()
    rules = label_set.rules(label.kind)
    where = [label.kind if rules is None else rules.title]
    if label.key:
        where.append(tr("key {key}", key="+".join(caps_of(label.key))))
    yield (
        f'<p style="margin:0 0 6px 0"><span style="background-color:{style.chip.name()}; '
        f'color:{style.chip_text.name()}">&nbsp;{marked(label.id)}&nbsp;</span> '
        f'<b>{marked(label.name)}</b> <span style="color:{muted}">{escape(" · ".join(where))}</span></p>'
    )
    guideline = label.guideline or tr("No guideline has been written for this label.")
    for paragraph in guideline.splitlines():
        yield f'<p style="margin:0 0 6px 0">{marked(paragraph)}</p>'
    if label.examples:
        yield _heading(tr("Examples"), muted)
        items = "".join(f"<li>{marked(one)}</li>" for one in label.examples)
        yield f'<ul style="margin:0 0 6px 0; -qt-list-indent:0; margin-left:14px">{items}</ul>'
    if label.roles:
        yield _heading(tr("Roles"), muted)
        rows = "".join(_roles(label, label_set, marked, muted))
        yield f'<table cellspacing="0" cellpadding="2">{rows}</table>'


def _heading(text: str, muted: str) -> str:
    return f'<p style="margin:4px 0 2px 0; color:{muted}">{escape(text)}</p>'


def _roles(label: Label, label_set: LabelSet, marked: _Marker, muted: str) -> Iterator[str]:
    for role in label.roles:
        key = caps_of(role.key)[-1] if role.key else ""
        counts = _counts(role.minimum, role.maximum)
        fillers = ", ".join(_filler(one, label_set) for one in role.fillers)
        yield (
            f"<tr><td><b>{marked(role.name)}</b>&nbsp;&nbsp;</td>"
            f'<td style="color:{muted}">{escape(key)}&nbsp;&nbsp;</td>'
            f'<td>{escape(fillers)} <span style="color:{muted}">{escape(counts)}</span></td></tr>'
        )


def _counts(minimum: int, maximum: int | None) -> str:
    if maximum is not None:
        return tr("{least} to {most}", least=minimum, most=maximum)
    return tr("at least {least}", least=minimum) if minimum else ""


def _filler(filler: Filler, label_set: LabelSet) -> str:
    rules = label_set.rules(filler.kind)
    kind = str(filler.kind) if rules is None else rules.title
    if not filler.labels:
        return tr("any {kind}", kind=kind)
    labels = (label for label in label_set.labels if label.kind is filler.kind)
    return ", ".join(label.name for label in labels if label.id in filler.labels)


def _all_text(label: Label) -> str:
    roles = " ".join(role.name for role in label.roles)
    return "\n".join((label.guideline, *label.examples, roles)).casefold()
