"""PDF: every object is looked at, so that none acts, carries another file or hides a script."""

from collections.abc import Iterator
from typing import IO, Any

from pypdf import PdfReader
from pypdf.generic import IndirectObject

from engine.checking.wholeness import Flaw, size_of

_OBJECTS_MOST = 200_000
_TAIL = 2048
_ACTS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE"}
_SCRIPTED = {"/JS", "/JavaScript", "/XFA"}
_CARRIES = {"/EF", "/EmbeddedFiles"}
_CARRIERS = {"/RichMedia", "/FileAttachment", "/3D"}


def looked_through(stream: IO[bytes], media_type: str) -> tuple[str, IO[bytes]]:
    _must_end(stream)
    stream.seek(0)
    try:
        reader = PdfReader(stream, strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Flaw("locked")
        if not len(reader.pages):
            raise Flaw("damaged")
        for found in _objects(reader):
            _look_at(found)
    except Flaw:
        raise
    except Exception:
        raise Flaw("damaged") from None
    return media_type, stream


def _must_end(stream: IO[bytes]) -> None:
    """With its own end, behind which nothing else stands."""
    size = size_of(stream)
    stream.seek(max(0, size - _TAIL))
    _before, end, behind = stream.read().rpartition(b"%%EOF")
    if not end:
        raise Flaw("damaged")
    if behind.strip(b"\r\n\t\f \0"):
        raise Flaw("two_in_one")


def _objects(reader: PdfReader) -> Iterator[Any]:
    """Every object that the file lists, packed ones too; their streams stay packed."""
    listed = {
        (number, generation) for generation, numbers in reader.xref.items() for number in numbers
    } | {(number, 0) for number in reader.xref_objStm}
    if len(listed) > _OBJECTS_MOST:
        raise Flaw("swells")
    yield reader.trailer
    for number, generation in sorted(listed):
        yield reader.get_object(IndirectObject(number, generation, reader))


def _look_at(found: Any) -> None:
    """An object with all that stands in it directly; what it refers to is listed itself."""
    todo = [found]
    while todo:
        each = todo.pop()
        if isinstance(each, dict):
            _look_at_entries(each)
        held = each.values() if isinstance(each, dict) else each if isinstance(each, list) else ()
        todo += [value for value in held if isinstance(value, dict | list)]


def _look_at_entries(entries: dict[Any, Any]) -> None:
    said = {str(entries.get(key)) for key in ("/S", "/Subtype") if key in entries}
    if said & _ACTS or _SCRIPTED & entries.keys():
        raise Flaw("scripted")
    if said & _CARRIERS or _CARRIES & entries.keys():
        raise Flaw("files_inside")
