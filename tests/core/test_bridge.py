"""Listeners become signals, and threads are left behind."""

import threading
from collections.abc import Callable

from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from annotations.model.change import Change
from gui.core.bridge import ChangeBridge, ThreadBridge


class Source:
    """Something that can be subscribed to."""

    def __init__(self) -> None:
        self.listeners: list[Callable[[Change], None]] = []

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        self.listeners.append(listener)
        return lambda: self.listeners.remove(listener)


def test_changes_of_the_attached_session_are_one_signal(qtbot: QtBot) -> None:
    bridge, first, second, heard = ChangeBridge(), Source(), Source(), []
    bridge.changed.connect(heard.append)
    change = Change()
    bridge.attach(first)
    bridge.attach(second)
    assert (first.listeners, len(second.listeners)) == ([], 1)
    second.listeners[0](change)
    assert heard[0] is change
    bridge.attach(None)
    assert second.listeners == []


def test_values_told_in_a_thread_arrive_in_order_in_this_one(qtbot: QtBot) -> None:
    bridge: ThreadBridge[int] = ThreadBridge()
    heard: list[tuple[int, bool]] = []
    here = QThread.currentThread()
    bridge.arrived.connect(lambda value: heard.append((value, QThread.currentThread() is here)))
    teller = threading.Thread(target=lambda: [bridge.tell(number) for number in range(100)])
    teller.start()
    teller.join()
    assert heard == []
    qtbot.waitUntil(lambda: len(heard) == 100)
    assert heard == [(number, True) for number in range(100)]
