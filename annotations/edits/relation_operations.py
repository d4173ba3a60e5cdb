"""What people do to relations: link two mentions. A relation goes with ``operations.delete``."""

from __future__ import annotations

from annotations.edits.edit import Edit, RecordEdit
from annotations.edits.integrity import Context, admitted
from annotations.edits.placement import Refusal
from annotations.edits.titles import title_of
from annotations.model.annotation_set import AnnotationSet
from annotations.model.label_set import RelationType
from annotations.model.records import Mention, Provenance, Relation
from annotations.words import tr


def add_relation(
    annotations: AnnotationSet,
    context: Context,
    relation_type: RelationType,
    source: Mention,
    target: Mention,
    provenance: Provenance,
) -> Edit | Refusal:
    """A new link from ``source`` to ``target``."""
    if source.id == target.id:
        return Refusal("own_target", tr("A relation needs two mentions."))
    for mention, fillers, end in (
        (source, relation_type.source, tr("source")),
        (target, relation_type.target, tr("target")),
    ):
        if not admitted(annotations, fillers, mention.id):
            known = context.label_set.label(mention.kind, mention.label)
            name = mention.label if known is None else known.name
            return Refusal(
                "filler",
                tr(
                    "{name} cannot be the {end} of {relation}.",
                    name=name,
                    end=end,
                    relation=relation_type.name,
                ),
            )
    relation = Relation(annotations.new_id(Relation), relation_type.id, source.id, target.id, provenance)
    if any(_says_the_same(one, relation) for one in annotations.referrers(source.id)):
        return Refusal(
            "repeated",
            tr("{relation} is already there between these two.", relation=relation_type.name),
        )
    title = title_of("add_relation", annotations, context, relation)
    return Edit(title, (RecordEdit(None, relation),))


def _says_the_same(one: object, relation: Relation) -> bool:
    return isinstance(one, Relation) and (one.label, one.source, one.target) == (
        relation.label,
        relation.source,
        relation.target,
    )
