"""An export from beginning to end: what is written, what is said of it, and that nothing is half done."""

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from annotations.corpus.examining import Examined, Task
from annotations.corpus.exporting import Export, look, run
from annotations.corpus.selecting import Boilerplate, Selection
from annotations.corpus.source import files_of
from annotations.corpus.splitting import SplitChoice
from annotations.corpus.work import Cancelled
from annotations.formats.errors import FormatError
from annotations.formats.losses import Reason
from annotations.formats.sorot import Sorot
from annotations.model.records import Kind
from schemas.formats import MANIFEST, schema
from tests.corpus.corpora import labels, mention, put
from tests.support.small import SMALL

STORY = "Pasukan Libya menyerang kota Darna pada Kamis malam dan menewaskan empat puluh militan di sana"


def _corpus(folder: Path, documents: int = 12) -> Path:
    for number in range(documents):
        text = f"Cerita {number * number} tentang Darna, nomor {number} dari {documents}, ditulis {number}"
        at = text.index("Darna")
        put(folder, f"berita/{number:02}", text, [labels(mention("m1", "GPE", at, at + 5))])
    put(folder, "satu", STORY, [labels(mention("m1", "GPE", 8, 13))])
    put(folder, "dua", STORY + ".", [labels(mention("m1", "GPE", 8, 13))])
    return folder


def _export(source: Path, out: Path, **more: object) -> Export:
    task = Task(files_of(source, "sorot"), "sorot", {}, Selection(), SMALL, jobs=1)
    return replace(Export(task, out, "sorot export", "sorot 1"), **more)


def _done(export: Export) -> Examined:
    examined = look(export)
    run(export, examined)
    return examined


def test_the_same_command_gives_the_same_bytes(tmp_path: Path) -> None:
    source = _corpus(tmp_path / "corpus")
    splitter = SplitChoice({"train": 0.5, "test": 0.5})
    made = []
    for name in ("one", "two"):
        _done(_export(source, tmp_path / name, splitter=splitter))
        paths = sorted(path for path in (tmp_path / name).rglob("*") if path.is_file())
        made.append({path.relative_to(tmp_path / name): path.read_bytes() for path in paths})
    assert made[0] == made[1]
    assert not list(tmp_path.glob("*.saving"))


def test_near_copies_are_on_one_side_whatever_the_seed(tmp_path: Path) -> None:
    source = _corpus(tmp_path / "corpus")
    sides = set()
    for seed in "abcdef":
        export = _export(source, tmp_path / seed, splitter=SplitChoice({"train": 0.5, "test": 0.5}, seed))
        _done(export)
        rows = (tmp_path / seed / "documents.csv").read_text(encoding="utf-8").splitlines()[1:]
        of = {row.split(",")[0]: row.split(",")[2] for row in rows}
        assert of["satu"] == of["dua"]
        sides.add(of["satu"])
        assert (tmp_path / seed / of["satu"] / "satu.txt").read_text(encoding="utf-8") == STORY
    assert sides == {"train", "test"}


