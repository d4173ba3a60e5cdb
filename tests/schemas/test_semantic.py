"""Every problem that a schema cannot find in an annotation set, with the sentence a person reads."""

import pytest

from schemas import text_checks
from schemas.problems import Problem
from schemas.shipped import shipped_label_set
from schemas.validation import MAXIMUM_PROBLEMS, annotation_set_problems
from tests.schemas.building import (
    TEXT,
    Json,
    annotation_set,
    digest,
    event,
    mention,
    put,
    relation,
    span,
)

NEWS = shipped_label_set("news")
SPAN = "/mentions/0/spans/0"
LONG = "Kelompok jihad Libya yang bersaing, " * 10


def problems(data: Json, text: str | None = TEXT, label_set: Json = NEWS) -> list[tuple[str, str, str]]:
    found = annotation_set_problems(data, text, label_set)
    return [(one.code, one.pointer, one.message) for one in found]


def changed(pointer: str, value: Json) -> Json:
    data = annotation_set()
    put(data, pointer, value)
    return data


def long_span(text: str, start: int, end: int) -> Json:
    quote = text[start:end]
    parts = {"quote_start": quote[:64], "quote_end": quote[-64:], "quote_digest": digest(quote)}
    return {"start": start, "end": end, **parts}


def with_mention(record: Json, text: str = TEXT) -> Json:
    data = annotation_set(text) if text == TEXT else annotation_set(TEXT + text)
    data["mentions"].append(record)
    return data


def test_the_plain_one_is_right_with_and_without_text_and_label_set() -> None:
    for text in (TEXT, None):
        for label_set in (NEWS, None):
            assert problems(annotation_set(), text, label_set) == []


# -- the text ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "labelled, given, why",
    [
        ("a\nb", "a\r\nb", ", because its line ends were changed from LF to CRLF"),
        ("a\r\nb", "a\nb", ", because its line ends were changed from CRLF to LF"),
        ("ab", "\ufeffab", ", because it was given a byte order mark"),
        ("ab", "ab ", ""),
    ],
)
def test_text_changed_is_one_problem(labelled: str, given: str, why: str) -> None:
    data = annotation_set(TEXT)
    data["document"] |= {"digest": digest(labelled), "length": len(TEXT)}
    data["mentions"][0]["spans"][0]["quote"] = "tripoli"
    sentence = (
        f"The text is not the one that was labelled: its digest differs{why}. "
        "Bring the old text back or re-anchor the labels."
    )
    assert problems(data, given) == [("text_changed", "/document/digest", sentence)]


def test_length_differs() -> None:
    data = changed("/document/length", 90)
    sentence = f'"length" of "document" must be {len(TEXT)}, the code points of the text.'
    assert problems(data) == [("length_differs", "/document/length", sentence)]


@pytest.mark.parametrize(
    "pointer, name",
    [
        ("/mentions/0/spans/0/start", '"start" of span 1 of mention m1'),
        ("/mentions/0/spans/0/end", '"end" of span 1 of mention m1'),
        ("/document/length", '"length" of "document"'),
        ("/label_set/version", '"version" of "label_set"'),
    ],
)
def test_not_whole(pointer: str, name: str) -> None:
    data = annotation_set()
    holder = data
    *tokens, last = pointer.split("/")[1:]
    for token in tokens:
        holder = holder[int(token) if isinstance(holder, list) else token]
    holder[last] = float(holder[last])
    sentence = f"{name} must be written {int(holder[last])}, without a point or an exponent."
    for text in (TEXT, None):
        assert problems(data, text) == [("not_whole", pointer, sentence)]


def test_span_reversed() -> None:
    data = changed(f"{SPAN}/end", 0)
    put(data, f"{SPAN}/start", 7)
    sentence = "Span 1 of mention m1 ends at 0, before it starts at 7."
    assert problems(data) == [("span_reversed", f"{SPAN}/end", sentence)]


def test_outside_text() -> None:
    data = changed(SPAN, {"start": 80, "end": 92, "quote": "x" * 12})
    sentence = "Span 1 of mention m1 (80..92) ends after the end of the text at 87."
    for text in (TEXT, None):
        assert problems(data, text) == [("outside_text", f"{SPAN}/end", sentence)]


def test_quote_differs_says_what_stands_there_and_where_the_quote_is() -> None:
    data = changed(SPAN, {"start": 9, "end": 16, "quote": "TRIPOLI"})
    sentence = (
        'Span 1 of mention m1 quotes "TRIPOLI", but at 9..16 stands "Kelompo"; the quote stands at 0..7.'
    )
    assert problems(data) == [("quote_differs", SPAN, sentence)]
    data = changed(SPAN, {"start": 0, "end": 7, "quote": "tripoli"})
    sentence = 'Span 1 of mention m1 quotes "tripoli", but at 0..7 stands "TRIPOLI".'
    assert problems(data) == [("quote_differs", SPAN, sentence)]


