"""Counted hands as a table for spreadsheets (CSV, RFC 4180, UTF-8).

One row is one day, document, kind, label and deed. The columns: ``day`` (YYYY-MM-DD), ``document`` (its id,
empty when it is older than the diary remembers), ``kind`` (entity, event, boilerplate, relation or empty),
``label`` (its id), ``deed``, ``times`` (edits), ``labels`` (given, less those taken back), ``hands`` (keys,
clicks and drags), ``keys``, ``moves`` (those of the keys that moved the caret), ``clicks``, ``drags``,
``wheel`` (turns, in no other column), ``seconds`` (at work).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from annotations.effort.meter import Account, Entry

COLUMNS = (
    "day", "document", "kind", "label", "deed",
    "times", "labels", "hands", "keys", "moves", "clicks", "drags", "wheel", "seconds",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A cell that begins so is a formula to spreadsheets (OWASP, "CSV Injection")."""


def as_csv(entries: Mapping[Account, Entry]) -> bytes:
    """The table with its heading. Names that a spreadsheet would calculate get an apostrophe before them."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for account, entry in sorted(entries.items(), key=lambda one: _cells(one[0])):
        one = entry.tally
        counts = (one.hands, one.keys, one.moves, one.clicks, one.drags, one.wheel)
        names = (_harmless(name) for name in _cells(account))
        writer.writerow((*names, entry.times, entry.labels, *counts, f"{one.seconds:.1f}"))
    return text.getvalue().encode("utf-8", "replace")


def _cells(account: Account) -> tuple[str, ...]:
    return account.day, account.document, account.kind, account.label, account.deed.value


def _harmless(name: str) -> str:
    return f"'{name}" if name.startswith(_FORMULA) else name
