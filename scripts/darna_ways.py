"""The ways to make a mention by keys, from where the hand is: which keys, which edits, where they end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from annotations.edits import operations
from annotations.edits.edit import Edit
from annotations.edits.placement import Placement, Refusal, place
from annotations.model.label_set import Label
from annotations.model.mention_hits import Found
from annotations.model.records import Kind, Mention, Origin, Provenance
from annotations.session.document import DocumentSession
from annotations.suggest.occurrences import occurrences
from annotations.suggest.walk import Hits, SameWordsJudge, Subject
from annotations.text import segments
from annotations.text.span import Span
from gui.editor.ends import End, Unit, moved
from scripts.darna_moves import Moves, Place, Way

_TRAVEL = 1.5
"""Keys that it takes to come to a mention, on average: what labelling it along with others saves."""
_EXTENDS = {End.START: "Alt+Shift+Left", End.END: "Alt+Right"}
_HAND = Provenance("annotator-1", "2026-11-22T09:14:03Z")
_SPREAD = Provenance("annotator-1", "2026-11-22T09:14:03Z", Origin.PROPAGATION, "same string")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A mention that is to be made."""

    label: Label
    span: Span


@dataclass(frozen=True, slots=True)
class Option:
    """Keys that make a mention, the edits that they do, and where they leave the hand."""

    keys: tuple[str, ...]
    edits: tuple[Edit, ...]
    place: Place


class Ways:
    """Finds the ways in one session; nothing stays changed in it."""

    def __init__(self, session: DocumentSession, is_wanted: Callable[[Wanted], bool]) -> None:
        """``is_wanted`` says whether a mention is still to be made: such ones may be made along."""
        self._session, self._text = session, session.text.text
        self._is_wanted = is_wanted
        self.moves = Moves(session.text.text, session.annotations)

    def is_made(self, wanted: Wanted) -> bool:
        """Whether the mention is there."""
        return self.find(wanted) is not None

    def find(self, wanted: Wanted) -> Mention | None:
        """The mention that is wanted, when it is there."""
        found = self._session.annotations.overlapping(wanted.span.start, wanted.span.end)
        same = (one for one in found if (one.kind, one.label) == (wanted.label.kind, wanted.label.id))
        return next((one for one in same if one.spans == (wanted.span,)), None)

    def options(self, wanted: Wanted, place: Place) -> list[Option]:
        """The ways to make a mention from here, the one with fewest keys first."""
        found = [*self._by_word(wanted, place), *self._by_selection(wanted, place)]
        if wanted.label.kind is Kind.BOILERPLATE:
            found += self._by_line(wanted, place)
        if wanted.label.kind is Kind.ENTITY:
            found = [self._with_same_words(wanted, option) for option in found]
        return sorted(found, key=lambda one: len(one.keys))

    def _by_word(self, wanted: Wanted, place: Place) -> Iterator[Option]:
        """The label's key on one of the words, then Alt+Right and Alt+Shift+Left to the others."""
        words = list(_words(self._text, wanted.span))
        for number, word in enumerate(words):
            way = self.moves.shortest(place, partial(self._is_free, word))
            if way is None:
                continue
            starts = (End.START,) * number
            ends = (End.END,) * (len(words) - 1 - number)
            for steps in dict.fromkeys(((*starts, *ends), (*ends, *starts))):
                option = self._extended(wanted, word, way, steps)
                if option is not None:
                    yield option

    def _is_free(self, word: Span, here: Place) -> bool:
        """Whether a label's key here makes a new mention on the word."""
        current = None if here.current is None else self._session.annotations.mention(here.current)
        if current is not None and current.kind is not Kind.BOILERPLATE:
            return False
        return segments.word_at(self._text, here.caret) == word

    def _extended(self, wanted: Wanted, word: Span, way: Way, steps: Sequence[End]) -> Option | None:
        """The word tagged and its ends moved in this order; None when the mention does not come out."""
        session = self._session
        edit = operations.tag(session.annotations, session.context, wanted.label, (word,), _HAND)
        undone, done, caret = [], [], word.end
        for end in (*steps, None):
            if isinstance(edit, Refusal):
                break
            done.append(edit)
            undone.append(session.apply(edit))
            mention = session.annotations.mention(_made(edit))
            if end is not None and mention is not None:
                spans = moved(self._text, mention.spans, end, Unit.WORD, forward=end is End.END)
                edit = operations.respan(session.annotations, session.context, mention, spans)
                caret = spans[0].start if end is End.START else spans[0].end
        made = self.find(wanted)
        for back in reversed(undone):
            session.apply(back)
        if made is None or len(done) <= len(steps):
            return None
        keys = (*way.keys, wanted.label.key, *(_EXTENDS[end] for end in steps))
        return Option(keys, tuple(done), Place(caret, made.id))

    def _by_selection(self, wanted: Wanted, place: Place) -> Iterator[Option]:
        """The text selected from its start or from its end, then the label's key."""
        text, span = self._text, wanted.span
        before = len(text[: span.start].rstrip())
        after = len(text) - len(text[span.end :].lstrip())
        for near in ((before, _first_end(text, span) - 1), (_last_start(text, span) + 1, after)):
            way = self.moves.shortest(place, partial(_is_between, *near))
            if way is None:
                continue
            start = way.place.caret
            keys = self.moves.selecting(start, partial(self._would, wanted, start))
            if keys is not None:
                selected = self._selected(wanted, start, self.moves.reached(start, keys))
                if selected is not None:
                    made = Place(span.end, _made(selected))
                    yield Option((*way.keys, *keys, wanted.label.key), (selected,), made)

    def _would(self, wanted: Wanted, start: int, end: int) -> bool:
        """Whether the label on this selection makes what is wanted."""
        span = Span(min(start, end), max(start, end))
        request = Placement(wanted.label.kind, wanted.label.id, (span,))
        placed = place(request, self._session.annotations, self._session.context)
        return isinstance(placed, Placement) and placed.spans == (wanted.span,)

    def _selected(self, wanted: Wanted, start: int, end: int) -> Edit | None:
        span = Span(min(start, end), max(start, end))
        session = self._session
        edit = operations.tag(session.annotations, session.context, wanted.label, (span,), _HAND)
        return edit if isinstance(edit, Edit) else None

    def _by_line(self, wanted: Wanted, place: Place) -> Iterator[Option]:
        """A label of boilerplate takes the line."""
        text, session = self._text, self._session

        def on_the_line(here: Place) -> bool:
            line = segments.trim_blanks(text, segments.line_at(text, here.caret))
            current = None if here.current is None else session.annotations.mention(here.current)
            free = current is None or current.kind is not Kind.BOILERPLATE
            return free and line == wanted.span

        way = self.moves.shortest(place, on_the_line)
        edit = self._selected(wanted, wanted.span.start, wanted.span.end)
        if way is not None and edit is not None:
            made = Place(wanted.span.end, _made(edit))
            yield Option((*way.keys, wanted.label.key), (edit,), made)

    # -- the same words -----------------------------------------------------------------------------

    def _with_same_words(self, wanted: Wanted, option: Option) -> Option:
        """The option, with Ctrl+D after it where that saves keys."""
        undone = [self._session.apply(edit) for edit in option.edits]
        more = self._spread(wanted, option.place)
        for edit in reversed(undone):
            self._session.apply(edit)
        if more is None:
            return option
        return Option((*option.keys, *more.keys), (*option.edits, *more.edits), more.place)

    def _spread(self, wanted: Wanted, here: Place) -> Option | None:
        mention, session = self.find(wanted), self._session
        subject = None if mention is None else Subject.of(mention, session.context)
        if subject is None:
            return None
        choices = subject.usual(session.context)
        judge = SameWordsJudge(wanted.label, session.annotations, session.context)
        hits = Hits(judge, subject.span.start)
        for found in occurrences(self._text, subject.quote, subject.unit, ignore_case=choices.ignore_case):
            hits.add(Found(span) for span in found if span != subject.span)
        offered = [hit.span for hit in hits.offered(choices)]
        answers = [self._is_wanted(Wanted(wanted.label, span)) for span in offered]
        spans = [span for span, yes in zip(offered, answers, strict=True) if yes]
        keys = _answering(answers)
        saved = sum(_TRAVEL + len(list(_words(self._text, span))) for span in spans)
        if not spans or saved <= len(keys):
            return None
        edit = operations.tag_each(session.annotations, session.context, wanted.label, spans, _SPREAD)
        if isinstance(edit, Refusal):
            return None
        walked = here.caret != subject.span.end or "Space" in keys
        back = Place(subject.span.end, here.current)
        return Option(keys, (edit,), self.moves.arrived(subject.span.end) if walked else back)


