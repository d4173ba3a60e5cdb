"""brat's stand-off files from elsewhere: real ones, those of shared tasks, and broken ones."""

from pathlib import Path

import pytest

from annotations.formats.brat.codec import Brat
from annotations.formats.codec import Head
from annotations.formats.errors import FormatError
from annotations.formats.exchange import LabelledDocument
from annotations.model.records import Argument, Comment, Event, Kind, Mention, Relation
from annotations.text.span import Span
from tests.support.exchange import read_back, sentences

LITBANK = Path("tests/files/litbank-brat")


def test_a_real_corpus_is_read_whole() -> None:
    found = read_back(Brat(), list(Brat.files(LITBANK)))
    documents = [one for one in found if isinstance(one, LabelledDocument)]
    assert [len(one.sets[0].records) for one in documents] == [198, 178, 139, 75, 61]
    assert [sentences(one) for one in documents] == [()] * 5
    assert documents[1].name == "105_persuasion_brat"
    inner, outer = (one for one in documents[1].sets[0].records if one.id in ("T4", "T5"))
    assert isinstance(inner, Mention)
    assert isinstance(outer, Mention)
    assert documents[1].text.quote(inner.spans[0]) == "South Park"
    assert Span(outer.start, outer.end).encloses(inner.spans[0])
    for document in documents:
        fit = Brat().fit(document)
        assert fit.losses == ()
        assert fit.document == document


def test_line_ends_of_windows_count_two_characters(tmp_path: Path) -> None:
    _files(tmp_path, "satu\r\ndua\r\ntiga 😀 empat", "T1\tX 6 9\tdua\r\nT2\tX 18 23\tempat\r\n")
    document = _read(tmp_path)
    assert [document.text.quote(one.spans[0]) for one in _mentions(document)] == ["dua", "empat"]
    assert sentences(document) == ()


@pytest.mark.parametrize(
    "ann, told",
    [
        ("T1\tX 5 8\tdua\nT2\tX 16 21\tempat\nT3\tX 0 8\tsatu dua\n", "CRLF as one character"),
        ("T1\tX 6 9\tdua\nT2\tX 19 24\tempat\nT3\tX 0 4;6 9\tsatu dua\n", "UTF-16 units, not code points"),
        ("T1\tX 6 9\tdua\nT2\tX 21 26\tempat\nT3\tX 0 4;6 9\tsatu dua\n", "bytes of UTF-8, not code points"),
    ],
)  # fmt: skip
def test_other_ways_of_counting_are_proved_by_the_quotes(tmp_path: Path, ann: str, told: str) -> None:
    _files(tmp_path, "satu\r\ndua\r\ntiga 😀 empat", ann)
    document = _read(tmp_path)
    quotes = [document.text.quote(one.spans[0]) for one in _mentions(document)]
    assert quotes == ["dua", "empat", "satu\r\ndua"]
    assert sentences(document)[0] == f"the offsets count {told}: the quotes show it"


def test_a_byte_order_mark_is_a_character_to_brat(tmp_path: Path) -> None:
    _files(tmp_path, "\ufeffDarna", "T1\tX 1 6\tDarna\n")
    assert _mentions(_read(tmp_path))[0].spans == (Span(1, 6),)
    _files(tmp_path, "\ufeffDarna", "T1\tX 0 5\tDarna\n")
    document = _read(tmp_path)
    assert _mentions(document)[0].spans == (Span(1, 6),)
    assert sentences(document) == (
        "the offsets do not count the byte order mark of the text: the quotes show it",
    )


