"""Kills annotators at random moments and looks at what is left. Run by test_kill.py, one JSON line a kill.

It makes one stream of edits, then forks annotators that do them through a session and a keeper, in a folder
where the one before was killed. Acknowledgements come over a pipe; what came before the kill has to be there.
What can be undone is kept beside; it has to be what was done, or nothing.
"""

import json
import os
import random
import select
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from threading import Condition

from annotations.edits import operations
from annotations.edits.edit import Edit, Title
from annotations.edits.placement import Refusal
from annotations.formats.native import render
from annotations.model.annotation_set import AnnotationSet
from annotations.model.records import Mention
from annotations.session import opening
from annotations.session.document import DocumentSession
from annotations.session.sink import Via
from annotations.store.history import History, Past
from annotations.store.keeper import Keeper
from annotations.store.keeper_state import KeeperState
from annotations.store.label_file import load_label_file
from annotations.suggest.refusals import remember
from annotations.text.source import SourceText
from annotations.text.span import Span
from tests.store.keeping import QUICK, SMALL_FILE
from tests.store.stories import Known
from tests.store.stories import known as known_of
from tests.support.small import HAND, SMALL, annotation_set, context_of

TEXT = "Darna is a town. Bernardino Leon said so.\n" * 100
EDITS = 1000
LONGEST_LIFE = 0.15  # seconds

setattr(opening, "Keeper", partial(Keeper, timing=QUICK))  # noqa: B010 - so that label files are replaced often


@dataclass
class Stream:
    """Edits with how they were done; after each number of them the labels' digest and what can be undone."""

    edits: list[tuple[Edit, Via]] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    known: list[Known] = field(default_factory=list)


@dataclass
class Left:
    """After a kill: the number of edits that are there, how many of them were done again."""

    number: int
    replayed: int
    past: Past


def make_stream(rng: random.Random) -> Stream:
    annotations, context = annotation_set(TEXT), context_of(TEXT)
    stream = Stream(states=[digest(render(annotations, context.text))], known=[((), 0)])
    undos: list[Edit] = []
    redos: list[Edit] = []

    def some() -> tuple[Edit | Refusal, Via]:
        start = rng.randrange(len(TEXT))
        span = Span(start, min(len(TEXT), start + rng.randrange(1, 20)))
        what = rng.choice(
            ["tag", "tag", "tag", "relabel", "respan", "delete", "refuse", "undo", "undo", "redo"]
        )
        if what == "undo" and undos:
            return undos[-1], Via.UNDO
        if what == "redo" and redos:
            return redos[-1], Via.REDO
        return change(rng, what, annotations, span), Via.DO

    while len(stream.edits) < EDITS:
        edit, via = some()
        if isinstance(edit, Refusal):
            continue
        inverse, _ = edit.apply(annotations, context)
        if via is Via.UNDO:
            undos.pop()
            redos.append(inverse)
        else:
            undos.append(inverse)
            redos = redos[:-1] if via is Via.REDO else []
        stream.edits.append((edit, via))
        stream.states.append(digest(render(annotations, context.text)))
        stream.known.append(follow(stream.known[-1], edit, via))
    return stream


def change(rng: random.Random, what: str, annotations: AnnotationSet, span: Span) -> Edit | Refusal:
    """What a hand does to a mention or to side data, at about the span."""
    context, label = context_of(TEXT), rng.choice(SMALL.labels)
    mentions = list(annotations.of_type(Mention))
    if what == "refuse":
        steps = remember(annotations.extra, context.text, label, [span])
        return Edit(Title("refuse"), tuple(steps)) if steps else Refusal("nothing", "Refused before.")
    if what in {"relabel", "respan", "delete"} and mentions:
        mention = rng.choice(mentions)
        if what == "relabel":
            return operations.relabel(annotations, context, mention, label, HAND)
        if what == "respan":
            return operations.respan(annotations, context, mention, (span,))
        return operations.delete(annotations, context, [mention])
    return operations.tag(annotations, context, label, (span,), HAND)


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def annotate(path: Path, stream: Stream, done: int, pipe: int, rng: random.Random) -> None:
    """Go on with the stream after the first ``done`` edits; say over the pipe how many are acknowledged."""
    opened = opening.open_document(
        path, annotator="annotator-1", label_set=SMALL, take_over=True, histories=path.with_name("undo")
    )
    keeper = opened.keeper
    assert keeper is not None, opened.read_only
    session = DocumentSession(path, opened.label_path, opened.text, opened.annotations, SMALL, keeper)
    before = keeper.state.recorded
    came = Condition()
    acknowledged = done

    def listen(state: KeeperState) -> None:
        nonlocal acknowledged
        with came:
            acknowledged = done + state.acknowledged - before
            os.write(pipe, acknowledged.to_bytes(4, "big"))
            came.notify()

    keeper.listen(listen)
    for number, (edit, via) in enumerate(stream.edits[done:], done + 1):
        session.apply(edit, via)
        if rng.random() < 0.4:
            with came:
                came.wait_for(lambda number=number: acknowledged >= number)
    assert opened.close()


