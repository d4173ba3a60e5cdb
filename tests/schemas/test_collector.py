"""The garbage collector waits while files are loaded, and comes back as it was."""

import gc
from collections.abc import Iterator

import pytest

from schemas.collector import collector_paused


@pytest.fixture(params=[True, False], ids=["on", "off"])
def before(request: pytest.FixtureRequest) -> Iterator[bool]:
    was, wanted = gc.isenabled(), bool(request.param)
    (gc.enable if wanted else gc.disable)()
    yield wanted
    (gc.enable if was else gc.disable)()


def test_it_waits_and_is_then_as_it_was(before: bool) -> None:
    with collector_paused():
        assert not gc.isenabled()
        with collector_paused():
            pass
        assert not gc.isenabled()
    assert gc.isenabled() is before


def test_it_is_as_it_was_after_an_error(before: bool) -> None:
    with pytest.raises(KeyError), collector_paused():
        raise KeyError
    assert gc.isenabled() is before
