"""The columns of a Parquet file, in Arrow's types and in those of Hugging Face's ``datasets``.

The metadata is what ``datasets`` itself writes (``Features.to_dict``); lists are ``Sequence`` there, which
old and new releases read, where ``List`` is for new ones only. Lists of records are JSON lists.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from annotations.formats.survey import Survey
from annotations.formats.token_tags import OUTSIDE
from annotations.model.records import Kind

if TYPE_CHECKING:
    import pyarrow as pa

METADATA = b"huggingface"

Feature = Mapping[str, Any] | Sequence[Any]


@dataclass(frozen=True)
class Columns:
    """The classes of a corpus: names by number, and numbers by name."""

    kinds: tuple[str, ...]
    labels: Mapping[str, int]
    relations: Mapping[str, int]
    tags: Mapping[str, int]

    @property
    def features(self) -> dict[str, Feature]:
        """The columns as ``datasets`` describes them."""
        text, whole = _value("string"), _value("int32")
        kind, label, relation = _class(self.kinds), _class(self.labels), _class(self.relations)
        mention = {"id": text, "kind": kind, "label": label, "starts": _list(whole), "ends": _list(whole)}
        mention |= {"text": text, "link": text, "attributes": text}
        event = {
            "id": text,
            "trigger": text,
            "roles": _list(text),
            "targets": _list(text),
            "attributes": text,
        }
        link = {"id": text, "label": relation, "source": text, "target": text, "attributes": text}
        return {
            "id": text,
            "annotator": text,
            "text": text,
            "mentions": [mention],
            "events": [event],
            "relations": [link],
            "notes": [{"id": text, "target": text, "text": text}],
            "tokens": _list(text),
            "token_starts": _list(whole),
            "tags": _list(_class(self.tags)),
        }


def columns(survey: Survey) -> Columns:
    """The classes that a corpus needs, in an order of their own."""
    entities = survey.names(Kind.ENTITY)
    tags = [OUTSIDE, *(f"{mark}-{name}" for name in entities for mark in "BI")]
    return Columns(
        tuple(kind.value for kind in Kind),
        _numbered(survey.all_names()),
        _numbered(sorted(survey.relations)),
        _numbered(tags),
    )


def schema(made: Columns) -> pa.Schema:
    """The columns in Arrow's types, with the metadata of ``datasets``."""
    import pyarrow as pa  # noqa: PLC0415 - an extra

    features = made.features
    metadata = {METADATA: json.dumps({"info": {"features": features}}, ensure_ascii=False)}
    return pa.schema([(name, _arrow(one)) for name, one in features.items()], metadata=metadata)


def _numbered(names: Sequence[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(names)}


def _value(dtype: str) -> Feature:
    return {"dtype": dtype, "_type": "Value"}


def _class(names: Sequence[str] | Mapping[str, int]) -> Feature:
    return {"names": list(names), "_type": "ClassLabel"}


def _list(feature: Feature) -> Feature:
    return {"feature": feature, "_type": "Sequence"}


def _arrow(feature: Feature) -> pa.DataType:
    import pyarrow as pa  # noqa: PLC0415 - an extra

    if isinstance(feature, Sequence):
        return pa.list_(pa.struct([(name, _arrow(one)) for name, one in feature[0].items()]))
    match feature["_type"]:
        case "Sequence":
            return pa.list_(_arrow(feature["feature"]))
        case "ClassLabel":
            return pa.int64()
        case _:
            return {"string": pa.string(), "int32": pa.int32()}[feature["dtype"]]
