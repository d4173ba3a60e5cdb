"""Label Studio: tasks in JSON, each a text with the results of its annotators, and the labelling config."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from annotations.formats.carries import EVERYTHING
from annotations.formats.codec import Codec, Head, Joined, Reference, Sink
from annotations.formats.errors import FormatError
from annotations.formats.exchange import LabelledDocument, Read
from annotations.formats.fitting import Fitted, fitted, fitted_further
from annotations.formats.format import Format, Layout, Option
from annotations.formats.json_documents import json_documents, read_each
from annotations.formats.json_text import json_line
from annotations.formats.label_studio.config import Controls, config
from annotations.formats.label_studio.reader import TaskReader, is_short
from annotations.formats.label_studio.writer import fit_task, models_last, task_of
from annotations.words import mark, tr

CONFIG = "label-studio-config.xml"

LABEL_STUDIO = Format(
    id="label-studio",
    name="Label Studio JSON",
    endings=(".json",),
    layout=Layout.JOINED,
    carries=replace(
        EVERYTHING,
        discontinuous=False,
        empty=False,
        shared_triggers=False,
        relation_attributes=False,
        other_notes=False,
    ),
    unit=mark("code points; before October 2021 UTF-16 units"),
    about=mark("Tasks with the results of all annotators, and a labelling config for the same labels."),
    options=(
        Option(
            "text",
            mark("Text field"),
            mark("The field of the tasks' data that holds the text, where the file does not show it."),
            writes=False,
        ),
    ),
)

_LOOK = re.compile(rb'"(?:annotations|completions|predictions)"\s*:')


class LabelStudio(Codec):
    """Label Studio's tasks in JSON."""

    format = LABEL_STUDIO

    @classmethod
    def sniff(cls, head: Head) -> str | None:
        """By tasks: data with results."""
        if head.is_json and (
            {"from_name", "to_name"} <= head.keys
            or ("data" in head.keys and _LOOK.search(head.data))
            or is_short(head.keys)
        ):
            return mark("it holds tasks like Label Studio's")
        return None

    def read(self, path: Path) -> Iterator[Read]:
        """The tasks of a file: an array, one a line, or one."""
        yield from read_each(path, lambda task: TaskReader(task, self.options["text"]).document())

    def fit(self, document: LabelledDocument) -> Fitted:
        """What Label Studio holds: mentions of one span; events as relations of their trigger."""
        return fitted_further(fitted(models_last(document), self.format.carries), fit_task)

    def encode(self, document: LabelledDocument) -> Mapping[str, bytes]:
        """One task."""
        return {"": json_line(task_of(document, Controls(self.survey)))}

    def sink(self, file: BinaryIO) -> Sink:
        """An array of the tasks."""
        return Joined(file, b"[\n", b",\n", b"\n]\n")

    def companions(self) -> Mapping[str, bytes]:
        """The labelling config, to be pasted into the project's settings."""
        return {CONFIG: config(self.survey, self.label_set)}

    def reference(self, paths: Sequence[Path]) -> Reference | None:
        """What ``label-studio-sdk`` holds of the tasks, by the config that goes with them."""
        if find_spec("label_studio_sdk") is None:
            return None
        sdk = import_module("label_studio_sdk.label_interface")
        interface = sdk.LabelInterface(config(self.survey, self.label_set).decode())
        interface.validate()
        documents = mentions = 0
        for path in paths:
            for place, task in json_documents(path):
                documents += 1
                mentions += _checked(interface, task, path, place)
        return Reference("label-studio-sdk", documents, mentions)


class _Interface(Protocol):
    def validate_prediction(self, prediction: Mapping[str, Any], *, return_errors: bool) -> list[str]: ...

    def validate_task(self, task: Mapping[str, Any]) -> bool: ...


def _checked(interface: _Interface, task: object, path: Path, place: str) -> int:
    """How many labelled regions a task has, all of which are right by the config."""
    if not isinstance(task, dict) or not interface.validate_task({"data": task["data"]}):
        raise FormatError(tr("Label Studio finds no text in the task."), path, place)
    mentions = 0
    for result in (*task.get("annotations", ()), *task.get("predictions", ())):
        problems = interface.validate_prediction(result, return_errors=True)
        if problems:
            raise FormatError(tr("Label Studio refuses it: {why}", why=problems[0]), path, place)
        mentions += sum(one["type"] == "labels" for one in result["result"])
    return mentions
