"""Imports: whole or not at all, never over what is there, and the same again changes nothing."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from annotations.corpus.examining import Task, examine
from annotations.corpus.import_plans import Action, Existing, Import
from annotations.corpus.importing import Imported, label_set_path, run_import
from annotations.corpus.originals import Originals
from annotations.corpus.selecting import ALL, Selection
from annotations.corpus.source import Files, files_of
from annotations.formats.errors import FormatError
from annotations.formats.found_labels import label_set_of
from annotations.formats.mapping import LabelMap, Lookup
from annotations.formats.native import label_set_from_dict
from annotations.formats.survey import Survey
from annotations.model.records import Kind, Status
from annotations.store.lock import Lock, acquire
from schemas.shipped import shipped_label_set
from tests.corpus.corpora import labels, mention, put
from tests.support.small import SMALL

AT = "2026-11-22T09:14:03Z"
TEXT = "Libya dan Darna"


def _import(
    source: Path, out: Path, names: Mapping[str, tuple[Kind, str] | None] | None = None, **more: object
) -> Imported:
    found: Files = files_of(source, "sorot")
    lookup = Lookup(SMALL, LabelMap("small", names or {}))
    task = Task(found, "sorot", {}, Selection(ALL), SMALL, lookup, jobs=1)
    job = Import(task, out, AT, originals=Originals(found.root, found.all_paths()))
    job = replace(job, **{name: value for name, value in more.items() if name != "dry"})
    return run_import(job, examine(task), dry=bool(more.get("dry")))


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _mentions(path: Path) -> list[tuple[str, str]]:
    return [(one["kind"], one["label"]) for one in json.loads(path.read_bytes())["mentions"]]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A document with labels of which one is not in the label set."""
    odd = mention("m2", "Town", 10, 15)
    put(tmp_path / "in", "berita/darna", TEXT, [labels(mention("m1", "GPE", 0, 5), odd, status={})])
    return tmp_path / "in"


