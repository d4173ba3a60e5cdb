"""JSON files with something wrong anywhere: read, refused, or one clear error; never anything else."""

import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.formats.exchange import LabelledDocument
from annotations.formats.registry import codec
from tests.formats.broken import check, places
from tests.support.exchange import labelled_documents, survey_of, written

FORMATS = ["bdoc", "cas-json", "doccano", "label-studio", "pubannotation", "w3c"]

JUNK = st.sampled_from(
    [
        *(None, True, False, -1, 0, 1, 7, 10**18, 1.5, "", "x", "\ud800", "urn:a", "event", "T1-0", "m1"),
        *([], [1], [[0, 1]], [None], ["a", "b"], [[]], [{}], {}, {"a": 1}, {"id": "T1"}, {"source": []}),
    ]
)


@pytest.mark.parametrize("format_id", FORMATS)
@settings(max_examples=60)
@given(
    document=labelled_documents(annotators=2),
    where=st.lists(st.tuples(st.integers(0, 10**6), JUNK), min_size=1, max_size=2),
    cut=st.booleans(),
)
def test_no_value_is_too_wrong(
    format_id: str,
    document: LabelledDocument,
    where: list[tuple[int, Any]],
    cut: bool,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    reader = codec(format_id, {"unit": "utf16"} if format_id == "doccano" else {}, survey_of(document))
    (path,) = written(reader, tmp_path_factory.mktemp("out"), reader.fit(document).document)
    whole = path.read_bytes()
    value = json.loads(whole.splitlines()[0] if format_id == "doccano" else whole)
    for number, junk in where:
        found = list(places({"": value}))
        holder, key = found[number % len(found)]
        if cut:
            del holder[key]
        else:
            holder[key] = deepcopy(junk)
    path.write_text(json.dumps(value), encoding="utf-8")
    check(reader, path)


@pytest.mark.parametrize("format_id", FORMATS)
@settings(max_examples=30)
@given(document=labelled_documents(annotators=2), start=st.integers(0), length=st.integers(0, 40))
def test_no_bytes_are_too_wrong(
    format_id: str,
    document: LabelledDocument,
    start: int,
    length: int,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    reader = codec(format_id, {"unit": "utf16"} if format_id == "doccano" else {}, survey_of(document))
    (path,) = written(reader, tmp_path_factory.mktemp("out"), reader.fit(document).document)
    whole = path.read_bytes()
    start %= len(whole)
    path.write_bytes(whole[:start] + whole[start + length :])
    check(reader, path)
