"""What is done to the labels of a text, and what can be taken back after it: a model of undo for tests."""

from dataclasses import dataclass, field

from hypothesis import strategies as st

from annotations.edits.edit import Edit
from annotations.edits.joining import joined
from annotations.edits.placement import Refusal
from annotations.formats.native import render
from annotations.model.annotation_set import AnnotationSet
from annotations.session.sink import Via
from annotations.store.kept_steps import KeptStep
from tests.support.edits import outcomes
from tests.support.small import annotation_set, context_of

Known = tuple[tuple[Edit, ...], int]
"""The steps, and how many of them are done."""


@dataclass
class Story:
    """An annotation set that is edited, undone and redone; by hand, so to say, and simply."""

    text: str
    steps: list[Edit] = field(default_factory=list)
    done: int = 0

    def __post_init__(self) -> None:
        self.annotations: AnnotationSet = annotation_set(self.text)
        self.context = context_of(self.text)

    def draw(self, draw: st.DrawFn) -> tuple[Edit, Via] | None:
        """Something that can be done now."""
        via = draw(st.sampled_from([Via.DO, Via.DO, Via.DO, Via.JOIN, Via.UNDO, Via.UNDO, Via.REDO]))
        if via is Via.UNDO:
            return (self.steps[self.done - 1].inverse(), via) if self.done else None
        if via is Via.REDO:
            return (self.steps[self.done], via) if self.done < len(self.steps) else None
        outcome = draw(outcomes(self.annotations, self.context))
        return None if isinstance(outcome, Refusal) or (via is Via.JOIN and not self.done) else (outcome, via)

    def follow(self, edit: Edit, via: Via) -> None:
        """Keep the steps; the edit itself has been done."""
        match via:
            case Via.UNDO:
                self.done -= 1
            case Via.REDO:
                self.done += 1
            case Via.JOIN:
                self.steps = [*self.steps[: self.done - 1], joined(self.steps[self.done - 1], edit)]
            case Via.DO:
                self.steps = [*self.steps[: self.done], edit]
                self.done += 1

    @property
    def known(self) -> Known:
        return tuple(self.steps), self.done

    def rendered(self) -> bytes:
        return render(self.annotations, self.context.text)


def known(steps: tuple[KeptStep, ...], done: int) -> Known:
    """The same of what was kept."""
    for step in steps:
        assert step.title == step.edit().title
    return tuple(step.edit() for step in steps), done
