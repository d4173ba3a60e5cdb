"""What a file says, as bytes that do not depend on the release of the library that wrote it.

DocBins and Parquet files are packed and carry the name of what wrote them, so that their bytes change with a
library; what spaCy and pyarrow read of them does not. Of all other files the content is the bytes.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any


def digest_of(path: Path) -> str:
    """SHA-256 of the content, in hexadecimal digits."""
    return hashlib.sha256(content_of(path)).hexdigest()


def content_of(path: Path) -> bytes:
    """The bytes; of a DocBin or a Parquet file what its library reads, as JSON."""
    match path.suffix:
        case ".spacy":
            return _json(list(map(_said_of_doc, docs_of(path))))
        case ".parquet":
            return _json([datasets_features(path), rows_of(path)])
        case _:
            return path.read_bytes()


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")


def docs_of(path: Path) -> list[Any]:
    """The documents of a DocBin."""
    from spacy.tokens import DocBin  # noqa: PLC0415  an extra
    from spacy.vocab import Vocab  # noqa: PLC0415

    return list(DocBin(store_user_data=True).from_disk(path).get_docs(Vocab()))


def _said_of_doc(doc: Any) -> dict[str, Any]:  # noqa: ANN401  spaCy's class
    tokens = [(one.text, one.whitespace_, one.ent_iob_) for one in doc]
    groups = {name: list(map(_said_of_span, group)) for name, group in doc.spans.items()}
    entities = list(map(_said_of_span, doc.ents))
    user = sorted((repr(key), repr(value)) for key, value in doc.user_data.items())
    return {"tokens": tokens, "spans": groups, "ents": entities, "user": user}


def _said_of_span(span: Any) -> tuple[Any, ...]:  # noqa: ANN401  spaCy's class
    return span.start, span.end, span.label_, span.kb_id_, span.id_


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The rows of a Parquet file; classes are numbers."""
    import pyarrow.parquet as pq  # noqa: PLC0415  an extra

    rows: list[dict[str, Any]] = pq.read_table(path).to_pylist()
    return rows


def datasets_features(path: Path) -> dict[str, Any]:
    """The features of a Parquet file, as it says them for ``datasets``."""
    import pyarrow.parquet as pq  # noqa: PLC0415  an extra

    features: dict[str, Any] = json.loads(pq.read_schema(path).metadata[b"huggingface"])["info"]["features"]
    return features
