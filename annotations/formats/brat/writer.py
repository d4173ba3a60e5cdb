"""The lines of a document that brat can hold as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from annotations.formats.brat.rules import LINK, NOTE, numbered, pieces, quoted, written_link
from annotations.model.records import AttributeValue, Comment, Event, Mention, Record, Relation


def lines(text: str, records: tuple[Record, ...]) -> Iterator[str]:
    """The lines, without their ends: T, E, R, A, N, #; as brat's server would write them again.

    Only for links it would put a tab more each time.
    """
    mentions = sorted(
        (one for one in records if isinstance(one, Mention)), key=lambda one: (one.start, -one.end)
    )
    events = [one for one in records if isinstance(one, Event)]
    relations = [one for one in records if isinstance(one, Relation)]
    ids = {one.id: f"T{number}" for number, one in enumerate(mentions, 1)}
    ids |= {one.id: f"E{number}" for number, one in enumerate(events, 1)}
    ids |= {one.id: f"R{number}" for number, one in enumerate(relations, 1)}
    # What is said of a trigger is said of the first event on it: brat lets nothing else point to triggers.
    shown = ids | {one.trigger: ids[one.id] for one in reversed(events)}
    yield from (_mention(ids[one.id], one, text) for one in mentions)
    labels = {one.id: one.label for one in mentions}
    yield from (_event(one, labels[one.trigger], ids) for one in events)
    for relation in relations:
        ends = f"Arg1:{shown[relation.source]} Arg2:{shown[relation.target]}"
        yield f"{ids[relation.id]}\t{relation.label} {ends}"
    bearers: list[Mention | Event] = [*mentions, *events]
    said = chain.from_iterable(_attributes(ids[one.id], one.attributes) for one in bearers)
    yield from (f"A{number}\t{line}" for number, line in enumerate(said, 1))
    linked = ((shown[one.id], one.link) for one in mentions if one.link is not None)
    for number, (of, link) in enumerate(linked, 1):
        yield f"N{number}\t{LINK} {of} {written_link(link)}\t"
    notes = ((shown[one.target], one.text) for one in records if isinstance(one, Comment) and one.target)
    for number, (of, words) in enumerate(notes, 1):
        yield f"#{number}\t{NOTE} {of}\t{words}"


def _mention(line_id: str, mention: Mention, text: str) -> str:
    fragments = [piece for span in mention.spans for piece in pieces(text, span)]
    places = ";".join(f"{span.start} {span.end}" for span in fragments)
    return f"{line_id}\t{mention.label} {places}\t{quoted(text, fragments)}"


def _event(event: Event, label: str, ids: Mapping[str, str]) -> str:
    roles = numbered(one.role for one in event.arguments)
    filled = zip(roles, event.arguments, strict=True)
    arguments = " ".join(f"{role}:{ids[one.target]}" for role, one in filled)
    # The blank stays where there are none.
    return f"{ids[event.id]}\t{label}:{ids[event.trigger]} {arguments}"


def _attributes(of: str, attributes: Mapping[str, AttributeValue]) -> Iterator[str]:
    for name, value in attributes.items():
        if value is True:
            yield f"{name} {of}"
        else:
            yield from (f"{name} {of} {one}" for one in (value if isinstance(value, tuple) else (value,)))
