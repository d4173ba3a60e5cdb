"""The journal: what is written comes back, torn and damaged lines are told from whole ones."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.edits.edit import Edit, RecordEdit, Title
from annotations.edits.placement import Refusal
from annotations.formats.native import render
from annotations.model.annotation_set import AnnotationSet
from annotations.model.records import Kind, Mention
from annotations.store.journal import Journal
from annotations.store.journal_lines import (
    Contents,
    Entry,
    Header,
    Saving,
    line_of,
    parse_journal,
    read_journal,
    sealed,
)
from annotations.store.recovery import Recovery, recover
from annotations.text.span import Span
from tests.support.edits import outcomes
from tests.support.records import TEXTS, annotation_sets
from tests.support.small import HAND, annotation_set, context_of

Stream = tuple[str, list[Edit], list[bytes], list[bytes]]

AT = "2026-11-22T09:14:03.123Z"
BASE = "sha256:" + "0" * 64


def header_of(annotations: AnnotationSet, base: str | None = BASE) -> Header:
    return Header(annotations.document, annotations.label_set, annotations.annotator, base)


@st.composite
def journals(draw: st.DrawFn) -> Stream:
    """A text, edits of an empty set of it, the lines of their journal, the set's bytes after each."""
    text = draw(TEXTS)
    annotations, context = annotation_set(text), context_of(text)
    lines = [line_of(header_of(annotations))]
    states = [render(annotations, context.text)]
    edits: list[Edit] = []
    for _ in range(draw(st.integers(1, 5))):
        edit = draw(outcomes(annotations, context))
        if not isinstance(edit, Refusal):
            edit.apply(annotations, context)
            edits.append(edit)
            lines.append(
                line_of(Entry(len(edits), draw(st.sampled_from(["do", "join", "undo", "redo"])), AT, edit))
            )
            states.append(render(annotations, context.text))
    return text, edits, lines, states


def replayed(text: str, contents: Contents, digest: str | None = BASE) -> tuple[bytes, Recovery]:
    annotations = annotation_set(text)
    found = recover(Path("darna.labels.json"), contents, annotations, digest)
    return render(annotations, context_of(text).text), found


@given(journals())
def test_edits_come_back_as_they_were(journal: Stream) -> None:
    text, edits, lines, states = journal
    contents = parse_journal(b"".join(lines))
    assert [entry.edit for entry in contents.entries] == edits
    assert contents.lines == lines[1:]
    assert (contents.torn, contents.damaged) == (0, False)
    state, found = replayed(text, contents)
    assert state == states[-1]
    assert (found.replayed, found.conflict) == (len(edits), None)


@settings(max_examples=25)
@given(journals())
def test_last_line_torn_at_any_byte_is_dropped_and_no_other(
    journal: Stream,
) -> None:
    text, edits, lines, states = journal
    if not edits:
        return
    whole, last = b"".join(lines[:-1]), lines[-1]
    for cut in range(len(last)):
        contents = parse_journal(whole + last[:cut])
        assert (contents.torn, contents.damaged) == (cut, False)
        assert len(contents.entries) == len(edits) - 1
    state, found = replayed(text, parse_journal(whole + last[:-1]))
    assert state == states[-2]
    assert found.torn
    assert "One more edit had not been written to its end" in found.message


@given(journals(), st.data())
def test_damage_in_the_middle_keeps_the_good_beginning(journal: Stream, data: st.DataObject) -> None:
    text, edits, lines, states = journal
    if not edits:
        return
    hurt = data.draw(st.integers(1, len(lines) - 1))
    line = bytearray(lines[hurt])
    place = data.draw(st.integers(0, len(line) - 2))
    line[place] ^= data.draw(st.integers(1, 255))
    contents = parse_journal(b"".join([*lines[:hurt], bytes(line), *lines[hurt + 1 :], b"\n"]))
    assert contents.damaged
    assert len(contents.entries) == hurt - 1
    state, found = replayed(text, contents)
    assert state == states[hurt - 1]
    assert found.damaged


@given(st.binary(max_size=300))
def test_garbage_is_damage_or_torn_and_never_an_error(garbage: bytes) -> None:
    contents = parse_journal(garbage)
    assert contents.header is None
    assert contents.torn == len(garbage)


