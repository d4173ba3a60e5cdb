"""The text of a document: the truth that annotations point into, never changed."""

from __future__ import annotations

from functools import cached_property

from annotations.text.span import Span
from schemas.text_checks import digest


class SourceText:
    """A document's text with its identity. Offsets into it count code points."""

    def __init__(self, text: str) -> None:
        self._text = text

    @property
    def text(self) -> str:
        """The whole text, newlines as they stood in the file."""
        return self._text

    @property
    def length(self) -> int:
        """How many code points the text has."""
        return len(self._text)

    @cached_property
    def digest(self) -> str:
        """``sha256:`` and the hex digest of the text in UTF-8 (lone surrogates as three bytes each)."""
        return digest(self._text)

    def quote(self, span: Span) -> str:
        """The characters in ``span``. Raises ValueError when it ends after the text."""
        if span.end > len(self._text):
            raise ValueError(f"{span.start}..{span.end} runs over the end of the text at {self.length}")
        return self._text[span.start : span.end]
