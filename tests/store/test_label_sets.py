"""Label sets on disk: a bad one is named and left alone, and nobody's is overwritten."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from annotations.commands.validate import PROBLEMS, RIGHT, validate
from annotations.edits.revision import Revision
from annotations.formats.native import label_set_to_dict, render_label_set
from annotations.model.label_set import LabelSet
from annotations.model.records import Kind
from annotations.store.label_sets import (
    LabelSetFile,
    export_label_set,
    label_set_to_start_with,
    own_path,
    read_label_set,
    write_label_set,
)
from annotations.store.trouble import StoreError, Trouble
from schemas.shipped import shipped_label_set
from tests.schemas.building import mutated
from tests.support.small import SMALL

SAMPLES = Path(__file__).parents[2] / "samples"
OTHER = replace(SMALL, name="Other")


def changed(label_set: LabelSet) -> LabelSet:
    return replace(label_set, name="Ours 😀 é")


def written(path: Path, label_set: LabelSet = SMALL) -> LabelSetFile:
    export_label_set(path, label_set)
    return read_label_set(path)


def test_a_label_set_comes_back_as_it_was(tmp_path: Path) -> None:
    file = written(tmp_path / "small.labelset.json", changed(SMALL))
    assert file.label_set == changed(SMALL)
    again = write_label_set(file, SMALL)
    assert read_label_set(file.path) == again
    assert [one.name for one in tmp_path.iterdir()] == ["small.labelset.json"]


@pytest.mark.parametrize(
    "content, trouble, said",
    [
        (b"", Trouble.BROKEN, "a.labelset.json is not JSON: line 1, column 1: The file is empty."),
        (b"\xff\xfe{", Trouble.BROKEN, "a.labelset.json is not JSON"),
        (b"[" * 100_000, Trouble.BROKEN, "a.labelset.json is not JSON"),
        (b"[]", Trouble.BROKEN, "a.labelset.json is not a sound label set"),
        (b'{"format": "sorot.annotation-set"}', Trouble.BROKEN, "it is an annotation set"),
        (b'{"format": "sorot.label-set", "version": 2}', Trouble.LATER_VERSION, "a later Sorot"),
        (b'{"format": "sorot.label-set", "version": 1}', Trouble.BROKEN, "(and"),
    ],
)
def test_a_file_that_is_no_label_set_is_named_and_left(
    tmp_path: Path, content: bytes, trouble: Trouble, said: str
) -> None:
    path = tmp_path / "a.labelset.json"
    path.write_bytes(content)
    with pytest.raises(StoreError) as refused:
        read_label_set(path)
    assert refused.value.trouble is trouble
    assert said in refused.value.message
    started = label_set_to_start_with(path)
    assert label_set_to_dict(started.label_set)["kinds"]
    assert started.broken is not None
    assert path.read_bytes() == content


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_label_set_is_refused_or_sound(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "a.labelset.json"
    path.write_text(json.dumps(mutated(shipped_label_set("news"), seed)), "utf-8")
    started = label_set_to_start_with(path)
    assert (started.path == path) == (started.broken is None)
    assert started.broken is None or started.broken.problems
    assert render_label_set(started.label_set)


@pytest.mark.parametrize("path", ["nowhere/a.labelset.json", "."])
def test_a_file_that_is_not_there(tmp_path: Path, path: str) -> None:
    started = label_set_to_start_with(tmp_path / path)
    assert started.broken is not None
    assert started.path == own_path("news")


def test_changes_of_the_shipped_one_stay_with_the_user() -> None:
    file = label_set_to_start_with()
    assert (file.digest, file.broken) == (None, None)
    assert not file.path.exists()
    written_file = write_label_set(file, changed(file.label_set))
    assert label_set_to_start_with() == written_file
    assert label_set_to_start_with().label_set == changed(file.label_set)


def test_a_broken_one_of_the_user_is_kept_when_the_next_change_comes() -> None:
    path = own_path("news")
    path.parent.mkdir(parents=True)
    path.write_bytes(b"{}")
    file = label_set_to_start_with()
    assert file.broken is not None
    write_label_set(file, file.label_set)
    assert path.with_name("news.labelset.broken-1.json").read_bytes() == b"{}"
    assert label_set_to_start_with().broken is None


def test_what_somebody_else_has_written_is_not_overwritten(tmp_path: Path) -> None:
    file = written(tmp_path / "small.labelset.json")
    export_label_set(file.path, OTHER)
    with pytest.raises(StoreError) as refused:
        write_label_set(file, changed(SMALL))
    assert refused.value.trouble is Trouble.CHANGED
    assert read_label_set(file.path).label_set == OTHER
    file.path.unlink()
    assert write_label_set(file, SMALL).label_set == SMALL


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StoreError):
        export_label_set(tmp_path / "file" / "a.labelset.json", SMALL)
    with pytest.raises(StoreError):
        write_label_set(LabelSetFile(SMALL, tmp_path / "file" / "a.labelset.json"), SMALL)


def test_validate_knows_the_labels_that_were_added(tmp_path: Path) -> None:
    labels = json.loads((SAMPLES / "darna.labels.json").read_bytes())
    pointed_to = json.dumps([labels["events"], labels["relations"]])
    lone = next(one for one in labels["mentions"] if f'"{one["id"]}"' not in pointed_to)
    lone["label"] = "New"
    path = tmp_path / "darna.labels.json"
    path.write_text(json.dumps(labels), "utf-8")
    (tmp_path / "darna.txt").write_bytes((SAMPLES / "darna.txt").read_bytes())
    assert validate([str(path)]) == PROBLEMS
    file = label_set_to_start_with()
    rules = file.label_set.rules(Kind(lone["kind"]))
    assert rules is not None
    new = replace(rules.labels[0], id="New", key="")
    revision = Revision.of(file.label_set).add(new)
    assert isinstance(revision, Revision)
    write_label_set(file, revision.finished().after)
    assert validate([str(path)]) == RIGHT
