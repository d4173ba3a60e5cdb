"""Undo over closing, crashes and strangers: what a document's keeper keeps is right, or nothing."""

import shutil
from functools import partial
from pathlib import Path
from queue import Queue
from tempfile import mkdtemp

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from annotations.edits.edit import Edit
from annotations.session import opening
from annotations.session.document import DocumentSession
from annotations.session.opening import Opened, open_document
from annotations.session.sink import Via
from annotations.store.history import Past
from annotations.store.history_lines import Lost
from annotations.store.keeper import Keeper
from tests.store.keeping import PATIENT, SECONDS, States
from tests.store.stories import Known, Story, known
from tests.support.records import TEXTS
from tests.support.small import SMALL


def open_it(text: Path, histories: Path) -> Opened:
    opened = open_document(
        text, annotator="annotator-1", label_set=SMALL, take_over=True, histories=histories
    )
    assert opened.keeper is not None, opened.read_only
    return opened


def past_of(opened: Opened) -> Past:
    came: Queue[Past] = Queue()
    assert opened.keeper is not None
    opened.keeper.ask_past(came.put)
    return came.get(timeout=SECONDS)


def session_of(opened: Opened) -> DocumentSession:
    return DocumentSession(
        opened.path, opened.label_path, opened.text, opened.annotations, SMALL, opened.keeper
    )


class Days(RuleBasedStateMachine):
    """An annotator who closes, is killed, moves files; and at times another who changes the labels."""

    @initialize(text=TEXTS.map(lambda text: text.replace("\x00", "x")))
    def begin(self, text: str) -> None:
        self.patient = (
            pytest.MonkeyPatch()
        )  # nothing is written unasked: a copy of the files is of one moment
        self.patient.setattr(opening, "Keeper", partial(Keeper, timing=PATIENT))
        self.folder = Path(mkdtemp())
        self.histories = self.folder / "state" / "undo"
        self.place = self.folder / "0"
        self.place.mkdir()
        self.places = 0
        self.may_be_lost = False
        (self.place / "darna.txt").write_bytes(text.encode())
        self.story = Story(text)
        self.start()

    def start(self) -> None:
        self.opened = open_it(self.place / "darna.txt", self.histories)
        self.story.annotations = self.opened.annotations
        self.session = session_of(self.opened)
        self.at_opening: Known | None = self.story.known
        assert self.opened.keeper is not None
        self.recorded = self.opened.keeper.state.recorded

    def do(self, edit: Edit, via: Via) -> None:
        self.session.apply(edit, via)
        self.story.follow(edit, via)
        self.recorded += 1

    @rule()
    def look(self) -> None:
        """Whenever somebody asks, what was at opening is told, and only once."""
        past = past_of(self.opened)
        assert past.lost is None or self.may_be_lost
        assert known(past.steps, past.done) == (self.at_opening or ((), 0))
        self.at_opening = None

    @rule(data=st.data())
    def edit(self, data: st.DataObject) -> None:
        some = self.story.draw(data.draw)
        if some is not None:
            self.do(*some)

    @rule()
    def save(self) -> None:
        assert self.opened.keeper is not None
        assert self.opened.keeper.flush(SECONDS)

    @rule()
    def close_and_open(self) -> None:
        assert self.opened.close()
        assert {one.name for one in self.place.iterdir()} <= {"darna.txt", "darna.labels.json"}
        self.start()
        self.look()

    @rule(moved=st.booleans())
    def be_killed(self, moved: bool) -> None:
        """What is on the disk at this moment goes on without the program, here or somewhere else."""
        keeper = self.opened.keeper
        assert keeper is not None
        keeper.flush(SECONDS)
        self.carry_on_from_copy()
        if moved:
            assert self.opened.close()
            self.places += 1
            self.place = self.place.rename(self.folder / f"moved-{self.places}")
            self.start()

    @rule(data=st.data())
    def be_killed_with_unsaved_edits(self, data: st.DataObject) -> None:
        came = States()
        keeper = self.opened.keeper
        assert keeper is not None
        keeper.flush(SECONDS)  # from now on only the journal is written
        if (some := self.story.draw(data.draw)) is not None:
            self.do(*some)
        keeper.listen(came)
        came.wait(lambda state: state.acknowledged == self.recorded)
        self.carry_on_from_copy()

    def carry_on_from_copy(self) -> None:
        copy = self.folder / "copy"
        shutil.copytree(self.place, copy, ignore=shutil.ignore_patterns("*.lock", "*.saving"))
        state = self.folder / "state-copy"
        if self.histories.parent.exists():
            shutil.copytree(self.histories.parent, state)
        self.opened.close()
        shutil.rmtree(self.place)
        copy.rename(self.place)
        shutil.rmtree(self.histories.parent, ignore_errors=True)
        if state.exists():
            state.rename(self.histories.parent)
        self.start()
        self.look()

    @rule()
    def be_changed_by_another(self) -> None:
        assert self.opened.close()
        labels = self.place / "darna.labels.json"
        if labels.exists():
            labels.write_bytes(labels.read_bytes()[:-1] + b" \n")
            self.story.steps, self.story.done = [], 0
            self.start()
            past = past_of(self.opened)
            assert (past.steps, past.done) == ((), 0)
            assert past.lost in (None, Lost.CHANGED)
            self.may_be_lost = True  # and is said to be at every opening, until there is a new one
            self.at_opening = None
        else:
            self.start()

    def teardown(self) -> None:
        if hasattr(self, "opened"):
            self.opened.close()
            self.patient.undo()
            shutil.rmtree(self.folder)


TestDays = Days.TestCase
TestDays.settings = settings(max_examples=25, stateful_step_count=12)