def test_names_are_mapped_and_the_rest_is_lost_aloud(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    imported = _import(source, out, {"Town": (Kind.EVENT, "Rain")}, status=Status.DONE)
    assert imported.counts == {Action.NEW: 1}
    made = json.loads((out / "berita/darna.labels.json").read_bytes())
    assert _mentions(out / "berita/darna.labels.json") == [("entity", "GPE"), ("event", "Rain")]
    assert made["status"] == {"entity": "done", "event": "done", "boilerplate": "untouched"}
    assert {one["provenance"]["source"] for one in made["mentions"]} == {"in"}
    assert (out / "sources/berita/darna.labels.json").exists()
    lost = _import(source, tmp_path / "other", {"Town": None})
    assert [(why.value, count) for why, count, _ in lost.losses.rows()] == [("name", 1)]


def test_the_same_again_changes_nothing(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    _import(source, out)
    before = _bytes(out)
    again = _import(source, out, at="2027-01-01T00:00:00Z")
    assert again.counts == {Action.SAME: 1}
    assert _bytes(out) == before


def test_a_dry_run_touches_nothing(source: Path, tmp_path: Path) -> None:
    imported = _import(source, tmp_path / "out", dry=True)
    assert imported.counts == {Action.NEW: 1}
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("existing", Existing)
def test_other_labels_are_never_overwritten(source: Path, tmp_path: Path, existing: Existing) -> None:
    out = tmp_path / "out"
    mine = labels(mention("m1", "PER", 0, 5), annotator="ayu")
    put(out, "berita/darna", TEXT, [mine])
    before = (out / "berita/darna.labels.json").read_bytes()
    imported = _import(source, out, existing=existing)
    if existing is Existing.MERGE:
        assert imported.counts == {Action.MERGED: 1}
        assert _mentions(out / "berita/darna.labels.json") == [("entity", "PER"), ("entity", "GPE")]
        assert _import(source, out, existing=existing).counts == {Action.SAME: 1}
        return
    assert (out / "berita/darna.labels.json").read_bytes() == before
    if existing is Existing.ANNOTATOR:
        assert imported.counts == {Action.ANNOTATOR: 1}
        assert _mentions(out / "berita/darna.ann.labels.json") == [("entity", "GPE")]
        assert _import(source, out, existing=existing).counts == {Action.SAME: 1}
    else:
        assert imported.counts == {Action.REFUSED: 1}
        assert "has other labels already" in imported.outcomes[0].why


def test_another_text_of_the_name_is_refused(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    put(out, "berita/darna", "Another text")
    before = _bytes(out / "berita")
    imported = _import(source, out)
    assert imported.counts == {Action.REFUSED: 1}
    assert _bytes(out / "berita") == before


def test_labels_that_somebody_has_open_are_refused(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    put(out, "berita/darna", TEXT, [labels(mention("m1", "PER", 0, 5))])
    lock = acquire(out / "berita/darna.labels.json")
    assert isinstance(lock, Lock)
    imported = _import(source, out, existing=Existing.MERGE)
    lock.release()
    assert imported.counts == {Action.REFUSED: 1}


def test_a_document_of_two_annotators_is_refused_whole(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    put(source, "d", TEXT, [labels(mention("m1", "GPE", 0, 5), annotator=name) for name in ("a", "b")])
    put(out, "d", TEXT)
    other = labels(mention("m1", "PER", 0, 5), annotator="b")
    put(tmp_path / "b", "d", TEXT, [other])
    (tmp_path / "b/d.labels.json").rename(out / "d.b.labels.json")
    imported = _import(source, out)
    assert imported.counts == {Action.REFUSED: 1}
    assert not (out / "d.a.labels.json").exists()


def test_annotators_whose_names_are_alike_keep_a_file_each(tmp_path: Path) -> None:
    line = {"text": TEXT, "_input_hash": 1, "spans": [{"start": 0, "end": 5, "label": "GPE"}]}
    rows = [line | {"_annotator_id": name} for name in ("a.b", "a b", "A_B")]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    found = files_of(tmp_path / "in.jsonl", "prodigy")
    task = Task(found, "sorot", {}, Selection(ALL), SMALL, Lookup(SMALL), jobs=1)
    for action in (Action.NEW, Action.SAME):
        assert run_import(Import(task, tmp_path / "out", AT), examine(task)).counts == {action: 3}
    made = [json.loads(path.read_bytes()) for path in sorted((tmp_path / "out").rglob("*.labels.json"))]
    assert sorted(one["annotator"] for one in made) == ["A_B", "a b", "a.b"]


def test_a_document_that_is_open_without_labels_yet_is_left_alone(source: Path, tmp_path: Path) -> None:
    put(tmp_path / "out", "berita/darna", TEXT)
    held = acquire(tmp_path / "out" / "berita" / "darna.labels.json")
    assert isinstance(held, Lock)
    imported = _import(source, tmp_path / "out")
    held.release()
    assert imported.counts == {Action.REFUSED: 1}
    assert not (tmp_path / "out" / "berita" / "darna.labels.json").exists()


def test_a_label_set_with_other_labels_is_not_written_over(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    sets = [label_set_of(Survey(labels=Counter({(Kind.ENTITY, name): 1})), "own") for name in ("A", "B")]
    found = files_of(source, "sorot")
    for label_set in sets:
        task = Task(found, "sorot", {}, Selection(ALL), label_set, Lookup(label_set), jobs=1)
        if label_set == sets[0]:
            run_import(Import(task, out, AT), examine(task))
            before = _bytes(out)
        for dry in (False, True):
            if label_set == sets[1]:
                with pytest.raises(FormatError, match="labels that the one in use has not"):
                    run_import(Import(task, out, AT), examine(task), dry=dry)
    assert _bytes(out) == before


def test_a_grown_standard_label_set_is_written_and_the_standard_one_is_not(
    source: Path, tmp_path: Path
) -> None:
    news = label_set_from_dict(shipped_label_set("news"))
    found = files_of(source, "sorot")
    for name, label_set in (("as it is", news), ("grown", replace(news, name="Grown"))):
        task = Task(found, "sorot", {}, Selection(ALL), label_set, Lookup(label_set), jobs=1)
        run_import(Import(task, tmp_path / name, AT), examine(task))
    assert not list((tmp_path / "as it is").glob("*.labelset.json"))
    assert label_set_path(tmp_path / "grown", news).exists()
