"""What was decided about words before: in the document, and in the label files of a folder."""

import json
import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.edits.edit import Edit, Title
from annotations.edits.placement import Refusal
from annotations.formats.native import render
from annotations.model.annotation_set import AnnotationSet
from annotations.model.records import Kind, Mention
from annotations.suggest import memory
from annotations.suggest.memory import UNLABELLED, Decision, Elsewhere, FolderMemory, Here
from annotations.suggest.refusals import is_refused, remember
from annotations.text.source import SourceText
from annotations.text.span import Span
from tests.support.edits import outcomes
from tests.support.records import annotation_sets
from tests.support.small import HAND, SMALL, annotation_set, context_of

STORY = "Darna is a town. Darna lies by the sea, and Darna is old. Darna"
PLACES = [Span(0, 5), Span(17, 22), Span(44, 49), Span(58, 63)]
PER, ORG, GPE = SMALL.labels[:3]


def never() -> bool:
    return False


@settings(max_examples=60)
@given(st.data())
def test_every_place_is_accounted_for(data: st.DataObject) -> None:
    annotations, context = data.draw(annotation_sets(STORY)), context_of(STORY)
    for _ in range(3):
        edit = data.draw(outcomes(annotations, context))
        if not isinstance(edit, Refusal):
            edit.apply(annotations, context)
    here = Here(annotations, context)
    here.add(PLACES)
    expected: Counter[tuple[Decision, Span]] = Counter()
    for span in PLACES:
        there = [
            Decision(one.kind, one.label) for one in annotations.of_type(Mention) if one.spans == (span,)
        ]
        there += [
            Decision(label.kind, label.id, refused=True)
            for label in SMALL.labels
            if is_refused(annotations.extra, context.text, label, span)
        ]
        expected.update((one, span) for one in there or [UNLABELLED])
    found = ((decision, one.span) for decision, places in here.places.items() for one in places)
    assert Counter(found) == expected


def labelled(*spans: Span, label: str = "GPE") -> AnnotationSet:
    mentions = [Mention(f"m{n}", Kind.ENTITY, label, (span,), HAND) for n, span in enumerate(spans)]
    return annotation_set(STORY, mentions)


def write(path: Path, annotations: AnnotationSet) -> Path:
    path.write_bytes(render(annotations, SourceText(STORY)))
    return path


def test_the_label_files_of_a_folder_are_asked(tmp_path: Path) -> None:
    one = write(tmp_path / "one.labels.json", labelled(PLACES[0], PLACES[1]))
    refusing = labelled(PLACES[2], label="PER")
    steps = remember(refusing.extra, SourceText(STORY), ORG, [PLACES[3]])
    Edit(Title("refuse"), tuple(steps)).apply(refusing, context_of(STORY))
    two = write(tmp_path / "two.labels.json", refusing)
    folder = FolderMemory()
    assert folder.refresh(tmp_path, (), never)
    assert folder.look_up(" Darna\n", ignore_case=False) == {
        Decision(Kind.ENTITY, "GPE"): [Elsewhere(one, 0), Elsewhere(one, 17)],
        Decision(Kind.ENTITY, "PER"): [Elsewhere(two, 44)],
        Decision(Kind.ENTITY, "ORG", refused=True): [Elsewhere(two, 58)],
    }
    assert set(folder.look_up("Darna", ignore_case=False, but=one)) == {
        Decision(Kind.ENTITY, "PER"),
        Decision(Kind.ENTITY, "ORG", refused=True),
    }
    assert folder.look_up("darna", ignore_case=False) == {}
    assert len(folder.look_up("DARNA", ignore_case=True)) == 3
    assert folder.unread == 0


def test_only_what_has_changed_is_read_again(tmp_path: Path) -> None:
    one = write(tmp_path / "one.labels.json", labelled(PLACES[0]))
    two = write(tmp_path / "two.labels.json", labelled(PLACES[1]))
    folder = FolderMemory()
    assert folder.refresh(tmp_path, (), never)
    assert not folder.refresh(tmp_path, (), never)
    os.utime(one, ns=(1, 1))
    two.unlink()
    write(tmp_path / "three.labels.json", labelled(PLACES[2]))
    assert folder.refresh(tmp_path, (), never)
    (places,) = folder.look_up("Darna", ignore_case=False).values()
    assert [place.start for place in places] == [0, 44]


def test_stopping_keeps_what_is_known(tmp_path: Path) -> None:
    write(tmp_path / "one.labels.json", labelled(PLACES[0]))
    folder = FolderMemory()
    folder.refresh(tmp_path, (), never)
    write(tmp_path / "two.labels.json", labelled(PLACES[1]))
    assert not folder.refresh(tmp_path, (), lambda: True)
    (places,) = folder.look_up("Darna", ignore_case=False).values()
    assert len(places) == 1


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b"\xff\xfe", b'{"mentions": [{"spans": []}]}'])
def test_files_that_are_no_label_files_are_counted(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.labels.json").write_bytes(content)
    (tmp_path / "bad.txt").write_bytes(content)
    folder = FolderMemory()
    assert folder.refresh(tmp_path, (), never)
    assert folder.unread == 1
    assert folder.look_up("Darna", ignore_case=True) == {}


def test_strange_side_data_is_nobodys_refusal(tmp_path: Path) -> None:
    path = write(tmp_path / "one.labels.json", labelled(PLACES[0]))
    data = json.loads(path.read_text("utf-8"))
    for refusals in (
        1,
        [],
        {"entity": 3},
        {"entity": {"GPE": []}},
        {"entity": {"GPE": {"Darna": [True, -1, "x"]}}},
    ):
        data["extra"] = {"sorot": {"refusals": refusals}}
        path.write_text(json.dumps(data), "utf-8")
        folder = FolderMemory()
        folder.refresh(tmp_path, (), never)
        assert folder.unread == 0
        assert set(folder.look_up("Darna", ignore_case=False)) == {Decision(Kind.ENTITY, "GPE")}


def test_there_is_an_end_to_what_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        path = write(tmp_path / f"{number}.labels.json", labelled(PLACES[0]))
        os.utime(path, ns=(number, number))
    monkeypatch.setattr(memory, "MOST_FILES", 2)
    folder = FolderMemory()
    folder.refresh(tmp_path, (), never)
    (places,) = folder.look_up("Darna", ignore_case=False).values()
    assert [place.label_path.name for place in places] == ["2.labels.json", "3.labels.json"]
    monkeypatch.setattr(memory, "LARGEST_FILE", 10)
    folder = FolderMemory()
    folder.refresh(tmp_path, (), never)
    assert folder.unread == 2


def test_label_files_of_other_folders_count_when_they_are_named(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    near = write(tmp_path / "near.labels.json", labelled(PLACES[0]))
    far = write(tmp_path / "far" / "far.labels.json", labelled(PLACES[1]))
    folder = FolderMemory()
    assert folder.refresh(tmp_path, [far, near, tmp_path / "gone.labels.json"], never)
    (places,) = folder.look_up("Darna", ignore_case=False).values()
    assert {place.label_path for place in places} == {near, far}
    assert folder.unread == 0
    assert folder.refresh(tmp_path / "nowhere", [far], never)
    (places,) = folder.look_up("Darna", ignore_case=False).values()
    assert [place.label_path for place in places] == [far]


@pytest.mark.skipif(os.name != "posix", reason="pipes and devices are those of POSIX")
def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.labels.json")
    (tmp_path / "device.labels.json").symlink_to("/dev/zero")
    (tmp_path / "folder.labels.json").mkdir()
    known = FolderMemory()
    assert known.refresh(tmp_path, (), never)
    assert known.unread == 3
