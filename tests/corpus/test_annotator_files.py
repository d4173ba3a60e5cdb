"""Exports with a file for each annotator of a document: one document, however they are packed."""

import io
import json
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from annotations.commands.parser import run
from annotations.corpus.archives import unpacked
from annotations.corpus.source import files_of
from annotations.formats.errors import FormatError
from annotations.formats.exchange import LabelledDocument, Refused

EXPORTS = Path("samples/exports")
TITLED = (EXPORTS / "xmi/darna.xmi").read_bytes(), (EXPORTS / "cas-json/darna.json").read_bytes()
XMI = TITLED[0].replace(b'documentTitle="darna"', b'documentTitle="wire.txt"')
JSON = TITLED[1].replace(b'"documentTitle": "darna"', b'"documentTitle": "wire.txt"')
TYPES = (EXPORTS / "xmi/TypeSystem.xml").read_bytes()
TSV = Path("tests/files/webanno-tsv/sampleSlotAnnotation1/reference.tsv").read_bytes()
OTHER = XMI.replace(b"TRIPOLI", b"BENGASI")
BARE = (
    b'<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmi:version="2.0">'
    b'<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" sofaString="Libya"/></xmi:XMI>'
)
Files = Mapping[str, bytes]


def zipped(files: Files) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def put(folder: Path, files: Files) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


PROJECT = {
    "exportedproject.json": b'{"name": "news", "source_documents": [{"name": "wire.txt"}]}',
    "annotation/wire.txt/ayu.zip": zipped({"ayu.xmi": XMI, "TypeSystem.xml": TYPES}),
    "annotation/wire.txt/budi.zip": zipped({"budi.xmi": XMI, "TypeSystem.xml": TYPES}),
    "annotation/wire.txt/INITIAL_CAS.zip": zipped({"INITIAL_CAS.xmi": XMI, "TypeSystem.xml": TYPES}),
    "curation/wire.txt/CURATION_USER.zip": zipped({"CURATION_USER.xmi": XMI, "TypeSystem.xml": TYPES}),
    "source/wire.txt": b"what was uploaded",
    "source/other.xmi": XMI,
}


def sources(folder: Path, files: Files) -> list[Path]:
    """The same files as a folder and as an archive."""
    (folder / "in.zip").write_bytes(zipped(files))
    return [put(folder / "in", files), folder / "in.zip"]


@pytest.mark.parametrize(
    "form, data", [("xmi", XMI), ("json", JSON), ("tsv", TSV)], ids=["xmi", "cas-json", "webanno-tsv"]
)
def test_the_files_of_annotators_are_one_document(form: str, data: bytes, tmp_path: Path) -> None:
    files = {"TypeSystem.xml": TYPES, f"1/wire.txt/ayu.{form}": data, f"1/wire.txt/budi.{form}": data}
    for number, source in enumerate(sources(tmp_path, files)):
        out = tmp_path / f"out{number}"
        assert run(["import", str(source), "--out", str(out), "--new-labels"]) == 0
        made = sorted(one.name for one in (out / "1").iterdir())
        assert made == ["wire.ayu.labels.json", "wire.budi.labels.json", "wire.txt"]
        whose = [json.loads((out / "1" / name).read_bytes())["annotator"] for name in made[:2]]
        assert whose == ["ayu", "budi"]
        assert run(["import", str(source), "--out", str(out), "--new-labels"]) == 0
        assert run(["convert", str(source), str(tmp_path / f"back{number}.csv"), "--to", "csv"]) == 0
        assert b"wire,budi" in (tmp_path / f"back{number}.csv").read_bytes()


def test_the_export_of_a_project_is_read_with_the_archives_in_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number, source in enumerate(sources(tmp_path, PROJECT)):
        out = tmp_path / f"out{number}"
        assert run(["import", str(source), "--out", str(out), "--new-labels"]) == 0
        assert "1 document, " in capsys.readouterr().out
        assert sorted(one.name for one in out.iterdir()) == [
            *(["news.labelset.json"] if (out / "news.labelset.json").exists() else []),
            "sources",
            "wire.CURATION_USER.labels.json",
            "wire.INITIAL_CAS.labels.json",
            "wire.ayu.labels.json",
            "wire.budi.labels.json",
            "wire.txt",
        ]
        assert (out / "sources/annotation/wire.txt/ayu.zip/ayu.xmi").read_bytes() == XMI
    assert (tmp_path / "in/annotation/wire.txt/ayu.zip").is_file()
    assert run(["import", str(tmp_path / "in"), "--out", str(tmp_path / "in/out"), "--new-labels"]) == 2
    assert run(["import", str(tmp_path / "in"), "--out", str(tmp_path), "--new-labels"]) == 2


def read(folder: Path, form: str = "xmi") -> tuple[list[LabelledDocument], list[Refused]]:
    found = list(files_of(folder, form).documents())
    documents = [one for one in found if isinstance(one, LabelledDocument)]
    return documents, [one for one in found if isinstance(one, Refused)]


def annotators(document: LabelledDocument) -> list[str]:
    return [labels.annotator for labels in document.sets]


def test_a_file_with_another_text_is_refused_alone(tmp_path: Path) -> None:
    files = {"ayu.xmi": OTHER, "budi.xmi": XMI, "citra.xmi": XMI, "dewi.xmi": b"<xmi:XMI"}
    ((document,), refused) = read(put(tmp_path / "wire.txt", files))
    assert (document.name, annotators(document)) == ("wire", ["budi", "citra"])
    assert {one.name: one.message for one in refused}["wire/ayu"] == (
        "The text that ayu has labelled is not the one of budi."
    )
    assert {one.name for one in refused} == {"wire/ayu", "wire/dewi"}


