"""Which status one more press of the key says."""

import pytest

from annotations.model.records import Status
from gui.editor.statuses import next_status


@pytest.mark.parametrize("status", list(Status))
def test_a_kind_with_mentions_is_done_or_in_progress(status: Status) -> None:
    expected = Status.IN_PROGRESS if status is Status.DONE else Status.DONE
    assert next_status(status, 3) is expected


def test_a_kind_without_mentions_goes_through_all() -> None:
    seen = [Status.UNTOUCHED]
    while len(seen) < 5:
        seen.append(next_status(seen[-1], 0))
    assert seen[0] is seen[-1]
    assert set(seen) == set(Status)
    assert seen[1] is Status.NOTHING_HERE
