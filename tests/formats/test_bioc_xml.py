"""BioC's XML from elsewhere: no entities, nothing loaded, one clear error for what is broken."""

from pathlib import Path

import pytest

from annotations.formats.bioc import xml as bioc_xml
from annotations.formats.bioc.codec import BioCXml
from annotations.formats.codec import Head
from annotations.formats.errors import FormatError
from annotations.formats.exchange import LabelledDocument, Refused

BOMB = '<!DOCTYPE collection [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    "source, says",
    [
        (f"{BOMB}<collection><document><id>&b;</id></document></collection>", "It defines entities"),
        (f'{BOMB}<collection a="&b;"/>', "It defines entities of its own"),
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///a">]><collection>&x;</collection>', "It defines entities"),
        ("<collection><document>&x;</document></collection>", "line 1, column 26: It is no XML: Entity 'x'"),
        ('<!DOCTYPE a SYSTEM "b"><collection><document>&x;</document></collection>', "It uses the entity &x"),
        ("<collection><document></collection>", "It is no XML"),
        ("<collection><document>", "It is no XML"),
        ("<html><document/></html>", "It is XML, but no BioC"),
        ("<a>" * 300, "line 1, column"),
        ("", "It is no XML"),
        ("\0", "It is no XML"),
    ],
)  # fmt: skip
def test_what_is_no_bioc_xml_is_refused(source: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(source)
    with pytest.raises(FormatError) as caught:
        list(BioCXml().read(path))
    assert says in str(caught.value)


def test_an_endless_document_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bioc_xml, "LONGEST_DOCUMENT", 100_000)
    path = tmp_path / "a.xml"
    path.write_text("<collection>" + "<document><id>1</id></document>\n" * 10_000)
    with pytest.raises(FormatError, match="It is no XML"):
        list(BioCXml().read(path))
    path.write_text("<collection><document>" + "<infon key='a'>b</infon>\n" * 10_000)
    with pytest.raises(FormatError, match="A document has more than"):
        list(BioCXml().read(path))


def test_an_external_document_type_is_let_be(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE collection SYSTEM "http://localhost:9/BioC.dtd"><!-- c -->'
        "<collection><source/><document><id>d</id><passage><offset> 0 </offset>"
        "<text>D<!-- c -->a &#38; b</text>"
        '<annotation id="1"><location offset="x" length="1"/><text>D</text></annotation></passage></document>'
        '<document id="e"><passage offset="0"><text>D</text></passage></document></collection>'
    )
    assert BioCXml.sniff(Head(path)) is not None
    refused, good = BioCXml().read(path)
    assert isinstance(refused, Refused)
    assert refused.place == "line 1 /passages/0/annotations/0/locations/0/offset"
    assert isinstance(good, LabelledDocument)
    assert good.name == "e"
