"""CoNLL-2003 and its kin: what is written comes back, and what others write is read."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.formats.codec import Head
from annotations.formats.conll.conll import Conll
from annotations.formats.errors import FormatError
from annotations.formats.exchange import UNSIGNED, LabelledDocument, Labels, Refused
from annotations.formats.losses import Reason
from annotations.formats.registry import guesses
from annotations.model.records import Kind, Mention
from annotations.text.patterns import pattern
from annotations.text.segments import BLANK
from annotations.text.source import SourceText
from annotations.text.span import Span
from tests.support.exchange import check_round_trip, labelled_documents, sentences, survey_of, written
from tests.text.strategies import PROSE

IDNER = Path("tests/files/idner-news-2k/dev-120.txt")
OPTIONS = st.fixed_dictionaries(
    {},
    optional={
        "scheme": st.sampled_from(["iob2", "iob1", "bioes"]),
        "nested": st.sampled_from(["outermost", "innermost", "columns"]),
        "text": st.sampled_from(["kept", "tokens"]),
    },
)


def labelled(text: str, *mentions: tuple[int, int, str], kind: Kind = Kind.ENTITY) -> LabelledDocument:
    records = tuple(
        Mention(f"m{number}", kind, label, (Span(start, end),), UNSIGNED)
        for number, (start, end, label) in enumerate(mentions)
    )
    return LabelledDocument("darna", SourceText(text), (Labels("", records),))


def encoded(document: LabelledDocument, **options: str) -> str:
    codec = Conll(options)
    return codec.encode(codec.fit(document).document)[""].decode()


def read(folder: Path, data: str, **options: str) -> list[LabelledDocument]:
    path = folder / "file.conll"
    path.write_bytes(data.encode())
    found = list(Conll(options).read(path))
    assert all(isinstance(one, LabelledDocument) for one in found), found
    return [one for one in found if isinstance(one, LabelledDocument)]


def mentions_of(document: LabelledDocument) -> list[tuple[str, str]]:
    found = [one for one in document.sets[0].records if isinstance(one, Mention)]
    return [(document.text.quote(Span(one.start, one.end)), one.label) for one in found]


@given(document=labelled_documents(), options=OPTIONS)
def test_what_fits_comes_back(
    document: LabelledDocument, options: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("out")
    check_round_trip(Conll(options, survey_of(document)), folder, document, document)


@given(document=labelled_documents(PROSE), options=OPTIONS)
def test_so_does_a_text_with_sentences(
    document: LabelledDocument, options: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    (fit,) = check_round_trip(Conll(options), tmp_path_factory.mktemp("out"), document)
    if "tokens" not in options.values() and document.text.text == fit.document.text.text:
        assert not any(loss.reason is Reason.TEXT for loss in fit.losses)


def test_the_rows_as_they_are_written() -> None:
    document = labelled("\tLibya, kata K.\n\nDarna itu ", (1, 6, "GPE"), (13, 14, "PER x"), (17, 22, "GPE"))
    assert encoded(document) == (
        "-DOCSTART- -X- O O\n\n"
        "Libya _ Doc=darna|SpacesBefore=\\t|SpaceAfter=No B-GPE\n"
        ", _ _ O\nkata _ _ O\nK _ SpaceAfter=No B-PER_x\n. _ SpacesAfter=\\n\\n O\n\n"
        "Darna _ _ B-GPE\nitu _ SpacesAfter=\\s O\n\n"
    )


def test_two_columns_and_nothing_but_tokens() -> None:
    document = labelled("\tLibya, kata K.\n\nDarna itu ", (1, 6, "GPE"))
    assert encoded(document, text="tokens") == (
        "-DOCSTART- O\n\nLibya B-GPE\n, O\nkata O\nK O\n. O\n\nDarna O\nitu O\n\n"
    )
    (loss,) = Conll({"text": "tokens"}).fit(document).losses
    assert loss.reason is Reason.TEXT


@pytest.mark.parametrize(
    "scheme, tags",
    [
        ("iob2", ["B-PER", "I-PER", "B-PER", "O", "B-GPE"]),
        ("iob1", ["I-PER", "I-PER", "B-PER", "O", "I-GPE"]),
        ("bioes", ["B-PER", "E-PER", "S-PER", "O", "S-GPE"]),
    ],
)
def test_schemes(scheme: str, tags: list[str], tmp_path: Path) -> None:
    document = labelled("Abu Umar Ali di Darna", (0, 8, "PER"), (9, 12, "PER"), (16, 21, "GPE"))
    data = encoded(document, scheme=scheme)
    assert [line.split()[-1] for line in data.splitlines()[2:] if line] == tags
    (back,) = read(tmp_path, data)
    assert mentions_of(back) == [("Abu Umar", "PER"), ("Ali", "PER"), ("Darna", "GPE")]
    assert [one for one in sentences(back) if "tags" in one] == (
        [] if scheme == "iob2" else [f"the tags are {scheme.upper()}"]
    )


# -- nested mentions: a choice, and a report ---------------------------------------------------------------

NESTED = [(0, 20, "ORG"), (15, 20, "GPE"), (0, 8, "X")]


@pytest.mark.parametrize(
    "nested, kept", [("outermost", {"ORG"}), ("innermost", {"GPE", "X"}), ("columns", {"ORG"})]
)
def test_nested_mentions_of_a_kind(nested: str, kept: set[str]) -> None:
    fit = Conll({"nested": nested}).fit(labelled("Kelompok jihad Libya", *NESTED))
    labels = {one.label for one in fit.document.sets[0].records if isinstance(one, Mention)}
    assert labels == kept
    assert {loss.reason for loss in fit.losses} == {Reason.NESTED}
    assert len(fit.losses) == 3 - len(kept)


def test_a_column_for_each_kind(tmp_path: Path) -> None:
    entity = labelled("perang Libya itu", (7, 12, "GPE"))
    event = labelled("perang Libya itu", (0, 12, "Attack"), kind=Kind.EVENT)
    (trigger,) = event.sets[0].records
    assert isinstance(trigger, Mention)
    both = Labels("", (*entity.sets[0].records, Mention("e", Kind.EVENT, "Attack", trigger.spans, UNSIGNED)))
    document = LabelledDocument("darna", entity.text, (both,))
    codec = Conll({"nested": "columns"}, survey_of(document))
    fit = codec.fit(document)
    assert fit.losses == ()
    data = codec.encode(fit.document)[""].decode()
    assert data == (
        "-DOCSTART- -X- O entity event\n\n"
        "perang _ Doc=darna O B-Attack\nLibya _ _ B-GPE I-Attack\nitu _ _ O O\n\n"
    )
    (back,) = read(tmp_path, data)
    kinds = {one.label: one.kind for one in back.sets[0].records if isinstance(one, Mention)}
    assert kinds == {"GPE": Kind.ENTITY, "Attack": Kind.EVENT}
    assert sentences(back) == ()


def test_a_mention_over_two_sentences_joins_them() -> None:
    data = encoded(labelled("Satu. Dua tiga.\nEmpat", (0, 9, "X")))
    assert data.count("\n\n") == 3
    assert "Dua _ _ I-X" in data


def test_a_mention_with_blanks_at_its_ends_is_named() -> None:
    fit = Conll().fit(labelled("a Libya b", (1, 8, "GPE"), (7, 8, "Z")))
    assert [(loss.reason, loss.record) for loss in fit.losses] == [
        (Reason.MISALIGNED, "m0"),
        (Reason.MISALIGNED, "m1"),
    ]
    (kept,) = fit.document.sets[0].records
    assert isinstance(kept, Mention)
    assert kept.spans == (Span(2, 7),)


def test_lone_surrogates_are_named() -> None:
    fit = Conll().fit(labelled("a \ud800 b", (2, 3, "x\udc00")))
    assert {loss.reason for loss in fit.losses} == {Reason.CHARACTER, Reason.NAME}
    assert fit.document.text.text == "a \ufffd b"


# -- what others write -------------------------------------------------------------------------------------


def test_a_real_corpus_is_read_whole() -> None:
    (document,) = (one for one in Conll().read(IDNER) if isinstance(one, LabelledDocument))
    tags = [line.split(b" ")[-1] for line in IDNER.read_bytes().split(b"\r\n") if line]
    found = mentions_of(document)
    assert len(found) == sum(tag.startswith(b"B-") for tag in tags) == 154
    assert document.text.text.count("\n") == 119
    assert found[:2] == [("PKB", "ORG"), ("Prabowo Subianto", "PER")]
    assert sentences(document) == (
        "the text is made of the tokens, with a blank between them and a line for each sentence",
        "columns not kept: 2",
    )


@pytest.mark.parametrize(
    "data, expected, told",
    [
        pytest.param(
            "EU NNP I-NP I-ORG\nrejects VBZ I-VP O\nGerman JJ I-NP I-MISC\n\nPeter NNP I-NP I-PER\n"
            "Ali NNP B-NP B-PER\n",
            [("EU", "ORG"), ("German", "MISC"), ("Peter", "PER"), ("Ali", "PER")],
            "the tags are IOB1",
            id="IOB1 as CoNLL-2003 has it",
        ),
        pytest.param(
            "Abu I-PER\nUmar I-PER\ndi O\nDarna B-LOC\nLibya I-GPE\n",
            [("Abu Umar", "PER"), ("Darna", "LOC"), ("Libya", "GPE")],
            "mentions that do not begin or end as IOB2 has it (2)",
            id="I without B",
        ),
        pytest.param("a\tO\r\nDarna\tB-LOC\r\n\r\n", [("Darna", "LOC")], "", id="tabs and CRLF"),
        pytest.param("a O \nDarna  B-LOC\n", [("Darna", "LOC")], "", id="several blanks"),
        pytest.param("New\xa0York\tB-LOC\nkota\tO", [("New\xa0York", "LOC")], "", id="a blank in a token"),
        pytest.param("\ufeffDarna B-LOC\na O\n", [("Darna", "LOC")], "", id="byte order mark"),
        pytest.param(
            "a O\nAbu B-PER\n\ufeff\nUmar I-PER\n\ufeff\n",
            [("Abu", "PER"), ("Umar", "PER")],
            "mentions that do not begin or end as IOB2 has it (1)",
            id="a byte order mark alone on a line",
        ),
        pytest.param(
            "Abu B-PER\nUmar L-PER\nDarna U-LOC\n.\tO\n",
            [("Abu Umar", "PER"), ("Darna", "LOC")],
            "the tags are BILOU",
            id="BILOU",
        ),
        pytest.param("a O\nAbu PER\nUmar PER\n. O\n- O\n", [("Abu Umar", "PER")], "the tags are IO", id="IO"),
        pytest.param(
            "Abu I-PER\nUmar I-PER\n. O\n", [("Abu Umar", "PER")], "the tags are IO", id="IO marked"
        ),
        pytest.param(
            "Abu B\nUmar I\n. O\n", [("Abu Umar", "Mention")], 'are called "Mention"', id="no label"
        ),
        pytest.param("Abu B_PER\nUmar I_PER\n. O\n", [("Abu Umar", "PER")], "", id="underscores"),
        pytest.param("Abu B-PER-x\nUmar I-PER-x\n", [("Abu Umar", "PER-x")], "", id="a hyphen in a label"),
        pytest.param(
            "# id 5239d808 domain=en\nAbu _ _ B-PER\n# _ _ O\n\n# id 77 domain=en\nUmar _ _ B-PER\n",
            [("Abu", "PER"), ("Umar", "PER")],
            "not kept: comments of the file (2)",
            id="comments, and a token that is #",
        ),
    ],
)
def test_files_of_others(data: str, expected: list[tuple[str, str]], told: str, tmp_path: Path) -> None:
    (document,) = read(tmp_path, data)
    assert mentions_of(document) == expected
    assert told in "; ".join(sentences(document))
    assert told or len(sentences(document)) == 1


def test_documents_and_their_names(tmp_path: Path) -> None:
    row = "\n\nDarna B-LOC\n\n"
    data = f"-DOCSTART- O{row}-DOCSTART- (12 EU){row}# newdoc id = news/3{row}# newdoc{row}"
    assert [one.name for one in read(tmp_path, data)] == ["", "12 EU", "news/3", ""]


def test_the_text_that_comments_give(tmp_path: Path) -> None:
    (document,) = read(
        tmp_path,
        "# text = Di Darna, kata K.\nDi O\nDarna B-GPE\n, O\nkata O\nK B-PER\n. O\n\n"
        "# text = Bukan ini\nLibya B-GPE\n",
    )
    assert document.text.text == "Di Darna, kata K.\nLibya"
    assert mentions_of(document) == [("Darna", "GPE"), ("K", "PER"), ("Libya", "GPE")]
    assert sentences(document) == ("sentences that are not what their # text lines say; tokens are kept (1)",)


def test_space_after_in_any_column(tmp_path: Path) -> None:
    (document,) = read(
        tmp_path, "Di\t_\tO\nDarna\tSpaceAfter=No|x=1\tB-GPE\n,\tSpacesAfter=\\s\\u00a0\\t\tO\nya\t_\tO\n"
    )
    assert document.text.text == "Di Darna, \u00a0\tya"
    assert sentences(document) == ()


def test_another_column(tmp_path: Path) -> None:
    data = "Abu B-PER 1\nUmar I-PER 2\n"
    (document,) = read(tmp_path, data, column="2")
    assert mentions_of(document) == [("Abu Umar", "PER")]
    assert sentences(document)[-1] == "columns not kept: 3"
    with pytest.raises(FormatError, match="--option column="):
        read(tmp_path, data)


NUMBERED = """# newdoc id = a
# sent_id = a-1
# text = Abu di Darna.
1\tAbu\tB-PER\t-\tayu
2\tdi\tO\t-\tayu
3\tDarna\tB-GPE\t-\tayu
4\t.\tO\t-\tayu

