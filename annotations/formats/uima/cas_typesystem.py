"""Type systems of UIMA: as descriptions in XML, which stand beside XMI files, and as JSON has them."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import escape

from annotations.formats.errors import FormatError
from annotations.formats.json_documents import Object, object_in
from annotations.formats.safe_xml import walk_xml
from annotations.formats.uima.cas import FS_ARRAY, Types
from annotations.words import tr

TYPE_SYSTEM = "TypeSystem.xml"
_NAMESPACE = "http://uima.apache.org/resourceSpecifier"
_LARGEST, _DEEP = 20_000_000, 12
# An export has one for all of its documents, which may lie in folders.
_UP = 4
_JUST_NOW = 2_000_000_000


def type_system_beside(path: Path) -> Path | None:
    """The type system of an XMI file: ``*typesystem*.xml`` beside it, or ``TypeSystem.xml`` further up.

    Of several beside it the one that is called after the file, then TypeSystem.xml, then the first.
    """
    stem = path.stem.lower()
    beside = _type_systems(path.parent)
    own = [name for name in beside if name.lower().startswith((f"{stem}-", f"{stem}.", f"{stem}_"))]
    plain = [name for name in beside if name.lower() == TYPE_SYSTEM.lower()]
    if beside:
        return path.with_name(min(own or plain or beside))
    above = (one / TYPE_SYSTEM for one in list(path.parents)[1:_UP])
    return next((one for one in above if one.is_file()), None)


def _type_systems(folder: Path) -> tuple[str, ...]:
    """The type systems in a folder. It may hold 100,000 documents: what is there is kept until it changes.

    What has changed just now may change again without looking as if: that is not kept.
    """
    try:
        modified = folder.stat().st_mtime_ns
    except OSError:
        return ()
    if time.time_ns() - modified < _JUST_NOW:
        return _kept_type_systems.__wrapped__(folder, modified)
    return _kept_type_systems(folder, modified)


@lru_cache(maxsize=8)
def _kept_type_systems(folder: Path, modified: int) -> tuple[str, ...]:  # noqa: ARG001 - part of the key
    with os.scandir(folder) as found:
        names = [one.name for one in found]
    return tuple(one for one in names if one.lower().endswith(".xml") and "typesystem" in one.lower())


def read_types(path: Path) -> Types:
    """The type system of a file. Raises FormatError when it is none."""
    state = path.stat()
    return _read_types(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=4)
def _read_types(path: Path, modified: int, size: int) -> Types:  # noqa: ARG001 - part of what it is kept under
    """A corpus reads one for each of its documents: it is kept while it does not change."""
    reader = _Reader()
    walk_xml(path, reader.start, reader.end, _DEEP, _LARGEST)
    if not reader.is_one:
        raise FormatError(tr("It is XML, but no type system of UIMA."), path)
    return Types(reader.supertypes, reader.own)


class _Reader:
    """Takes up what the elements of a description say."""

    def __init__(self) -> None:
        self.supertypes: dict[str, str] = {}
        self.own: dict[str, dict[str, str]] = {}
        self.is_one = False
        self._said: dict[str, str] = {}
        self._features: dict[str, str] = {}
        self._in_feature = False

    def start(self, name: str, _: Mapping[str, str], __: int) -> None:
        match name.rpartition(" ")[2]:
            case "typeSystemDescription":
                self.is_one = True
            case "typeDescription":
                self._said, self._features = {}, {}
            case "featureDescription":
                self._in_feature = True
                self._said |= {"rangeTypeName": "", "elementType": "", "feature": ""}

    def end(self, name: str, text: str) -> None:
        match name.rpartition(" ")[2]:
            case "typeDescription":
                one = self._said.get("name", "")
                self.supertypes[one] = self._said.get("supertypeName", "")
                self.own[one] = self._features
            case "featureDescription":
                self._in_feature = False
                kind, element = self._said["rangeTypeName"], self._said["elementType"]
                is_list = kind == FS_ARRAY and element
                self._features[self._said["feature"]] = f"{element}[]" if is_list else kind
            case "name" if self._in_feature:
                self._said["feature"] = text.strip()
            case "name" | "supertypeName" | "rangeTypeName" | "elementType" as said:
                self._said[said] = text.strip()


def types_in(value: Object) -> Types:
    """The type system that a CAS in JSON holds. Raises FormatError for what is none."""
    supertypes: dict[str, str] = {}
    own: dict[str, dict[str, str]] = {}
    for name in value:
        one = object_in(value, name, "/%TYPES")
        supertypes[name] = str(one.get("%SUPER_TYPE", ""))
        own[name] = {
            feature: str(object_in(one, feature, f"/%TYPES/{name}").get("%RANGE", ""))
            for feature in one
            if not feature.startswith("%")
        }
    return Types(supertypes, own)


# -- writing -----------------------------------------------------------------------------------------------


def type_system_xml(types: Types) -> bytes:
    """The type system as a description in XML."""
    written = "".join(_type(name, types) for name in types.supertypes)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return (
        f'{head}<typeSystemDescription xmlns="{_NAMESPACE}">\n<types>\n{written}</types>\n'
        "</typeSystemDescription>\n"
    ).encode()


def _type(name: str, types: Types) -> str:
    features = "".join(map(_feature, types.own[name].items()))
    return (
        f"<typeDescription>\n  <name>{name}</name>\n  <description/>\n"
        f"  <supertypeName>{types.supertypes[name]}</supertypeName>\n"
        f"  <features>\n{features}  </features>\n</typeDescription>\n"
    )


def _feature(feature: tuple[str, str]) -> str:
    name, kind = feature
    element = ""
    if kind.endswith("[]"):
        kind, element = FS_ARRAY, f"<elementType>{escape(kind[:-2])}</elementType>"
    return (
        f"    <featureDescription><name>{name}</name><description/>"
        f"<rangeTypeName>{kind}</rangeTypeName>{element}</featureDescription>\n"
    )


def types_json(types: Types) -> dict[str, dict[str, object]]:
    """The type system as a CAS in JSON holds it."""
    return {name: dict(_json_type(name, types)) for name in types.supertypes}


def _json_type(name: str, types: Types) -> Iterator[tuple[str, object]]:
    yield "%NAME", name
    yield "%SUPER_TYPE", types.supertypes[name]
    for feature, kind in types.own[name].items():
        yield feature, {"%NAME": feature, "%RANGE": kind}
