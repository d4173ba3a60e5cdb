"""`sorot validate`, as it is called."""

import errno
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotations.commands.parser import VERBS, run
from schemas.shipped import shipped_label_set
from tests.schemas.building import TEXT, Json, annotation_set, put

REPOSITORY = Path(__file__).parents[2]
SAMPLE = REPOSITORY / "tests" / "files" / "v1"


class Said:
    """What a call of the verb printed, and its status."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status = status
        self.lines = out.splitlines()
        self.notes = err.splitlines()


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Json:
    """Call `sorot` with these arguments."""

    def call(*arguments: str | Path) -> Said:
        status = run([str(one) for one in arguments])
        return Said(status, *capsys.readouterr())

    return call


def write(folder: Path, data: Json, name: str = "darna", text: str | None = TEXT) -> Path:
    """A label file, one member a line, and its text."""
    path = folder / f"{name}.labels.json"
    path.write_text(json.dumps(data, indent=1), encoding="utf-8")
    if text is not None:
        (folder / f"{name}.txt").write_bytes(text.encode("utf-8", "surrogatepass"))
    return path


def wrong() -> Json:
    data = annotation_set()
    put(data, "/mentions/0/spans/0/quote", "tripoli")
    return data


def test_validate_is_a_verb() -> None:
    assert "validate" in VERBS


def test_a_right_file_says_nothing_but_the_summary(call: Json, tmp_path: Path) -> None:
    said = call("validate", write(tmp_path, annotation_set()))
    assert (said.status, said.lines, said.notes) == (0, [], ["1 file checked, no problems."])


def test_a_problem_is_one_line_with_file_place_pointer_and_sentence(call: Json, tmp_path: Path) -> None:
    path = write(tmp_path, wrong())
    said = call("validate", path)
    line = next(n for n, one in enumerate(path.read_text("utf-8").splitlines(), 1) if '"start"' in one) - 1
    sentence = 'Span 1 of mention m1 quotes "tripoli", but at 0..7 stands "TRIPOLI".'
    assert said.lines == [f"{path}:{line}:5: /mentions/0/spans/0: {sentence}"]
    assert (said.status, said.notes) == (1, ["1 file checked, 1 problem in 1 file."])


def test_problems_are_sorted_by_place_and_those_of_the_whole_file_have_no_pointer(
    call: Json, tmp_path: Path
) -> None:
    data = annotation_set()
    del data["status"]
    data["comments"][0]["text"] = 3
    data["mentions"][0]["kind"] = "x"
    path = write(tmp_path, data)
    said = call("validate", path)
    assert said.lines[0] == f'{path}:1:1: The file has no "status"; add it.'
    assert [line.split(": ")[1] for line in said.lines[1:]] == ["/mentions/0/kind", "/comments/0/text"]


def test_json_is_one_object_a_line(call: Json, tmp_path: Path) -> None:
    path = write(tmp_path, wrong())
    said = call("validate", "--json", path, tmp_path / "nothing.labels.json")
    first, second = map(json.loads, said.lines)
    assert list(first) == ["file", "line", "column", "pointer", "code", "message", "value"]
    assert (first["file"], first["pointer"], first["code"]) == (
        str(path),
        "/mentions/0/spans/0",
        "quote_differs",
    )
    assert first["value"] == "tripoli"
    assert (second["code"], second["message"]) == (
        "unreadable", "The file cannot be read: No such file or directory."
    )  # fmt: skip
    assert said.status == 2


def test_what_cannot_be_read_gives_status_2_and_the_rest_is_checked(call: Json, tmp_path: Path) -> None:
    broken = tmp_path / "a.labels.json"
    broken.write_bytes(b'{"format":\n "sorot.annotation-set",')
    path = write(tmp_path, wrong())
    said = call("validate", broken, path)
    assert said.status == 2
    assert said.lines[0].startswith(f"{broken}:2:25: The file ends too early")
    assert len(said.lines) == 2
    assert said.notes == ["1 file checked, 1 problem in 1 file; 1 file cannot be read."]


def test_folders_give_label_files_and_label_sets_below_them(call: Json, tmp_path: Path) -> None:
    (tmp_path / "deep" / "er").mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    write(tmp_path / "deep" / "er", wrong(), "b")
    write(tmp_path, wrong(), "a")
    write(tmp_path / ".git", wrong(), "hidden")
    (tmp_path / "other.json").write_text("{}")
    (tmp_path / "x.labelset.json").write_text(json.dumps(shipped_label_set("news") | {"name": ""}))
    said = call("validate", tmp_path)
    names = [line.split(":")[0].removeprefix(f"{tmp_path}/") for line in said.lines]
    assert names == ["a.labels.json", "deep/er/b.labels.json", "x.labelset.json"]
    assert said.notes == ["3 files checked, 3 problems in 3 files."]


def test_a_folder_without_label_files_is_not_a_success(call: Json, tmp_path: Path) -> None:
    said = call("validate", tmp_path)
    assert said.status == 2
    assert said.lines == [f"{tmp_path}:1:1: No *.labels.json and no *.labelset.json in this folder or below."]


def test_standard_input(call: Json, monkeypatch: pytest.MonkeyPatch) -> None:
    source = json.dumps(annotation_set() | {"annotator": ""}).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(source)))
    said = call("validate", "-")
    assert said.status == 1
    assert said.lines[0].endswith(': /annotator: "annotator" is empty; it must have at least 1 character.')
    assert said.lines[0].startswith("standard input:1:")


def test_the_text_is_also_found_by_the_name_in_the_file(call: Json, tmp_path: Path) -> None:
    path = write(tmp_path, wrong(), "other", text=None)
    said = call("validate", path)
    assert said.status == 0
    assert said.notes[0] == f"{path}: no text beside it; its digest and quotes are not checked."
    (tmp_path / "darna.txt").write_text(TEXT, encoding="utf-8")
    assert call("validate", path).status == 1


def test_names_that_lead_out_of_the_folder_are_not_followed(call: Json, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("another text")
    (tmp_path / "in").mkdir()
    for name in ("../secret.txt", str(tmp_path / "secret.txt"), "..\\secret.txt", "..", ".", "a\0b"):
        data = annotation_set()
        data["document"]["name"] = name
        assert call("validate", write(tmp_path / "in", data, "x", text=None)).status == 0


def test_the_text_in_a_legacy_encoding_is_recognised_by_its_digest(call: Json, tmp_path: Path) -> None:
    text = TEXT.replace("😢", "“Müller”, señor, café à la crème. " * 20)
    path = write(tmp_path, annotation_set(text), text=None)
    (tmp_path / "darna.txt").write_bytes(text.encode("cp1252"))
    assert call("validate", path).lines == []


def test_a_text_that_is_no_text_is_said(call: Json, tmp_path: Path) -> None:
    path = write(tmp_path, annotation_set(), text=None)
    (tmp_path / "darna.txt").write_bytes(bytes(range(256)) * 40)
    said = call("validate", path)
    assert said.status == 2
    assert said.lines[0].startswith(f"{tmp_path / 'darna.txt'}:1:1: ")


def test_a_changed_text_is_one_problem(call: Json, tmp_path: Path) -> None:
    path = write(tmp_path, annotation_set(), text=TEXT.replace(" ", "\r\n"))
    said = call("validate", path)
    assert len(said.lines) == 1
    assert "The text is not the one that was labelled" in said.lines[0]


def test_label_sets_are_given_or_shipped_or_missed(call: Json, tmp_path: Path) -> None:
    data = annotation_set()
    data["mentions"][0]["label"] = "CITY"
    data["relations"] = []
    path = write(tmp_path, data)
    assert "has the label CITY" in call("validate", path).lines[0]
    own = shipped_label_set("news")
    own["kinds"][0]["labels"][2]["id"] = "CITY"
    for part in ("kinds", "relations"):
        own[part] = json.loads(json.dumps(own[part]).replace('"GPE"', '"CITY"'))
    given = tmp_path / "own.labelset.json"
    given.write_text(json.dumps(own))
    assert call("validate", "--label-set", given, path).status == 0
    data["label_set"]["id"] = "own"
    write(tmp_path, data)
    said = call("validate", path)
    assert said.status == 0
    assert said.notes[0] == f"{path}: its label set is not at hand (--label-set); labels are not checked."
    assert (
        'from the label set "own", not from "news"' in call("validate", "--label-set", given, path).lines[0]
    )


def test_a_label_set_that_is_wrong_stops_the_run(call: Json, tmp_path: Path) -> None:
    given = tmp_path / "own.labelset.json"
    given.write_text(json.dumps(shipped_label_set("news") | {"kinds": []}))
    path = write(tmp_path, wrong())
    said = call("validate", "--label-set", given, path)
    assert said.status == 1
    assert [line.split(":")[0] for line in said.lines] == [str(given)]
    assert call("validate", "--label-set", tmp_path / "none", path).status == 2


def test_nothing_that_a_terminal_would_act_on_is_printed(call: Json, tmp_path: Path) -> None:
    data = annotation_set()
    data["x\n\x1b[2J\u2028\ud800é"] = 1
    said = call("validate", write(tmp_path, data))
    assert len(said.lines) == 1
    assert "/x\\u000a\\u001b[2J\\u2028\\ud800é: " in said.lines[0]


def test_the_sample_of_version_1(call: Json) -> None:
    said = call("validate", "--label-set", SAMPLE / "sample.labelset.json", SAMPLE)
    assert (said.status, said.lines, said.notes) == (0, [], ["2 files checked, no problems."])


def test_what_ships_is_right(call: Json) -> None:
    assert call("validate", REPOSITORY / "schemas" / "label_sets").status == 0


@pytest.mark.parametrize("arguments", [["--help"], ["validate", "--help"], ["--version"]])
def test_help_and_version_teach_and_succeed(call: Json, arguments: list[str]) -> None:
    said = call(*arguments)
    assert said.status == 0
    assert said.lines[0].startswith(("usage: sorot", "sorot "))
    if arguments[0] == "validate":
        assert any("sorot validate darna.labels.json" in line for line in said.lines)


@pytest.mark.parametrize("arguments", [[], ["validate"], ["validate", "--nope", "x"], ["unheard-of"]])
def test_wrong_arguments_give_status_2(call: Json, arguments: list[str]) -> None:
    said = call(*arguments)
    assert said.status == 2
    assert said.notes[0].startswith("usage: sorot")


PROBE = """
import sys
from annotations.commands.parser import run
status = run(["validate", *sys.argv[1:]])
print(status, sorted({"PySide6", "jsonschema", "jsonschema_rs"} & set(sys.modules)))
"""


def test_no_qt_is_loaded_and_jsonschema_only_to_word_a_problem(tmp_path: Path) -> None:
    def probe(path: Path) -> str:
        done = subprocess.run(
            [sys.executable, "-c", PROBE, path], cwd=REPOSITORY, capture_output=True, text=True, check=True
        )
        return done.stdout.splitlines()[-1]

    assert probe(write(tmp_path, wrong())) == "1 ['jsonschema_rs']"
    assert probe(write(tmp_path, annotation_set())) == "0 ['jsonschema_rs']"
    assert probe(write(tmp_path, annotation_set() | {"annotator": 1})) == "1 ['jsonschema', 'jsonschema_rs']"


def test_a_reader_that_stops_reading_is_no_error(tmp_path: Path) -> None:
    data = annotation_set()
    data["mentions"] = [{}] * 2000
    path = write(tmp_path, data)
    command = f"'{sys.executable}' -c 'import sys; from annotations.commands.parser import run; "
    command += f"sys.exit(run(sys.argv[1:]))' validate '{path}' '{path}' | head -n 1"
    done = subprocess.run(
        ["/bin/sh", "-c", command], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    assert len(done.stdout.splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_what_is_no_file_is_not_waited_for(call: Json, tmp_path: Path) -> None:
    pipe, device = tmp_path / "pipe.labels.json", tmp_path / "device.labels.json"
    os.mkfifo(pipe)
    device.symlink_to("/dev/zero")
    said = call("validate", tmp_path)
    assert said.status == 2
    assert said.lines == [
        f"{path}:1:1: The file cannot be read: it is a pipe or a device, not a file."
        for path in (device, pipe)
    ]
    assert call("validate", "--label-set", device, write(tmp_path, annotation_set())).status == 2


@pytest.mark.parametrize("name", ["x" * 300, "", "nothing", "a\nb"])
def test_a_name_that_no_file_can_have(call: Json, name: str) -> None:
    said = call("validate", name)
    assert (said.status, len(said.lines)) == (2, 1)


def test_a_name_in_the_file_that_no_file_can_have(call: Json, tmp_path: Path) -> None:
    data = annotation_set()
    data["document"]["name"] = "x" * 1000
    assert call("validate", write(tmp_path, data, "other", text=None)).status == 0


def test_the_text_may_have_another_ending(call: Json, tmp_path: Path) -> None:
    write(tmp_path, wrong(), "darna.md", text=None)
    (tmp_path / "darna.md").write_text(TEXT, encoding="utf-8")
    assert "quotes" in call("validate", tmp_path).lines[0]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
@pytest.mark.parametrize(
    "redirection, status, note",
    [
        (">/dev/full", 2, "The output cannot be written: No space left on device."),
        (">&-", 1, "1 file checked, 1 problem in 1 file."),
        ("2>&-", 1, ""),
        (">&- 2>&-", 1, ""),
    ],
)
def test_output_that_cannot_be_written(tmp_path: Path, redirection: str, status: int, note: str) -> None:
    path = write(tmp_path, wrong())
    done = in_shell(f"validate '{path}' {redirection}")
    assert (done.returncode, done.stderr.strip()) == (status, note)


def test_input_that_is_closed(tmp_path: Path) -> None:
    done = in_shell("validate - <&-")
    assert done.returncode == 2
    assert done.stdout == "standard input:1:1: The file cannot be read: Bad file descriptor.\n"


def test_folder_that_may_not_be_read_is_said(
    call: Json, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root may read everything: the system's refusal is played."""
    write(tmp_path, annotation_set())
    (tmp_path / "locked").mkdir()
    scan = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("locked"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    said = call("validate", tmp_path)
    assert said.status == 2
    assert said.lines == [f"{tmp_path / 'locked'}:1:1: The folder cannot be read: Permission denied."]


def test_ctrl_c_ends_without_a_word(call: Json, monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            raise KeyboardInterrupt

    class Input:
        buffer = Interrupted()

    monkeypatch.setattr(sys, "stdin", Input())
    said = call("validate", "-")
    assert (said.status, said.lines, said.notes) == (130, [], [])


def in_shell(arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", "-c", f"exec '{sys.executable}' main.py {arguments}"],
        cwd=REPOSITORY, capture_output=True, text=True, check=False,
    )  # fmt: skip