def test_the_nearest_place_of_a_quote_is_named() -> None:
    text = "ab ab ab ab"
    data = annotation_set(TEXT + text)
    put(data, SPAN, {"start": len(TEXT) + 5, "end": len(TEXT) + 7, "quote": "ab"})
    ((_, _, sentence),) = problems(data, TEXT + text)
    assert sentence.endswith(f'stands " a"; the quote stands at {len(TEXT) + 6}..{len(TEXT) + 8}.')


def test_quote_differs_in_a_long_quote() -> None:
    text = TEXT + LONG
    right = long_span(text, 10, 310)
    data = annotation_set(text)
    put(data, SPAN, right)
    assert problems(data, text) == []
    put(data, SPAN, right | {"quote_digest": digest("")})
    sentence = 'Span 1 of mention m1 (10..310) has a "quote_digest" that is not of the text there.'
    assert problems(data, text) == [("quote_differs", SPAN, sentence)]
    put(data, SPAN, right | {"quote_end": "x" * 64})
    sentence = 'Span 1 of mention m1 (10..310) has a "quote_end" that is not of the text there.'
    assert problems(data, text) == [("quote_differs", SPAN, sentence)]
    put(data, SPAN, right | {"quote_start": "x" * 64})
    ((code, _, sentence),) = problems(data, text)
    assert code == "quote_differs"
    assert sentence.startswith('Span 1 of mention m1 quotes "xxx')


def test_quote_form() -> None:
    text = TEXT + LONG
    data = annotation_set(text)
    put(data, SPAN, long_span(text, 10, 266))
    sentence = 'Span 1 of mention m1 is 256 code points long: give it whole, in "quote".'
    assert problems(data, text) == [("quote_form", SPAN, sentence)]


def test_quote_length() -> None:
    data = changed(f"{SPAN}/quote", "TRIPOL")
    sentence = "Span 1 of mention m1 is 7 code points long (0..7), its quote 6."
    for text in (TEXT, None):
        assert problems(data, text) == [("quote_length", f"{SPAN}/quote", sentence)]