def test_events_roles_and_what_is_said_of_them(tmp_path: Path) -> None:
    text = "Darna diserang, kata Ali dan Ani; serangan."
    _files(
        tmp_path,
        text,
        "T1\tGPE 0 5\tDarna\n"
        "T2\tAttack 6 14\tdiserang\n"
        "T3\tPER 21 24\tAli\n"
        "T4\tPER 29 32\tAni\n"
        "E1\tAttack:T2 Target:T1 Attacker:T3 Attacker2:T4 Arg2:T4\n"
        "E2\tAttack:T2 Attacker3:T3 Cause:E1\n"
        "E3\tAttack:T2\n"
        "M1\tNegation E1\n"
        "A1\tSure E1 high\n"
        "A2\tSure T1 low\n"
        "A3\tSure T1 high\n"
        "R1\tNear Arg2:T1 Arg1:E1\n"
        "R2\tKin Parent:T3 Child:T4\n"
        "*\tEquiv T1 T3 T4\n"
        "N1\tReference T1 Wikidata:Q3579 Darna\tDarna\n"
        "N2\tReference E1 Link:Q5\t\n"
        "N3\tReference Annotation:T3 Referent:OBT:000061\n"
        "N4\tReference T1 Wikidata:Q1\n"
        "#1\tAnnotatorNotes E1\tApa?\n"
        "#2\tAnnotatorNotes R1\tDekat.\n"
        "#3\tNormalization T1\tx\n"
        "X1\tsomething else\n",
    )
    document = _read(tmp_path)
    by_id = {one.id: one for one in document.sets[0].records}
    e1, e2, t1, t2 = by_id["E1"], by_id["E2"], by_id["T1"], by_id["T2"]
    assert isinstance(e1, Event)
    assert isinstance(e2, Event)
    assert isinstance(t1, Mention)
    assert isinstance(t2, Mention)
    assert e1.trigger == e2.trigger == "T2"
    assert [(one.role, one.target) for one in e1.arguments] == [
        ("Target", "T1"),
        ("Attacker", "T3"),
        ("Attacker", "T4"),
        ("Arg2", "T4"),
    ]
    assert e2.arguments == (Argument("Attacker", "T3"), Argument("Cause", "E1"))
    assert e1.attributes == {"Negation": True, "Sure": "high"}
    assert t1.attributes == {"Sure": ("low", "high")}
    assert (t1.link, t2.link, by_id["T3"].link) == ("Wikidata:Q3579", "Q5", "OBT:000061")  # type: ignore[union-attr]
    assert (t1.kind, t2.kind) == (Kind.ENTITY, Kind.EVENT)
    relations = [(one.label, one.source, one.target) for one in by_id.values() if isinstance(one, Relation)]
    assert relations == [
        ("Near", "T2", "T1"),
        ("Kin", "T3", "T4"),
        ("Equiv", "T1", "T3"),
        ("Equiv", "T3", "T4"),
    ]
    notes = [(one.target, one.text) for one in by_id.values() if isinstance(one, Comment)]
    assert notes == [("E1", "Apa?"), ("R1", "Dekat.")]
    assert sentences(document) == (
        "numbers behind roles that may pair arguments, left out (1)",
        "relations whose ends are called Parent and Child, taken in this order (1)",
        "equivalences, taken as relations from each of their mentions to the next (1)",
        "names of what is linked to, left out beside its id (1)",
        "links beside the first of a mention, left out (1)",
        "notes of type Normalization, left out (1)",
        "lines of sorts that are not known (X), left out (1)",
        "links whose id is taken up to its first blank (1)",
    )


def test_fragments_over_line_breaks_are_one_span_again(tmp_path: Path) -> None:
    _files(
        tmp_path,
        "satu \n dua tiga",
        "T1\tX 0 4;7 10\tsatu dua\nT2\tX 7 10;0 4\tdua satu\n"
        "T3\tX 0 4;11 15\tsatutiga\nT4\tX 0 10\tsatu   dua\n"
        "T5\tX 1 1;7 10\t dua\nT6\tX 3 3\t\nT7\tX 7 10\n",
    )
    document = _read(tmp_path)
    whole, dua = (Span(0, 10),), (Span(7, 10),)
    spans = [one.spans for one in _mentions(document)]
    assert spans == [whole, whole, (Span(0, 4), Span(11, 15)), whole, dua, (Span(3, 3),), dua]
    assert sentences(document) == (
        "mentions whose text stands there with other blanks, or with more behind it (2)",
        "empty fragments beside others, left out (1)",
        "mentions without their text, taken by their offsets (1)",
    )


