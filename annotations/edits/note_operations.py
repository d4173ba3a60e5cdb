"""What people add to records: attributes, a link to a knowledge base, comments.

Pure functions, as in ``operations``. A comment goes with ``operations.delete``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from annotations.edits.edit import Edit, RecordEdit
from annotations.edits.integrity import Context
from annotations.edits.operations import delete
from annotations.edits.placement import Refusal
from annotations.edits.titles import title_of
from annotations.edits.values import attribute_problems, comment_problems, link_problems
from annotations.model.annotation_set import AnnotationSet
from annotations.model.records import (
    EMPTY,
    AttributeValue,
    Comment,
    Event,
    Kind,
    Mention,
    Provenance,
    Record,
)
from annotations.words import tr
from schemas.problems import Problem

# Blanks, controls, and what has no width: none of it is seen in a field, none of it belongs in an id.
_UNSEEN = re.compile("[\\s\x00-\x1f\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_ITEM = re.compile("[Qq][1-9][0-9]*")
_WIKIDATA = re.compile(r"https?://(?:www\.|m\.)?wikidata\.org/(?:wiki|entity)/(Q[1-9][0-9]*)(?:[#?].*)?")


def set_attribute(
    annotations: AnnotationSet,
    context: Context,
    record: Mention | Event,
    attribute_id: str,
    value: AttributeValue | None,
) -> Edit | Refusal:
    """The record with the attribute at this value; None takes the attribute away."""
    before = record.attributes.get(attribute_id)
    if (type(before), before) == (type(value), value):
        return Refusal("same_value", tr("The attribute is already set so."))
    attributes = dict(record.attributes)
    if value is None:
        del attributes[attribute_id]
    else:
        attributes[attribute_id] = value
    kind = record.kind if isinstance(record, Mention) else Kind.EVENT
    given = {} if value is None else {attribute_id: value}
    after = replace(record, attributes=attributes or EMPTY)
    title = title_of("attribute", annotations, context, record)
    return _refusal(attribute_problems(context.label_set, kind, given)) or Edit(
        title, (RecordEdit(record, after),)
    )


def set_link(
    annotations: AnnotationSet, context: Context, mention: Mention, link: str | None
) -> Edit | Refusal:
    """The mention with the id of a real-world thing, ``Q1234``; None takes the link away."""
    if mention.link == link:
        return Refusal("same_value", tr("The mention is already linked so."))
    if link is not None and (unseen := _UNSEEN.search(link)) is not None:
        before = link[: unseen.start()][-20:]
        sentence = tr("An id has no blanks or unseen characters; one stands after “{before}”.", before=before)
        return Refusal("link_form", sentence)
    title = title_of("link", annotations, context, mention)
    refusal = _refusal(link_problems(link))
    return refusal or Edit(title, (RecordEdit(mention, replace(mention, link=link)),))


def entered_link(text: str) -> str | None:
    """The id that is meant by what was typed or pasted.

    It is None by nothing, and Q1016 by "q1016" and by the address of Wikidata's page of it.
    """
    trimmed = text.strip()
    if _ITEM.fullmatch(trimmed):
        return trimmed.upper()
    page = _WIKIDATA.fullmatch(trimmed)
    return (page[1] if page else trimmed) or None


def add_comment(
    annotations: AnnotationSet,
    context: Context,
    target: Record | None,
    text: str,
    provenance: Provenance,
) -> Edit | Refusal:
    """A new comment on a mention, an event or a relation, or on the document when ``target`` is None."""
    if isinstance(target, Comment):
        return Refusal("comment_target", tr("A comment cannot be about another comment."))
    target_id = None if target is None else target.id
    comment = Comment(annotations.new_id(Comment), target_id, text, provenance)
    title = title_of("comment", annotations, context, comment)
    return _refusal(comment_problems(text)) or Edit(title, (RecordEdit(None, comment),))


def change_comment(
    annotations: AnnotationSet, context: Context, comment: Comment, text: str, provenance: Provenance
) -> Edit | Refusal:
    """The comment with another text."""
    if comment.text == text:
        return Refusal("same_text", tr("The comment already says so."))
    after = replace(comment, text=text, provenance=provenance)
    title = title_of("change_comment", annotations, context, after)
    return _refusal(comment_problems(text)) or Edit(title, (RecordEdit(comment, after),))


def put_comment(
    annotations: AnnotationSet,
    context: Context,
    target: Record | None,
    text: str,
    provenance: Provenance,
    comment: Comment | None = None,
) -> Edit | Refusal:
    """Let ``target`` (None for the document) have the text as its ``comment``, or as a new one.

    Blanks around the text do not count. Without text the comment goes.
    """
    text = text.strip()
    if comment is None:
        return add_comment(annotations, context, target, text, provenance)
    if not text:
        return delete(annotations, context, [comment])
    return change_comment(annotations, context, comment, text, provenance)


def _refusal(problems: Iterable[Problem]) -> Refusal | None:
    """The first problem as a refusal."""
    return next((Refusal(one.code, one.message) for one in problems), None)