def test_manifest_and_card_say_what_there_is(tmp_path: Path) -> None:
    source = _corpus(tmp_path / "corpus", documents=3)
    put(source, "kosong", "Belum dibaca")
    (source / "rusak.txt").write_text("x", encoding="utf-8")
    (source / "rusak.labels.json").write_text("{", encoding="utf-8")
    examined = _done(_export(source, tmp_path / "out"))
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_bytes())
    characters = sum(row.length for row in examined.rows)
    counts = {"documents": 5, "characters": characters, "mentions": {"GPE": 5}}
    assert manifest["splits"] == {"all": counts}
    assert manifest["not_written"]["left_out"] == {"nobody has labelled it": 1}
    assert [one["document"] for one in manifest["not_written"]["refused"]] == ["rusak"]
    assert set(manifest["files"]) == {
        path.relative_to(tmp_path / "out").as_posix()
        for path in (tmp_path / "out").rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    jsonschema.validate(manifest, schema(MANIFEST))
    card = (tmp_path / "out" / "DATA_CARD.md").read_text(encoding="utf-8")
    assert "| `GPE` | 5 |" in card
    assert "Not read: rusak" in card


def test_several_processes_write_the_same(tmp_path: Path) -> None:
    source = _corpus(tmp_path / "corpus", documents=160)  # more batches than are worked on here
    for jobs, name in ((1, "one"), (2, "two")):
        export = _export(source, tmp_path / name)
        _done(replace(export, task=replace(export.task, jobs=jobs)))
    assert (tmp_path / "one/manifest.json").read_bytes() == (tmp_path / "two/manifest.json").read_bytes()


def test_a_cancelled_export_leaves_what_was_there(tmp_path: Path) -> None:
    source = _corpus(tmp_path / "corpus", documents=100)
    export = _export(source, tmp_path / "out")
    _done(export)
    before = (tmp_path / "out/manifest.json").read_bytes()
    put(source, "baru", "Darna lagi", [labels(mention("m1", "GPE", 0, 5))])

    def stop(step: str, done: int, total: int | None) -> None:
        if step == "writing":
            raise Cancelled

    examined = look(export)
    with pytest.raises(Cancelled):
        run(export, examined, stop)
    assert (tmp_path / "out/manifest.json").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["corpus", "out"]


def test_what_is_read_back_otherwise_is_not_put_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = _corpus(tmp_path / "corpus", documents=1)
    export = _export(source, tmp_path / "out")
    examined = look(export)
    encode = Sorot.encode
    monkeypatch.setattr(
        Sorot, "encode", lambda self, document: encode(self, replace(document, sets=document.sets[:0]))
    )
    with pytest.raises(FormatError, match="read back otherwise"):
        run(export, examined)
    assert not (tmp_path / "out").exists()


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    source = _corpus(tmp_path / "corpus", documents=1)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.tex").write_text("mine", encoding="utf-8")
    with pytest.raises(FormatError, match="is no export"):
        look(_export(source, tmp_path / "out"))
    assert (tmp_path / "out" / "thesis.tex").read_text(encoding="utf-8") == "mine"


def test_an_export_killed_while_it_was_put_in_place_comes_back(tmp_path: Path) -> None:
    source = _corpus(tmp_path / "corpus", documents=1)
    export = _export(source, tmp_path / "out")
    _done(export)
    (tmp_path / "out").rename(tmp_path / "out.replaced")
    (tmp_path / "out.saving").mkdir()
    look(export)
    assert (tmp_path / "out" / "manifest.json").exists()


def test_strict_writes_nothing_when_something_is_lost(tmp_path: Path) -> None:
    source = _corpus(tmp_path / "corpus", documents=0)
    both = labels(mention("m1", "GPE", 8, 13), mention("b", "AdCode", 10, 20, Kind.BOILERPLATE))
    put(source, "cut", STORY, [both])
    export = _export(source, tmp_path / "out", strict=True)
    export = replace(export, task=replace(export.task, selection=Selection(boilerplate=Boilerplate.REMOVE)))
    examined = look(export)
    assert [reason for reason, _, _ in examined.losses.rows()] == [Reason.BOILERPLATE]
    with pytest.raises(FormatError, match="boilerplate they are in: 1"):
        run(export, examined)
    assert not (tmp_path / "out").exists()


def test_a_document_with_an_article_twice_is_told(tmp_path: Path) -> None:
    story = Path("samples/darna.txt").read_text(encoding="utf-8")
    put(tmp_path / "corpus", "dua kali", story, [labels(mention("m1", "GPE", 0, 7))])
    put(tmp_path / "corpus", "sekali", story[:2333], [labels(mention("m1", "GPE", 0, 7))])
    examined = _done(
        _export(tmp_path / "corpus", tmp_path / "out", splitter=SplitChoice({"train": 1, "test": 1}))
    )
    assert examined.repeating == ["dua kali"]
    assert len(set(examined.groups)) == 1
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_bytes())
    assert manifest["near_copies"]["repeat_themselves"] == ["dua kali"]
    jsonschema.validate(manifest, schema(MANIFEST))