def test_what_was_uploaded_without_labels_is_no_annotator(tmp_path: Path) -> None:
    put(tmp_path, {"d/INITIAL_CAS.xmi": BARE, "d/ayu.xmi": BARE, "e/INITIAL_CAS.xmi": BARE})
    documents, refused = read(tmp_path)
    assert [(one.name, annotators(one)) for one in documents] == [("d", ["ayu"]), ("e", [])]
    assert refused == []


def test_a_folder_of_documents_is_none_of_annotators(tmp_path: Path) -> None:
    put(tmp_path, {"annotation/2024/a.xmi": XMI, "annotation/2024/b.xmi": OTHER, "c.xmi": XMI})
    documents, _ = read(tmp_path)
    assert [one.name for one in documents] == ["annotation/2024/a", "annotation/2024/b", "c"]
    assert {*map(tuple, map(annotators, documents))} == {("",)}


def test_a_folder_that_is_called_like_a_text_is_not_its_files_document(tmp_path: Path) -> None:
    put(tmp_path / "in", {"site.html/a.txt": b"Libya", "site.html/b.txt": b"Darna"})
    words = ["convert", str(tmp_path / "in"), str(tmp_path / "out"), "--from", "sorot", "--to"]
    for form in ("xmi", "cas-json"):
        assert run([*words[:2], str(tmp_path / form), *words[3:], form]) == 0
        documents, _ = read(tmp_path / form, form)
        assert [one.name for one in documents] == ["site.html/a", "site.html/b"]


@pytest.mark.parametrize("form, data", [("xmi", TITLED[0]), ("json", TITLED[1])])
def test_a_folder_that_its_files_say_they_are_of_is_a_document(
    form: str, data: bytes, tmp_path: Path
) -> None:
    put(tmp_path, {f"darna/ayu.{form}": data, f"darna/budi.{form}": data})
    (document,), _ = read(tmp_path, "xmi" if form == "xmi" else "cas-json")
    assert (document.name, annotators(document)) == ("darna", ["ayu", "budi"])


def test_two_files_of_one_annotator_are_not_mixed(tmp_path: Path) -> None:
    put(tmp_path, {"annotation/wire.txt/ayu.xmi": XMI, "curation/wire.txt/ayu.xmi": XMI})
    (document,), (refused,) = read(tmp_path)
    assert annotators(document) == ["ayu"]
    assert refused.message == "Another file has what ayu says of the same document."


def test_no_document_is_torn_when_there_are_many(tmp_path: Path) -> None:
    for number in range(25):
        for name in ("ayu", "budi", "citra"):
            put(tmp_path, {f"{number:02}.txt/{name}.xmi": BARE})
    documents, _ = read(tmp_path)
    assert [annotators(one) for one in documents] == [["ayu", "budi", "citra"]] * 25


def test_documents_of_one_file_that_are_one_are_put_together(tmp_path: Path) -> None:
    def row(annotator: str, text: str) -> dict[str, object]:
        one = {"id": 1, "start": 0, "end": 5, "type": "GPE", "features": {}}
        sets = {annotator: {"name": annotator, "annotations": [one], "next_annid": 2}}
        return {"text": text, "features": {}, "offset_type": "p", "annotation_sets": sets}

    rows = [row("ayu", "Libya"), row("budi", "Libya"), row("ayu", "Libya"), row("citra", "Darna")]
    (tmp_path / "a.bdocjs").write_text(json.dumps(rows), encoding="utf-8")
    documents, _ = read(tmp_path, "bdoc")
    assert [(one.name, annotators(one)) for one in documents] == [
        ("a", ["ayu", "budi"]),
        ("a~2", ["ayu"]),
        ("a~3", ["citra"]),
    ]


LOCKED = zipped({"a.xmi": XMI})
LOCKED = LOCKED.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")
BOMB = zipped({"ayu.xmi": b"\0" * 3_000_000})
HOSTILE = {
    "broken": b"PK\x03\x04 and no more",
    "outside": zipped({"../../evil.xmi": XMI}),
    "three deep": zipped({"annotation/a/b.zip": zipped({"b.xmi": XMI})}),
    "locked": LOCKED,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_archive_in_an_archive_is_one_error(name: str, tmp_path: Path) -> None:
    files = PROJECT | {"annotation/wire.txt/evil.zip": HOSTILE[name]}
    for source in sources(tmp_path, files):
        with pytest.raises(FormatError) as caught, unpacked(source):
            pass
        assert caught.value.path == source
        assert caught.value.place.startswith("annotation/wire.txt/evil.zip")
    assert not (tmp_path / "evil.xmi").exists()


def test_archives_in_an_archive_are_limited_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotations.corpus.archives._LARGEST_ARCHIVE", 5_000_000)
    files = {f"annotation/wire.txt/{name}.zip": BOMB for name in ("ayu", "budi")}
    with pytest.raises(FormatError, match="unpacks to more than"), unpacked(sources(tmp_path, files)[1]):
        pass


def test_other_archives_in_an_archive_are_left_alone(tmp_path: Path) -> None:
    files = {"notes/old.zip": b"anything", "annotation/old.zip": b"anything", "wire.txt/ayu.xmi": XMI}
    for source in sources(tmp_path, files):
        with unpacked(source) as folder:
            assert {one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file()} == {
                *files
            }


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="makes links")
def test_a_folder_with_archives_in_it_is_left_as_it_was(tmp_path: Path) -> None:
    folder = put(tmp_path / "in", PROJECT)
    (folder / "round").symlink_to(folder)
    before = sorted(folder.rglob("*"))
    with unpacked(folder) as there:
        assert (there / "annotation/wire.txt/ayu.zip/TypeSystem.xml").read_bytes() == TYPES
    assert sorted(folder.rglob("*")) == before
