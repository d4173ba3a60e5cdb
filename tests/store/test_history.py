"""The undo history: what can be taken back is kept rightly or not at all, whatever becomes of the files."""

from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.edits.edit import Edit, Title
from annotations.session.sink import Via
from annotations.store import kept_steps
from annotations.store.history_lines import Lost, header_line, line_of, lines_of, mark_line, parse_history
from annotations.store.journal_lines import Entry, sealed
from annotations.store.journal_lines import line_of as journal_line
from annotations.store.kept_steps import Recorded, Steps
from tests.store.stories import Known, Story, known
from tests.support.records import TEXTS
from tests.support.small import annotation_set

AT = "2026-11-22T09:14:03.123Z"


def recorded(seq: int, edit: Edit, via: str) -> Recorded:
    entry = Entry(seq, via, AT, edit)
    return Recorded.of(entry, journal_line(entry))


class File:
    """A history as it grows, and what is known at each mark."""

    def __init__(self, story: Story) -> None:
        made = story.annotations
        self.lines = [header_line(made.document, made.label_set, made.annotator)]
        self.at_mark: list[tuple[int, str, Known]] = []
        self.seq = 0

    def add(self, edit: Edit, via: Via) -> None:
        self.seq += 1
        self.lines.append(line_of(recorded(self.seq, edit, via)))

    def mark(self, story: Story) -> None:
        labels = f"sha256:{story.rendered().hex()}"
        self.lines.append(mark_line(labels, crc32(b"".join(self.lines))))
        self.at_mark.append((len(b"".join(self.lines)), labels, story.known))

    def wanted(self, labels: str, within: int) -> Known | None:
        """What is known of these labels in so many bytes of the file."""
        return next(
            (state for end, one, state in reversed(self.at_mark) if one == labels and end <= within), None
        )


@st.composite
def files(draw: st.DrawFn) -> tuple[Story, File]:
    story = Story(draw(TEXTS))
    file = File(story)
    for _ in range(draw(st.integers(1, 8))):
        if (some := story.draw(draw)) is not None:
            some[0].apply(story.annotations, story.context)
            story.follow(*some)
            file.add(*some)
        if draw(st.booleans()):
            file.mark(story)
    file.mark(story)
    return story, file


@given(files())
def test_what_is_kept_comes_back(made: tuple[Story, File]) -> None:
    story, file = made
    data = b"".join(file.lines)
    for _, labels, _ in file.at_mark:
        found = parse_history(data, story.annotations.document, labels)
        assert isinstance(found, Steps)
        assert known(tuple(found), found.done) == file.wanted(labels, len(data))
        again = [file.lines[0], *lines_of(found)]  # as it is written anew
        again.append(mark_line(labels, crc32(b"".join(again))))
        same = parse_history(b"".join(again), story.annotations.document, labels)
        assert isinstance(same, Steps)
        assert (tuple(same), same.done, same.size) == (tuple(found), found.done, found.size)
    assert parse_history(data, story.annotations.document, "sha256:other") is Lost.CHANGED
    assert parse_history(data, annotation_set("another").document, labels) is Lost.CHANGED


@settings(max_examples=30)
@given(files(), st.data())
def test_a_file_cut_or_spoilt_anywhere_gives_a_right_history_or_none(
    made: tuple[Story, File], data: st.DataObject
) -> None:
    story, file = made
    whole = b"".join(file.lines)
    labels = data.draw(st.sampled_from([one for _, one, _ in file.at_mark]))
    place = data.draw(st.integers(0, len(whole) - 1))
    cut = parse_history(whole[:place], story.annotations.document, labels)
    wanted = file.wanted(labels, place)
    assert (wanted is None) == isinstance(cut, Lost)
    assert isinstance(cut, Lost) or known(tuple(cut), cut.done) == wanted
    spoilt = bytearray(whole)
    spoilt[place] ^= data.draw(st.integers(1, 255))
    found = parse_history(bytes(spoilt), story.annotations.document, labels)
    right = [state for _, one, state in file.at_mark if one == labels]
    assert isinstance(found, Lost) or known(tuple(found), found.done) in right


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_any_bytes_are_no_history(some: bytes, more: bytes) -> None:
    made = annotation_set("Darna")
    assert isinstance(parse_history(some, made.document, "sha256:x"), Lost)
    start = header_line(made.document, made.label_set, made.annotator) + more + b"\n"
    data = start + mark_line("sha256:x", crc32(start))
    assert isinstance(parse_history(data, made.document, "sha256:x"), Lost)


@pytest.mark.parametrize(
    "line",
    [
        {"via": "do"},
        {"via": "do", "at": 3, "seq": 1, "title": {"action": "tag", "label": "", "quote": "", "count": 1}},
        {"via": "do", "at": "", "seq": 1, "title": {"action": [], "label": "", "quote": "", "count": 1}},
        {"seq": 1, "via": "do", "at": "", "title": 3},
        {"labels": 1},
    ],
)
def test_sealed_nonsense_is_no_history(line: dict[str, object]) -> None:
    made = annotation_set("Darna")
    start = header_line(made.document, made.label_set, made.annotator) + sealed(line)
    data = start + mark_line("sha256:x", crc32(start))
    assert parse_history(data, made.document, "sha256:x") is Lost.DAMAGED


def test_the_oldest_steps_fall_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_steps, "MOST_STEPS", 3)
    steps = Steps()
    for seq in range(1, 6):
        steps.take(recorded(seq, Edit(Title("tag", quote=str(seq)), ()), "do"))
    assert [step.title.quote for step in steps] == ["3", "4", "5"]
    assert steps.done == 3
    steps.take(recorded(6, Edit(Title("tag"), ()), "undo"))
    size = recorded(9, Edit(Title("tag", quote="9"), ()), "do")
    monkeypatch.setattr(kept_steps, "MOST_BYTES", 2 * len(size.line))
    steps.take(size)
    assert [step.title.quote for step in steps] == ["4", "9"]
    assert (steps.done, steps.size) == (2, sum(step.size for step in steps))


def test_a_step_larger_than_all_that_is_kept_ends_the_history(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_steps, "MOST_BYTES", 1000)
    steps = Steps()
    steps.take(recorded(1, Edit(Title("tag"), ()), "do"))
    steps.take(recorded(2, Edit(Title("tag", quote="x" * 2000), ()), "do"))
    assert (len(steps), steps.done, steps.size) == (0, 0, 0)
    steps.take(recorded(3, Edit(Title("tag"), ()), "join"))  # a part of what is not known any more
    steps.take(recorded(4, Edit(Title("tag"), ()), "undo"))
    assert len(steps) == 0
