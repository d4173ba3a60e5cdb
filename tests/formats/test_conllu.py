"""CoNLL-U Plus: everything that is made of tokens comes back, and the ``conllu`` library reads it alike."""

from pathlib import Path

import pytest
from hypothesis import given

from annotations.formats.codec import Head
from annotations.formats.conll.conllu import Conllu
from annotations.formats.conll.rows import unescaped
from annotations.formats.errors import FormatError
from annotations.formats.exchange import UNSIGNED, LabelledDocument, Labels, Refused
from annotations.formats.losses import Reason
from annotations.formats.registry import guesses
from annotations.model.records import Kind, Mention
from annotations.text.source import SourceText
from annotations.text.span import Span
from tests.support.exchange import check_round_trip, labelled_documents, sentences, written
from tests.text.strategies import PROSE


def labelled(text: str, *mentions: tuple[str, *tuple[tuple[int, int], ...]]) -> LabelledDocument:
    records = tuple(
        Mention(f"m{number}", Kind.ENTITY, label, tuple(Span(*one) for one in spans), UNSIGNED)
        for number, (label, *spans) in enumerate(mentions)
    )
    return LabelledDocument("darna", SourceText(text), (Labels("", records),))


def read(folder: Path, data: str) -> list[LabelledDocument]:
    path = folder / "file.conllu"
    path.write_bytes(data.replace("  ", "\t").encode())
    found = list(Conllu().read(path))
    assert all(isinstance(one, LabelledDocument) for one in found), found
    return [one for one in found if isinstance(one, LabelledDocument)]


def behind(misc: dict[str, str], usual: str) -> str:
    return "" if "SpaceAfter" in misc else unescaped(misc.get("SpacesAfter", usual))


def mentions_of(document: LabelledDocument) -> list[tuple[str, str]]:
    found = [one for one in document.sets[0].records if isinstance(one, Mention)]
    return [("…".join(document.text.quote(span) for span in one.spans), one.label) for one in found]


@given(document=labelled_documents())
def test_what_fits_comes_back(document: LabelledDocument, tmp_path_factory: pytest.TempPathFactory) -> None:
    (fit, _) = check_round_trip(Conllu(), tmp_path_factory.mktemp("out"), document, document)
    assert fit.document.text.text == document.text.text


