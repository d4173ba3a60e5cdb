"""What stands beside an export: a manifest for programs, a list of its documents, and a data card for people.

The same command on the same input gives the same bytes: no times, no absolute paths, no language but English.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from annotations.corpus.examining import Examined, Row, Task
from annotations.corpus.selecting import Selection
from annotations.corpus.writing import ReadBack
from annotations.formats.exchange import Refused
from annotations.formats.format import Format
from annotations.formats.losses import Loss, LossReport, title
from annotations.words import english
from schemas.formats import MANIFEST, VERSION

DOCUMENTS = "documents.csv"
DATA_CARD = "DATA_CARD.md"
_LISTED = 1000


@dataclass(frozen=True)
class Account:
    """All that a manifest is made of.

    ``command`` gives the same export again; ``split_by`` says how splits were made, in a sentence or more.
    """

    task: Task
    examined: Examined
    splits: Mapping[str, str]
    split_by: Sequence[str]
    read_back: ReadBack
    command: str
    program: str
    source_name: str


def manifest(account: Account, files: Mapping[str, str]) -> dict[str, Any]:
    """The manifest; ``files`` are those of the export with their digests."""
    examined, task = account.examined, account.task
    writer = task.codec()
    form = writer.format
    return {
        "format": MANIFEST,
        "version": VERSION,
        "program": account.program,
        "command": account.command,
        "source": {
            "name": account.source_name,
            "documents": len(examined.rows),
            "digest": _rows_digest(examined.rows),
        },
        "label_set": {"id": task.label_set.ref.id, "version": task.label_set.ref.version},
        "written": {"format": form.id, "options": dict(writer.back), "offsets": form.unit},
        "selection": selection_to_dict(task.selection),
        "split_by": list(account.split_by),
        "splits": {split or "all": _counts(rows) for split, rows in split_rows(account).items()},
        "near_copies": _near_copies(examined),
        "not_written": {
            "left_out": {why.value: count for why, count in sorted(examined.left_out.items())},
            "refused": [_refused(one) for one in examined.refused[:_LISTED]],
            "boilerplate_not_done": examined.unclean,
            "in_boilerplate": examined.gone,
        },
        "losses": {why.value: count for why, count, _ in examined.losses.rows()},
        "not_in_this_format": not_carried(form),
        "read_back": {"documents": account.read_back.documents, "by": english(account.read_back.reference)},
        "files": dict(files),
    }


def manifest_bytes(account: Account, files: Mapping[str, str]) -> bytes:
    """The manifest as a JSON file."""
    text = json.dumps(manifest(account, files), ensure_ascii=False, indent=1)
    return (text + "\n").encode("utf-8", "backslashreplace")


def selection_to_dict(selection: Selection) -> dict[str, Any]:
    """The selection as JSON, sets sorted."""
    return {
        "annotator": selection.annotator or "the adjudicated one, else the only one",
        "kinds": sorted(selection.kinds),
        "labels": None if selection.labels is None else sorted(selection.labels),
        "only_done": selection.only_done,
        "boilerplate": selection.boilerplate.value,
    }


def not_carried(form: Format) -> list[str]:
    """The bookkeeping that a format does not hold: told, and no loss."""
    carries = form.carries
    return [
        words
        for kept, words in (
            (
                carries.bookkeeping,
                "ids, who labelled what and when, how far each kind is labelled, side data",
            ),
            (carries.kind, "which kind a label is of (the label set tells it from the label)"),
        )
        if not kept
    ]


def split_rows(account: Account) -> dict[str, list[Row]]:
    """The documents of each split, in the order of the export; those in none under ""."""
    made: dict[str, list[Row]] = {}
    for row in account.examined.rows:
        made.setdefault(account.splits.get(row.name, ""), []).append(row)
    return made


def documents_csv(account: Account, paths: Mapping[str, str]) -> bytes:
    """One row a document: name, path, split, digest, length, and which group of near-copies it is in."""
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["document", "path", "split", "digest", "characters", "group"])
    rows, groups = account.examined.rows, account.examined.groups
    for number, row in enumerate(rows):
        group = rows[groups[number]].name if groups else ""
        split = account.splits.get(row.name, "")
        table.writerow([row.name, paths.get(row.name, ""), split, row.digest, row.length, group])
    return text.getvalue().encode("utf-8", "backslashreplace")


def _counts(rows: Sequence[Row]) -> dict[str, Any]:
    labels: Counter[str] = Counter()
    for row in rows:
        labels.update(row.labels)
    return {
        "documents": len(rows),
        "characters": sum(row.length for row in rows),
        "mentions": dict(sorted(labels.items())),
    }


def _near_copies(examined: Examined) -> dict[str, Any] | None:
    if not examined.groups:
        return None
    sizes = Counter(examined.groups)
    several = [size for size in sizes.values() if size > 1]
    return {
        "groups": len(several),
        "documents": sum(several),
        "repeat_themselves": examined.repeating[:_LISTED],
    }


def _rows_digest(rows: Sequence[Row]) -> str:
    hashed = hashlib.sha256()
    for row in rows:
        hashed.update(f"{row.name}\0{row.digest}\n".encode("utf-8", "surrogatepass"))
    return "sha256:" + hashed.hexdigest()


def _refused(one: Refused) -> dict[str, str]:
    return {"document": one.name, "place": english(one.place), "why": english(one.message)}


# -- the loss report ---------------------------------------------------------------------------------------


def losses_to_dict(report: LossReport) -> dict[str, Any]:
    """The loss report as JSON: for every reason a count and a list, of which the first are given."""
    return {
        "format": "sorot.losses",
        "version": VERSION,
        "total": sum(report.counts.values()),
        "reasons": [
            {
                "reason": why.value,
                "title": title(why),
                "count": count,
                "listed": [_loss(one) for one in listed],
            }
            for why, count, listed in report.rows()
        ],
    }


def _loss(loss: Loss) -> dict[str, Any]:
    return {
        "document": loss.document,
        "annotator": loss.annotator,
        "record": loss.record,
        "start": loss.start,
        "end": loss.end,
        "detail": loss.detail,
    }
