"""Prodigy's JSONL: one text a line with its tokens, spans and relations, as one annotator has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from annotations.formats.carries import Carries, Events
from annotations.formats.codec import Codec, Head
from annotations.formats.event_links import Link, fit_links, links
from annotations.formats.exchange import LabelledDocument, Labels, Read
from annotations.formats.fitting import Fitted, fitted, fitted_further
from annotations.formats.format import Format, Layout
from annotations.formats.json_text import json_line
from annotations.formats.prodigy.reader import ANNOTATOR, NAME, ROLE, SESSION, ProdigyReader
from annotations.formats.spaced_tokens import Spaced
from annotations.model.records import Kind, Mention
from annotations.words import mark

PRODIGY = Format(
    id="prodigy",
    name="Prodigy JSONL",
    endings=(".jsonl",),
    layout=Layout.JOINED,
    carries=Carries(
        nested=True,
        overlapping=True,
        same_span=True,
        events=Events.ALL,
        relations=True,
        annotators=True,
    ),
    unit=mark("code points"),
    about=mark("One text a line with tokens, spans and relations, for Prodigy's recipes and its review."),
)


class Prodigy(Codec):
    """Rows of Prodigy's ``ner``, ``spans`` and ``rel`` recipes."""

    format = PRODIGY

    @classmethod
    def sniff(cls, head: Head) -> str | None:
        """By the keys that Prodigy adds to each row, or by the tokens of spans."""
        if not head.data.lstrip().startswith(b"{") or "text" not in head.keys:
            return None
        if {"_input_hash", "_task_hash"} & head.keys:
            return mark("its lines have Prodigy's hashes")
        names_tokens = {"spans", "token_start", "token_end"} <= head.keys
        return mark("its spans name their tokens") if names_tokens else None

    def read(self, path: Path) -> Iterator[Read]:
        """The texts of a file, with what each annotator says of them. What is not accepted is no gold."""
        return ProdigyReader(path).documents()

    def fit(self, document: LabelledDocument) -> Fitted:
        """Mentions of one span, relations, and events as relations from their triggers."""
        return fitted_further(fitted(document, PRODIGY.carries), fit_links)

    def encode(self, document: LabelledDocument) -> Mapping[str, bytes]:
        """A row for each annotator. All have the same tokens: Prodigy compares them by these."""
        sets = document.sets or (Labels("", ()),)
        mentions = [one for labels in sets for one in labels.records if isinstance(one, Mention)]
        spaced = Spaced(document.text.text, mentions)
        head = {"text": document.text.text, "tokens": _tokens(document.text.text, spaced)}
        meta = {key: value for key, value in document.meta.items() if key != NAME}
        tail = {"meta": meta | ({NAME: document.name} if document.name else {}), "answer": "accept"}
        with_relations = bool(self.survey.relations or self.survey.events)
        rows = [head | _said(labels, spaced, with_relations=with_relations) | tail for labels in sets]
        return {"": b"".join(json_line(row) + b"\n" for row in rows)}


def _tokens(text: str, spaced: Spaced) -> list[dict[str, Any]]:
    """All tokens: without them Prodigy would cut the text again, and otherwise."""
    return [
        {"text": text[one.start : one.end], "start": one.start, "end": one.end, "id": number, "ws": one.space}
        for number, one in enumerate(spaced.tokens)
    ]


def _said(labels: Labels, spaced: Spaced, *, with_relations: bool) -> dict[str, Any]:
    """What one annotator says, and who that is."""
    spans = {one.id: _span(one, spaced) for one in labels.records if isinstance(one, Mention)}
    relations = [_relation(link, spans) for link in links(labels.records)]
    said: dict[str, Any] = {"spans": list(spans.values())}
    if relations or with_relations:
        said["relations"] = relations
    said["_view_id"] = "relations" if "relations" in said else "spans_manual"
    if labels.annotator:
        said |= {ANNOTATOR: labels.annotator, SESSION: labels.annotator}
    return said


def _span(mention: Mention, spaced: Spaced) -> dict[str, Any]:
    span = {
        "start": mention.start,
        "end": mention.end,
        "token_start": spaced.first(mention.start),
        "token_end": spaced.last(mention.end),
        "label": mention.label,
        "id": mention.id,
    }
    return span if mention.kind is Kind.ENTITY else span | {"kind": mention.kind.value}


def _relation(link: Link, spans: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """A relation, from the last token of one span to that of another."""
    head, child = spans[link.source], spans[link.target]
    relation = {
        "head": head["token_end"],
        "child": child["token_end"],
        "head_span": head,
        "child_span": child,
        "label": link.label,
    }
    return relation | ({"kind": ROLE} if link.is_role else {})
