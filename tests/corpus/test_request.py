"""An export as it is asked for: its command, its first documents, the places of its losses."""

from __future__ import annotations

import json
import shlex
from dataclasses import replace
from pathlib import Path

import pytest

from annotations.commands.parser import run as run_command
from annotations.corpus.examining import Examined, Task, examine
from annotations.corpus.exporting import look, run
from annotations.corpus.preview import preview
from annotations.corpus.request import ExportRequest
from annotations.corpus.selecting import Boilerplate, Selection
from annotations.corpus.source import files_of, label_set_of_source
from annotations.corpus.splitting import SplitWish
from annotations.formats.errors import FormatError, SeveralAnnotatorsError
from annotations.formats.losses import Reason
from annotations.model.records import Kind
from tests.corpus.corpora import labels, mention, put
from tests.support.small import SMALL


def corpus(folder: Path, documents: int = 5) -> Path:
    for number in range(documents):
        text = f"Iklan\nCerita {number * number} tentang Darna, nomor {number}, ditulis {number}\n"
        at = text.index("Darna")
        inside = mention("m2", "GPE", at, at + 5)
        around = mention("m3", "ORG", at - 8, at + 5)
        put(
            folder,
            f"{number}",
            text,
            [labels(mention("m1", "AdCode", 0, 5, Kind.BOILERPLATE), inside, around)],
        )
    return folder


def done(request: ExportRequest) -> Examined:
    source = files_of(request.source, "sorot")
    export = request.export(source, label_set_of_source(source), "sorot 1")
    examined = look(export)
    run(export, examined)
    return examined


def bytes_of(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


SELECTIONS = (
    Selection(only_done=True, boilerplate=Boilerplate.REMOVE),
    Selection(kinds=frozenset({Kind.ENTITY}), labels=frozenset({"GPE"}), annotator="ann"),
)


@pytest.mark.parametrize("selection", SELECTIONS)
def test_the_command_gives_the_same_files(tmp_path: Path, selection: Selection) -> None:
    splits = SplitWish("train=0.5,test=0.5", seed="it's")
    request = ExportRequest(
        corpus(tmp_path / "corpus"), "conll", tmp_path / "out", {"nested": "innermost"}, selection, splits
    )
    done(request)
    made = bytes_of(tmp_path / "out")
    program, *words = shlex.split(request.command())
    assert program == "sorot"
    assert run_command([*words[:-2], *words[-2:], "--jobs", "1"]) == 0
    again = bytes_of(tmp_path / "out")
    differ = {name for name in made if made[name] != again[name]}
    assert differ <= {"manifest.json", "DATA_CARD.md"}  # which hold the command as it was given
    assert made.keys() == again.keys()
    assert json.loads(made["manifest.json"])["command"] == request.command()


def test_without_splits_a_file_can_be_written(tmp_path: Path) -> None:
    request = ExportRequest(corpus(tmp_path / "corpus"), "doccano", tmp_path / "all.jsonl")
    done(request)
    assert len((tmp_path / "all.jsonl").read_bytes().splitlines()) == 5
    split = replace(request, splits=SplitWish("train=1,test=1"))
    with pytest.raises(FormatError, match="is no export"):
        done(split)


def test_strict_holds_for_a_file_too(tmp_path: Path) -> None:
    request = ExportRequest(corpus(tmp_path / "corpus"), "conll", tmp_path / "all.conll", strict=True)
    with pytest.raises(FormatError, match="this would be lost"):
        done(request)
    assert not (tmp_path / "all.conll").exists()


@pytest.mark.parametrize("format_id, names", [("doccano", ["documents.jsonl"]), ("brat", ["0", "1", "2"])])
def test_the_first_documents_are_shown_as_they_will_be(
    tmp_path: Path, format_id: str, names: list[str]
) -> None:
    request = ExportRequest(corpus(tmp_path / "corpus"), format_id, tmp_path / "out")
    examined = done(request)
    source = files_of(request.source, "sorot")
    pages = preview(request.export(source, label_set_of_source(source), "").task, examined)
    assert sorted({page.name.partition(".")[0] for page in pages}) == [
        name.partition(".")[0] for name in names
    ]
    for page in pages:
        whole = (tmp_path / "out" / page.name).read_bytes()
        assert page.data
        assert whole.startswith(page.data)


def test_losses_lie_in_the_text_as_it_was_and_are_quoted(tmp_path: Path) -> None:
    source = files_of(corpus(tmp_path / "corpus", 1), "sorot")
    selection = Selection(boilerplate=Boilerplate.REMOVE)
    examined = examine(Task(source, "conll", {}, selection, SMALL))
    (loss,) = examined.losses.listed[Reason.NESTED]
    text = (tmp_path / "corpus" / "0.txt").read_text("utf-8")
    assert loss.start is not None
    assert text[loss.start : loss.end] == loss.quote == "Darna"
    assert source.path_of(loss.document) == tmp_path / "corpus" / "0.txt"
    assert source.path_of("none") is None


def test_who_is_meant_is_asked_for(tmp_path: Path) -> None:
    put(tmp_path, "a", "Libya", [labels(annotator="ayu"), labels(annotator="budi")])
    with pytest.raises(SeveralAnnotatorsError) as error:
        examine(Task(files_of(tmp_path, "sorot"), "brat", {}, Selection(), SMALL))
    assert error.value.annotators == ("ayu", "budi")
