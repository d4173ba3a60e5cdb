"""A user with a script: answers questions in order and keeps what was asked."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from annotations.text.decoding import Decoded
from gui.core.interaction import Choice, Gravity
from schemas.problems import Problem

Answer = bool | str | Path | None


class ScriptedInteraction:
    """An `Interaction` whose answers are given beforehand; a question too many fails the test."""

    def __init__(self, answers: Iterable[Answer] = ()) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str, str]] = []
        """What was asked or told, as (question, title)."""

    def confirm(self, title: str, text: str, verb: str) -> bool:
        answer = self._next("confirm", title)
        assert isinstance(answer, bool)
        return answer

    def choose(self, title: str, text: str, choices: Sequence[Choice], detail: str = "") -> str | None:
        answer = self._next("choose", title)
        assert answer is None or answer in [choice.key for choice in choices]
        return answer

    def tell(self, gravity: Gravity, title: str, text: str, detail: str = "") -> None:
        self.asked.append((gravity, title))

    def show_problems(self, title: str, text: str, problems: Sequence[Problem]) -> None:
        assert problems
        self.asked.append(("problems", title))

    def open_paths(self, title: str, folder: Path | None = None) -> Sequence[Path]:
        path = self._path("open", title)
        return () if path is None else [path]

    def save_path(self, title: str, proposed: Path) -> Path | None:
        return self._path("save", title)

    def label_set_path(self, title: str, start: Path, *, saving: bool) -> Path | None:
        return self._path("label set", title)

    def choose_encoding(self, name: str, data: bytes, decoded: Decoded) -> str | None:
        answer = self._next("encoding", name)
        assert answer is None or isinstance(answer, str)
        return answer

    def _path(self, question: str, title: str) -> Path | None:
        answer = self._next(question, title)
        assert answer is None or isinstance(answer, Path)
        return answer

    def _next(self, question: str, title: str) -> Answer:
        assert self.answers, f"nobody expected to be asked: {question} {title!r}"
        self.asked.append((question, title))
        return self.answers.pop(0)
