"""What an annotation set says about the document and the label set it belongs to."""

from __future__ import annotations

from dataclasses import dataclass

from annotations.text.source import SourceText


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """A document as an annotation set names it; ``length`` is in code points."""

    id: str
    name: str
    digest: str
    length: int

    @classmethod
    def of(cls, document_id: str, name: str, text: SourceText) -> DocumentRef:
        """The reference to a document with this text."""
        return cls(document_id, name, text.digest, text.length)


@dataclass(frozen=True, slots=True)
class LabelSetRef:
    """Which label set, in which version, the labels are from."""

    id: str
    version: int