def test_two_parts_share_their_ids(tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text("p53 binds")
    (tmp_path / "d.a1").write_text("T1\tProtein 0 3\tp53\n")
    (tmp_path / "d.a2").write_text("T2\tBinding 4 9\tbinds\nE1\tBinding:T2 Theme:T1\n")
    assert list(Brat.files(tmp_path)) == [tmp_path / "d.a1"]
    for name in ("d.a1", "d.a2", "d.txt"):
        (document,) = Brat().read(tmp_path / name)
        assert isinstance(document, LabelledDocument)
        assert [one.id for one in document.sets[0].records] == ["T1", "T2", "E1"]
    (tmp_path / "d.a2").write_text("T1\tBinding 4 9\tbinds\n")
    with pytest.raises(FormatError, match=r"d\.a2: line 1 \(T1\): The id T1 is given a second time\."):
        list(Brat().read(tmp_path / "d.a1"))
    (tmp_path / "d.ann").write_text("T9\tProtein 0 3\tp53\n")
    assert [one.id for one in _read(tmp_path).sets[0].records] == ["T9"]


@pytest.mark.parametrize(
    "ann, message",
    [
        ("T1 X 0 5 Darna", "line 1: A line begins with an id such as T1 and a tab, not with 'T1 X 0 5"),
        ("\n1\tX 0 5", "line 2: A line begins with an id"),
        ("T1\tX 0 5", None),
        ("T1\tX 0", "line 1 (T1): It is no label with offsets"),
        ("T1\tX -1 5\tDarna", "line 1 (T1): It is no label with offsets"),
        ("T1\tX 0 " + "9" * 30 + "\tDarna", "line 1 (T1): It is no label with offsets"),
        ("T1\tX 0 " + "9" * 15 + "\tDarna", "line 1 (T1): It ends at 999999999999999, but the text has 5 "),
        ("T1\tX 5 0\tDarna", "line 1 (T1): The offsets 5 0 overlap, or end before they start."),
        ("T1\tX " + "0 0;" * 10_000 + "0 5\tDarna", "line 1 (T1): It has 10,001 fragments"),
        ("T1\tX 0 3;2 5\tDar na", "line 1 (T1): The offsets 0 3;2 5 overlap"),
        ("T1\tX 1 5\tDarna", 'line 1 (T1): At its offsets stands "arna", not "Darna"'),
        ("T1\tX 0 2;3 5\tDa xx", 'line 1 (T1): At its offsets stands "Da na", not "Da xx"'),
        ("T1\tX 0 5\tDarna\nT1\tX 0 5\tDarna", "line 2 (T1): The id T1 is given a second time."),
        ("E1\tAttack", "line 1 (E1): It is no event with its trigger"),
        ("E1\tAttack:T1", "line 1 (E1): Its trigger T1 is not there."),
        ("T1\tX 0 5\tDarna\nE1\tY:T1", "line 2 (E1): It is of type Y, but its trigger of type X."),
        ("T1\tX 0 5\tDarna\nE1\tX:T1 A:T2", "line 2 (E1): It points to T2, which is not there."),
        ("T1\tX 0 5\tDarna\nE1\tX:T1 A", 'line 2 (E1): "A" is no role with an id'),
        ("R1\tX A:T1", "line 1 (R1): It is no relation of two"),
        ("R1\tX A:T1 B:T2", "line 1 (R1): It points to T1, which is not there."),
        ("A1\tX", "line 1 (A1): It is no attribute of something"),
        ("A1\tX T1", "line 1 (A1): It points to T1, which is not there."),
        ("N1\tReference T1", "line 1 (N1): It is no link to something known"),
        ("N1\tReference T1 a:b", "line 1 (N1): It points to T1, which is not there."),
        ("#1\tAnnotatorNotes", "line 1 (#1): It is no note on something"),
        ("#1\tAnnotatorNotes T1\tx", "line 1 (#1): It points to T1, which is not there."),
        ("*\tEquiv T1 T2", "line 1 (*): It points to T1, which is not there."),
        ("*\t", "line 1 (*): It is no equivalence"),
        ("T1\tX 0 5\tDarna\ud800", "line 1: Byte 0xed is not UTF-8; save the file as UTF-8."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, ann: str, message: str | None) -> None:
    _files(tmp_path, "Darna", ann)
    if message is None:
        _read(tmp_path)
        return
    with pytest.raises(FormatError) as caught:
        list(Brat().read(tmp_path / "d.ann"))
    assert str(caught.value).startswith(f"{tmp_path / 'd.ann'}: {message}")


def test_files_that_do_not_go_together(tmp_path: Path) -> None:
    (tmp_path / "d.ann").write_text("")
    with pytest.raises(FormatError, match=r"The text of these annotations, d\.txt, is not beside them\."):
        list(Brat().read(tmp_path / "d.ann"))
    assert list(Brat.files(tmp_path)) == []
    (tmp_path / "e.txt").write_bytes(b"caf\xe9")
    with pytest.raises(FormatError, match=r"There are no annotations beside it, in e\.ann\."):
        list(Brat().read(tmp_path / "e.txt"))
    (tmp_path / "e.ann").write_text("")
    with pytest.raises(FormatError, match=r"e\.txt: Byte 3 of the text is not UTF-8"):
        list(Brat().read(tmp_path / "e.ann"))


LINES = "its lines begin like T1 and a tab"


@pytest.mark.parametrize(
    "name, text, why",
    [
        ("d.ann", "T1\tX 0 5\tDarna\n#1\tNote T1\t\nE1\tX:T1 \n*\tEquiv T1\n", LINES),
        ("d.txt", "Darna", "d.ann is beside it"),
        ("d.ann", "T1 X 0 5", None),
        ("d.ann", "", None),
        ("d.tsv", "T1\tX 0 5\tDarna\n", None),
        ("e.txt", "Darna", None),
    ],
)  # fmt: skip
def test_it_is_told_by_its_lines(tmp_path: Path, name: str, text: str, why: str | None) -> None:
    _files(tmp_path, "Darna", "")
    (tmp_path / name).write_text(text)
    assert Brat.sniff(Head(tmp_path / name)) == why


def _files(folder: Path, text: str, ann: str) -> None:
    (folder / "d.txt").write_bytes(text.encode())
    (folder / "d.ann").write_bytes(ann.encode("utf-8", "surrogatepass"))


def _read(folder: Path) -> LabelledDocument:
    (document,) = Brat().read(folder / "d.ann")
    assert isinstance(document, LabelledDocument)
    return document


def _mentions(document: LabelledDocument) -> list[Mention]:
    return [one for one in document.sets[0].records if isinstance(one, Mention)]
