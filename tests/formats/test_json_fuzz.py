"""JSON files with something wrong anywhere: read, refused, or one clear error; never anything else."""

import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.formats.codec import Codec
from annotations.formats.errors import FormatError
from annotations.formats.exchange import LabelledDocument, Refused, said
from annotations.formats.registry import codec
from annotations.text.span import Span
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
        places = list(_places({"": value}))
        holder, key = places[number % len(places)]
        if cut:
            del holder[key]
        else:
            holder[key] = deepcopy(junk)
    path.write_text(json.dumps(value), encoding="utf-8")
    check_read(reader, path)


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
    check_read(reader, path)


def check_read(reader: Codec, path: Path) -> None:
    """Read a file; what is read is right in itself."""
    try:
        found = list(reader.read(path))
    except FormatError:
        return
    for one in found:
        if isinstance(one, Refused):
            assert one.message
            continue
        ids = [record.id for labels in one.sets for record in labels.records]
        assert len(set(ids)) == len(ids)
        people = [labels.annotator for labels in one.sets]
        assert len(set(people)) == len(people)
        for labels in one.sets:
            assert "nothing" not in str([record[:1] for record in said(labels.records)])
            for record in labels.records:
                spans: tuple[Span, ...] = getattr(record, "spans", ())
                assert all(span.end <= one.text.length for span in spans)


def _places(value: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 - any JSON
    """Every place in a JSON value, as what holds it and its key or index."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in keys:
        yield value, key
        yield from _places(value[key])
