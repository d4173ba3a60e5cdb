"""Clean texts: the lines of boilerplate come back, and so does what CleanEval's own files say."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.formats.clean.cleaneval import LABEL, CleanEval
from annotations.formats.clean.lines import Lines
from annotations.formats.errors import FormatError
from annotations.formats.exchange import LabelledDocument
from annotations.formats.losses import Reason
from annotations.model.records import Kind, Mention
from annotations.text.source import SourceText
from tests.corpus.corpora import labels, mention
from tests.support.exchange import check_round_trip, labelled_documents, read_back

TEXTS = st.lists(
    st.sampled_from(["Beranda", "Libya", "Baca juga", " ", "\n", "\n", "\n\n", "\r\n", "  ", "é😀"]),
    max_size=20,
).map("".join)
PAGE = "Beranda | Berita\n\nTRIPOLI – Kelompok jihad Libya.\nBaca juga: Darna\nIklan ad() di sini\n"


@given(document=st.one_of(labelled_documents(TEXTS), labelled_documents()))
def test_lines_come_back(document: LabelledDocument, tmp_path_factory: pytest.TempPathFactory) -> None:
    check_round_trip(CleanEval(), tmp_path_factory.mktemp("out"), document)


def _page() -> LabelledDocument:
    ad = PAGE.index("ad()")
    navigation = mention("m1", "Navigation", 0, 16, Kind.BOILERPLATE)
    related = mention("m2", "RelatedLink", PAGE.index("Baca"), PAGE.index("Iklan") - 1, Kind.BOILERPLATE)
    code = mention("m3", "AdCode", ad, ad + 4, Kind.BOILERPLATE)
    entity = mention("m4", "GPE", PAGE.index("Libya"), PAGE.index("Libya") + 5)
    return LabelledDocument("halaman", SourceText(PAGE), (labels(navigation, related, code, entity),))


def test_what_is_written(tmp_path: Path) -> None:
    (fit,) = check_round_trip(CleanEval(), tmp_path, _page())
    clean = (tmp_path / "halaman-cleaned.txt").read_text(encoding="utf-8")
    assert clean == "<p> TRIPOLI – Kelompok jihad Libya.\n<p> Iklan ad() di sini\n"
    assert sorted((loss.reason.value, loss.record) for loss in fit.losses) == [
        ("kind", "m4"),
        ("misaligned", "m3"),
        ("name", "m1"),
        ("name", "m2"),
    ]


def test_texts_cleaned_by_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "7.txt").write_text("Home\nA  heading\n\nSome   text\nMenu\nAn item\n", encoding="utf-8")
    (tmp_path / "7-cleaned.txt").write_text("<h>A heading\n\n<p>Some text\n<l>An item\n", encoding="utf-8")
    (read,) = read_back(CleanEval(), list(CleanEval.files(tmp_path)))
    assert isinstance(read, LabelledDocument)
    found = [one for one in read.sets[0].records if isinstance(one, Mention)]
    assert [(read.text.quote(one.spans[0]), one.label) for one in found] == [("Home", LABEL), ("Menu", LABEL)]


def test_a_clean_text_without_its_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "7-cleaned.txt").write_text("<p>a\n", encoding="utf-8")
    with pytest.raises(FormatError, match=r"no 7\.txt beside it"):
        read_back(CleanEval(), list(CleanEval.files(tmp_path)))


def test_ten_thousand_lines_are_no_matter(tmp_path: Path) -> None:
    text = "\n".join(f"baris {number % 7}" for number in range(10_000))
    (tmp_path / "7.txt").write_text(text, encoding="utf-8")
    (tmp_path / "7-cleaned.txt").write_text(f"<p>{text[:8]}\n", encoding="utf-8")
    (read,) = read_back(CleanEval(), [tmp_path / "7-cleaned.txt"])
    assert isinstance(read, LabelledDocument)


def test_lines_for_a_classifier() -> None:
    fit = Lines().fit(_page())
    rows = [json.loads(row) for row in Lines().encode(fit.document)[""].splitlines()]
    assert [(row["label"], row["share"]) for row in rows] == [
        ("Navigation", 1.0),
        ("content", 0.0),
        ("RelatedLink", 1.0),
        ("content", round(4 / 18, 4)),
    ]
    assert all(PAGE[row["start"] : row["end"]] == row["text"] for row in rows)
    assert [loss.reason for loss in fit.losses if loss.record == "m3"] == [Reason.MISALIGNED]
