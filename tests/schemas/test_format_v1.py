"""The sample of format version 1: it stays right and readable for ever. Never change its files."""

import json
import re
from hashlib import sha256
from pathlib import Path

import schemas
from schemas.reading import parse_json
from schemas.validation import annotation_set_problems, label_set_problems

REPOSITORY = Path(__file__).parents[2]
SAMPLE = REPOSITORY / "tests" / "files" / "v1"
DIGESTS = {
    "sample.labels.json": "88a6531c1f2cdc4db8556c1867be8ada061fa491f4f2bb52c957b7c31cc7d392",
    "sample.labelset.json": "7fa368a111a749f654e94701da48098783d2c885a2b0fd363c22637bd6fe7c86",
    "sample.txt": "89371909f6dd79601278ece2389b9f5c9c8c914460b5eb5591b7165c9bd77cac",
}


def test_the_sample_has_never_been_changed() -> None:
    for name, digest in DIGESTS.items():
        assert sha256((SAMPLE / name).read_bytes()).hexdigest() == digest, name


def test_the_sample_is_right() -> None:
    label_set = parse_json((SAMPLE / "sample.labelset.json").read_bytes())
    assert label_set_problems(label_set) == []
    assert isinstance(label_set, dict)
    text = (SAMPLE / "sample.txt").read_bytes().decode()
    data = parse_json((SAMPLE / "sample.labels.json").read_bytes())
    assert annotation_set_problems(data, text, label_set) == []


def test_the_sample_uses_every_member_of_the_format() -> None:
    schema = json.loads((Path(schemas.__path__[0]) / "annotation_set.v1.schema.json").read_text("utf-8"))
    members = {
        member for part in (schema, *schema["$defs"].values()) for member in part.get("properties", ())
    }
    sample = (SAMPLE / "sample.labels.json").read_text("utf-8")
    assert [member for member in sorted(members) if f'"{member}": ' not in sample] == []
    assert {"\r\n", "😢", "e\u0301", "\u202b"} <= set(re.findall("\r\n|😢|e\u0301|\u202b", _text()))


def _text() -> str:
    return (SAMPLE / "sample.txt").read_bytes().decode()


def test_every_code_is_in_the_table_and_every_code_of_the_table_is_real() -> None:
    table = (REPOSITORY / "docs" / "label-file.md").read_text("utf-8")
    checking = table[table.index("## Checking") :]
    documented = set(re.findall(r"^\| `([a-z_0-9]+)` \|", checking, re.MULTILINE))
    source = "".join(path.read_text("utf-8") for path in Path(schemas.__path__[0]).glob("*.py"))
    source += (REPOSITORY / "annotations" / "commands" / "validate.py").read_text("utf-8")
    used = set(re.findall(r'Problem\([^()]*(?:\([^()]*\)[^()]*)*"([a-z_0-9]+)"\)', source))
    assert len(used) > 20
    assert used <= documented
    repeated = {"repeated_id", "repeated_key", "repeated_kind"}
    assert {code for code in documented - repeated if f'"{code}"' not in source} == set()