1\tUmar\tB-PER\t-\tayu
2\t2\tI-PER\t-\tayu
"""


def test_numbers_before_the_tokens_are_none_of_the_text(tmp_path: Path) -> None:
    (document,) = read(tmp_path, NUMBERED, column="3")
    assert document.text.text == "Abu di Darna.\nUmar 2"
    assert mentions_of(document) == [("Abu", "PER"), ("Darna", "GPE"), ("Umar 2", "PER")]
    assert "columns not kept: 5" in sentences(document)
    with pytest.raises(FormatError, match=r'holds "ayu".*--option column='):
        read(tmp_path, NUMBERED)
    with pytest.raises(FormatError, match="no column 6: most lines have 5"):
        read(tmp_path, NUMBERED, column="6")


def test_numbered_rows_with_inner_names_in_the_last_column(tmp_path: Path) -> None:
    data = "#\tkoran\t[2026]\n1\tBank\tB-ORG\tO\n2\tLibya\tI-ORG\tB-GPE\n\n1\tAbu\tB-PER\tO\n"
    assert [mentions_of(one) for one in read(tmp_path, data)] == [[("Libya", "GPE")]]
    (outer,) = read(tmp_path, data, column="3")
    assert mentions_of(outer) == [("Bank Libya", "ORG"), ("Abu", "PER")]


def test_tokens_that_are_numbers_stay(tmp_path: Path) -> None:
    (document,) = read(tmp_path, "3 CD B-X\n5 CD O\n\n1 CD B-X\n")
    assert mentions_of(document) == [("3", "X"), ("1", "X")]


@pytest.mark.parametrize("column", ["0", "-1", "x", "99999999999"])
def test_a_column_is_a_number(column: str) -> None:
    with pytest.raises(FormatError, match="the number of a column"):
        Conll({"column": column})


# -- files that are wrong ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data, message",
    [
        (b"Abu\nUmar\n", "no column with tags: most lines have 1 columns"),
        (b"Abu x\nUmar y\n", 'holds "x"'),
        (b"Abu B-PER\n\xff\xfe B-PER\n", "line 2: Byte 0xff is not UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "no column with tags"),
    ],
)
def test_bad_files(data: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.conll"
    path.write_bytes(data)
    with pytest.raises(FormatError, match=message):
        list(Conll().read(path))


def test_a_row_without_a_tag_costs_its_document_alone(tmp_path: Path) -> None:
    path = tmp_path / "bad.conll"
    path.write_text("-DOCSTART- O\n\na O\nb O\n\nc\n\n-DOCSTART- O\n\nd B-X\n", encoding="utf-8")
    refused, document = Conll().read(path)
    assert isinstance(refused, Refused)
    assert (refused.place, refused.message) == ("line 6", 'There is no tag behind "c".')
    assert isinstance(document, LabelledDocument)
    assert mentions_of(document) == [("d", "X")]


def test_an_empty_file_has_no_documents(tmp_path: Path) -> None:
    assert read(tmp_path, "") == []
    assert read(tmp_path, "\n\n") == []


def test_a_long_file_without_documents_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotations.formats.conll.conll_reader.MOST_TOKENS", 3)
    found = read(tmp_path, "a B-X\nb I-X\nc O\nd O\n\ne B-X\n")
    assert [mentions_of(one) for one in found] == [[("a b", "X")], [("e", "X")]]
    assert "cut" in sentences(found[0])[-1]


def test_a_document_that_is_marked_is_not_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotations.formats.conll.conll_reader.MOST_TOKENS", 2)
    check_round_trip(Conll(), tmp_path, labelled("Darna di Libya itu", (0, 5, "GPE")))


# -- telling ----------------------------------------------------------------------------------------------


def test_files_tell_what_they_are(tmp_path: Path) -> None:
    (path,) = written(Conll(), tmp_path, labelled("Darna di Libya", (0, 5, "GPE")))
    assert [one.format.id for one in guesses(path)] == ["conll"]
    assert [one.format.id for one in guesses(IDNER)] == ["conll"]
    path = tmp_path / "numbered.iob2"
    path.write_text(NUMBERED, encoding="utf-8")
    assert [one.format.id for one in guesses(path)] == ["conll"]


@pytest.mark.parametrize(
    "data",
    [
        "",
        "Kata itu\nDarna di Libya O\n",
        "# global.columns = ID FORM X:Y\n1\ta\tO\n2\tb\tB-X\n3\tc\tO\n",
        "#FORMAT=WebAnno TSV 3.3\n\n1-1\t0-1\ta\tB-X\n1-1\t0-1\ta\tB-X\n1-1\t0-1\ta\tB-X\n",
        '{"a": "O"}\n{"b": "O"}\n{"c": "O"}\n',
        "T1\tPER 0 4\tAbu\nT2\tPER 0 4\tAbu\nT3\tPER 0 4\tAbu\n",
    ],
)
def test_others_are_not_claimed(data: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text(data, encoding="utf-8")
    assert Conll.sniff(Head(path)) is None


# -- what other programs find -----------------------------------------------------------------------------


@given(document=labelled_documents(PROSE), scheme=st.sampled_from(["iob2", "iob1"]))
def test_seqeval_finds_the_same_mentions(document: LabelledDocument, scheme: str) -> None:
    scoring = pytest.importorskip("seqeval.metrics.sequence_labeling")
    codec = Conll({"scheme": scheme})
    fit = codec.fit(document).document
    parts = codec.encode(fit)[""].decode().split("\n\n")[1:]
    rows = [[row.split(" ") for row in part.split("\n")] for part in parts if part]
    tags = [[row[-1] for row in part] for part in rows]
    # It counts one place more behind each sentence.
    words = [word for part in rows for word in [*(row[0] for row in part), ""]]
    found = [("".join(words[start : end + 1]), label) for label, start, end in scoring.get_entities(tags)]
    text = fit.text.text
    wanted = [one for one in fit.sets[0].records if isinstance(one, Mention)]
    blank = pattern(f"[{BLANK}]")
    assert found == [
        (blank.sub("", text[one.start : one.end]), one.label)
        for one in sorted(wanted, key=lambda one: one.start)
    ]


@pytest.mark.slow
def test_spacy_converts_the_same_mentions() -> None:
    from spacy.training import converters

    (document,) = Conll().read(IDNER)
    assert isinstance(document, LabelledDocument)
    data = encoded(document)
    (doc,) = converters.conll_ner_to_docs(data, n_sents=0, no_print=True)
    wanted = [(quote.replace(" ", ""), label) for quote, label in mentions_of(document)]
    assert [(one.text.replace(" ", ""), one.label_) for one in doc.ents] == wanted
    assert sum(token.is_sent_start for token in doc) == data.count("\n\n") - 1