def kill_one(path: Path, stream: Stream, done: int, rng: random.Random) -> tuple[int, bool]:
    """Let an annotator work for a while and kill it: how many edits it said are safe, whether it ended."""
    reading, writing = os.pipe()
    seed, life = rng.random(), rng.uniform(0, LONGEST_LIFE)
    child = os.fork()
    if child == 0:
        os.close(reading)
        status = 1
        try:
            annotate(path, stream, done, writing, random.Random(seed))
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    told = bytearray()
    end = time.monotonic() + life
    while (left := end - time.monotonic()) > 0:
        if select.select([reading], [], [], left)[0]:
            if not (piece := os.read(reading, 4096)):
                break
            told += piece
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    while piece := os.read(reading, 4096):
        told += piece
    os.close(reading)
    assert os.WIFSIGNALED(status) or status == 0, "the annotator failed by itself"
    return int.from_bytes(told[-4:], "big") if told else done, not os.WIFSIGNALED(status)


def look(path: Path, stream: Stream, safe: int) -> Left:
    """What is left; it has to be at least ``safe`` edits. Raises when not so."""
    file = load_label_file(path.with_name("darna.labels.json"), SourceText(TEXT), SMALL_FILE)
    assert file is None or not file.problems
    opened = opening.open_document(path, annotator="annotator-1", label_set=SMALL, read_only=True)
    recovery = opened.recovery
    assert recovery is None or not (recovery.conflict or recovery.damaged), recovery
    state = digest(render(opened.annotations, opened.text))
    left = [number for number, one in enumerate(stream.states) if one == state and number >= safe]
    assert left, f"{safe} edits were acknowledged, what is left is state {state in stream.states}"
    labels = None if file is None else file.digest
    unsaved = () if recovery is None else recovery.unsaved
    history = History(path.with_name("undo"), opened.label_path, opened.annotations, labels, unsaved)
    return Left(left[0], 0 if recovery is None else recovery.replayed, history.take_past())


def follow(known: Known, edit: Edit, via: Via) -> Known:
    """What can be taken back or done again after one edit more."""
    steps, done = known
    if via is Via.DO:
        return (*steps[:done], edit), done + 1
    return steps, done + (-1 if via is Via.UNDO else 1)


def kept_of(stream: Stream, left: Left) -> int:
    """How many steps can be taken back. Raises when they, or those to be done again, are not right.

    What was done and taken back again leads to the same labels, and the history may end before it. Then it
    does not know what is done again after that, and begins anew there.
    """
    steps, done = known_of(left.past.steps, left.past.done)
    same = stream.states[left.number]
    for state, (before, at) in zip(stream.states, stream.known, strict=True):
        if state == same and before[max(0, at - done) : at + len(steps) - done] == steps:
            return done
    raise AssertionError(f"{len(steps)} steps, {done} done, are not what led to edit {left.number}")


def main(seed: int, kills: int) -> None:
    rng = random.Random(seed)
    stream = make_stream(rng)
    killed = 0
    while killed < kills:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "darna.txt")
            path.write_bytes(TEXT.encode())
            done, ended = 0, False
            while killed < kills and not ended:
                safe, ended = kill_one(path, stream, done, rng)
                left = look(path, stream, safe)
                killed += not ended
                line = {"from": done, "safe": safe, "left": left.number, "replayed": left.replayed}
                line["kept"], line["done"] = kept_of(stream, left), stream.known[left.number][1]
                sys.stdout.write(json.dumps(line) + "\n")
                done = left.number


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
