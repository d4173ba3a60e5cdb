"""Parquet: everything comes back, datasets types it, and files of others with tokens and tags are read."""

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.formats.errors import FormatError
from annotations.formats.exchange import LabelledDocument, Refused
from annotations.formats.parquet.codec import Parquet
from annotations.model.records import Mention
from annotations.text.source import SourceText
from tests.corpus.corpora import labels, mention
from tests.support.exchange import check_round_trip, labelled_documents, read_back, survey_of, written
from tests.text.strategies import TEXTS

LIBYA = LabelledDocument(
    "darna",
    SourceText("Pasukan Libya di kota Darna"),
    (labels(mention("m1", "GPE", 8, 13), mention("m2", "LOC", 17, 27), mention("m3", "GPE", 22, 27)),),
)


def _writer(*documents: LabelledDocument) -> Parquet:
    return Parquet(survey=survey_of(*documents))


@given(
    documents=st.lists(
        st.one_of(labelled_documents(annotators=3), labelled_documents(TEXTS)), min_size=1, max_size=3
    )
)
def test_everything_comes_back(
    documents: list[LabelledDocument], tmp_path_factory: pytest.TempPathFactory
) -> None:
    named = [LabelledDocument(f"d{number}", one.text, one.sets) for number, one in enumerate(documents)]
    fits = check_round_trip(_writer(*named), tmp_path_factory.mktemp("out"), *named)
    assert {loss.reason.value for fit in fits for loss in fit.losses} <= {"character"}


def test_the_metadata_is_that_of_datasets(tmp_path: Path) -> None:
    (path,) = written(_writer(LIBYA), tmp_path, LIBYA)
    features = json.loads(pq.read_schema(path).metadata[b"huggingface"])["info"]["features"]
    assert features["mentions"][0]["label"] == {"names": ["GPE", "LOC"], "_type": "ClassLabel"}
    assert features["tags"]["_type"] == "Sequence"
    assert "List" not in json.dumps(features)
    (row,) = pq.read_table(path).to_pylist()
    names = features["tags"]["feature"]["names"]
    assert row["tokens"] == ["Pasukan", "Libya", "di", "kota", "Darna"]
    assert [names[tag] for tag in row["tags"]] == ["O", "B-GPE", "O", "B-LOC", "I-LOC"]


def _table(path: Path, features: dict[str, Any] | None, **named: list[object]) -> Path:
    table = pa.table(named)
    if features is not None:
        table = table.replace_schema_metadata({b"huggingface": json.dumps({"info": {"features": features}})})
    pq.write_table(table, path)
    return path


def test_tokens_and_tags_of_others_are_read(tmp_path: Path) -> None:
    classes = {"names": ["O", "B-LOC", "I-LOC"], "_type": "ClassLabel"}
    path = _table(
        tmp_path / "a.parquet",
        {"ner_tags": {"feature": classes, "_type": "Sequence"}},
        tokens=[["Di", "kota", "Darna"], ["x"]],
        ner_tags=[[0, 1, 2], [7]],
    )
    read, wrong = read_back(Parquet(), [path])
    assert isinstance(read, LabelledDocument)
    assert read.text.text == "Di kota Darna"
    assert [(one.label, one.start, one.end) for one in read.sets[0].records if isinstance(one, Mention)] == [
        ("LOC", 3, 13)
    ]
    assert isinstance(wrong, Refused)
    assert "No class has the number 7" in wrong.message


def test_columns_that_say_nothing_are_named(tmp_path: Path) -> None:
    path = _table(tmp_path / "a.parquet", None, title=["a"], price=[1])
    with pytest.raises(FormatError, match="price, title"):
        read_back(Parquet(), [path])


@pytest.mark.parametrize("source", [b"", b"PAR1", b"PAR1" + b"\0" * 100 + b"PAR1", b"not parquet at all"])
def test_what_is_no_parquet_is_refused(source: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(source)
    with pytest.raises(FormatError, match="no sound Parquet"):
        read_back(Parquet(), [path])


def test_a_group_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    text = "x" * 1_000_000
    with pq.ParquetWriter(
        path, pa.schema([("id", pa.string()), ("text", pa.string())]), use_dictionary=False
    ) as file:
        file.write_table(pa.table({"id": ["a"] * 500, "text": [text] * 500}))
    with pytest.raises(FormatError, match="unpacks to more than"):
        read_back(Parquet(), [path])


def test_a_text_that_all_rows_share_does_not_fill_the_memory(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    shared = pa.DictionaryArray.from_arrays(pa.array([0] * 64, pa.int32()), pa.array(["x" * 9_000_000]))
    path = tmp_path / "a.parquet"
    table = pa.table({"id": [str(one) for one in range(64)], "text": shared, "mentions": [[]] * 64})
    pq.write_table(table, path, compression="zstd", dictionary_pagesize_limit=1 << 30)
    assert path.stat().st_size < 5000
    with pytest.raises(FormatError, match="far more than any texts of its size"):
        list(Parquet().read(path))