def _is_between(first: int, last: int, here: Place) -> bool:
    return first <= here.caret <= last


def _words(text: str, span: Span) -> Iterator[Span]:
    place = span.start
    while place < span.end:
        word = segments.word_at(text, place)
        if word is None or word.start < place:
            return
        yield word
        place = segments.next_word_start(text, word.end - 1)


def _first_end(text: str, span: Span) -> int:
    """Where the first word of the span ends."""
    return next((word.end for word in _words(text, span)), span.start + 1)


def _last_start(text: str, span: Span) -> int:
    """Where the last word of the span starts."""
    return max((word.start for word in _words(text, span)), default=span.end - 1)


def _made(edit: Edit) -> str:
    """The id of the first mention that an edit makes or moves."""
    records = (getattr(step, "after", None) for step in edit.steps)
    return next(one.id for one in records if isinstance(one, Mention))


def _answering(answers: Sequence[bool]) -> tuple[str, ...]:
    """The keys that say yes to just these of the places offered."""
    if all(answers):
        return "Ctrl+D", "Return"
    last = max((number for number, yes in enumerate(answers) if yes), default=0)
    first_of_rest = next((number for number in range(len(answers)) if all(answers[number:])), len(answers))
    if first_of_rest < len(answers) - 1:
        return "Ctrl+D", "Space", *("y" if yes else "n" for yes in answers[:first_of_rest]), "a"
    asked = tuple("y" if yes else "n" for yes in answers[: last + 1])
    return "Ctrl+D", "Space", *asked, *(("Escape",) if last < len(answers) - 1 else ())
