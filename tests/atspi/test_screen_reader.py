"""What a screen reader is told, over the bus that real ones use; `make test-all` installs what that takes."""

from __future__ import annotations

import sys

import pytest

from tests.atspi.conftest import Reader

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="AT-SPI is Linux's bus for screen readers"),
]

DIALOGS = ("F1", "ctrl+k", "ctrl+g", "ctrl+comma", "ctrl+shift+k", "ctrl+shift+l", "ctrl+shift+e", "F9")
PANELS = ("ctrl+alt+h", "shift+F1")


def test_adding_a_label_is_announced_and_so_is_taking_it_back(reader: Reader) -> None:
    reader.stands_on("Document")
    reader.press("p")
    reader.hears("Person added: TRIPOLI")
    reader.press("Delete")
    reader.hears("Person deleted: TRIPOLI")


def test_the_text_is_read_where_the_caret_is(reader: Reader) -> None:
    reader.stands_on("Document")
    read = reader.reads()
    assert read["text"].startswith("TRIPOLI: Kelompok jihad Libya")
    assert read["caret"] == 0
    reader.press("ctrl+Right")
    while not reader.reads()["caret"]:
        reader.waits_for("object:text-caret-moved", "Document")
    assert reader.reads()["caret"] == len("TRIPOLI: ")


def test_every_stop_of_the_window_has_a_name(reader: Reader) -> None:
    reader.stands_on("Document")
    nodes = reader.tree()
    assert {"Document", "Labels", "Search the mentions"} <= {node["name"] for node in nodes}
    assert [node for node in nodes if node["stops"] and not node["name"]] == []


def test_the_ring_of_panes_comes_round(reader: Reader) -> None:
    reader.stands_on("Document")
    reader.press("F6")
    reader.stands_on("Labels")
    reader.press("shift+F6")
    reader.stands_on("Document")


@pytest.mark.parametrize("key", [*DIALOGS, *PANELS])
def test_every_stop_of_what_a_key_opens_has_a_name(reader: Reader, key: str) -> None:
    reader.stands_on("Document")
    before = len(reader.tree())
    reader.press(key)
    nodes = reader.tree()
    while len(nodes) == before:
        nodes = reader.tree()
    assert [node for node in nodes if node["stops"] and not node["name"]] == []
