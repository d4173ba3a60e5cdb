"""Any sequence of edits: nothing dangles, every look-up stays right, and all of it can be taken back."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from annotations.edits.draft import Draft
from annotations.edits.edit import Edit, EditRefusedError, Title
from annotations.edits.integrity import record_problems
from annotations.edits.placement import Refusal
from annotations.formats.native import annotation_set_to_dict, label_set_to_dict, render
from annotations.model.change import Change, merge
from annotations.model.records import Kind, Mention, Record, references
from schemas.validation import annotation_set_problems
from tests.support.edits import outcomes, raw_steps
from tests.support.records import TEXTS, annotation_sets
from tests.support.small import SMALL, annotation_set, context_of

SMALL_FILE = label_set_to_dict(SMALL)
TITLE_OF_WILD = Title("wild")


class Labelling(RuleBasedStateMachine):
    """An annotator with quick hands, undo and redo, and a program that sends wild edits in between."""

    @initialize(data=st.data())
    def open(self, data: st.DataObject) -> None:
        self.text = data.draw(TEXTS)
        self.annotations = data.draw(annotation_sets(self.text))
        self.context = context_of(self.text)
        self.states = [self.rendered()]
        self.undos: list[Edit] = []
        self.redos: list[Edit] = []
        self.at_first = self.snapshot()
        self.changes: list[Change] = []

    def rendered(self) -> bytes:
        return render(self.annotations, self.context.text)

    def snapshot(self) -> dict[str, Record]:
        return {record.id: record for record in self.annotations.records()}

    def do(self, edit: Edit) -> Edit:
        before, status = self.snapshot(), {kind: self.annotations.status(kind) for kind in Kind}
        extra = self.annotations.extra
        inverse, change = edit.apply(self.annotations, self.context)
        after = self.snapshot()
        assert_tells(change, before, after)
        assert {step.kind: (step.before, step.after) for step in change.status} == {
            kind: (status[kind], self.annotations.status(kind))
            for kind in Kind
            if status[kind] is not self.annotations.status(kind)
        }
        if change.extra is not None:
            assert (change.extra.before, change.extra.after) == (extra, self.annotations.extra)
        assert (change.extra is None) == (extra == self.annotations.extra)
        self.changes.append(change)
        return inverse

    @rule(data=st.data())
    def operate(self, data: st.DataObject) -> None:
        outcome = data.draw(outcomes(self.annotations, self.context))
        if isinstance(outcome, Refusal):
            assert outcome.message
            return
        assert outcome.steps
        assert outcome.check(self.annotations, self.context) == []
        assert self.rendered() == self.states[len(self.undos)]
        self.undos.append(self.do(outcome))
        self.redos.clear()
        self.states = [*self.states[: len(self.undos)], self.rendered()]
        assert self.states[-1] != self.states[-2]

    @rule(data=st.data())
    def run_wild(self, data: st.DataObject) -> None:
        steps = data.draw(raw_steps(self.annotations, len(self.text)))
        if not steps:
            return
        edit = Edit(TITLE_OF_WILD, steps)
        highest, order = self.annotations.new_id(Mention), [one.id for one in self.annotations.records()]
        problems = edit.check(self.annotations, self.context)
        assert bool(problems) == bool(self.verdict_on(edit)), problems
        assert self.annotations.new_id(Mention) == highest
        assert [one.id for one in self.annotations.records()] == order
        assert self.rendered() == self.states[len(self.undos)]
        if problems:
            with pytest.raises(EditRefusedError) as refused:
                edit.apply(self.annotations, self.context)
            assert list(refused.value.problems) == problems
            assert str(refused.value)
            assert self.rendered() == self.states[len(self.undos)]
            return
        self.undos.append(self.do(edit))
        self.redos.clear()
        self.states = [*self.states[: len(self.undos)], self.rendered()]

    def verdict_on(self, edit: Edit) -> list[object]:
        """What the check of a whole file says of the outcome, the steps taken blindly on a copy."""
        draft = annotation_set(
            self.text, self.annotations.records(), {kind: self.annotations.status(kind) for kind in Kind}
        )
        for step in edit.steps:
            step.apply(draft)
        length = len(self.text)
        if any(span.end > length for one in draft.of_type(Mention) for span in one.spans):
            return ["outside the text"]
        data = annotation_set_to_dict(draft, self.context.text)
        return [*annotation_set_problems(data, self.text, SMALL_FILE)]

    @precondition(lambda self: self.undos)
    @rule()
    def undo(self) -> None:
        self.redos.append(self.do(self.undos.pop()))
        assert self.rendered() == self.states[len(self.undos)]

    @precondition(lambda self: self.redos)
    @rule()
    def redo(self) -> None:
        self.undos.append(self.do(self.redos.pop()))
        assert self.rendered() == self.states[len(self.undos)]

    @invariant()
    def is_a_good_file(self) -> None:
        data = annotation_set_to_dict(self.annotations, self.context.text)
        assert annotation_set_problems(data, self.text, SMALL_FILE) == []
        for record in self.annotations.records():
            assert record_problems(self.annotations, self.context, record) == []

    @invariant()
    def look_ups_are_right(self) -> None:
        records = self.snapshot()
        for record_id in records:
            pointing = {one.id for one in records.values() if record_id in references(one)}
            assert {one.id for one in self.annotations.referrers(record_id)} == pointing
            assert len(self.annotations.referrers(record_id)) == len(pointing)
            assert Draft(self.annotations).referrers(record_id) == self.annotations.referrers(record_id)
        found = [one for one in records.values() if isinstance(one, Mention)]
        for label in SMALL.labels:
            count = sum((one.kind, one.label) == (label.kind, label.id) for one in found)
            assert self.annotations.count(label.kind, label.id) == count
        for kind in Kind:
            assert self.annotations.count_kind(kind) == sum(one.kind is kind for one in found)
        assert len(self.annotations) == len(records)
        fresh = {self.annotations.new_id(type(one)) for one in records.values()}
        assert not fresh & set(records)

    @invariant()
    def places_are_right(self) -> None:
        found = list(self.annotations.of_type(Mention))
        starts = sorted({span.start for one in found for span in one.spans})
        for offset in range(len(self.text) + 1):
            at = [one.id for one in self.annotations.at(offset)]
            assert len(set(at)) == len(at)
            assert set(at) == {
                one.id for one in found if any(span.start <= offset <= span.end for span in one.spans)
            }
            window = self.annotations.overlapping(offset, offset + 2)
            assert [one.id for one in window] == list(dict.fromkeys(one.id for one in window))
            assert {one.id for one in window} == {
                one.id
                for one in found
                if any(
                    offset <= span.start <= offset + 2
                    if span.is_empty
                    else span.start < offset + 2 and offset < span.end
                    for span in one.spans
                )
            }
            assert self.annotations.next_start(offset) == next((one for one in starts if one > offset), None)
            before = [one for one in starts if one < offset]
            assert self.annotations.previous_start(offset) == (before[-1] if before else None)

    def teardown(self) -> None:
        if not hasattr(self, "undos"):
            return
        assert_tells(merge(self.changes), self.at_first, self.snapshot())
        last = self.rendered()
        redos = [self.do(edit) for edit in reversed(self.undos)]
        assert self.rendered() == self.states[0]
        for edit in reversed(redos):
            self.do(edit)
        assert self.rendered() == last


def assert_tells(change: Change, before: dict[str, Record], after: dict[str, Record]) -> None:
    """The change is exactly the difference between the two."""
    assert {one.id: one for one in change.added} == {one: after[one] for one in after.keys() - before.keys()}
    assert {one.id: one for one in change.removed} == {
        one: before[one] for one in before.keys() - after.keys()
    }
    assert {old.id: (old, new) for old, new in change.updated} == {
        one: (before[one], after[one]) for one in before.keys() & after.keys() if before[one] != after[one]
    }
    touched = [one.id for one in (*change.added, *change.after(), *change.before())]
    assert len(change.added) + len(change.removed) + len(change.updated) == len(set(touched))


TestLabelling = Labelling.TestCase
TestLabelling.settings = settings(max_examples=60, stateful_step_count=25)
