"""WebAnno's TSV: INCEpTION's own cases say the same as their XMI; what is broken gets one clear error."""

import re
from pathlib import Path

import pytest

from annotations.formats.codec import Head
from annotations.formats.errors import FormatError
from annotations.formats.exchange import LabelledDocument, said
from annotations.formats.uima.codec import Xmi
from annotations.formats.uima.webanno_tsv import WebAnnoTsv
from annotations.model.records import Argument, Event, Mention, Relation
from annotations.text.span import Span
from tests.support.exchange import check_accounted_for, sentences

CASES = Path("tests/files/webanno-tsv")
# What TSV cannot say: blanks at the ends of mentions; or what XMI cannot say without a type system: that
# a layer has a slot, where nothing is in it.
APART = {
    "testAnnotationWithLeadingWhitespace",
    "testAnnotationWithTrailingWhitespaceAtEnd",
    "testUnsetSlotFeature",
}
PAIRS = [one.parent for one in sorted(CASES.glob("*/reference.xmi"))]


@pytest.mark.parametrize("case", [one for one in PAIRS if one.name not in APART], ids=lambda one: one.name)
def test_a_case_says_the_same_as_its_xmi(case: Path) -> None:
    tsv, xmi = _read(case / "reference.tsv"), _xmi(case / "reference.xmi")
    assert tsv.text.text == xmi.text.text
    assert _alike(tsv) == _alike(xmi)
    assert {*sentences(tsv)} == {*sentences(xmi)} - {_NO_TYPES}


def test_all_cases_are_read_whole() -> None:
    documents = [_read(one) for one in sorted(CASES.glob("*/*.tsv"))]
    kinds = [type(one) for document in documents for one in document.sets[0].records]
    assert (len(documents), len(PAIRS)) == (41, 40)
    assert {one: kinds.count(one) for one in (Mention, Event, Relation)} == {
        Mention: 116,
        Event: 10,
        Relation: 8,
    }


def test_mentions_are_cut_to_tokens_where_the_format_has_none_but_them() -> None:
    tsv, xmi = (
        [one.sets[0].records[0] for one in (_read(case / "reference.tsv"), _xmi(case / "reference.xmi"))]
        for case in (CASES / name for name in sorted(APART) if name.startswith("testAnnotation"))
    )
    spans = [[one.spans for one in pair if isinstance(one, Mention)] for pair in (tsv, xmi)]
    assert spans == [[(Span(5, 8),), (Span(4, 8),)], [(Span(4, 7),), (Span(4, 8),)]]


def test_a_layer_with_a_slot_is_of_events_though_nothing_is_in_it() -> None:
    case = CASES / "testUnsetSlotFeature"
    tsv, xmi = _read(case / "reference.tsv"), _xmi(case / "reference.xmi")
    assert [type(one) for one in tsv.sets[0].records] == [Mention] * 3 + [Event]
    assert [type(one) for one in xmi.sets[0].records] == [Mention] * 3


def test_slots_relations_and_values_as_they_stand_there(tmp_path: Path) -> None:
    document = _tsv(
        tmp_path,
        "#T_SP=webanno.custom.Person|note|value\n"
        "#T_SP=webanno.custom.Attack|ROLE_webanno.custom.Attack:who_webanno.custom.AttackLink|uima.tcas.Annotation\n"
        "#T_RL=webanno.custom.Knows|certain|BT_webanno.custom.Person\n\n\n"
        "#Sentence.id=s1\n#Text=😀 Ayu\\\\ met Budi\n"
        "1-1\t0-2\t😀\t_\t_\t_\t_\t_\t_\t\n"
        "1-2\t3-6\tAyu\ta\\|b\\_\\;\\->\\*\\[1\\]\tPER[1]|*[2]\t_\t_\tyes\t1-4[0_1]\t\n"
        "1-3\t8-11\tmet\t_\t_\tAgent;*\t1-2[1];1-4\t_\t_\t\n"
        "1-4\t12-16\tBudi\t*\tPER\t_\t_\t_\t_\t\n",
    )
    assert document.text.text == "😀 Ayu\\ met Budi"
    first, second, third, fourth, event, relation = document.sets[0].records
    assert isinstance(first, Mention)
    assert (first.label, first.spans, dict(first.attributes)) == (
        "PER",
        (Span(2, 5),),
        {"note": "a|b_;->*[1]"},
    )
    assert isinstance(second, Mention)
    assert (second.label, second.attributes) == ("Person", {})
    assert isinstance(third, Mention)
    assert isinstance(fourth, Mention)
    assert document.text.quote(fourth.spans[0]) == "Budi"
    assert isinstance(event, Event)
    assert event.arguments == (Argument("Agent", first.id), Argument("who", fourth.id))
    assert isinstance(relation, Relation)
    assert (relation.label, relation.source, relation.target) == ("yes", fourth.id, first.id)
    check_accounted_for(document, WebAnnoTsv().fit(document))


