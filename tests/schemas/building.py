"""Annotation sets and label sets to test with: a plain one of each, and strategies for many."""

from __future__ import annotations

import copy
import json
import random
from hashlib import sha256
from typing import Any, TypeAlias

from hypothesis import strategies as st

Json: TypeAlias = Any

PROVENANCE = {"by": "annotator-1", "at": "2026-11-22T09:14:03Z", "how": "hand"}
TEXT = "TRIPOLI: Kelompok jihad Libya menyerang kota pesisir Darna, kata para pejabat, Kamis 😢."


def digest(text: str) -> str:
    return "sha256:" + sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def span(quote: str, text: str = TEXT) -> dict[str, Any]:
    start = text.index(quote)
    return {"start": start, "end": start + len(quote), "quote": quote}


def mention(name: str, kind: str, label: str, *spans: dict[str, Any], **more: Json) -> dict[str, Any]:
    return {"id": name, "kind": kind, "label": label, "spans": list(spans), "provenance": PROVENANCE, **more}


def annotation_set(text: str = TEXT) -> dict[str, Any]:
    """A right one, with two entities, two events, a relation and two comments; the caller's own."""
    data = {
        "format": "sorot.annotation-set",
        "version": 1,
        "document": {
            "id": "darna",
            "name": "darna.txt",
            "digest": digest(text),
            "length": len(text),
            "offset_unit": "code_point",
        },
        "label_set": {"id": "news", "version": 1},
        "annotator": "annotator-1",
        "status": {"entity": "done", "event": "in_progress", "boilerplate": "untouched"},
        "mentions": [
            mention("m1", "entity", "GPE", span("TRIPOLI", text)),
            mention("m2", "entity", "ORG", span("Kelompok jihad Libya", text)),
            mention("m3", "event", "Attack", span("menyerang", text)),
            mention("m4", "event", "Statement", span("kata", text), attributes={"tense": "past"}),
        ],
        "events": [
            event("e1", "m3", ("Attacker", "m2"), attributes={"negated": False}),
            event("e2", "m4", ("Topic", "e1")),
        ],
        "relations": [relation("r1", "Located", "m2", "m1")],
        "comments": [comment("c1", None), comment("c2", "e1")],
        "extra": {},
    }
    return json.loads(json.dumps(data))  # nothing shared


def event(name: str, trigger: str, *arguments: tuple[str, str], **more: Json) -> dict[str, Any]:
    listed = [{"role": role, "target": target} for role, target in arguments]
    return {"id": name, "trigger": trigger, "arguments": listed, "provenance": PROVENANCE, **more}


def relation(name: str, label: str, source: str, target: str) -> dict[str, Any]:
    return {"id": name, "label": label, "source": source, "target": target, "provenance": PROVENANCE}


def comment(name: str, target: str | None) -> dict[str, Any]:
    return {"id": name, "target": target, "text": "Sure?", "provenance": PROVENANCE}


def put(data: Json, path: str, value: Json) -> Json:
    """The data, changed in place: `path` is a pointer whose last token may be new."""
    *tokens, last = path.split("/")[1:]
    for token in tokens:
        data = data[int(token) if isinstance(data, list) else token]
    data[int(last) if isinstance(data, list) else last] = value
    return data


def take(data: Json, path: str) -> None:
    """Remove what the pointer leads to."""
    *tokens, last = path.split("/")[1:]
    for token in tokens:
        data = data[int(token) if isinstance(data, list) else token]
    del data[int(last) if isinstance(data, list) else last]


# -- strategies -------------------------------------------------------------------------------------------

TEXTS = st.text(st.characters(codec=None, categories=None), min_size=1, max_size=300)
IDS = st.from_regex(r"\A[A-Za-z][A-Za-z0-9_.:-]{0,8}\Z")
NAMES = st.text(min_size=1, max_size=20)
JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec=None, categories=None), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
EXTRAS = st.dictionaries(st.text(max_size=5), JSON_VALUES, max_size=2)
TIMES = st.datetimes().map(lambda at: at.strftime("%Y-%m-%dT%H:%M:%S").rjust(19, "0") + "Z")
ATTRIBUTES = st.dictionaries(
    IDS,
    st.booleans()
    | st.text(max_size=9)
    | st.integers(-9, 9)
    | st.floats(-1, 1)
    | st.lists(st.text(max_size=5), max_size=3),
    max_size=3,
)
KINDS = ["entity", "event", "boilerplate"]
STATUSES = ["untouched", "in_progress", "done", "nothing_here"]


@st.composite
def provenances(draw: st.DrawFn) -> dict[str, Any]:
    made = {
        "by": draw(NAMES),
        "at": draw(TIMES),
        "how": draw(st.sampled_from(["hand", "suggestion", "import", "propagation"])),
    }
    more = {"source": NAMES, "score": st.floats(0, 1) | st.integers(0, 1)}
    return made | {name: draw(more[name]) for name in draw(st.sets(st.sampled_from(sorted(more))))}


