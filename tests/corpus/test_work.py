"""Work in several processes, while somebody waits."""

from threading import Event

import pytest

from annotations.corpus.work import Cancelled, in_order


def slow(piece: int) -> int:
    """Takes for ever, but for 0."""
    if piece:
        Event().wait()
    return piece


def late(piece: int) -> int:
    raise TimeoutError(f"the work's own, {piece}")


def test_who_waits_for_a_long_piece_can_stop_it() -> None:
    def stop() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        list(in_order(slow, [1], 1, stop))


def test_who_waits_gets_the_results_in_order() -> None:
    assert list(in_order(slow, [0, 0], 2, lambda: None)) == [0, 0]


def test_a_time_out_of_the_work_goes_through() -> None:
    with pytest.raises(TimeoutError, match="the work's own, 3"):
        list(in_order(late, [3], 1, lambda: None))
