"""Reading a label file: into new objects, with every reason why not as one StoreError."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from annotations.formats.native import annotation_set_from_dict
from annotations.model.annotation_set import AnnotationSet
from annotations.store.files import Seen, digest_of, read_file
from annotations.store.trouble import StoreError, TextChangedError, Trouble, store_error
from annotations.text.source import SourceText
from annotations.words import tr
from schemas.formats import ANNOTATION_SET, VERSION, schema
from schemas.late import late_dataclass
from schemas.problems import Problem
from schemas.reading import UnreadableJson, parse_json
from schemas.validation import annotation_set_problems

# What the label set has against a file leaves the file sound: it can be opened, and put right.
LABEL_SET_CODES = frozenset(
    {
        "discontinuous",
        "empty_span",
        "too_many_fillers",
        "unknown_attribute",
        "unknown_kind",
        "unknown_label",
        "unknown_relation",
        "unknown_role",
        "wrong_attribute",
        "wrong_filler",
    }
)


@late_dataclass(frozen=True)
class LabelFile:
    """A label file that has been read.

    ``problems`` are what the label set has against it; ``read_only`` is a sentence when it can be looked at
    but not be written.
    """

    annotations: AnnotationSet
    digest: str
    seen: Seen
    problems: tuple[Problem, ...] = ()
    read_only: str | None = None


def load_label_file(path: Path, text: SourceText, label_set: Mapping[str, Any]) -> LabelFile | None:
    """Read and check a label file of this text; None when there is no such file.

    ``label_set`` is a label set as a dict. The file is not touched.

    Raises:
        TextChangedError: the labels are of another text.
        StoreError: the file cannot be read, is not a label file or contradicts itself.
    """
    try:
        content, seen = read_file(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise store_error("read", path, error) from error
    try:
        data = parse_json(content)
    except UnreadableJson as error:
        raise _not_json(path, error) from error
    except MemoryError as error:
        message = tr("{name} cannot be read: it does not fit into memory.", name=path.name)
        raise StoreError(Trouble.BROKEN, message, path) from error
    read_only = None
    problems = annotation_set_problems(data, text.text, label_set)
    if problems and problems[0].code == "later_version":
        data, read_only = _known_part(data), _later(path, data)
        problems = annotation_set_problems(data, text.text, label_set)
        if any(problem.code not in LABEL_SET_CODES for problem in problems):
            raise StoreError(Trouble.LATER_VERSION, _unreadable_later(path), path, problems)
    soft = _sort_out(path, problems)
    if not isinstance(data, dict):
        raise TypeError("an annotation set that holds to its schema is an object")
    annotations = annotation_set_from_dict(data)
    return LabelFile(annotations, digest_of(content), seen, soft, read_only or _other_label_set(problems))


def _not_json(path: Path, error: UnreadableJson) -> StoreError:
    message = tr(
        "{name} cannot be read: line {line}, column {column}: {error}",
        name=path.name,
        line=error.line,
        column=error.column,
        error=tr(error.template, **error.values),
    )
    problem = Problem("", error.message, None, "not_json")
    return StoreError(Trouble.BROKEN, message, path, [problem])


def _sort_out(path: Path, problems: list[Problem]) -> tuple[Problem, ...]:
    """The problems that a file may be opened with; raises for the first that it may not."""
    hard = [one for one in problems if one.code not in LABEL_SET_CODES and one.code != "label_set_differs"]
    if not hard:
        return tuple(problems)
    first = hard[0]
    if any(one.code == "text_changed" for one in hard):
        message = tr("{name} holds labels of another text. {first}", name=path.name, first=first.message)
        raise TextChangedError(Trouble.OTHER_TEXT, message, path, hard)
    more = tr(" (and {count} more)", count=len(hard) - 1) if len(hard) > 1 else ""
    where = tr(" at {place}", place=first.pointer) if first.pointer else ""
    raise StoreError(
        Trouble.BROKEN,
        tr(
            "{name} is not a sound label file{where}: {first}{more}",
            name=path.name,
            where=where,
            first=first.message,
            more=more,
        ),
        path,
        hard,
    )


def _other_label_set(problems: list[Problem]) -> str | None:
    return next((one.message for one in problems if one.code == "label_set_differs"), None)


# -- files of a later version -----------------------------------------------------------------------------


def _later(path: Path, data: object) -> str:
    version = data.get("version") if isinstance(data, dict) else "?"
    return tr(
        "{name} was written by a later Sorot (format version {version}). It can be looked at; "
        "changing it here would lose what this version does not know.",
        name=path.name,
        version=version,
    )


def _unreadable_later(path: Path) -> str:
    return tr(
        "{name} was written by a later Sorot in a form that this version cannot read. Open it there.",
        name=path.name,
    )


def _known_part(data: object) -> object:
    """The file as the present version would have written it: fields it does not know are left out."""
    whole = schema(ANNOTATION_SET)
    known = _pruned(data, whole, whole)
    return known | {"version": VERSION} if isinstance(known, dict) else known


def _pruned(value: object, rule: Mapping[str, Any], whole: Mapping[str, Any]) -> object:
    while "$ref" in rule:
        _, _, name = str(rule["$ref"]).rpartition("/")
        rule = whole["$defs"][name]
    if isinstance(value, dict) and rule.get("additionalProperties") is False:
        known: Mapping[str, Any] = rule["properties"]
        return {key: _pruned(one, known[key], whole) for key, one in value.items() if key in known}
    if isinstance(value, list) and "items" in rule:
        return [_pruned(one, rule["items"], whole) for one in value]
    return value
