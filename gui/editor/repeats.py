"""What the Duplicates of the open document repeat: worked out when it is asked for, then known."""

from __future__ import annotations

from annotations.model.records import Mention
from annotations.session.document import DocumentSession
from annotations.suggest.duplicates import Repeat, source_of
from annotations.text.span import Span
from annotations.words import tr
from gui.core.keymap import key_of

_TASTE = 40
_KEPT = 1000


class Repeats:
    """The text never changes, so what is known of a span of it stays true."""

    def __init__(self) -> None:
        self._session: DocumentSession | None = None
        self._known: dict[Span, Repeat | None] = {}

    def attach(self, session: DocumentSession | None) -> None:
        """Speak of this document from now on, None for no document."""
        self._session = session
        self._known = {}

    def is_duplicate(self, mention: Mention) -> bool:
        """Whether a mention's label says that it repeats something."""
        label = None if self._session is None else self._session.label_set.label(mention.kind, mention.label)
        return label is not None and label.repeats

    def of(self, mention: Mention) -> Repeat | None:
        """What a Duplicate repeats; None when nothing like it stands elsewhere, or it is no Duplicate."""
        if self._session is None or not self.is_duplicate(mention):
            return None
        span = Span(mention.start, mention.end)
        if span not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[span] = source_of(self._session.text.text, span)
        return self._known[span]

    def at(self, offset: int) -> Mention | None:
        """The innermost Duplicate around an offset."""
        if self._session is None:
            return None
        found = [one for one in self._session.annotations.at(offset) if self.is_duplicate(one)]
        return found[-1] if found else None

    def repeating(self, offset: int) -> Repeat | None:
        """A stretch that repeats what is at an offset, the first in the text."""
        if self._session is None:
            return None
        duplicates = [one for one in self._session.annotations.of_type(Mention) if self.is_duplicate(one)]
        for one in sorted(duplicates, key=lambda one: one.start):
            repeat = self.of(one)
            if repeat is not None and repeat.source.start <= offset <= repeat.source.end:
                return repeat
        return None

    def words(self, mention: Mention) -> str:
        """What a Duplicate repeats, in words; empty for any other mention."""
        if self._session is None or not self.is_duplicate(mention):
            return ""
        repeat = self.of(mention)
        if repeat is None:
            return tr("Repeats nothing that could be found in this document.")
        quote = " ".join(self._session.text.quote(_head(repeat.source)).split())
        more = "…" if repeat.source.length > _TASTE else ""
        return tr(
            "Repeats {start:,}–{end:,}: “{quote}” ({key} goes there)",
            key=key_of("go.repeated"),
            start=repeat.source.start,
            end=repeat.source.end,
            quote=quote + more,
        )


def _head(span: Span) -> Span:
    return Span(span.start, min(span.end, span.start + _TASTE))
