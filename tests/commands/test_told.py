"""What readers had to decide, as verbs say it: once for all documents, with the numbers added up."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.commands.parser import run
from annotations.corpus.source import files_of
from annotations.formats.told import Told, ToldReport
from tests.support.exchange import sentences


def _corpus(folder: Path) -> Path:
    """Documents of CoNLL with 1, 2, ... comments each."""
    folder.mkdir()
    for number in range(1, 5):
        comments = "".join(f"# note = {one}\n" for one in range(number))
        (folder / f"{number}.conll").write_text(f"{comments}Darna\tB-GPE\nya\tO\n", encoding="utf-8")
    return folder


def test_sentences_that_differ_in_numbers_are_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = _corpus(tmp_path / "in")
    assert (
        run(["convert", str(source), str(tmp_path / "out"), "--from", "conll", "--to", "brat", "--jobs", "1"])
        == 0
    )
    told = [line for line in capsys.readouterr().out.splitlines() if "comments" in line]
    assert told == ["4 documents: not kept: comments of the file (10)"]


def test_programs_get_the_numbers_as_numbers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, report = _corpus(tmp_path / "in"), tmp_path / "losses.json"
    words = [
        "import",
        str(source),
        "--from",
        "conll",
        "--out",
        str(tmp_path / "out"),
        "--new-labels",
        "--losses",
        str(report),
    ]
    assert run([*words, "--json", "--jobs", "2"]) == 0
    events = map(json.loads, capsys.readouterr().out.splitlines())
    told = [{**event, "event": ""} for event in events if event["event"] == "told"]
    wanted = {"message": "not kept: comments of the file", "documents": 4, "count": 10}
    assert {"event": "", **wanted} in told
    read = json.loads(report.read_bytes())["read"]
    assert wanted in read
    assert [{"event": "", **one} for one in read] == told
    assert None in [one["count"] for one in read]  # that the text is made of the tokens counts nothing


def test_a_stray_file_of_another_format_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(20):
        (tmp_path / f"{number}.txt").write_bytes(b"Libya")
        (tmp_path / f"{number}.ann").write_bytes(b"T1\tGPE 0 5\tLibya\n")
    (tmp_path / "odd.jsonl").write_bytes(b'{"text": "Libya", "label": [[0, 5, "GPE"]]}\n')
    assert run(["stats", str(tmp_path), "--jobs", "1"]) == 0
    assert "look like doccano JSONL, such as odd.jsonl; they are not read" in capsys.readouterr().out
    assert run(["stats", str(tmp_path), "--json", "--jobs", "1"]) == 0
    first = json.loads(capsys.readouterr().out.splitlines()[0])
    assert first == {"event": "other_format", "format": "doccano", "file": "odd.jsonl"}
    assert run(["stats", str(tmp_path), "--from", "brat", "--json", "--jobs", "1"]) == 0
    assert "other_format" not in capsys.readouterr().out


def test_files_of_several_annotators_add_up(tmp_path: Path) -> None:
    folder = tmp_path / "wire.txt"
    folder.mkdir()
    head = "#FORMAT=WebAnno TSV 3.3\n#T_SP=custom.Span|label\n\n\n"
    for who in ("ayu", "budi"):
        body = "#Text=Ya\n1-1\t0-2\tYa\tX\t\n\n#Text=Di\n2-1\t5-7\tDi\t_\t\n"
        (folder / f"{who}.tsv").write_text(head + body, encoding="utf-8")
    (document,) = files_of(tmp_path, "webanno-tsv").documents()
    report = ToldReport()
    report.add(document.told)  # type: ignore[union-attr]
    ((told, documents),) = report.rows()
    assert (told.count, documents) == (4, 1), sentences(document)  # type: ignore[arg-type]


_TOLD = st.lists(st.builds(Told, st.sampled_from("abc"), st.integers(1, 9)), max_size=4)


@given(st.lists(_TOLD, max_size=5), st.integers(0, 5))
def test_reports_of_parts_are_the_report_of_all(documents: list[list[Told]], cut: int) -> None:
    first, second = ToldReport(), ToldReport()
    for one in documents[:cut]:
        first.add(one)
    for one in documents[cut:]:
        second.add(one)
    first.update(second)
    things: Counter[str] = Counter()
    for one in documents:
        for told in one:
            things[told.what] += told.count or 0
    assert {told.what: told.count for told, _ in first.rows()} == things
    assert {told.what: count for told, count in first.rows()} == Counter(
        what for one in documents for what in {told.what for told in one}
    )
