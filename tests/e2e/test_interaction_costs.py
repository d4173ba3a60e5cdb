"""What tasks cost the hand, by real keys in a real window, counted by the program's own measure of effort."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtWidgets import QApplication

from annotations.model.records import Kind
from scripts import darna_keys, interaction
from scripts.hand import Hand, hand_on
from scripts.interaction_tasks import TASKS, Task, TaskError


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_a_task_costs_no_more_than_it_may(qapp: QApplication, task: Task) -> None:
    tally = task.cost()
    assert tally.hands == len(task.keys) + bool(task.drag), "every hand is counted, and once"
    assert tally.hands <= task.target
    assert (tally.clicks, tally.drags) == (0, bool(task.drag))


def nothing(hand: Hand) -> None:
    """The hand rests."""


def test_a_task_that_is_not_done_is_no_figure(qapp: QApplication) -> None:
    lazy = Task("lazy", (), 1, nothing, ("Right",), lambda hand: hand.mentions() != [])
    with pytest.raises(TaskError, match="lazy: Right does not do it"):
        lazy.cost()
    forgetful = Task("forgetful", (), 1, nothing, ("p",), bool, undoes=0)
    with pytest.raises(TaskError, match="0 undo steps"):
        forgetful.cost()


def test_the_page_holds_these_figures(qapp: QApplication) -> None:
    page = interaction.PAGE.read_text("utf-8")
    assert page.startswith(interaction.HEAD)
    assert interaction.tasks_table() in page
    assert f"**{len(darna_keys.keys()):,}**" in page


def test_nothing_of_what_scripts_do_is_kept(qapp: QApplication) -> None:
    with hand_on("Darna") as hand:
        assert hand.main.frame.services.diary is None


@pytest.mark.slow
def test_the_article_is_labelled_from_nothing_by_keys_alone(qapp: QApplication) -> None:
    done = darna_keys.run()
    assert done.same
    assert done.labels == Counter({Kind.ENTITY: 196, Kind.BOILERPLATE: 4, Kind.EVENT: 59, "arguments": 151})
    assert done.tally.hands == done.tally.keys == len(darna_keys.keys())


@pytest.mark.slow
def test_the_page_is_what_is_measured_now(qapp: QApplication) -> None:
    assert interaction.PAGE.read_text("utf-8") == interaction.page()
