"""A screen reader that answers questions: reads commands line by line, writes one JSON object for each.

Runs under the system's Python, which has the bindings of AT-SPI (Debian: python3-gi gir1.2-atspi-2.0):

    {"do": "start"}                             wait until the program has a window
    {"do": "tree"}                              everything that shows: role, name, whether it takes the focus
    {"do": "wait", "event": E, "about": TEXT}   what was heard until an event of this type says this text
    {"do": "read"}                              the text of the control with the focus, and its caret
"""

import json
import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

EVENTS = ("object:announcement", "object:text-caret-moved", "object:state-changed:focused")
PATIENCE_MS = 10_000
STARTS_WITHIN_MS = 30_000
LOOK_AGAIN_MS = 50


class Probe:
    """Hears what the program tells screen readers."""

    def __init__(self):
        self.heard = []
        self.focused = None
        self.loop = GLib.MainLoop()
        self.listener = Atspi.EventListener.new(self.hear)
        for event in EVENTS:
            self.listener.register(event)

    def hear(self, event):
        name = event.source.get_name() if event.source else ""
        if event.type == "object:state-changed:focused":
            if not event.detail1:
                return
            self.focused = event.source
        about = event.any_data if event.type == "object:announcement" else name
        self.heard.append({"event": event.type, "about": about, "at": event.detail1})

    def until(self, holds, patience_ms=PATIENCE_MS):
        """Listen until this holds; whether it came to that."""
        given_up = []
        limit = GLib.timeout_add(patience_ms, lambda: given_up.append(True))
        again = GLib.timeout_add(LOOK_AGAIN_MS, lambda: True)  # wakes the loop
        context = self.loop.get_context()
        while not holds() and not given_up:
            context.iteration(True)
        for source in (again, *(() if given_up else (limit,))):
            GLib.source_remove(source)
        return not given_up

    def program(self):
        """The application, once it has a window."""
        desktop = Atspi.get_desktop(0)
        for number in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(number)
            if child and child.get_name() == "sorot" and child.get_child_count():
                return child
        return None

    def tree(self, node):
        """The nodes that show, depth first; the cells of tables are left out."""
        states = node.get_state_set()
        if node.get_role() != Atspi.Role.APPLICATION and not states.contains(Atspi.StateType.SHOWING):
            return
        role = node.get_role_name()
        yield {
            "role": role,
            "name": node.get_name(),
            "stops": states.contains(Atspi.StateType.FOCUSABLE),
        }
        if role in {"table", "tree"}:
            return
        for number in range(node.get_child_count()):
            child = node.get_child_at_index(number)
            if child:
                yield from self.tree(child)

    def answer(self, command):
        if command["do"] == "start":
            return {"found": self.until(lambda: self.program() is not None, STARTS_WITHIN_MS)}
        if command["do"] == "tree":
            return {"nodes": list(self.tree(self.program()))}
        if command["do"] == "read":
            return {
                "name": self.focused.get_name(),
                "text": Atspi.Text.get_text(self.focused, 0, -1),
                "caret": Atspi.Text.get_caret_offset(self.focused),
            }
        wanted = (command["event"], command["about"])
        found = self.until(lambda: any((one["event"], one["about"]) == wanted for one in self.heard))
        heard, self.heard = self.heard, []
        return {"found": found, "heard": heard}


def main():
    Atspi.init()
    probe = Probe()
    for line in sys.stdin:
        print(json.dumps(probe.answer(json.loads(line))), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