@st.composite
def spans(draw: st.DrawFn, text: str) -> dict[str, Any]:
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    quote = text[start:end]
    if len(quote) <= 256:
        return {"start": start, "end": end, "quote": quote}
    parts = {"quote_start": quote[:64], "quote_end": quote[-64:], "quote_digest": digest(quote)}
    return {"start": start, "end": end, **parts}


@st.composite
def annotation_sets(draw: st.DrawFn) -> tuple[dict[str, Any], str]:
    """A right annotation set, as far as it can be without its label set, and its text."""
    text = draw(TEXTS)
    mentions = [
        mention(f"m{number}", draw(st.sampled_from(KINDS)), draw(IDS), draw(spans(text)))
        for number in range(draw(st.integers(1, 4)))
    ]
    triggers = [one["id"] for one in mentions if one["kind"] == "event"]
    ids = [one["id"] for one in mentions]
    events = []
    for number in range(draw(st.integers(0, 2)) if triggers else 0):
        targets = draw(st.lists(st.sampled_from([*ids, *(one["id"] for one in events)]), max_size=3))
        arguments = [(draw(IDS), target) for target in targets]
        events.append(event(f"e{number}", draw(st.sampled_from(triggers)), *arguments))
    relations = [
        relation(f"r{number}", draw(IDS), draw(st.sampled_from(ids)), draw(st.sampled_from(ids)))
        for number in range(draw(st.integers(0, 2)))
    ]
    targets = [None, *ids, *(one["id"] for one in events + relations)]
    comments = [
        comment(f"c{number}", draw(st.sampled_from(targets))) for number in range(draw(st.integers(0, 2)))
    ]
    for record in mentions + events + relations + comments:
        record["provenance"] = draw(provenances())
        if "text" not in record and draw(st.booleans()):
            record["attributes"] = draw(ATTRIBUTES)
        if draw(st.booleans()):
            record["extra"] = draw(EXTRAS)
    data = annotation_set()
    data["document"] |= {"id": draw(NAMES), "name": draw(NAMES), "digest": digest(text), "length": len(text)}
    data["label_set"] = {"id": draw(IDS), "version": draw(st.integers(1, 99))}
    data["status"] = {kind: draw(st.sampled_from(STATUSES)) for kind in KINDS}
    data |= {"mentions": mentions, "events": events, "relations": relations, "comments": comments}
    data["extra"] = draw(EXTRAS)
    return json.loads(json.dumps(data)), text


ODD = [
    None, True, False, 0, -0.0, -1, 1, 1.0, 1.5, 2, 63, 1e300, -1e300, 2**31 - 1, 2**31, 2**31 - 0.5,
    2**53 + 1, 2**63, 2**64 - 1, "", " ", "m1", "M-1.x:_", "m 1", "m1\n", "\nm1", "1m", "é", "m\u0660",
    "m\u00e9", "\ud800", "m\udfff", "😀" * 65, "x" * 64, "x" * 65, "x" * 256, "😀" * 256, "x" * 257,
    "sha256:" + "0" * 64, "sha256:" + "0" * 64 + "\n", "sha256:" + "A" * 64, "2026-11-22T09:14:03Z",
    "2026-11-22T09:14:03Z\n", "2026-11-22T09:14:03.5Z", "2026-11-22t09:14:03z", "2026-11-22T24:00:00Z",
    "٢٠٢٦-11-22T09:14:03Z", "NaN", "Shift+A", "Shift+a", "shift+A", "ß", "entity", "event", "Entity",
    "hand", "code_point", "sorot.annotation-set", "sorot.label-set", [], [[]], [None], ["x"], ["m1", "m1"],
    {}, {"": 0}, {"m1": True}, {"m\n": True}, {"start": 0, "end": 1, "quote": "x"}, {"kind": "entity"},
    {"id": "x", "name": "x"},
]  # fmt: skip
KEYS = [
    "colour",
    "extra",
    "",
    "quote",
    "quote_start",
    "quote_end",
    "quote_digest",
    "id",
    "Label",
    "\ud800",
    "a\n",
]


def mutated(data: dict[str, Any], seed: int) -> dict[str, Any]:
    """A copy of the data with one to three things taken out, put in, replaced or doubled."""
    dice = random.Random(seed)
    changed = copy.deepcopy(data)
    for _ in range(dice.randint(1, 3)):
        holder = dice.choice(_containers(changed))
        odd = copy.deepcopy(dice.choice(ODD))
        if isinstance(holder, dict):
            key = dice.choice([*holder, *holder, dice.choice(KEYS)])
            if key in holder and dice.random() < 0.3:
                del holder[key]
            else:
                holder[key] = odd
        elif holder and dice.random() < 0.6:
            holder[dice.randrange(len(holder))] = odd
        else:
            holder.extend(dice.choice([[], holder[:1], [odd]]))
    return changed


def _containers(data: Json) -> list[Json]:
    found = [data]
    for one in found:
        inner = one.values() if isinstance(one, dict) else one
        found.extend(value for value in inner if isinstance(value, dict | list))
    return found
