"""Every format can be had by its id, and says of itself what dialogs need."""

import pickle
from pathlib import Path

import pytest

from annotations.formats.errors import FormatError, SeveralAnnotatorsError, UnknownFormatError
from annotations.formats.format import Format
from annotations.formats.registry import codec, format_of, formats
from scripts.words import collected


@pytest.mark.parametrize("one", [one for one in formats() if one.is_installed], ids=lambda one: one.id)
def test_every_format_has_a_codec(one: Format) -> None:
    made = codec(one.id)
    assert made.format is one is format_of(one.id)
    assert set(made.options) == {option.id for option in one.options}
    with pytest.raises(FormatError, match="has no option"):
        codec(one.id, {"nonsense": ""})


def test_what_formats_say_of_themselves_can_be_translated() -> None:
    marked = {one.id for one in collected()}
    for one in formats():
        said = (one.about, one.unit, *(option.help for option in one.options))
        assert [words for words in said if words not in marked] == [], one.id


def test_a_format_that_there_is_not() -> None:
    with pytest.raises(UnknownFormatError, match="Did you mean conll"):
        codec("conl")


@pytest.mark.parametrize("kind", [FormatError, UnknownFormatError])
def test_an_error_travels_between_processes_as_it_is(kind: type[FormatError]) -> None:
    error = pickle.loads(pickle.dumps(kind("It is broken.", Path("a.ann"), "line 3")))  # noqa: S301 - our own
    assert type(error) is kind
    assert (error.message, error.path, error.place) == ("It is broken.", Path("a.ann"), "line 3")
    assert str(error) == "a.ann: line 3: It is broken."
    several = pickle.loads(pickle.dumps(SeveralAnnotatorsError("Whose?", ["ayu", ""])))  # noqa: S301
    assert (several.message, several.annotators) == ("Whose?", ("ayu", ""))
