"""Sources: which format files show, what documents are called, and archives that are not what they seem."""

from pathlib import Path

import pytest

from annotations.corpus.sniffing import all_guesses, sniffed
from annotations.corpus.source import files_of
from annotations.formats.errors import UnknownFormatError
from annotations.formats.exchange import LabelledDocument
from annotations.formats.format import Format
from tests.corpus.corpora import labels, mention, put
from tests.formats.seeds import READ, seed


@pytest.mark.parametrize("one", READ, ids=lambda one: one.id)
def test_each_format_is_told_by_its_files(one: Format, tmp_path: Path) -> None:
    for ending, data in seed(one):
        (tmp_path / f"berita{ending}").write_bytes(data)
    assert sniffed(tmp_path).format.id == one.id
    assert sniffed(tmp_path / f"berita{one.main_ending}").format.id == one.id


def test_files_that_show_nothing_or_too_much_are_asked_about(tmp_path: Path) -> None:
    (tmp_path / ".hidden").write_text("hello", encoding="utf-8")
    with pytest.raises(UnknownFormatError, match=r"There are no files in it. Read are \.a1, .*\.xmi"):
        sniffed(tmp_path)
    (tmp_path / "README.md").write_text("hello", encoding="utf-8")
    with pytest.raises(UnknownFormatError, match=r"None of its files ends like one .*: \.a1, .*\.txt"):
        sniffed(tmp_path)
    (tmp_path / "a.txt").write_text("hello", encoding="utf-8")
    with pytest.raises(UnknownFormatError, match="--from"):
        sniffed(tmp_path)
    (tmp_path / "a.txt").unlink()
    put(tmp_path, "a", "Libya", [labels(mention("m1", "GPE", 0, 5))])
    (tmp_path / "b.txt").write_bytes(b"Libya")
    (tmp_path / "b.ann").write_bytes(b"T1\tGPE 0 5\tLibya\n")
    with pytest.raises(UnknownFormatError, match=r"may be Sorot label files .* or brat"):
        sniffed(tmp_path)


def _brat(folder: Path, *names: str) -> None:
    for name in names:
        (folder / f"{name}.txt").write_bytes(b"Libya")
        (folder / f"{name}.ann").write_bytes(b"T1\tGPE 0 5\tLibya\n")


def _lines(folder: Path, *names: str) -> None:
    for name in names:
        (folder / f"{name}.jsonl").write_bytes(b'{"text": "Libya", "label": [[0, 5, "GPE"]]}\n')


def test_files_behind_many_others_are_looked_at(tmp_path: Path) -> None:
    _brat(tmp_path, *(f"a{number:02}" for number in range(30)))
    _lines(tmp_path, *(f"b{number:02}" for number in range(50)))
    with pytest.raises(UnknownFormatError, match=r"may be brat .* or doccano .*; say which with --from"):
        sniffed(tmp_path)
    with pytest.raises(UnknownFormatError, match=r"may be brat"):
        files_of(tmp_path)
    assert [one.format.id for one in all_guesses(tmp_path)] == ["brat", "doccano"]


def test_files_of_one_ending_are_looked_at_from_the_first_to_the_last(tmp_path: Path) -> None:
    name, data = "{}.json", b'{"text": "Libya", "denotations": []}'
    for number in range(45):
        (tmp_path / name.format(f"a{number:02}")).write_bytes(b'{"text": "Libya", "annotation_sets": {}}')
    for number in range(100):
        (tmp_path / name.format(f"b{number:02}")).write_bytes(data)
    with pytest.raises(UnknownFormatError, match=r"may be PubAnnotation .* or "):
        sniffed(tmp_path)
    for number in range(100, 900):
        (tmp_path / name.format(f"b{number:03}")).write_bytes(data)
    found = sniffed(tmp_path)
    assert found.format.id == "pubannotation"
    assert [(one.id, path.name) for one, path in found.others] == [("bdoc", "a00.json")]
    for path in tmp_path.glob("a*"):
        path.unlink()
    (tmp_path / "c.json").write_bytes(b'{"text": "Libya", "annotation_sets": {}}')
    assert [(one.id, path.name) for one, path in sniffed(tmp_path).others] == [("bdoc", "c.json")]


def test_a_stray_file_is_named_and_does_not_count(tmp_path: Path) -> None:
    _brat(tmp_path, *(f"b{number:02}" for number in range(20)))
    _lines(tmp_path, "a")
    (tmp_path / "README.md").write_text("hello", encoding="utf-8")
    (tmp_path / "LICENSE.txt").write_text("hello", encoding="utf-8")
    (tmp_path / ".cache").mkdir()
    _lines(tmp_path / ".cache", "a", "b", "c", "d", "e")
    found = files_of(tmp_path)
    assert (found.format_id, found.others) == ("brat", {"doccano": "a.jsonl"})
    assert files_of(tmp_path, "doccano").others == {}


def test_documents_are_called_by_their_place(tmp_path: Path) -> None:
    put(tmp_path, "berita/a", "Libya", [labels(mention("m1", "GPE", 0, 5))])
    put(tmp_path, "b", "Darna")
    put(tmp_path, "sources/b", "kept by an import")
    put(tmp_path, ".hidden/b", "nobody sees it")
    found = list(files_of(tmp_path, "sorot").documents())
    assert [one.name for one in found] == ["b", "berita/a"]
    assert all(isinstance(one, LabelledDocument) for one in found)


def test_documents_of_one_name_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    path.write_text('{"text": "a", "label": [], "name": "x"}\n' * 3, encoding="utf-8")
    names = [one.name for one in files_of(path, "doccano").documents()]
    assert len(set(names)) == 3


@pytest.mark.parametrize("one", READ, ids=lambda one: one.id)
def test_every_file_that_is_read_is_kept_by_an_import(one: Format, tmp_path: Path) -> None:
    for ending, data in seed(one):
        (tmp_path / f"berita{ending}").write_bytes(data)
    kept = files_of(tmp_path / f"berita{one.main_ending}", one.id).all_paths()
    assert {path.name for path in kept} >= {f"berita{ending}" for ending, _ in seed(one)}
