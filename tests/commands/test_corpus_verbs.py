"""`import`, `export`, `convert`, `stats`, `formats` and `completion`, as they are typed."""

import json
import os
import shlex
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from annotations.commands.parser import VERBS, run
from annotations.formats.registry import formats
from tests.corpus.corpora import labels, mention, put

SAMPLES = Path("samples")
SAMPLE = SAMPLES / "darna.txt"


def sorot(*words: object) -> int:
    return run([str(word) for word in words])


def events(printed: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in printed.splitlines()]


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_teaches(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert sorot(verb, "--help") == 0
    out, err = capsys.readouterr()
    assert "examples:" in out
    assert f"sorot {verb}" in out
    assert err == ""


def test_convert_there_and_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        sorot("convert", SAMPLE, tmp_path / "all.jsonl", "--to", "doccano", "--losses", tmp_path / "l.json")
        == 0
    )
    out, err = capsys.readouterr()
    assert "lost: 59 events" in out
    assert "read back and compared: 1 document" in out
    assert err == ""
    losses = json.loads((tmp_path / "l.json").read_bytes())
    assert {one["reason"]: one["count"] for one in losses["reasons"]}["event"] == 59
    assert sorot("import", tmp_path / "all.jsonl", "--out", tmp_path / "back") == 0
    assert sorot("validate", tmp_path / "back") == 0
    capsys.readouterr()
    assert sorot("stats", tmp_path / "back", "--json") == 0
    counts = {" ".join(one["what"]): one["count"] for one in events(capsys.readouterr().out) if "what" in one}
    assert counts["mentions entity GPE"] == 38
    assert counts["mentions event Attack"] == 21


def test_strict_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sorot("convert", SAMPLE, tmp_path / "all.jsonl", "--to", "doccano", "--strict") == 1
    assert list(tmp_path.iterdir()) == []
    assert "--strict" in capsys.readouterr().err


def test_converting_into_label_files_is_as_strict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, out, report = tmp_path / "all.jsonl", tmp_path / "out", tmp_path / "l.json"
    rows = [{"text": "Libya", "label": [[0, 5, "Negara Besar"]], "cats": ["war"]}, {"text": "x", "label": []}]
    source.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    own = tmp_path / "own.labelset.json"
    own.write_bytes(Path("tests/files/v1/sample.labelset.json").read_bytes())
    words = ("convert", source, out, "--to", "sorot", "--label-set", own, "--strict", "--losses", report)
    assert sorot(*words) == 1
    assert "sorot import --map" in capsys.readouterr().err
    assert not out.exists()
    left_out = tmp_path / "map.json"
    head: dict[str, object] = {"format": "sorot.label-map", "version": 1, "label_set": "sample"}
    left_out.write_text(
        json.dumps(head | {"labels": [{"from": "Negara Besar", "to": None}]}), encoding="utf-8"
    )
    mapped = ("import", source, "--out", out, "--label-set", own, "--map", left_out)
    assert sorot(*mapped, "--strict") == 1
    assert not out.exists()
    assert sorot(*mapped) == 0  # and the map is remembered
    out = tmp_path / "other"
    capsys.readouterr()
    assert sorot(*words[:2], out, *words[3:]) == 1
    told = capsys.readouterr()
    assert "lost: 1 mentions and relations of names that are left out" in told.out
    assert "--strict" in told.err
    assert not out.exists()
    losses = json.loads(report.read_bytes())
    assert [(one["reason"], one["count"]) for one in losses["reasons"]] == [("name", 1)]
    assert [one["documents"] for one in losses["read"]] == [1]
    report.unlink()
    assert sorot(*words[:2], out, "--to", "sorot", "--label-set", own, "--losses", report) == 0
    assert json.loads(report.read_bytes()) == losses
    assert (out / "all/1.txt").exists()


def test_export_says_all_of_it_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("export", SAMPLE, "--format", "doccano", "--out", tmp_path / "o", "--split", "train=1,test=1")
    assert sorot(*words, "--json") == 0
    told = events(capsys.readouterr().out)
    assert [one["event"] for one in told if one["event"] in ("found", "split", "written")] == [
        "found",
        "split",
        "written",
    ]
    assert sorted(path.suffix for path in (tmp_path / "o").iterdir()) == [".csv", ".json", ".jsonl", ".md"]


