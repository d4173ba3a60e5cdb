"""Whether a stored file holds to its format: first the JSON Schema, then what no schema can say.

`jsonschema-rs` decides, in a fraction of the time it takes to read the file; only what it refuses is given to
`jsonschema`, whose errors are then worded. Both are loaded when first needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from schemas.formats import ANNOTATION_SET, LABEL_MAP, LABEL_SET, RECORDS, members_of, record_schema, schema
from schemas.problems import Problem, pointer_of
from schemas.verdict import Verdict, verdict

if TYPE_CHECKING:
    from schemas.wording import Wording

MAXIMUM_PROBLEMS = 1000


def annotation_set_problems(
    data: object, text: str | None = None, label_set: Mapping[str, Any] | None = None
) -> list[Problem]:
    """What is wrong with an annotation set; nothing when it is right.

    `text` is the document's text, `label_set` a valid label set file; what needs either is checked only when
    it is given. Problems with the schema come alone: the rest is checked when the schema holds.
    """
    from schemas.semantic import semantic_problems  # noqa: PLC0415 - not at start-up

    members = members_of(data, ANNOTATION_SET)
    if isinstance(members, Problem):
        return [members]
    if not is_valid_annotation_set(members):
        return _schema_problems(members)
    return _cut(semantic_problems(members, text, label_set))


def label_set_problems(data: object) -> list[Problem]:
    """What is wrong with a label set; nothing when it is right."""
    from schemas.label_set_rules import label_set_rule_problems  # noqa: PLC0415 - not at start-up

    members = members_of(data, LABEL_SET)
    if isinstance(members, Problem):
        return [members]
    if not is_valid_label_set(members):
        return _cut(iter(_wording(LABEL_SET).problems(members, "the file", MAXIMUM_PROBLEMS + 1)))
    return _cut(label_set_rule_problems(members))


def label_map_problems(data: object) -> list[Problem]:
    """What is wrong with a label map; nothing when it is right."""
    members = members_of(data, LABEL_MAP)
    if isinstance(members, Problem):
        return [members]
    if _verdict(LABEL_MAP)(members):
        return []
    return _cut(iter(_wording(LABEL_MAP).problems(members, "the file", MAXIMUM_PROBLEMS + 1)))


def record_problems(collection: str, record: object) -> list[Problem]:
    """What the schema has against one record of "mentions", "events", "relations" or "comments".

    Pointers start at the record.
    """
    return _record_problems(RECORDS[collection], record, f"the {RECORDS[collection]}", MAXIMUM_PROBLEMS)


def is_valid_annotation_set(data: object) -> bool:
    """Whether the schema holds. Fast; says nothing of the text, the references and the label set."""
    return _verdict(ANNOTATION_SET)(data)


def is_valid_label_set(data: object) -> bool:
    """Whether the schema holds. Says nothing of keys that collide and of names that lead nowhere."""
    return _verdict(LABEL_SET)(data)


def _schema_problems(data: dict[str, Any]) -> list[Problem]:
    """What the schema has against an annotation set: the frame first, then the records that are refused."""
    lists = [name for name, value in data.items() if name in RECORDS and isinstance(value, list)]
    frame = data | {name: [] for name in lists}
    found = []
    if not is_valid_annotation_set(frame):
        found = _wording(ANNOTATION_SET).problems(frame, "the file", MAXIMUM_PROBLEMS + 1)
    for name in lists:
        for index, record in enumerate(data[name]):
            room = MAXIMUM_PROBLEMS + 1 - len(found)
            if room <= 0:
                return _cut(iter(found))
            title = f"{RECORDS[name]} {index + 1}"
            found += [
                Problem(pointer_of(name, index) + one.pointer, one.message, one.value, one.code)
                for one in _record_problems(RECORDS[name], record, title, room)
            ]
    return _cut(iter(found))


def _cut(problems: Iterator[Problem]) -> list[Problem]:
    """The first problems of a file, and one that says so when there are more."""
    found = list(islice(problems, MAXIMUM_PROBLEMS))
    if next(problems, None) is not None:
        sentence = (
            f"There are more problems; only the first {MAXIMUM_PROBLEMS} are listed. Solve these first."
        )
        found.append(Problem("", sentence, None, "more"))
    return found


def _record_problems(definition: str, record: object, title: str, room: int) -> list[Problem]:
    if _verdict(definition)(record):
        return []
    return _wording(definition).problems(record, title, room)


@cache
def _verdict(name: str) -> Verdict:
    return verdict(_schema_named(name))


@cache
def _wording(name: str) -> Wording:
    from schemas.wording import Wording  # noqa: PLC0415 - loads jsonschema

    return Wording(_schema_named(name))


def _schema_named(name: str) -> dict[str, Any]:
    """The schema of a file format or of a record of an annotation set."""
    return record_schema(name) if name in RECORDS.values() else schema(name)
