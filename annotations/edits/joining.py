"""Several edits, done one after the other, as the one step that is taken back at once."""

from __future__ import annotations

from dataclasses import replace

from annotations.edits.edit import Edit, LabelSetChange, Title


def joined(first: Edit, second: Edit) -> Edit:
    """Both edits as one."""
    title = joined_title(first.title, second.title)
    return Edit(title, (*first.steps, *second.steps), _joined_sets(first.label_sets, second.label_sets))


def _joined_sets(first: LabelSetChange | None, second: LabelSetChange | None) -> LabelSetChange | None:
    if first is None or second is None:
        return first or second
    return LabelSetChange(first.before, second.after)


def joined_title(first: Title, second: Title) -> Title:
    """The title of two edits that are one step: what was labelled counts, not what was refused."""
    if first.action == second.action:
        return replace(first, count=first.count + second.count)
    return second if first.action == "refuse" else first