@pytest.mark.parametrize(
    "code, count, unit",
    [
        ("units_utf16", lambda text: len(text.encode("utf-16-le", "surrogatepass")) // 2,
         "count UTF-16 units, as JavaScript and Java do"),
        ("units_utf8", lambda text: len(text.encode("utf-8", "surrogatepass")), "count bytes of UTF-8"),
        ("units_crlf", lambda text: len(text.replace("\r\n", "\n")), "count each CRLF as one character"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("quote", ["Darna", "é 😢\r\nlagi", "\ud800"])
def test_offsets_in_another_unit(code: str, count: Json, unit: str, quote: str) -> None:
    text = TEXT + " \r\né😀😀\r\n" + quote + "\r\nselesai"
    at = len(text) - len(quote) - 9
    start, end = count(text[:at]), count(text[: at + len(quote)])
    data = annotation_set(text)
    put(data, SPAN, {"start": start, "end": end, "quote": quote})
    sentence = f"The offsets of span 1 of mention m1 ({start}..{end}) {unit}; label files count code points."
    assert problems(data, text) == [(code, SPAN, sentence)]


def test_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    text = TEXT + LONG
    data = annotation_set(text)
    data["mentions"] += [
        mention(f"x{number}", "boilerplate", "AdCode", long_span(text, number, number + 300))
        for number in range(4)
    ]
    assert problems(data, text) == []
    monkeypatch.setattr(text_checks, "_HASHED_AT_MOST", 600)
    sentence = "The long quotes are too many to be checked, from this one on."
    found = problems(data, text)
    assert found == [("too_much", f"/mentions/{number}/spans/0", sentence) for number in (6, 7)]


def test_span_order() -> None:
    first, second = span("TRIPOLI"), span("Kelompok jihad Libya")
    name = "Span 2 of mention m9 starts at"
    data = with_mention(mention("m9", "entity", "ORG", second, first))
    sentence = f"{name} 0, before the end of the span before it at 29."
    assert problems(data) == [("span_order", "/mentions/4/spans/1", sentence)]
    data = with_mention(mention("m9", "entity", "ORG", second, span("jihad Libya")))
    sentence = f"{name} 18, before the end of the span before it at 29."
    assert problems(data) == [("span_order", "/mentions/4/spans/1", sentence)]
    assert problems(with_mention(mention("m9", "entity", "ORG", first, second))) == []
    touching = {"start": 7, "end": 8, "quote": ":"}
    assert problems(with_mention(mention("m9", "entity", "ORG", first, touching))) == []


def test_lone_surrogates_in_the_text() -> None:
    text = TEXT + "a\ud800b"
    data = annotation_set(text)
    data["mentions"].append(mention("m9", "entity", "PER", span("a\ud800b", text)))
    assert problems(data, text) == []


# -- ids and references -----------------------------------------------------------------------------------


def test_repeated_id() -> None:
    data = changed("/comments/1/id", "m1")
    sentence = "The id m1 is mention 1's already; comment 2 needs its own."
    assert problems(data) == [("repeated_id", "/comments/1/id", sentence)]


@pytest.mark.parametrize(
    "pointer, name, wanted",
    [
        ("/events/0/trigger", "The trigger of event e1", "a mention"),
        ("/events/0/arguments/0/target", "Argument 1 of event e1", "a mention or an event"),
        ("/relations/0/source", "The source of relation r1", "a mention"),
        ("/relations/0/target", "The target of relation r1", "a mention"),
        ("/comments/1/target", "The target of comment c2", "a mention or an event or a relation"),
    ],
)
def test_references_that_lead_nowhere_or_astray(pointer: str, name: str, wanted: str) -> None:
    sentence = f"{name} is m99, which is not in the file; give the id of {wanted}."
    assert problems(changed(pointer, "m99")) == [("dangling_reference", pointer, sentence)]
    sentence = f"{name} must be {wanted}; c1 is in the list of comments."
    assert problems(changed(pointer, "c1")) == [("wrong_reference", pointer, sentence)]


def test_wrong_trigger() -> None:
    sentence = "The trigger of event e1 must be a mention of kind event; m1 is of kind entity."
    for label_set in (None, NEWS | {"relations": NEWS["relations"]}):
        found = problems(changed("/events/0/trigger", "m1"), label_set=label_set)
        assert ("wrong_trigger", "/events/0/trigger", sentence) in found


# -- the label set ----------------------------------------------------------------------------------------


def test_label_set_differs() -> None:
    sentence = 'The labels are from the label set "crime", not from "news"; check with that one.'
    data = changed("/label_set/id", "crime")
    put(data, "/mentions/0/label", "Unheard-of")
    assert problems(data) == [("label_set_differs", "/label_set/id", sentence)]


def test_unknown_kind() -> None:
    only_entities = NEWS | {"kinds": NEWS["kinds"][:1]}
    data = with_mention(mention("m9", "boilerplate", "AdCode", span("kota")))
    found = problems(data, label_set=only_entities)
    sentence = 'Mention m9 is of kind boilerplate, which the label set "news" does not have.'
    assert ("unknown_kind", "/mentions/4/kind", sentence) in found


def test_unknown_label() -> None:
    known = "PER, ORG, GPE, LOC, FAC, TIME, QUANTITY"
    sentence = f"Mention m1 has the label AdCode; the entity labels of news are {known}."
    data = changed("/mentions/0/label", "AdCode")
    data["relations"] = []
    assert problems(data) == [("unknown_label", "/mentions/0/label", sentence)]
    assert problems(data, label_set=None) == []


def test_an_event_with_an_unknown_label_has_no_problems_of_roles() -> None:
    found = problems(changed("/mentions/2/label", "Battle"))
    assert [code for code, _, _ in found] == ["unknown_label"]


def test_discontinuous() -> None:
    data = with_mention(mention("m9", "boilerplate", "AdCode", span("kota"), span("kata")))
    sentence = "Mention m9 has 2 spans; a mention of kind boilerplate has one."
    assert problems(data) == [("discontinuous", "/mentions/4/spans", sentence)]
    assert problems(data, label_set=None) == []


def test_empty_span() -> None:
    data = with_mention(mention("m9", "entity", "PER", {"start": 5, "end": 5, "quote": ""}))
    sentence = "Span 1 of mention m9 is empty; a mention of kind entity has some text."
    assert problems(data) == [("empty_span", "/mentions/4/spans/0", sentence)]
    allowed = NEWS | {"kinds": [kind | {"empty": True} for kind in NEWS["kinds"]]}
    assert problems(data, label_set=allowed) == []
    assert problems(data, label_set=None) == []


def test_unknown_attribute() -> None:
    sentence = "Mention m1 has the attribute negated; news has none such for a mention of kind entity."
    data = changed("/mentions/0/attributes", {"negated": True})
    assert problems(data) == [("unknown_attribute", "/mentions/0/attributes/negated", sentence)]
    sentence = "Event e2 has the attribute sure; news has none such for an event."
    data = changed("/events/1/attributes", {"sure": True})
    assert problems(data) == [("unknown_attribute", "/events/1/attributes/sure", sentence)]
    sentence = "Relation r1 has the attribute negated; news has none such for a relation."
    data = changed("/relations/0/attributes", {"negated": True})
    assert problems(data) == [("unknown_attribute", "/relations/0/attributes/negated", sentence)]


@pytest.mark.parametrize(
    "name, value, wanted",
    [
        ("negated", "yes", 'true or false, not "yes"'),
        ("negated", 1, "true or false, not 1"),
        ("tense", "soon", 'one of "past", "present", "future", "unspecified", not "soon"'),
        ("tense", True, 'one of "past", "present", "future", "unspecified", not true'),
        ("tense", ["past", "soon"], 'one of "past", "present", "future", "unspecified", not a list'),
        ("note", 3, "a string, not 3"),
    ],
)
def test_wrong_attribute(name: str, value: Json, wanted: str) -> None:
    data = changed("/events/0/attributes", {name: value})
    sentence = f"The attribute {name} of event e1 must be {wanted}."
    assert problems(data) == [("wrong_attribute", f"/events/0/attributes/{name}", sentence)]


def test_a_choice_may_be_of_several_values() -> None:
    assert problems(changed("/events/0/attributes", {"tense": ["past", "future"]})) == []


def test_unknown_role() -> None:
    sentence = "Event e1 has the role Atacker; the roles of Attack are Attacker, Target, Time, Place."
    found = problems(changed("/events/0/arguments/0/role", "Atacker"))
    assert found == [("unknown_role", "/events/0/arguments/0/role", sentence)]


def test_wrong_filler_of_a_role() -> None:
    sentence = "The role Attacker of event e1 takes entity PER, ORG, GPE; e2 is event Statement."
    data = annotation_set()
    data["events"] = [event("e1", "m3", ("Attacker", "e2")), event("e2", "m4")]
    assert problems(data) == [("wrong_filler", "/events/0/arguments/0/target", sentence)]
    sentence = "The role Topic of event e2 takes any event; m1 is entity GPE."
    found = problems(changed("/events/1/arguments/0/target", "m1"))
    assert found == [("wrong_filler", "/events/1/arguments/0/target", sentence)]


def test_wrong_filler_of_a_relation() -> None:
    data = annotation_set()
    data["relations"] = [relation("r1", "Located", "m1", "m2")]
    sentence = "The target of relation r1 (Located) takes entity GPE, LOC, FAC; m2 is entity ORG."
    assert problems(data) == [("wrong_filler", "/relations/0/target", sentence)]


def test_unknown_relation() -> None:
    known = "PartOf, Located, Affiliated, Coreference"
    sentence = f"Relation r1 has the label Knows; the relations of news are {known}."
    found = problems(changed("/relations/0/label", "Knows"))
    assert found == [("unknown_relation", "/relations/0/label", sentence)]


def test_too_many_fillers() -> None:
    data = annotation_set()
    data["mentions"][2]["label"] = "TransferMoney"
    data["mentions"][0]["label"] = "QUANTITY"
    data["relations"] = []
    data["events"] = [event("e1", "m3", ("Money", "m1"), ("Money", "m1"))]
    sentence = "Event e1 has the role Money 2 times; TransferMoney has it at most 1 time."
    assert problems(data | {"comments": []}) == [("too_many_fillers", "/events/0/arguments", sentence)]


def test_fewer_arguments_than_the_minimum_are_not_a_problem() -> None:
    assert problems(changed("/events/1/arguments", [])) == []


# -- all together -----------------------------------------------------------------------------------------


def test_several_problems_of_one_file_come_together() -> None:
    data = changed("/events/0/trigger", "m99")
    put(data, f"{SPAN}/quote", "tripoli")
    put(data, "/comments/1/target", "x")
    put(data, "/document/length", 3)
    codes = [code for code, _, _ in problems(data)]
    assert codes == ["length_differs", "quote_differs", "dangling_reference", "dangling_reference"]


def test_many_problems_are_cut() -> None:
    data = annotation_set()
    data["relations"] = [relation(f"r{number}", "Located", "x", "y") for number in range(1, 2000)]
    data["comments"] = []
    found = annotation_set_problems(data, TEXT, NEWS)
    assert len(found) == MAXIMUM_PROBLEMS + 1
    assert found[-1] == Problem(
        "", "There are more problems; only the first 1000 are listed. Solve these first.", None, "more"
    )
