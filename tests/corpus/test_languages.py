"""Sentences on documents are in the user's language, from all processes; files of an export in English."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotations.corpus.examining import Examined, Task, examine
from annotations.corpus.exporting import Export, look, run
from annotations.corpus.manifest import DATA_CARD
from annotations.corpus.selecting import ALL, Selection
from annotations.corpus.source import files_of
from annotations.formats.file_names import MANIFEST
from annotations.words import english, use_languages
from tests.corpus.corpora import labels, mention, put
from tests.support.small import SMALL


@pytest.fixture
def indonesian() -> Iterator[None]:
    use_languages(["id"])
    yield
    use_languages([])


def _examined(folder: Path, jobs: int) -> Examined:
    source = files_of(folder, "brat")
    return examine(Task(source, "sorot", {}, Selection(ALL, unlabelled=True), SMALL, jobs=jobs))


@pytest.fixture
def brat(tmp_path: Path) -> Path:
    """So many documents that several processes read them; each points to something that is not there."""
    for number in range(200):
        (tmp_path / f"{number:03}.txt").write_text("Darna")
        (tmp_path / f"{number:03}.ann").write_text("T1\tGPE 0 5\tDarna\nA1\tNegated T2\n")
    return tmp_path


@pytest.mark.usefixtures("indonesian")
def test_processes_of_a_pool_speak_the_language_of_the_one_that_started_them(brat: Path) -> None:
    refused = _examined(brat, jobs=2).refused
    assert len(refused) == 200
    assert {(one.place, one.message) for one in refused} == {
        ("baris 2 (A1)", "Ini menunjuk ke T2, yang tidak ada.")
    }
    assert {(english(one.place), english(one.message)) for one in refused} == {
        ("line 2 (A1)", "It points to T2, which is not there.")
    }


def test_without_a_language_they_speak_english(brat: Path) -> None:
    assert {one.message for one in _examined(brat, jobs=2).refused} == {
        "It points to T2, which is not there."
    }


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A document, one whose labels are of another text, and one that cannot be read."""
    place = tmp_path / "corpus"
    put(place, "darna", "Libya dan Darna", [labels(mention("m1", "GPE", 0, 5))])
    (place / "rusak.labels.json").write_text("{")
    (place / "rusak.txt").write_text("Libya")
    (place / "biner.txt").write_bytes(bytes(range(256)))
    return place


def _files(corpus: Path, out: Path, languages: list[str]) -> tuple[list[str], dict[str, bytes]]:
    use_languages(languages)
    task = Task(files_of(corpus, "sorot"), "doccano", {}, Selection(), SMALL, jobs=1)
    export = Export(task, out, "sorot export", "sorot 1")
    examined = look(export)
    run(export, examined)
    use_languages([])
    return [one.message for one in examined.refused], {path.name: path.read_bytes() for path in out.iterdir()}


def test_what_is_written_is_the_same_in_all_languages(corpus: Path, tmp_path: Path) -> None:
    shown, files = _files(corpus, tmp_path / "en", [])
    translated, same = _files(corpus, tmp_path / "id", ["id"])
    assert len(shown) == 2
    assert translated != shown
    assert files == same
    assert {MANIFEST, DATA_CARD} <= files.keys()