@given(journals(), st.data())
def test_only_what_the_label_file_lacks_is_done_again(journal: Stream, data: st.DataObject) -> None:
    text, edits, lines, states = journal
    through = data.draw(st.integers(0, len(edits)))
    saving = line_of(Saving("sha256:saved", through))
    contents = parse_journal(b"".join([*lines[: through + 1], saving, *lines[through + 1 :]]))
    annotations, context = annotation_set(text), context_of(text)
    for edit in edits[:through]:
        edit.apply(annotations, context)
    found = recover(Path("darna.labels.json"), contents, annotations, "sha256:saved")
    assert render(annotations, context.text) == states[-1]
    assert (found.replayed, found.through) == (len(edits) - through, through)
    assert [seq for seq, _ in found.unsaved] == list(range(through + 1, len(edits) + 1))
    # The file may as well not have been replaced any more.
    state, found = replayed(text, contents)
    assert (state, found.replayed) == (states[-1], len(edits))


@pytest.mark.parametrize(
    "digest, message", [(None, "is not there"), ("sha256:other", "was changed by another program since")]
)
def test_other_label_file_is_a_conflict(digest: str | None, message: str) -> None:
    annotations = annotation_set("Darna")
    contents = parse_journal(line_of(header_of(annotations)))
    assert message in replayed("Darna", contents, digest)[1].message


def test_other_text_and_later_version_are_conflicts() -> None:
    contents = parse_journal(line_of(header_of(annotation_set("Derna"))))
    assert "of another text" in replayed("Darna", contents)[1].message
    later = sealed({"format": "sorot.journal", "version": 2, "who": "knows"})
    assert "written by a later Sorot" in replayed("Darna", parse_journal(later))[1].message


@given(TEXTS, st.data())
def test_edits_that_do_not_fit_stop_the_replay(text: str, data: st.DataObject) -> None:
    annotations, context = data.draw(annotation_sets(text)), context_of(text)
    edit = data.draw(outcomes(annotations, context))
    if isinstance(edit, Refusal):
        return
    entries = [Entry(number, "do", AT, edit) for number in (1, 2)]
    contents = parse_journal(b"".join([line_of(header_of(annotations)), *map(line_of, entries)]))
    found = recover(Path("darna.labels.json"), contents, annotations, BASE)
    before = render(annotations, context.text)
    edit.inverse().apply(annotations, context)
    edit.apply(annotations, context)
    assert render(annotations, context.text) == before
    assert (found.replayed, found.damaged) == (1, True)


def test_edit_of_which_a_part_does_not_fit_leaves_nothing_behind() -> None:
    annotations = annotation_set("Darna")
    there, missing = (Mention(one, Kind.ENTITY, "GPE", (Span(0, 5),), HAND) for one in ("m1", "m2"))
    edit = Edit(Title("tag"), (RecordEdit(None, there), RecordEdit(missing, None)))
    lines = [line_of(header_of(annotations)), line_of(Entry(1, "do", AT, edit))]
    found = recover(Path("darna.labels.json"), parse_journal(b"".join(lines)), annotations, BASE)
    assert (len(annotations), found.replayed, found.damaged) == (0, 0, True)


@pytest.mark.parametrize("spans", [(), (Span(0, 6),), (Span(0, 1), Span(10**9, 10**9))])
def test_mention_outside_the_text_is_not_replayed(spans: tuple[Span, ...]) -> None:
    annotations = annotation_set("Darna")
    edit = Edit(Title("tag"), (RecordEdit(None, Mention("m1", Kind.ENTITY, "GPE", spans, HAND)),))
    lines = [line_of(header_of(annotations)), line_of(Entry(1, "do", AT, edit))]
    found = recover(Path("darna.labels.json"), parse_journal(b"".join(lines)), annotations, BASE)
    assert (len(annotations), found.damaged) == (0, True)


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    """A journal with three edits, of which the label file is said to have two."""
    journal = Journal(tmp_path / "darna.labels.json.journal", header_of(annotation_set("Darna"), None))
    for seq in (1, 2, 3):
        journal.append(seq, line_of(Entry(seq, "do", AT, Edit(Title("tag"), ()))))
    assert journal.sync() == 3
    journal.saved("sha256:saved", 2)
    yield journal
    journal.close()


def test_journal_made_anew_has_every_edit_that_the_label_file_lacks(journal: Journal) -> None:
    journal.path.unlink()
    journal.sync()
    contents = read_journal(journal.path)
    assert contents.header is not None
    assert (contents.header.base, contents.header.through) == ("sha256:saved", 2)
    assert [entry.seq for entry in contents.entries] == [3]


def test_long_journal_stays_while_the_label_file_lacks_an_edit(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotations.store.journal.ROTATE_AT", 0)
    journal.saved("sha256:saved", 2)
    assert [entry.seq for entry in read_journal(journal.path).entries] == [1, 2, 3]
    journal.saved("sha256:saved too", 3)
    assert not journal.path.exists()
