"""The sample article is labelled in full, as samples/README.md says, and in both copies alike."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from annotations.text.source import SourceText
from annotations.text.span import Span
from schemas.reading import parse_json
from schemas.shipped import shipped_label_set
from schemas.validation import annotation_set_problems
from scripts import label_sample
from scripts.label_sample import DOCUMENT, LABELS, TABLE, Labelling, TableError, find, whole_words

TEXT = DOCUMENT.read_bytes().decode("utf-8")
DATA: dict[str, Any] = parse_json(LABELS.read_bytes())  # type: ignore[assignment]
PASSAGES: list[dict[str, Any]] = tomllib.loads(TABLE.read_text(encoding="utf-8"))["passage"]
MENTIONS: dict[str, dict[str, Any]] = {one["id"]: one for one in DATA["mentions"]}
TRIGGERS: dict[str, str] = {one["id"]: one["trigger"] for one in DATA["events"]}
SECOND_COPY = TEXT.index("TRIPOLI:", 1)
AD_CODE = "googletag.cmd.push(function() googletag.display(‘div-gpt-ad-8052921-2’);"


def place(mention: dict[str, Any]) -> tuple[int, int]:
    return mention["spans"][0]["start"], mention["spans"][-1]["end"]


def words(mention: dict[str, Any]) -> str:
    start, end = place(mention)
    return TEXT[start:end]


def said_in(stretch: range) -> Iterator[tuple[object, ...]]:
    """Everything labelled in a stretch, with places counted from its start, so that two can be compared."""

    def told(record_id: str) -> tuple[object, ...] | None:
        mention = MENTIONS[TRIGGERS.get(record_id, record_id)]
        start, end = place(mention)
        if start not in stretch:
            return None  # coreference with another sentence
        attributes = tuple(sorted(mention.get("attributes", {}).items()))
        return mention["label"], start - stretch.start, end - stretch.start, attributes

    for mention in DATA["mentions"]:
        if mention["kind"] != "boilerplate" and place(mention)[0] in stretch:
            yield told(mention["id"]) or ()
    for event in DATA["events"]:
        if place(MENTIONS[event["trigger"]])[0] in stretch:
            arguments = [(one["role"], told(one["target"])) for one in event["arguments"]]
            attributes = sorted(event.get("attributes", {}).items())
            yield told(event["trigger"]), tuple(arguments), tuple(attributes)
    for relation in DATA["relations"]:
        if place(MENTIONS[relation["source"]])[0] in stretch:
            yield relation["label"], told(relation["source"]), told(relation["target"])


def stretches(text: str) -> list[range]:
    return [range(one.start(), one.end()) for one in re.finditer(re.escape(text), TEXT)]


def test_the_label_file_is_valid_in_schema_text_and_label_set() -> None:
    assert annotation_set_problems(DATA, TEXT, shipped_label_set("news")) == []
    assert DATA["status"] == {"entity": "done", "event": "done", "boilerplate": "done"}


def test_quotes_are_the_text() -> None:
    for mention in DATA["mentions"]:
        for span in mention["spans"]:
            quote = TEXT[span["start"] : span["end"]]
            if "quote" in span:
                assert span["quote"] == quote
            else:
                assert (span["quote_start"], span["quote_end"]) == (quote[:64], quote[-64:])


def test_the_table_gives_the_same_bytes(capsys: pytest.CaptureFixture[str]) -> None:
    assert label_sample.main(["--check"]) == 0
    assert label_sample.label_file() == LABELS.read_bytes()
    assert capsys.readouterr() == ("", "")


def test_a_changed_label_file_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "samples" / "darna.labels.json"
    other.parent.mkdir()
    other.write_bytes(LABELS.read_bytes() + b"\n")
    monkeypatch.setattr(label_sample, "ROOT", tmp_path)
    monkeypatch.setattr(label_sample, "LABELS", other)
    assert label_sample.main(["--check"]) == 1
    assert "is not what the table gives" in capsys.readouterr().err
    assert label_sample.main([]) == 0
    assert other.read_bytes() == LABELS.read_bytes()


def test_passages_and_ad_code_are_the_whole_text() -> None:
    left, end = "", 0
    for passage in PASSAGES:
        start = TEXT.index(passage["text"], end)
        left += TEXT[end:start]
        end = start + len(passage["text"])
    assert (left + TEXT[end:]).split() == AD_CODE.split()


def test_boilerplate_is_as_the_policy_says() -> None:
    ad_code = TEXT.index(AD_CODE)
    boilerplate = [one for one in DATA["mentions"] if one["kind"] == "boilerplate"]
    assert [(one["label"], place(one)) for one in boilerplate] == [
        ("Dateline", (0, 8)),
        ("Dateline", (SECOND_COPY, SECOND_COPY + 8)),
        ("Duplicate", (SECOND_COPY, len(TEXT))),
        ("AdCode", (ad_code, ad_code + len(AD_CODE))),
    ]


def test_every_name_and_time_is_labelled_wherever_it_stands() -> None:
    """In both copies, in any case, on its own or as a part of a longer name with the same label."""
    wanted = [
        one
        for one in DATA["mentions"]
        if one["kind"] == "entity"
        and (one["label"] == "TIME" or one.get("attributes", {}).get("mention_type") == "name")
    ]
    covered = [(one["label"], *place(one)) for one in wanted]
    for label, quote in sorted({(one["label"], words(one)) for one in wanted}):
        for found in re.finditer(whole_words(quote).pattern, TEXT, re.IGNORECASE):
            assert any(
                label == other and start <= found.start() and found.end() <= end
                for other, start, end in covered
            ), (quote, found.start())


def test_every_number_and_mereka_is_labelled() -> None:
    entities = {(place(one)[0], one["label"]) for one in DATA["mentions"] if one["kind"] == "entity"}
    ad_code = TEXT.index(AD_CODE)
    for found in re.finditer(r"(?<!\w)\d+(?!\w)", TEXT):
        if not ad_code <= found.start() < ad_code + len(AD_CODE):
            assert (found.start(), "QUANTITY") in entities
    for found in re.finditer(r"(?i)\bmereka\b", TEXT):
        assert {(found.start(), "PER"), (found.start(), "ORG")} & entities


def test_sentences_that_stand_in_both_copies_are_labelled_alike() -> None:
    copies = Counter(one["text"] for one in PASSAGES)
    repeated = [text for text, number in copies.items() if number == 2]
    assert len(repeated) == 6
    for text in repeated:
        first, second = stretches(text)
        assert list(said_in(first)) == list(said_in(second))


def test_every_trigger_has_one_event_with_arguments() -> None:
    triggers = [one["id"] for one in DATA["mentions"] if one["kind"] == "event"]
    assert sorted(TRIGGERS.values()) == sorted(triggers)
    assert all(one["arguments"] for one in DATA["events"])
    assert {words(MENTIONS[one]) for one in triggers if " " in words(MENTIONS[one])} == {"melarikan diri"}


def test_counts_in_the_readme_are_right() -> None:
    readme = DOCUMENT.with_name("README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \*?(\w+)\*? \| (\d+) \| (\d+) \|$", readme, re.MULTILINE)
    counts: Counter[tuple[str, bool]] = Counter()

    def count(name: str, mention_id: str, number: int = 1) -> None:
        counts[name, place(MENTIONS[mention_id])[0] >= SECOND_COPY] += number

    for mention in DATA["mentions"]:
        count(mention["label"], mention["id"])
    for event in DATA["events"]:
        count("events", event["trigger"])
        count("arguments", event["trigger"], len(event["arguments"]))
    for relation in DATA["relations"]:
        count(relation["label"], relation["source"])
    assert {row[0] for row in rows} == {name for name, _ in counts}
    for name, first, second in rows:
        assert (counts[name, False], counts[name, True]) == (int(first), int(second)), name


def test_quotes_are_found_as_whole_words() -> None:
    text = "pemerintahan, pemerintah dan pemerintah"
    assert find("pemerintah", text, Span(0, len(text))) == Span(14, 24)
    assert find("pemerintah#2", text, Span(0, len(text))) == Span(29, 39)
    with pytest.raises(TableError, match="pemerintah#3"):
        find("pemerintah#3", text, Span(0, len(text)))


@pytest.mark.parametrize(
    "part, row, message",
    [
        ("entities", ["PERSON", "bersaing"], "no entity label PERSON"),
        ("entities", ["GPE", "Jakarta"], "does not stand"),
        ("entities", ["GPE", "Darna", "name"], "labelled twice"),
        ("events", ["Die", "bersaing", {}, {"Victim": "Libya"}], "cannot be Victim"),
        ("events", ["Die", "bersaing", {}, {"Weapon": "Libya"}], "no role Weapon"),
        ("relations", ["Likes", "Libya", "Darna"], "no relation Likes"),
        ("relations", ["Located", "Libya", "1.2/Libya"], "not labelled yet"),
    ],
)
def test_a_table_that_cannot_be_carried_out_says_where(part: str, row: list[Any], message: str) -> None:
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    table["passage"][0][part].append(row)
    with pytest.raises(TableError, match=f"Passage 1.1: .*{message}"):
        Labelling(SourceText(TEXT), table).run()
