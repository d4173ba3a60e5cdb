"""An export as somebody asks for it: everything that a command line or a dialog can say."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from annotations.corpus.examining import Task
from annotations.corpus.exporting import Export
from annotations.corpus.selecting import Boilerplate, Selection
from annotations.corpus.source import Source
from annotations.corpus.splitting import SplitWish
from annotations.formats.format import Format
from annotations.formats.registry import format_of
from annotations.model.label_set import LabelSet
from annotations.model.records import Kind


@dataclass(frozen=True)
class ExportRequest:
    """An export of what stands at ``source`` to ``out``.

    ``label_set`` is the file of the label set, where the source does not lead to it by itself.
    """

    source: Path
    format_id: str
    out: Path
    options: Mapping[str, str] = field(default_factory=dict)
    selection: Selection = field(
        default_factory=lambda: Selection(only_done=True, boilerplate=Boilerplate.REMOVE)
    )
    splits: SplitWish = field(default_factory=SplitWish)
    strict: bool = False
    label_set: Path | None = None

    @property
    def format(self) -> Format:
        """The format that is written. Raises UnknownFormatError."""
        return format_of(self.format_id)

    def export(self, source: Source, label_set: LabelSet, program: str) -> Export:
        """The export of the source. Raises FormatError for splits that cannot be read."""
        task = Task(source, self.format_id, dict(self.options), self.selection, label_set)
        return Export(task, self.out, self.command(), program, self.splits.choice(), self.strict)

    def command(self) -> str:
        """The command that does the same, for a shell."""
        taken = self.selection
        words = ["sorot", "export", str(self.source), "--from", "sorot"]
        words += ["--label-set", str(self.label_set)] if self.label_set else []
        words += ["--format", self.format_id, "--out", str(self.out)]
        words += [word for name, value in self.options.items() for word in ("--option", f"{name}={value}")]
        words += ["--annotator", taken.annotator] if taken.annotator else []
        if taken.kinds != frozenset(Kind):
            words += ["--kinds", ",".join(kind.value for kind in Kind if kind in taken.kinds)]
        words += ["--labels", ",".join(sorted(taken.labels))] if taken.labels is not None else []
        words += [] if taken.only_done else ["--any-status"]
        words += ["--boilerplate", "keep"] if taken.boilerplate is Boilerplate.KEEP else []
        words += [*self.splits.arguments(), *(["--strict"] if self.strict else [])]
        return shlex.join(words)
