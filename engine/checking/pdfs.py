"""PDF: every object is looked at, so that none acts, carries another file or hides a script."""

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import IO, Any

from pypdf import PdfReader
from pypdf.generic import IndirectObject, PdfObject, StreamObject

from engine.checking.wholeness import Flaw, size_of

_OBJECTS_MOST = 200_000
_TAIL = 2048
_ACTS = {
    "/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/GoToR", "/Rendition",
    "/Movie",
}  # fmt: skip
_SCRIPTED = {"/JS", "/JavaScript", "/XFA"}
_CARRIES = {"/EF", "/EmbeddedFiles"}
_CARRIERS = {"/RichMedia", "/FileAttachment", "/3D", "/Screen"}
_UNASKED = ("/OpenAction", "/O", "/C", "/PO", "/PC", "/PV", "/PI")
"""Where it stands what happens as a file or a page is opened, left, or comes into view."""
_FOLLOWED = re.compile(r"\s*(https?:|mailto:|tel:|[^:]*$|[^:]*[/?#])", re.IGNORECASE)
"""Links that somebody may follow: into the web, to a letter, or beside this one."""
_FLATE = ("/FlateDecode", "/Fl")
_STREAM_MOST, _UNPACKED_MOST = 128 << 20, 1 << 30
"""A page that was scanned in color and very finely; and many of them."""
_PIECE = 1 << 20


def looked_through(stream: IO[bytes], media_type: str) -> tuple[str, IO[bytes]]:
    _must_end(stream)
    stream.seek(0)
    try:
        reader = PdfReader(stream, strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Flaw("locked")
        if not len(reader.pages):
            raise Flaw("damaged")
        room = _UNPACKED_MOST
        for found in _objects(reader):
            _look_at(found)
            if isinstance(found, StreamObject):
                room = _must_not_swell(found, room)
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


def _must_not_swell(found: StreamObject, room: int) -> int:
    """What comes out of a packed stream is counted, and not kept; how much room is left."""
    filters = found.get("/Filter")
    packings = [str(each) for each in (filters if isinstance(filters, list) else [filters])]
    flates = [each for each in packings if each in _FLATE]
    if len(flates) > 1:
        raise Flaw("swells")
    if flates and packings[0] == flates[0]:
        unpacked = 0
        for piece in _unpacked(found._data):
            unpacked += len(piece)
            if unpacked > min(room, _STREAM_MOST):
                raise Flaw("swells")
        room -= unpacked
    return room


def _unpacked(packed: bytes) -> Iterator[bytes]:
    """As far as it can be unpacked; readers show what they can, too."""
    unpacking = zlib.decompressobj()
    with suppress(zlib.error):
        while packed:
            yield unpacking.decompress(packed, _PIECE)
            packed = unpacking.unconsumed_tail


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
    if "/URI" in said and not _FOLLOWED.match(str(entries.get("/URI", ""))):
        raise Flaw("scripted")
    if any(_goes_out(entries[key]) for key in _UNASKED if key in entries):
        raise Flaw("scripted")
    if said & _CARRIERS or _CARRIES & entries.keys():
        raise Flaw("files_inside")


def _goes_out(action: Any) -> bool:
    """Whether it asks somebody else's server, at once or as the next thing."""
    action = action.get_object() if isinstance(action, PdfObject) else action
    if isinstance(action, list):
        return any(map(_goes_out, action))
    return isinstance(action, dict) and (
        str(action.get("/S")) == "/URI" or _goes_out(action.get("/Next"))
    )
