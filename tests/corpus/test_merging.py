"""Merging adds what is said anew and changes nothing that is there."""

from hypothesis import given

from annotations.corpus.merging import merged
from annotations.formats.exchange import LabelledDocument, said
from tests.support.exchange import labelled_documents


@given(document=labelled_documents(annotators=2))
def test_merging(document: LabelledDocument) -> None:
    there, new = document.sets[0].records, document.sets[-1].records
    made = merged(there, new)
    assert made[: len(there)] == there
    assert len({record.id for record in made}) == len(made)
    everything = {repr(one) for one in (*said(there), *said(new))}
    assert {repr(one) for one in said(made)} == everything
    again = merged(made, new)
    assert again == made