@given(document=labelled_documents(PROSE))
def test_so_does_a_text_with_sentences_and_conllu_finds_as_many(
    document: LabelledDocument, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("out")
    (fit, _) = check_round_trip(Conllu(), folder, document, document)
    found = Conllu().reference([folder / "all.conllup"])
    if found is not None:
        mentions = [one for one in fit.document.sets[0].records if isinstance(one, Mention)]
        assert (found.documents, found.mentions) == (2, 2 * len(mentions))


@given(document=labelled_documents(PROSE))
def test_conllu_finds_the_same_tokens_text_and_mentions(
    document: LabelledDocument, tmp_path_factory: pytest.TempPathFactory
) -> None:
    import conllu

    fit = Conllu().fit(document).document
    (path,) = written(Conllu(), tmp_path_factory.mktemp("out"), fit)
    found = conllu.parse(path.read_bytes().decode())
    rows = [(row["form"], row["misc"] or {}) for sentence in found for row in sentence]
    text = "".join(form + behind(misc, " ") for form, misc in rows[:-1])
    text += "".join(form + behind(misc, "") for form, misc in rows[-1:])
    before = rows[0][1].get("SpacesBefore", "") if rows else found[0].metadata["SpacesBefore"]
    assert unescaped(before) + text == fit.text.text
    quotes = []
    for sentence in found:
        plain = sentence.metadata.get("text", "")
        assert plain.replace(" ", "") == "".join(row["form"] for row in sentence)
        for kind in Kind:
            forms: dict[str, list[str]] = {}
            labels: dict[str, str] = {}
            for row in sentence:
                for code in row[f"sorot:{kind.value}"].split(";"):
                    number, _, label = code.partition(":")
                    forms.setdefault(number, []).append(row["form"])
                    labels.setdefault(number, label)
            quotes += [(kind, labels[one], "".join(forms[one])) for one in forms if one != "*"]
    wanted = [
        (one.kind, one.label, "".join("".join(fit.text.quote(span).split()) for span in one.spans))
        for one in fit.sets[0].records
        if isinstance(one, Mention)
    ]
    assert sorted(quotes) == sorted(wanted)


def test_the_rows_as_they_are_written(tmp_path: Path) -> None:
    text = "\tLibya, kata K.\n\nDarna itu "
    document = labelled(text, ("GPE", (1, 6)), ("x;y z", (1, 6), (8, 12)), ("GPE", (17, 22)))
    fit = Conllu().fit(document)
    (path,) = written(Conllu(), tmp_path, fit.document)
    assert path.read_text(encoding="utf-8").replace("\t", "  ") == (
        "# global.columns = ID FORM MISC SOROT:ENTITY SOROT:EVENT SOROT:BOILERPLATE\n"
        "# newdoc id = darna\n"
        "# text = Libya, kata K.\n"
        "1  Libya  SpacesBefore=\\t|SpaceAfter=No  1:x_y_z;2:GPE  *  *\n"
        "2  ,  _  *  *  *\n3  kata  _  1  *  *\n4  K  SpaceAfter=No  *  *  *\n"
        "5  .  SpacesAfter=\\n\\n  *  *  *\n\n"
        "# text = Darna itu\n"
        "1  Darna  _  1:GPE  *  *\n2  itu  SpacesAfter=\\s  *  *  *\n\n"
    )
    assert [loss.reason for loss in fit.losses] == [Reason.NAME]
    assert [one.format.id for one in guesses(path)] == ["conllu"]


def test_spans_with_only_blanks_between_them_become_one() -> None:
    fit = Conllu().fit(labelled("Libya \n itu", ("GPE", (0, 5), (8, 11))))
    assert [loss.reason for loss in fit.losses] == [Reason.MISALIGNED]
    (mention,) = fit.document.sets[0].records
    assert isinstance(mention, Mention)
    assert mention.spans == (Span(0, 11),)


# -- what others write -------------------------------------------------------------------------------------


CUPT = """# global.columns = ID FORM LEMMA MISC PARSEME:MWE
# source_sent_id = x 1
# text = Ia akan mengambil sebuah keputusan.
1  Ia  ia  _  *
2  akan  akan  _  *
3  mengambil  ambil  _  1:LVC.full;2:X
4  sebuah  sebuah  _  2
5  keputusan  putus  SpaceAfter=No  1
6  .  .  _  *
"""


def test_cupt(tmp_path: Path) -> None:
    (document,) = read(tmp_path, CUPT)
    assert document.text.text == "Ia akan mengambil sebuah keputusan."
    assert mentions_of(document) == [("mengambil…keputusan", "LVC.full"), ("mengambil sebuah", "X")]
    assert sentences(document) == ("not kept: comments of the file (1)",)


def test_multiword_tokens_empty_nodes_and_paragraphs(tmp_path: Path) -> None:
    document, other = read(
        tmp_path,
        "# global.columns = ID FORM MISC X:NE\n# newdoc id = a\\sb\n"
        "1-2  rumahnya  _  *\n1  rumah  _  *\n2  nya  _  B-PER\n2.1  tak  _  *\n3  Ali  _  I-PER\n\n"
        "# newpar\n1  Ya  SpaceAfter=No  O\n2  !  _  O\n\n# newdoc\n1  Ya  _  *\n\n1  Tidak  _  *\n",
    )
    assert (document.name, other.name) == ("a b", "")
    assert document.text.text == "rumahnya Ali\nYa!"
    assert mentions_of(document) == [("rumahnya Ali", "PER")]
    assert other.text.text == "Ya Tidak"


def conllu_rows(*rows: tuple[str, str]) -> str:
    return "".join(f"{n}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{misc}\n" for n, (form, misc) in enumerate(rows, 1))


@pytest.mark.parametrize("name", ["NER", "name"])
def test_mentions_in_misc(name: str, tmp_path: Path) -> None:
    data = conllu_rows(
        ("Abu", f"{name}=B-PER"),
        ("Umar", f"SpaceAfter=No|{name}=I-PER"),
        (",", f"{name}=O"),
        ("Ali", f"{name}=B-PER"),
    )
    (document,) = read(tmp_path, data)
    assert document.text.text == "Abu Umar, Ali"
    assert mentions_of(document) == [("Abu Umar", "PER"), ("Ali", "PER")]


def test_brackets_around_mentions(tmp_path: Path) -> None:
    data = "# global.Entity = GRP-etype-infstat\n" + conllu_rows(
        ("wali", "Entity=(e1-person-new"),
        ("kota", "_"),
        ("Darna", "Entity=(e2-place-new)e1)"),
        ("a", "Entity=e9)"),
    )
    (document,) = read(tmp_path, data + "\n" + conllu_rows(("b", "Entity=(e3-x")))
    assert mentions_of(document) == [("Darna", "place"), ("wali kota Darna", "person")]
    assert sentences(document) == (
        "not kept: brackets of Entity= without a beginning (1)",
        "not kept: brackets of Entity= without an end (1)",
    )


def test_the_text_that_comments_give(tmp_path: Path) -> None:
    data = "# text = Di  Darna, ya\n" + conllu_rows(
        ("Di", "_"), ("Darna", "NER=B-GPE"), (",", "_"), ("ya", "_")
    )
    (document,) = read(tmp_path, data.replace("  ", " \u00a0"))
    assert document.text.text == "Di \u00a0Darna, ya"
    (document,) = read(tmp_path, "# text = lain\n" + conllu_rows(("Di", "_"), ("a", "SpacesInToken=a\\sb")))
    assert document.text.text == "Di a b"
    assert "# text lines" in sentences(document)[0]


# -- files that are wrong ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data, message",
    [
        (b"Abu B-PER\n", "line 1: The line has 1 columns, not 10"),
        (b"# global.columns = ID X:Y\n1\tO\n", "None of its columns is called FORM"),
        (b"# global.columns = ID FORM\nx\tO\n", 'line 2: "x" is no ID of a token'),
        (b"# global.columns = ID FORM\n99999999999999999\tO\n", "is no ID of a token"),
        (b"# global.columns = ID FORM\n1\t\xff\n", "Byte 0xff is not UTF-8"),
    ],
)
def test_bad_files(data: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.conllu"
    path.write_bytes(data)
    with pytest.raises(FormatError, match=message):
        list(Conllu().read(path))


def test_a_wrong_row_costs_its_document_alone(tmp_path: Path) -> None:
    path = tmp_path / "bad.conllu"
    path.write_text(
        "# global.columns = ID FORM\n# newdoc id = a\n1\tx\n\n2\n\n# newdoc id = b\n1\ty\n", "utf-8"
    )
    refused, document = Conllu().read(path)
    assert isinstance(refused, Refused)
    assert (refused.name, refused.place) == ("a", "line 5")
    assert isinstance(document, LabelledDocument)
    assert (document.name, document.text.text) == ("b", "y")


def test_a_long_file_without_documents_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotations.formats.conll.conllu_reader.MOST_TOKENS", 2)
    found = read(tmp_path, "# global.columns = FORM X:Y\na  1:Z\nb  1\nc  1\n")
    assert [mentions_of(one) for one in found] == [[("a b", "Z")], [("c", "Mention")]]
    assert "cut" in sentences(found[0])[-1]


def test_a_document_that_is_marked_is_not_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotations.formats.conll.conllu_reader.MOST_TOKENS", 2)
    check_round_trip(Conllu(), tmp_path, labelled("Darna di Libya itu", ("GPE", (0, 5))))


def test_ordinary_files_are_told(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text(conllu_rows(("Darna", "_")), encoding="utf-8")
    assert Conllu.sniff(Head(path)) == "its lines have the ten columns of CoNLL-U"
    path.write_text("T1\tPER 0 4\tAbu\n", encoding="utf-8")
    assert Conllu.sniff(Head(path)) is None