def test_unknown_names_are_asked_about_and_a_map_is_remembered(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "all.jsonl"
    source.write_text(json.dumps({"id": 1, "text": "Libya", "label": [[0, 5, "Negara Besar"]]}) + "\n")
    words = ("import", source, "--format", "doccano", "--out", tmp_path / "out")
    assert sorot(*words) == 1
    assert 'label "Negara Besar" (1 mention)' in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    draft = tmp_path / "map.json"
    assert sorot(*words, "--write-map", draft) == 0
    data = json.loads(draft.read_bytes())
    assert data["labels"] == [{"from": "Negara Besar", "to": None}]
    data["labels"] = [{"from": "Negara Besar", "kind": "entity", "to": "GPE"}]
    draft.write_text(json.dumps(data))
    assert sorot(*words, "--map", draft) == 0
    assert sorot("import", source, "--format", "doccano", "--out", tmp_path / "again") == 0  # remembered
    assert sorot("validate", tmp_path / "again") == 0


def test_new_labels_come_into_the_label_set(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "all.jsonl"
    source.write_text(json.dumps({"id": 1, "text": "Libya", "label": [[0, 5, "Negara Besar"]]}) + "\n")
    own = tmp_path / "own.labelset.json"
    own.write_bytes(Path("tests/files/v1/sample.labelset.json").read_bytes())
    words = ("import", source, "--format", "doccano", "--out", tmp_path / "out", "--label-set", own)
    assert sorot(*words, "--new-labels") == 0
    (made,) = (tmp_path / "out").glob("*.labelset.json")
    assert "Negara Besar" in made.read_text(encoding="utf-8")
    assert sorot("validate", "--label-set", made, tmp_path / "out") == 0


@pytest.mark.parametrize(
    "words, says",
    [
        (("convert", "samples/darna.txt", "out", "--to", "docano"), "Did you mean doccano"),
        (("convert", "nowhere", "out", "--to", "doccano"), "no such file"),
        (("convert", "samples/darna.txt", "out.xyz"), "Which format"),
        (
            ("export", "samples/darna.txt", "--format", "doccano", "--out", "o", "--split", "train"),
            "In no split",
        ),
        (
            ("export", "samples/darna.txt", "--format", "doccano", "--out", "o", "--kinds", "person"),
            "--kinds takes",
        ),
        (
            ("export", "samples/darna.txt", "--format", "doccano", "--out", "o", "--option", "unit=foot"),
            "is one of",
        ),
        (("stats", "pyproject.toml"), "No format is told"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    words: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sorot(*words) == 2
    err = capsys.readouterr().err
    assert says in err
    assert len(err.splitlines()) == 1
    assert not Path("o").exists()


@pytest.mark.parametrize(
    "name", ["../evil.txt", "/evil.txt", "a/../../evil.txt", "..\\evil.txt", "C:\\evil.txt"]
)
def test_an_archive_cannot_write_outside(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "in.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, "x")
    assert sorot("import", path, "--out", tmp_path / "out") == 2
    assert "outside of its folder" in capsys.readouterr().err
    assert [one.name for one in tmp_path.iterdir()] == ["in.zip"]


def test_an_archive_is_read_like_its_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "in.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in ("darna.txt", "darna.labels.json"):
            archive.write(SAMPLES / file, f"corpus/{file}")
    assert sorot("import", path, "--out", tmp_path / "out") == 0
    assert (tmp_path / "out/corpus/darna.labels.json").exists()
    assert capsys.readouterr().out.startswith("in.zip: Sorot label files")


def test_the_formats_are_those_of_the_registry(capsys: pytest.CaptureFixture[str]) -> None:
    assert sorot("formats", "--json") == 0
    assert [one["id"] for one in events(capsys.readouterr().out)] == [one.id for one in formats()]
    for one in formats():
        assert sorot("formats", one.id) == 0
        assert one.about in capsys.readouterr().out


def test_the_verbs_need_no_display_and_no_qt(tmp_path: Path) -> None:
    code = (
        "import sys\nfor name in ('PySide6', 'shiboken6'): sys.modules[name] = None\n"
        "from main import main\nsys.exit(main(sys.argv[1:]))"
    )
    words = ["export", "samples/darna.txt", "--format", "doccano", "--out", str(tmp_path / "out")]
    environment = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
    done = subprocess.run(
        [sys.executable, "-c", code, *words], env=environment, check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_completion_knows_every_verb(capsys: pytest.CaptureFixture[str]) -> None:
    for shell in ("bash", "zsh"):
        assert sorot("completion", shell) == 0
        out = capsys.readouterr().out
        assert all(verb in out for verb in VERBS)
        assert "--split-dates" in out


def test_what_is_written_in_a_unit_is_read_back_in_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path / "corpus", "emoji", "😀 Libya sekarang", [labels(mention("m1", "GPE", 2, 7))])
    assert sorot("convert", tmp_path / "corpus", tmp_path / "o.jsonl", "--to", "doccano") == 0
    assert json.loads((tmp_path / "o.jsonl").read_bytes())["label"] == [[3, 8, "GPE"]]
    assert sorot("import", tmp_path / "o.jsonl", "--out", tmp_path / "back") == 1
    assert "--option unit=" in capsys.readouterr().err
    assert sorot("import", tmp_path / "o.jsonl", "--option", "unit=utf16", "--out", tmp_path / "back") == 0
    made = json.loads(next((tmp_path / "back").rglob("*.labels.json")).read_bytes())
    assert made["mentions"][0]["spans"] == [{"start": 2, "end": 7, "quote": "Libya"}]


def test_texts_that_nobody_has_labelled_come_along(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("satu", "dua"):
        put(tmp_path / "in", name, f"Libya {name}")
    assert sorot("import", tmp_path / "in", "--from", "sorot", "--out", tmp_path / "out") == 0
    assert "imported: 2 new; 0 mentions" in capsys.readouterr().out
    assert sorted(one.name for one in (tmp_path / "out").iterdir()) == ["dua.txt", "satu.txt", "sources"]
    assert sorot("import", tmp_path / "in", "--from", "sorot", "--out", tmp_path / "out") == 0
    assert "imported: 2 same" in capsys.readouterr().out
    assert sorot("convert", tmp_path / "in", tmp_path / "o.jsonl", "--from", "sorot", "--to", "doccano") == 0
    assert len((tmp_path / "o.jsonl").read_bytes().splitlines()) == 2


def test_nothing_is_written_where_the_source_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = tmp_path / "in"
    put(corpus, "satu", "Libya", [labels(mention("m1", "GPE", 0, 5))])
    for words in (
        ("export", corpus, "--format", "sorot", "--out", corpus / "o"),
        ("export", corpus, "--format", "sorot", "--out", corpus),
        ("export", corpus / "satu.txt", "--format", "sorot", "--out", tmp_path / "in"),
        ("import", corpus, "--out", corpus / "o"),
        ("convert", corpus, corpus / "o", "--to", "brat"),
        ("convert", corpus / "satu.txt", corpus / "satu.txt", "--to", "lines"),
    ):
        assert sorot(*words) == 2
        err = capsys.readouterr().err
        assert "name another" in err
        assert len(err.splitlines()) == 1
    assert sorted(one.name for one in corpus.iterdir()) == ["satu.labels.json", "satu.txt"]
    assert sorot("export", corpus / "satu.txt", "--format", "sorot", "--out", corpus / "o") == 0


def test_files_called_otherwise_are_found_when_the_format_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").mkdir()
    for name in ("train", "test"):
        (tmp_path / "in" / f"{name}.txt").write_text("Libya NNP B-GPE\ndan CC O\n\n" * 3, encoding="utf-8")
    (tmp_path / "in" / "README.md").write_text("Read me", encoding="utf-8")
    assert sorot("stats", tmp_path / "in", "--from", "conll") == 0
    assert " 6  mentions entity GPE" in capsys.readouterr().out


def test_what_was_asked_for_and_is_not_there_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path / "in", "satu", "Libya", [labels(mention("m1", "GPE", 0, 5))])
    put(tmp_path / "in", "dua", "Darna", [labels(mention("m1", "GPE", 0, 5))])
    (tmp_path / "list.csv").write_text("document,split\nsatu,test\nnobody,train\n", encoding="utf-8")
    words = ("export", tmp_path / "in", "--format", "conll", "--out", tmp_path / "o", "--labels", "GPE,GEP")
    assert sorot(*words, "--split", "train=1", "--split-list", tmp_path / "list.csv") == 0
    out = capsys.readouterr().out
    assert "no mention has the label GEP" in out
    assert "Names in the list that no document has: nobody." in out
    assert sorot(*words, "--json", "--split", "train=1", "--split-list", tmp_path / "list.csv") == 0
    told = events(capsys.readouterr().out)
    assert [one["labels"] for one in told if one["event"] == "absent"] == [["GEP"]]
    assert any("nobody" in str(one["message"]) for one in told if one["event"] == "split_by")


@pytest.mark.parametrize("shares", ["train=-1", "train=nan", "train=inf", "train=1,train=2", "a/b=1", "=1"])
def test_shares_that_are_none_are_refused_before_anything_is_read(
    shares: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("export", "samples/darna.txt", "--format", "conll", "--out", "o")
    assert sorot(*words, f"--split={shares}") == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "Shares are written" in err


def test_dates_that_do_not_rise_are_refused_before_anything_is_read(
    capsys: pytest.CaptureFixture[str],
) -> None:
    dates = "a<2025-07-01,b<2025-01-01,c"
    words = ("export", "samples/darna.txt", "--format", "conll", "--out", "o", "--split-dates", dates)
    assert sorot(*words) == 2
    out, err = capsys.readouterr()
    assert (out, err.splitlines()) == (
        "",
        ["The dates of splits must rise: each is later than the one before."],
    )


def test_the_option_that_a_reader_asks_for_is_called_as_the_verb_calls_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = {"id": 1, "text": "😀 Libya sekarang", "label": [[3, 8, "GPE"]]}
    (tmp_path / "o.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    assert sorot("stats", tmp_path / "o.jsonl", "--source-option", "unit=utf16") == 0
    capsys.readouterr()
    for words in (
        ("convert", tmp_path / "o.jsonl", tmp_path / "b", "--to", "brat"),
        ("stats", tmp_path / "o.jsonl"),
    ):
        assert sorot(*words) != 0
        assert "with --source-option unit=" in capsys.readouterr().err
    assert sorot("import", tmp_path / "o.jsonl", "--out", tmp_path / "b") == 1
    assert "with --option unit=" in capsys.readouterr().err


def test_the_command_in_the_manifest_is_without_what_changes_no_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "in", "satu", "Libya", [labels(mention("m1", "GPE", 0, 5))])
    made = []
    for more in ([], ["--jobs", "2", "--json"], ["--losses", str(tmp_path / "l.json")]):
        words = ["export", str(tmp_path / "in"), "--format", "conll", "--out", str(tmp_path / "o"), *more]
        monkeypatch.setattr(sys, "argv", ["sorot", *words])
        assert sorot(*words) == 0
        made.append((tmp_path / "o/manifest.json").read_bytes())
    assert made[0] == made[1] == made[2]


def test_the_command_of_a_converted_folder_has_its_options(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "in", "satu", "Libya", [labels(mention("m1", "GPE", 0, 5))])
    words = ["convert", str(tmp_path / "in"), str(tmp_path / "o"), "--to", "conll", "--option", "scheme=iob1"]
    monkeypatch.setattr(sys, "argv", ["sorot", *words, "--json"])
    assert sorot(*words, "--json") == 0
    manifest = json.loads((tmp_path / "o/manifest.json").read_bytes())
    assert manifest["command"] == shlex.join(["sorot", *words])


def test_an_archive_that_is_broken_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = tmp_path / "whole.zip"
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "Libya dan Darna " * 50 + SAMPLE.read_text(encoding="utf-8"))
    data = whole.read_bytes()
    (tmp_path / "cut.zip").write_bytes(data[:-30])
    (tmp_path / "bits.zip").write_bytes(data[:60] + bytes(one ^ 0x5A for one in data[60:120]) + data[120:])
    for name, member in (("twice", "a.txt"), ("under", "a.txt/b.txt"), ("nameless", ".")):
        with zipfile.ZipFile(tmp_path / f"{name}.zip", "w") as archive:
            for one in ("A.txt", "a.txt", member):
                if one not in archive.namelist():
                    archive.writestr(one, "x")
                elif name == "twice":
                    with pytest.warns(UserWarning, match="Duplicate"):
                        archive.writestr(one, "y")
    with zipfile.ZipFile(tmp_path / "packed.zip", "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("a.txt", "x")
    for path in sorted(tmp_path.glob("*.zip")):
        status = sorot("stats", path, "--from", "sorot")
        err = capsys.readouterr().err
        assert (path.stem == "whole") == (status == 0), path
        assert len(err.splitlines()) == (status != 0), err
        assert err == "" or err.startswith(str(path)), err


def test_a_document_of_an_archive_is_called_by_the_archive(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "in.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("brat/satu.txt", "Libya")
        archive.writestr("brat/satu.ann", "T1\tGPE 0 5\tLibya\n")
        archive.writestr("brat/dua.txt", "Libya")
        archive.writestr("brat/dua.ann", "T1\tGPE 0 99\tLibya\n")
    for verb in (
        ("stats",),
        ("import", "--out", tmp_path / "o"),
        ("export", "--format", "conll", "--out", tmp_path / "p"),
    ):
        more = ("--any-status",) if verb[0] == "export" else ()
        assert sorot(verb[0], path, *verb[1:], *more) == 1
        assert capsys.readouterr().err.startswith(f"{path}/brat/dua.ann: line 1")
        assert sorot(verb[0], path, *verb[1:], *more, "--json") == 1
        (refused,) = [one for one in events(capsys.readouterr().out) if one["event"] == "refused"]
        assert refused["file"] == f"{path}/brat/dua.ann"
        assert refused["document"] == "brat/dua"


def test_where_nothing_can_be_written_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path / "in", "satu", "Libya " * 100, [labels(mention("m1", "GPE", 0, 5))])
    (tmp_path / "file").write_bytes(b"x")
    words = [
        ("export", tmp_path / "in", "--format", "doccano", "--out"),
        ("export", tmp_path / "in", "--format", "brat", "--out"),
        ("import", tmp_path / "in", "--out"),
        ("convert", tmp_path / "in", "--to", "doccano"),
    ]
    for one in words:
        assert sorot(*one, tmp_path / "file" / "out") == 2  # below what is no folder
        assert len(capsys.readouterr().err.splitlines()) == 1
    resource = pytest.importorskip("resource")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300, limits[1]))  # as when the disk is full
    try:
        statuses = [sorot(*one, tmp_path / f"out{number}") for number, one in enumerate(words)]
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    err = capsys.readouterr().err
    assert statuses == [2, 2, 2, 2]
    assert len(err.splitlines()) == len(words), err
    assert not list(tmp_path.rglob("*.saving"))
    assert not list(tmp_path.glob("*.lock"))


def test_odd_names_and_names_that_collide(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = [
        "a b",
        "A B",
        "a  b",
        "Darna—عربي 😀",
        "x" * 300,
        "x" * 299 + "y",
        "con",
        "../up",
        "..",
        "-x",
        "a:b",
        "a?b",
    ]
    lines = [
        json.dumps(
            {"id": number, "text": f"Libya {number}", "meta": {}, "name": name, "label": [[0, 5, "GPE"]]}
        )
        for number, name in enumerate(names)
    ]
    (tmp_path / "o.jsonl").write_text("\n".join(lines), encoding="utf-8")
    put(tmp_path / "in", "a b", "Libya 1", [labels(mention("m1", "GPE", 0, 5))])
    put(tmp_path / "in", "A B", "Libya 2", [labels(mention("m1", "GPE", 0, 5))])
    put(tmp_path / "in", "x" * 200, "Libya 3", [labels(mention("m1", "GPE", 0, 5))])
    put(tmp_path / "in", "عربي 😀/con", "Libya 4", [labels(mention("m1", "GPE", 0, 5))])
    assert sorot("export", tmp_path / "in", "--format", "brat", "--out", tmp_path / "o") == 0
    made = sorted(path.relative_to(tmp_path / "o").as_posix() for path in (tmp_path / "o").rglob("*.txt"))
    assert made == sorted(["A B.txt", "a b~2.txt", "x" * 120 + ".txt", "عربي 😀/_con.txt"])
    assert sorot("import", tmp_path / "o.jsonl", "--out", tmp_path / "back") == 0
    capsys.readouterr()
    assert sorot("stats", tmp_path / "back") == 0
    assert f"{len(names)}  documents\n" in capsys.readouterr().out


def test_a_label_set_that_has_grown_stands_in_the_folder_and_is_found_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, out = tmp_path / "all.jsonl", tmp_path / "out"
    source.write_text(json.dumps({"id": 1, "text": "Libya", "label": [[0, 5, "Negara"], [0, 5, "X"]]}) + "\n")
    assert sorot("import", source, "--out", out, "--new-labels", "--status", "done") == 0
    assert f'will stand in {out / "news.labelset.json"}: label "X" (1 mention)' in capsys.readouterr().out
    assert sorot("validate", out) == 0
    assert sorot("import", source, "--out", out) == 0  # X is known now
    assert "imported: 1 same" in capsys.readouterr().out
    assert sorot("export", out, "--format", "doccano", "--out", tmp_path / "o") == 0
    manifest = json.loads((tmp_path / "o" / "manifest.json").read_bytes())
    assert manifest["label_set"] == {"id": "news", "version": 2}
