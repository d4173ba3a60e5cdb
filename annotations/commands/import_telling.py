"""What the verb `import` says: what was found, which names are new or unknown, what was done."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from annotations.commands.terminal import DONE, LOST, Terminal
from annotations.corpus.examining import Examined
from annotations.corpus.import_plans import Action
from annotations.corpus.importing import Imported
from annotations.corpus.source import Files
from annotations.formats.counting import counted
from annotations.formats.losses import import_titles
from annotations.formats.mapping import Unknown
from annotations.model.label_set import LabelSet


def tell_found(terminal: Terminal, source: Files, examined: Examined) -> None:
    """What stands in the source, what readers had to decide, and what they refuse."""
    survey = examined.survey
    mentions = sum(survey.labels.values())
    because = f" (because {source.why})" if source.why else ""
    terminal.say(
        "found",
        f"{source.name}: {source.format.name}{because}, {counted(len(examined.rows), 'document')}, "
        f"{counted(mentions, 'mention')}, {counted(sum(survey.events.values()), 'event')}, "
        f"{counted(sum(survey.relations.values()), 'relation')}",
        format=source.format_id,
        documents=len(examined.rows),
        mentions=mentions,
    )
    terminal.told(examined.told)
    for one in examined.refused:
        terminal.refused(one)


def tell_new(terminal: Terminal, path: Path, names: Sequence[str]) -> None:
    """Which names will come into the label set."""
    if names:
        terminal.say(
            "new_names",
            f"new in the label set, which will stand in {path}: {'; '.join(names)}",
            names=list(names),
            file=str(path),
        )


def refuse_names(terminal: Terminal, label_set: LabelSet, names: Unknown, *, can_map: bool) -> int:
    """Complain of names that the label set does not know; the exit status."""
    ways = (
        "Say what they are with --map FILE (--write-map FILE writes one to edit), add them to the label set "
        "with --new-labels, or leave them out with --leave-out."
        if can_map
        else "Convert without --label-set, or say what they are with sorot import --map FILE."
    )
    terminal.complain(
        "unknown_names",
        f'The label set "{label_set.ref.id}" does not know: {"; ".join(names.sentences())}.\n'
        f"{ways} Nothing was written.",
        names=names.sentences(),
    )
    return LOST


def tell_imported(terminal: Terminal, out: Path, examined: Examined, imported: Imported, *, dry: bool) -> int:
    """What was imported, or would be, and what was lost and refused; the exit status."""
    for one in imported.outcomes:
        if one.action is Action.REFUSED:
            terminal.complain("refused", f"{one.document}: {one.why}", document=one.document)
    terminal.losses(imported.losses, import_titles())
    doubts = sum(one.doubts for one in imported.outcomes)
    if doubts:
        terminal.say(
            "doubts",
            f"{doubts:,} labels are not as the label set wants them; opening a document shows them",
            count=doubts,
        )
    counts = imported.counts
    told = ", ".join(f"{counts[action]:,} {action.value}" for action in Action if counts[action])
    documents = len({one.document for one in imported.outcomes})
    if documents < len(imported.outcomes):
        told += f" (labels of one annotator each, of {counted(documents, 'document')})"
    verb = "would be imported" if dry else "imported"
    terminal.say(
        "imported",
        f"{out}: {verb}: {told or 'nothing'}; {counted(imported.mentions, 'mention')}.",
        out=str(out),
        dry_run=dry,
        mentions=imported.mentions,
        **{action.value: counts[action] for action in Action},
    )
    return LOST if counts[Action.REFUSED] or examined.refused else DONE