def test_what_stands_between_sentences_is_blank(tmp_path: Path) -> None:
    document = _tsv(
        tmp_path, "\n\n#Text=a\n1-1\t2-3\ta\t\n\n#Text=b\n#Text=c\n2-1\t6-7\tb\t\n2-2\t8-9\tc\t\n"
    )
    assert document.text.text == "  a\n  b\nc"
    assert sentences(document) == (
        "characters between sentences that are not in the file: blanks stand there (4)",
    )


def test_offsets_in_code_points_are_proved_by_the_tokens(tmp_path: Path) -> None:
    document = _tsv(
        tmp_path, "#T_SP=a.B|\n\n\n#Text=😀 a\n1-1\t0-1\t😀\t_\n1-2\t2-3\ta\t*\n\n#Text=b\n2-1\t4-5\tb\t*\n"
    )
    assert [one.spans for one in document.sets[0].records if isinstance(one, Mention)] == [
        (Span(2, 3),),
        (Span(4, 5),),
    ]
    assert sentences(document) == ("the offsets count code points, not UTF-16 units: the tokens show it",)


_WORD = "#Text=a\n1-1\t0-1\ta\t"


@pytest.mark.parametrize(
    "body, says",
    [
        ("x", "A layer begins with"),
        ("\n\n1-1\t0-1\ta\n", "A sentence begins with #Text="),
        ("\n\n#Text=a\nx\t0-1\ta\n", "A token is a number"),
        ("\n\n#Text=a\n1-1\t0\ta\n", "A token is a number"),
        ("\n\n#Text=a\n1-1\t-1-2\ta\n", "A token is a number"),
        ("\n\n#Text=a\n1-1\t99999999999-99999999999\ta\n", "A token is a number"),
        ("\n\n#Text=a\n1-1\t0-9\ta\n", "does not stand 'a'"),
        ("\n\n#Text=a\n1-1\t0-1\tb\n", "does not stand 'b'"),
        ("\n\n#Text=a\n1-1\t999999999-999999999\ta\n", "far behind the last one"),
        ("\n\n#Text=a\n1-1\t0-1\ta\n\n#Text=b\n2-1\t0-1\tb\n", "before the last one ends"),
        ("\n\n", "no sentence in the file"),
        ("#T_SP=a.B|x|y\n\n\n" + _WORD + "_\n", "There are 1 of 2 columns"),
        ("#T_SP=a.B|ROLE_a.B:s_a.L|a.B\n\n\n" + _WORD + "p;q\t1-1\n", "There are 2 roles for 1 annotations"),
        ("#T_SP=a.B|x\n\n\n" + _WORD + "|" * 100_001 + "\n", "More than 100,000 values stand in one place"),
        ("#T_SP=a.B|ROLE_a.B:s_a.L|a.B\n\n\n" + _WORD + "p\t7-7\n", "points to 7-7"),
        ("#T_SP=a.B|ROLE_a.B:s_a.L|a.B\n\n\n" + _WORD + "p\t1-1[9]\n", "points to [9]"),
    ],
)
def test_a_broken_file_gets_one_clear_error(body: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=re.escape(says)) as caught:
        _tsv(tmp_path, body)
    assert caught.value.path == tmp_path / "a.tsv"


@pytest.mark.parametrize(
    "data, says",
    [
        (b"", "does not begin with"),
        (b"#FORMAT=WebAnno TSV 2.0\n", "other versions are not read"),
        (b"#FORMAT=WebAnno TSV 3.3\n\n\n#Text=\xff\n", "line 4: Byte 0xff is not UTF-8"),
    ],
)
def test_what_is_no_such_file_is_refused(data: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_bytes(data)
    with pytest.raises(FormatError, match=re.escape(says)):
        list(WebAnnoTsv().read(path))


def test_it_is_told_by_its_first_line(tmp_path: Path) -> None:
    assert WebAnnoTsv.sniff(Head(CASES / "testSentenceId/reference.tsv"))
    (tmp_path / "a.tsv").write_text("document\tkind\n", encoding="utf-8")
    assert WebAnnoTsv.sniff(Head(tmp_path / "a.tsv")) is None


_NO_TYPES = "no type system (TypeSystem.xml) is beside it: all values are read as texts"


def _alike(document: LabelledDocument) -> list[object]:
    """What is said. Some cases call a layer or a feature otherwise in TSV than in XMI."""
    return sorted((_renamed(one) for one in said(document.sets[0].records)), key=repr)


def _renamed(value: object) -> object:
    names = {"NamedEntity": "Span", "intValue": "integerValue"}
    if isinstance(value, tuple):
        return tuple(map(_renamed, value))
    return names.get(value, value) if isinstance(value, str) else value


def _read(path: Path) -> LabelledDocument:
    (document,) = WebAnnoTsv().read(path)
    assert isinstance(document, LabelledDocument)
    return document


def _xmi(path: Path) -> LabelledDocument:
    (document,) = Xmi().read(path)
    assert isinstance(document, LabelledDocument)
    return document


def _tsv(folder: Path, body: str) -> LabelledDocument:
    path = folder / "a.tsv"
    path.write_text("#FORMAT=WebAnno TSV 3.3\n" + body, encoding="utf-8", newline="")
    return _read(path)
