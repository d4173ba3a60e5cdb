"""Errors of formats: one sentence, however much of a file it quotes."""

import pickle
from pathlib import Path

from annotations.formats.errors import FormatError


def test_a_sentence_that_quotes_a_whole_file_is_cut_in_the_middle() -> None:
    error = FormatError(f'"{"x" * 1_000_000}" is no offset.', Path("a.ann"), f"line 4 ({'T' * 1_000_000})")
    assert error.message.startswith('"xxx')
    assert " … " in error.message
    assert error.message.endswith("is no offset.")
    assert len(str(error)) < 1100
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert (again.message, again.place) == (error.message, error.place)
