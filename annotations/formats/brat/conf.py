"""The settings with which brat opens a folder of files: which labels there are, and their colours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from annotations.formats.brat.rules import name
from annotations.formats.survey import Survey
from annotations.model.records import Kind

# brat turns anything else in a name of its settings into "_", so that it would not be the name in the files.
_NAME = re.compile(r"[A-Za-z0-9_-]+")
_VALUE = re.compile(r"[^\s,|<>:]+")
# Light enough for black words on them.
_COLOURS = (
    "#9ec9ff", "#a8e0a0", "#d3b8f5", "#ffd98a", "#9fe0d8", "#ffb3ab", "#a9e4f5",
    "#d5da8c", "#f7b3e2", "#ffc599", "#b9bff7", "#dcc4a8", "#c3ccd6", "#d4d4d4",
)  # fmt: skip


def annotation_conf(survey: Survey) -> bytes:
    """``annotation.conf``: every label, role, relation and attribute of the survey, with no rule on them."""
    events = survey.names(Kind.EVENT)
    # A name in both sections would be a mistake to brat.
    others = {name(one) for kind in (Kind.ENTITY, Kind.BOILERPLATE) for one in survey.names(kind)}
    entities = others - {name(one, typed=True) for one in events}
    lines = ["[entities]", *_plain(entities), "", "[relations]"]
    lines += [f"{one}\tArg1:<ANY>, Arg2:<ANY>" for one in _plain(map(name, survey.relations))]
    lines += ["<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>", "", "[events]"]
    for label in events:
        roles = _plain(name(one, typed=True) for one in survey.roles_of(label))
        lines += [
            f"{one}\t{', '.join(map(_role, roles))}".rstrip() for one in _plain([name(label, typed=True)])
        ]
    lines += ["", "[attributes]", *_attributes(survey)]
    return "\n".join([*_left_out(survey), *lines, ""]).encode("utf-8")


def visual_conf(survey: Survey) -> bytes:
    """``visual.conf``: a colour for every label, and a sign for attributes that are only there or not."""
    labels = sorted({name(one, typed=kind is Kind.EVENT) for kind, one in survey.labels})
    lines = ["[labels]", "", "[drawing]", "SPAN_DEFAULT\tfgColor:black, bgColor:#e8e8e8, borderColor:darken"]
    lines.append("ARC_DEFAULT\tcolor:black, arrowHead:triangle-5")
    lines += [f"{one}\tbgColor:{_COLOURS[at % len(_COLOURS)]}" for at, one in enumerate(_plain(labels))]
    lines += [f"{one}\tglyph:({one})" for one in _plain(map(name, _names(survey))) if one not in labels]
    return "\n".join([*lines, ""]).encode("utf-8")


def _names(survey: Survey) -> set[str]:
    return {one for _, one, _ in survey.attributes if not survey.values.get(one)}


def _attributes(survey: Survey) -> Iterator[str]:
    for attribute in sorted({one for _, one, _ in survey.attributes}):
        kinds = {kind for kind, one, _ in survey.attributes if one == attribute}
        on = (["<EVENT>"] if Kind.EVENT in kinds else []) + (["<ENTITY>"] if kinds - {Kind.EVENT} else [])
        values = [one for one in sorted(survey.values.get(attribute, ())) if _VALUE.fullmatch(one)]
        for one in _plain([name(attribute)]):
            yield f"{one}\tArg:{'|'.join(on)}" + (f", Value:{'|'.join(values)}" if values else "")


def _role(role: str) -> str:
    # brat lets no role that ends in a digit stand several times.
    return f"{role}{'?' if role[-1].isdigit() else '*'}:<ANY>"


def _plain(names: Iterable[str]) -> list[str]:
    return sorted({one for one in names if _NAME.fullmatch(one)})


def _left_out(survey: Survey) -> Iterator[str]:
    written = {name(one, typed=kind is Kind.EVENT) for kind, one in survey.labels}
    written |= {name(role, typed=True) for _, role in survey.roles}
    written |= {name(one) for one in (*survey.relations, *(one for _, one, _ in survey.attributes))}
    odd = sorted(one for one in written if not _NAME.fullmatch(one))
    if odd:
        yield "# brat takes only letters from A to Z, digits, - and _ in this file; not here, but shown:"
        yield from (f"# {one}" for one in odd)
