"""A document being edited and kept, for tests, and a listener that can be waited for."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition

from annotations.edits.edit import Edit
from annotations.edits.operations import tag
from annotations.edits.placement import Refusal
from annotations.formats.native import label_set_to_dict, render
from annotations.model.records import Kind
from annotations.session.document import DocumentSession
from annotations.session.sink import Via
from annotations.store.keeper import Keeper
from annotations.store.keeper_state import Base, KeeperState, Phase, Timing
from annotations.store.label_file import load_label_file
from annotations.store.lock import Lock
from annotations.text.source import SourceText
from annotations.text.span import Span
from tests.support.small import HAND, SMALL, annotation_set

TEXT = "Darna is a town. " * 2000
QUICK = Timing(debounce=0.01, at_most=0.02, retry_first=0.01, retry_most=0.05, warm_up=0.0)
PATIENT = Timing(debounce=60.0, at_most=60.0, retry_first=60.0, retry_most=60.0, warm_up=60.0)
SMALL_FILE = label_set_to_dict(SMALL)
SECONDS = 30.0


@dataclass
class States:
    """Every state a keeper told, in order."""

    seen: list[KeeperState] = field(default_factory=list)
    _came: Condition = field(default_factory=Condition)

    def __call__(self, state: KeeperState) -> None:
        with self._came:
            self.seen.append(state)
            self._came.notify_all()

    def wait(self, wanted: Callable[[KeeperState], bool]) -> KeeperState:
        """The first state like this among those from the last one waited for on."""
        with self._came:
            came = self._came.wait_for(lambda: any(map(wanted, self.seen)), SECONDS)
            assert came, f"waited in vain, saw {self.seen[-5:]}"
            index = next(index for index, state in enumerate(self.seen) if wanted(state))
            found = self.seen[index]
            del self.seen[:index]
            return found


def failed(state: KeeperState) -> bool:
    return state.phase is Phase.FAILED


def saved(seq: int) -> Callable[[KeeperState], bool]:
    """The label file has this many edits and nothing is wrong."""
    return lambda state: state.phase is not Phase.FAILED and state.label_file_seq == seq


@dataclass
class Desk:
    """A session with a keeper; close it in the end."""

    session: DocumentSession
    keeper: Keeper
    states: States

    def tag(self, index: int) -> Edit:
        """Tag the word Darna for the index-th time."""
        start = 17 * index
        label = SMALL.label(Kind.ENTITY, "GPE")
        assert label is not None
        edit = tag(self.session.annotations, self.session.context, label, (Span(start, start + 5),), HAND)
        assert not isinstance(edit, Refusal)
        return self.session.apply(edit)

    def undo(self, inverse: Edit) -> None:
        self.session.apply(inverse, Via.UNDO)

    def rendered(self) -> bytes:
        return render(self.session.annotations, self.session.text)


def desk(
    path: Path,
    *,
    base: Base | None = None,
    timing: Timing = QUICK,
    lock: Lock | None = None,
    text: str = TEXT,
) -> Desk:
    """A desk for a label file at ``path``, with the labels that are there."""
    source = SourceText(text)
    file = load_label_file(path, source, SMALL_FILE)
    annotations = annotation_set(text) if file is None else file.annotations
    if base is None and file is not None:
        base = Base(file.digest, file.seen)
    keeper = Keeper(path, source, annotations, base, lock, timing)
    session = DocumentSession(path.with_suffix(".txt"), path, source, annotations, SMALL, keeper)
    states = States()
    keeper.listen(states)
    return Desk(session, keeper, states)
