"""Gives the hits of a search a label: text is tagged, whole mentions are relabelled; all, or one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from PySide6.QtCore import Qt, QTimer

from annotations.edits.edit import Edit
from annotations.edits.label_each import label_each
from annotations.edits.placement import Refusal
from annotations.edits.titles import excerpt
from annotations.model.label_set import Label
from annotations.model.mention_hits import Found
from annotations.model.records import Provenance
from annotations.session.document import DocumentSession
from annotations.suggest.refusals import forget
from annotations.suggest.replacing import ReplaceJudge
from annotations.suggest.walk import Choices, Hit, Hits
from annotations.words import tr
from gui.editor.find import Finder
from gui.editor.searches import Search
from gui.editor.text_view import TextView
from gui.editor.walking import Walk
from gui.widgets.find_bar import FindBar
from gui.widgets.walk_bar import Preview, WalkBar

_SEARCHING = 0.9  # of the progress that is shown; the rest is judging
_SLICE = 200  # hits judged in one turn of the event loop: some milliseconds


class Replacing(Walk):
    """One per window: labels what the finder has found."""

    SOURCE = "find"

    def __init__(
        self, view: TextView, bar: WalkBar, annotator: str, finder: Finder, find_bar: FindBar
    ) -> None:
        """``annotator`` names who is labelling now."""
        super().__init__(view, bar, annotator)
        self._finder, self._find_bar = finder, find_bar
        self._search: Search | None = None
        self._coming: Iterator[Found] | None = None
        self._origin = 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._take_on)
        find_bar.replaceWanted.connect(self.start)
        find_bar.queryChanged.connect(self._put_away)

    def start(self) -> None:
        """Offer the label chosen in the find bar to what has been found."""
        session, label, search = self._session, self._find_bar.label.label(), self._finder.search
        if session is None or label is None:
            return
        if session.read_only is not None:
            self._find_bar.say(session.read_only, bad=True)
            return
        if search is None or (search.is_whole and not search.count):
            if not self._find_bar.query().text:
                self._find_bar.say(tr("Type what to find first."), bad=True)
            return
        self._search, self._coming, self._origin = search, None, self._view.selection().start
        self._begin(label)
        judge = ReplaceJudge(label, session.annotations, session.context)
        self._offer(Hits(judge, self._origin), Choices())
        self._timer.start()
        self._take_on()
        self._came_up()

    def stop(self) -> None:
        """Put the bar away; back to the text if something was answered, else to the choice of the label."""
        answered, begun = any(self._done), self._hits is not None
        super().stop()
        if begun and answered:
            self._finder.close()
        elif begun:
            self._find_bar.label.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- taking hits --------------------------------------------------------------------------------

    def _take_on(self) -> None:
        """Judge some more of the hits, once the search has found them all."""
        search, hits = self._search, self._hits
        if search is None or hits is None or search is not self._finder.search:
            self._put_away()  # the search was given up
            return
        if self._coming is None and search.is_whole:
            self._coming = search.all()
        if self._coming is not None:
            before = len(hits)
            hits.add(islice(self._coming, _SLICE))
            if len(hits) == before or len(hits) == search.count:
                self._timer.stop()
        self._found_more()

    def _put_away(self) -> None:
        self._timer.stop()
        self._search = self._coming = None
        super()._put_away()

    # -- what the walk asks for ---------------------------------------------------------------------

    def _searched(self) -> float:
        if not self._timer.isActive() or self._hits is None or self._search is None:
            return 1.0
        if self._coming is None:
            return _SEARCHING * self._search.part
        judged = len(self._hits) / max(1, self._search.count)
        return min(0.99, _SEARCHING + (1 - _SEARCHING) * judged)

    def _home(self) -> int:
        return self._origin

    def _edit(self, session: DocumentSession, hits: list[Hit], provenance: Provenance) -> Edit | Refusal:
        if self._label is None:
            raise LookupError("no walk has begun")
        spans = [hit.span for hit in hits if hit.mention is None]
        mentions = (session.annotations.mention(hit.mention) for hit in hits if hit.mention is not None)
        there = [mention for mention in mentions if mention is not None]
        edit = label_each(session.annotations, session.context, self._label, spans, there, provenance)
        if isinstance(edit, Refusal):
            return edit
        every = [hit.span for hit in hits]
        pardons = forget(session.annotations.extra, session.text, self._label, every)
        return replace(edit, steps=(*edit.steps, *pardons))

    def _preview(self, hits: Hits, label: Label, place: tuple[int, int] | None) -> Preview:
        offered, query = hits.offered(Choices()), excerpt(self._find_bar.query().text)
        return Preview(
            head=tr("Hits of “{query}” as {label}:", query=query, label=label.name),
            question=self._question(label) if self._queue else "",
            nowhere=tr("there are none."),
            choices=self._choices,
            total=len(hits) if self._coming is not None or self._search is None else self._search.count,
            counts=hits.counts(),
            offered=len(hits.offered(self._choices)),
            changing=sum(hit.mention is not None for hit in offered),
            reasons=hits.reasons(),
            searched=self._searched(),
            place=place,
            full=hits.full,
        )

    def _question(self, label: Label) -> str:
        """What is asked of the hit: to tag it, or to change the label it has."""
        session, hit = self._session, self._queue[self._at]
        if session is None:
            return ""
        quote = excerpt(session.text.quote(hit.span))
        mention = None if hit.mention is None else session.annotations.mention(hit.mention)
        if mention is None:
            return tr("“{quote}”: {label} here?", quote=quote, label=label.name)
        known = session.label_set.label(mention.kind, mention.label)
        before = mention.label if known is None else known.name
        return tr("“{quote}”: {before}, change it to {label}?", quote=quote, before=before, label=label.name)
