"""Figures as a Markdown table, each with its target beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One measured figure and the most it may be."""

    value: float
    target: float | None = None
    decimals: int = 2

    @property
    def holds(self) -> bool:
        """Whether the target is met; without one it is."""
        return self.target is None or self.value <= self.target

    def __str__(self) -> str:
        """The figure, then the target; what misses is bold."""
        shown = f"{self.value:.{self.decimals}f}"
        if self.target is None:
            return shown
        return f"{shown if self.holds else f'**{shown}**'} / {self.target:g}"


Cell = Figure | str


def markdown(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """The table; the first column is left aligned, the others are numbers."""
    lines = ["| " + " | ".join(head) + " |", "|---|" + "---:|" * (len(head) - 1)]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def misses(report: str) -> list[str]:
    """What is over its target in the tables of a report: row, column, figure and target."""
    found: list[str] = []
    head: list[str] = []
    for line in report.splitlines():
        if not line.startswith("|"):
            head = []
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        head = head or cells
        found += [
            f"{cells[0]}, {column}: {cell.replace('**', '')}"
            for column, cell in zip(head, cells, strict=True)
            if cell.startswith("**")
        ]
    return found
