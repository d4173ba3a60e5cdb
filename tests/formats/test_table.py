"""The table: everything comes back, a spreadsheet calculates nothing of it, and broken ones are refused."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.formats.errors import FormatError
from annotations.formats.exchange import LabelledDocument, Refused
from annotations.formats.table.codec import Csv, Tsv
from tests.support.exchange import check_round_trip, labelled_documents, read_back, written
from tests.text.strategies import TEXTS

HEADING = "document,annotator,what,id,kind,label,start,end,text,source,target,value\n"
DOCUMENT = "d,,document,,,,,,Libya,,,\n"


@pytest.mark.parametrize("codec", [Csv(), Tsv()])
@given(document=st.one_of(labelled_documents(annotators=3), labelled_documents(TEXTS)))
def test_everything_comes_back(
    codec: Csv, document: LabelledDocument, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (fit,) = check_round_trip(codec, tmp_path_factory.mktemp("out"), document)
    assert {loss.reason.value for loss in fit.losses} <= {"character"}


@given(document=labelled_documents(st.sampled_from(["=1+1", "'a", "@SUM(A1)", "-2", "\t=x", "a\r\n+b"])))
def test_no_cell_is_a_formula(document: LabelledDocument, tmp_path_factory: pytest.TempPathFactory) -> None:
    paths = written(Csv(), tmp_path_factory.mktemp("out"), Csv().fit(document).document)
    with paths[0].open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


@pytest.mark.parametrize(
    "rows, says",
    [
        ("d,,mention,m1,entity,GPE,0,5,Libya,,,\n", "no row with its text"),
        (DOCUMENT * 2, "one row with its text"),
        (DOCUMENT + "d,a,mention,m1,entity,GPE,0,5,Lybia,,,\n", 'stands "Libya", not "Lybia"'),
        (DOCUMENT + "d,a,mention,m1,entity,GPE,0,99,Libya,,,\n", "is not in the text"),
        (DOCUMENT + "d,a,mention,m1,entity,GPE,x,5,Libya,,,\n", "is no offset"),
        (DOCUMENT + "d,a,mention,m1,person,GPE,0,5,Libya,,,\n", "is no kind"),
        (DOCUMENT + "d,a,event,e1,,,,,,,m1,\n", 'points to "m1"'),
        (DOCUMENT + "d,a,argument,e1,,Place,,,,,m1,\n", "Nothing before this row"),
        (DOCUMENT + "d,a,dance,e1,,,,,,,m1,\n", "Nothing before this row"),
        (DOCUMENT + "d,a\n", "2 cells"),
        (DOCUMENT + "d,a,note,c1,,,,,x,,,\nd,a,note,c2,,,,,x,,c1,\n", "note on a note"),
    ],
)
def test_a_wrong_document_is_refused_alone(rows: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(HEADING + rows + "other,,document,,,,,,Darna,,,\n", encoding="utf-8")
    wrong, right = read_back(Csv(), [path])
    assert isinstance(wrong, Refused)
    assert says in wrong.message
    assert wrong.place.startswith("line ")
    assert isinstance(right, LabelledDocument)


@pytest.mark.parametrize("source", [b"a,b\n", b"", HEADING.encode() + b'd,"x', HEADING.encode() + b"\xff\n"])
def test_what_is_no_table_is_refused(source: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(source)
    with pytest.raises(FormatError):
        read_back(Csv(), [path])
