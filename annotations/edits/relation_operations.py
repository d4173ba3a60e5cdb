"""What people do to relations: link two mentions, say another thing of them, turn the link round.

Pure functions, as in ``operations``. A relation goes with ``operations.delete``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annotations.edits.edit import Edit, RecordEdit
from annotations.edits.integrity import Context
from annotations.edits.operations import tag
from annotations.edits.placement import Refusal
from annotations.edits.titles import title_of
from annotations.model.annotation_set import AnnotationSet
from annotations.model.label_set import Filler, Label, RelationType
from annotations.model.records import Mention, Provenance, Relation
from annotations.text.span import Span
from annotations.words import tr
from schemas.late import late_dataclass


@late_dataclass(frozen=True)
class OpenEnd:
    """One end of a relation to come, when the mention at the other end is known.

    It is the target's, or the source's when the relation is ``turned``.
    """

    type: RelationType
    turned: bool = False

    @property
    def fillers(self) -> tuple[Filler, ...]:
        """What may stand here."""
        return self.type.source if self.turned else self.type.target

    @property
    def known(self) -> tuple[Filler, ...]:
        """What may stand at the other end."""
        return self.type.target if self.turned else self.type.source


def open_ends(relations: Iterable[RelationType], mention: Mention) -> list[OpenEnd]:
    """The relations that the mention may be the source of, then those it may be the target of."""
    ends = [OpenEnd(one, turned) for turned in (False, True) for one in relations]
    return [end for end in ends if _admits(end.known, mention)]


def add_relation(
    annotations: AnnotationSet,
    context: Context,
    relation_type: RelationType,
    source: Mention,
    target: Mention,
    provenance: Provenance,
) -> Edit | Refusal:
    """A new link from ``source`` to ``target``."""
    refusal = refusal_between(annotations, context, relation_type, source.id, target.id)
    relation = Relation(annotations.new_id(Relation), relation_type.id, source.id, target.id, provenance)
    title = title_of("add_relation", annotations, context, relation)
    return refusal or Edit(title, (RecordEdit(None, relation),))


def add_related(
    annotations: AnnotationSet,
    context: Context,
    mention: Mention,
    end: OpenEnd,
    label: Label,
    span: Span,
    provenance: Provenance,
) -> Edit | Refusal:
    """A new mention with the label on the span, at the open end of a relation to ``mention``, as one step."""
    if not _admits(end.known, mention):
        return _misfit(context, end.type, mention, tr("target") if end.turned else tr("source"))
    tagged = tag(annotations, context, label, (span,), provenance)
    if isinstance(tagged, Refusal):
        return tagged
    made = _made(tagged)
    if not _admits(end.fillers, made):
        return _misfit(context, end.type, made, tr("source") if end.turned else tr("target"))
    source, target = (made, mention) if end.turned else (mention, made)
    relation = Relation(annotations.new_id(Relation), end.type.id, source.id, target.id, provenance)
    title = title_of("add_relation", annotations, context, replace(relation, source=mention.id))
    return Edit(title, (*tagged.steps, RecordEdit(None, relation)))


def change_relation(
    annotations: AnnotationSet, context: Context, relation: Relation, relation_type: RelationType
) -> Edit | Refusal:
    """The same two mentions, linked by another type."""
    return _changed(annotations, context, relation, replace(relation, label=relation_type.id))


def turn_relation(annotations: AnnotationSet, context: Context, relation: Relation) -> Edit | Refusal:
    """The same link the other way round."""
    turned = replace(relation, source=relation.target, target=relation.source)
    return _changed(annotations, context, relation, turned)


def refusal_between(
    annotations: AnnotationSet, context: Context, relation_type: RelationType, source: str, target: str
) -> Refusal | None:
    """Why the mentions with these ids cannot be linked so too; None when they can."""
    if source == target:
        return Refusal("own_target", tr("A relation needs two mentions."))
    for mention_id, fillers, end in (
        (source, relation_type.source, tr("source")),
        (target, relation_type.target, tr("target")),
    ):
        mention = annotations.mention(mention_id)
        if mention is None:
            return Refusal("gone", tr("{record} is not there any more.", record=mention_id))
        if not _admits(fillers, mention):
            return _misfit(context, relation_type, mention, end)
    said = (relation_type.id, source, target)
    if any(
        isinstance(one, Relation) and (one.label, one.source, one.target) == said
        for one in annotations.referrers(source)
    ):
        told = tr("{relation} is already there between these two.", relation=relation_type.name)
        return Refusal("repeated", told)
    return None


def _changed(
    annotations: AnnotationSet, context: Context, relation: Relation, after: Relation
) -> Edit | Refusal:
    known = context.label_set.relation(after.label)
    if known is None:
        told = tr("The label set has no relation {relation}.", relation=after.label)
        return Refusal("unknown_label", told)
    title = title_of("change_relation", annotations, context, after)
    refusal = refusal_between(annotations, context, known, after.source, after.target)
    return refusal or Edit(title, (RecordEdit(relation, after),))


def _admits(fillers: tuple[Filler, ...], mention: Mention) -> bool:
    return any(one.admits(mention.kind, mention.label) for one in fillers)


def _misfit(context: Context, relation_type: RelationType, mention: Mention, end: str) -> Refusal:
    known = context.label_set.label(mention.kind, mention.label)
    name = mention.label if known is None else known.name
    told = tr("{name} cannot be the {end} of {relation}.", name=name, end=end, relation=relation_type.name)
    return Refusal("filler", told)


def _made(edit: Edit) -> Mention:
    """The mention that tagging adds: always the first record."""
    made = (step.after for step in edit.steps if isinstance(step, RecordEdit))
    return next(one for one in made if isinstance(one, Mention))
