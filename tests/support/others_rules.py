"""What other tools demand of the files they are given, where the tool itself cannot be run in a test."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator
from jsonschema_rs import Draft4, Draft4Validator, Registry

FILES = Path("tests/files")
PUBANNOTATION = Draft7Validator(json.loads((FILES / "pubannotation/annotations.schema.json").read_bytes()))


# -- doccano -----------------------------------------------------------------------------------------------


def doccano_imports(path: Path) -> tuple[int, int]:
    """How many spans and relations doccano 1.8 makes of a file, by the rules of its importer.

    Its text has to be there; a span whose id is no whole number, whose label is empty or whose end is not
    after its start is passed over without a word; so is a relation whose ends are no whole numbers.
    """
    spans = relations = 0
    for line in path.read_bytes().splitlines():
        assert line.isascii()
        row = json.loads(line)
        assert isinstance(row["text"], str)
        assert row["text"]
        assert not {"filename", "upload_name", "example_uuid", "uuid", "#line_number", "meta"} & row.keys()
        found: list[Any] = row["entities"] if "entities" in row else [_entity(one) for one in row["label"]]
        taken = {one["id"] for one in found if _is_span(one)}
        spans += sum(_is_span(one) for one in found)
        for one in row.get("relations", []):
            assert {one["from_id"], one["to_id"]} <= taken
            relations += isinstance(one["type"], str) and bool(one["type"])
    return spans, relations


def _entity(one: list[Any]) -> dict[str, Any]:
    return {"id": -1, "start_offset": one[0], "end_offset": one[1], "label": one[2]}


def _is_span(one: dict[str, Any]) -> bool:
    start, end = one["start_offset"], one["end_offset"]
    return (
        type(one["id"]) is int and 0 <= start < end and isinstance(one["label"], str) and one["label"] != ""
    )


# -- Prodigy -----------------------------------------------------------------------------------------------


def check_prodigy_row(row: dict[str, Any]) -> None:
    """Hold a row against Prodigy's documentation: tokens are the text, spans and relations name tokens."""
    tokens = row["tokens"]
    assert "".join(one["text"] + " " * one["ws"] for one in tokens) == row["text"]
    assert [one["id"] for one in tokens] == list(range(len(tokens)))
    for span in row["spans"]:
        first, last = tokens[span["token_start"]], tokens[span["token_end"]]
        assert (first["start"], last["end"]) == (span["start"], span["end"])
    for one in row.get("relations", []):
        for end in ("head", "child"):
            assert tokens[one[end]]["end"] == one[f"{end}_span"]["end"]
            assert one[f"{end}_span"] in row["spans"]


# -- PubAnnotation -----------------------------------------------------------------------------------------


def check_pubannotation(value: dict[str, Any]) -> None:
    """Hold all tracks of a document against PubAnnotation's schema and what it demands of an upload.

    Spans lie in the text and are not empty; relations are between denotations; attributes are of either; and
    what is empty or false counts as missing, and an attribute without a value as true.
    """
    for track in value.get("tracks", [value]):
        whole = track | {"text": value["text"]}
        PUBANNOTATION.validate(whole)
        _check_track(whole)


def _check_track(track: dict[str, Any]) -> None:
    denotations = {one["id"] for one in track["denotations"]}
    assert len(denotations) == len(track["denotations"])
    for one in track["denotations"]:
        begin, end = one["span"]["begin"], one["span"]["end"]
        assert 0 <= begin < end <= len(track["text"])
        assert _present(one["obj"])
    relations = {one["id"] for one in track.get("relations", ())}
    for one in track.get("relations", ()):
        assert {one["subj"], one["obj"]} <= denotations
        assert _present(one["pred"])
    for one in track.get("attributes", ()):
        assert one["subj"] in denotations | relations
        assert _present(one["pred"])
        assert _present(one["obj"])
    ids = [one["id"] for name in ("denotations", "relations", "attributes") for one in track.get(name, ())]
    assert len(set(ids)) == len(ids)


def _present(value: object) -> bool:
    return bool(value.strip()) if isinstance(value, str) else value is not False and value is not None


# -- W3C ---------------------------------------------------------------------------------------------------

W3C_CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def check_w3c(collection: dict[str, Any]) -> None:
    """Hold a collection and each of its annotations against the W3C's schemas."""
    assert w3c_problems("collections", collection) == []
    for one in collection["first"]["items"]:
        assert w3c_problems("annotations", one | {"@context": W3C_CONTEXT}) == []
    assert collection["total"] == len(collection["first"]["items"])


def w3c_problems(part: str, value: object) -> list[str]:
    """What the W3C's tests say is wrong with one of `annotations` or `collections`."""
    return [message for message, validator in _w3c_musts(part) if not validator.is_valid(value)]


@cache
def _w3c_musts(part: str) -> list[tuple[str, Draft4Validator]]:
    """The schemas of what an annotation, or a collection, must be, each with what it says if not."""
    found = json.loads((FILES / "web-annotation/musts.json").read_bytes())
    every = found["definitions"] | found["annotations"] | found["collections"]
    registry = Registry([(f"json-schema:///{name}", one) for name, one in every.items()], draft=Draft4)
    return [
        (one["errorMessage"], Draft4Validator(one, registry=registry, validate_formats=True))
        for one in found[part].values()
    ]
