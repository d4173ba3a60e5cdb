"""The installed Qt must not have the fault for which PySide6 is held below 6.12."""

import sys

from PySide6.QtCore import QObject


def test_a_void_call_keeps_its_reference_to_none() -> None:
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(500):
        thing.setObjectName("name")
    assert sys.getrefcount(None) - before > -100
