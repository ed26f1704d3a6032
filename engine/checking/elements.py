"""WebM lies in elements, each with its name and its length; one made in a page is of no length."""

from collections.abc import Iterator
from typing import IO, NamedTuple

from engine.checking.wholeness import Flaw

_HEADER, _SEGMENT = b"\x1a\x45\xdf\xa3", b"\x18\x53\x80\x67"
_TRACKS, _CLUSTER = b"\x16\x54\xae\x6b", b"\x1f\x43\xb6\x75"
_ATTACHED = b"\x19\x41\xa4\x69"
"""Whole files of any kind, beside what is heard and seen."""
_KNOWN = {
    _TRACKS, _CLUSTER, _ATTACHED,
    b"\x11\x4d\x9b\x74", b"\x15\x49\xa9\x66", b"\x1c\x53\xbb\x6b", b"\x10\x43\xa7\x70",
    b"\x12\x54\xc3\x67", b"\xec", b"\xbf",
    b"\xe7", b"\xa3", b"\xa0", b"\xab", b"\xa7", b"\xaf", b"\x58\x54",
}  # fmt: skip
"""What lies in a segment and, one after the other, in clusters of no said length."""
_ENDLESS = (_SEGMENT, _CLUSTER)
_MOST = 1_000_000
_TOLD_MOST = 1 << 20


class Element(NamedTuple):
    """An element, with where its content begins; where it ends, unless nobody knew that."""

    name: bytes
    content: int
    end: int | None


def webm(stream: IO[bytes], size: int) -> str:
    """Elements that are known from the first byte to the last, and something to hear or see."""
    header = _at(stream, 0)
    segment = _at(stream, header.end or size)
    said = _content(stream, header)
    if segment.name != _SEGMENT or not (b"webm" in said or b"matroska" in said):
        raise Flaw("damaged")
    if segment.end not in (None, size):
        raise Flaw("damaged")
    found = {each.name: each for each in _within(stream, segment, size)}
    if _ATTACHED in found:
        raise Flaw("files_inside")
    if not found.keys() >= {_TRACKS, _CLUSTER}:
        raise Flaw("damaged")
    return "video/webm" if b"V_" in _content(stream, found[_TRACKS]) else "audio/webm"


def _within(stream: IO[bytes], segment: Element, size: int) -> Iterator[Element]:
    at, seen = segment.content, 0
    while at < size:
        each = _at(stream, at)
        seen += 1
        if each.name not in _KNOWN or (each.end or 0) > size or seen > _MOST:
            raise Flaw("damaged")
        yield each
        at = each.content if each.end is None else each.end


def _at(stream: IO[bytes], at: int) -> Element:
    """The element that begins here."""
    stream.seek(at)
    head = stream.read(12)
    named = _length(head, 0)
    lasts = _length(head, named)
    content = at + named + lasts
    bits = int.from_bytes(head[named : named + lasts]) & ((1 << 7 * lasts) - 1)
    unknown = bits == (1 << 7 * lasts) - 1
    if unknown and head[:named] not in _ENDLESS:
        raise Flaw("damaged")
    return Element(head[:named], content, None if unknown else content + bits)


def _length(head: bytes, at: int) -> int:
    """How many bytes a number takes, by the zeros that it begins with."""
    if at >= len(head) or not head[at]:
        raise Flaw("damaged")
    return 9 - head[at].bit_length()


def _content(stream: IO[bytes], element: Element) -> bytes:
    stream.seek(element.content)
    return stream.read(min((element.end or 0) - element.content, _TOLD_MOST))
