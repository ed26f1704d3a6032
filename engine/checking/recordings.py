"""Recordings are walked through part by part to their end, whatever they are packed in."""

from collections.abc import Callable, Mapping
from typing import IO

from engine.checking.boxes import mp4
from engine.checking.sounds import mp3, ogg, wav
from engine.checking.wholeness import Flaw, size_of

_WEBM_SEGMENT = b"\x18\x53\x80\x67"
_CLUSTER = b"\x1f\x43\xb6\x75"
_HEAD = 1 << 20


def looked_through(stream: IO[bytes], media_type: str) -> tuple[str, IO[bytes]]:
    """The recording as it is, heard or seen by what it holds and not by what it is packed in."""
    return _WALKS[media_type](stream, size_of(stream)), stream


def webm(stream: IO[bytes], size: int) -> str:
    """One segment to the end of the file; a recording made in a page does not say how long."""
    stream.seek(0)
    head = stream.read(_HEAD)
    at = 4 + _length(head, 4)
    header, at = head[at : at + _number(head, 4)], at + _number(head, 4)
    if not (b"webm" in header or b"matroska" in header) or head[at : at + 4] != _WEBM_SEGMENT:
        raise Flaw("damaged")
    length = _length(head, at + 4)
    said = _number(head, at + 4)
    unknown = said == (1 << 7 * length) - 1
    if _CLUSTER not in head or not (unknown or at + 4 + length + said == size):
        raise Flaw("damaged")
    return "video/webm" if b"V_" in head.partition(_CLUSTER)[0] else "audio/webm"


def _length(head: bytes, at: int) -> int:
    """How many bytes a number takes, by the zeros that it begins with."""
    if at >= len(head) or not head[at]:
        raise Flaw("damaged")
    return 9 - head[at].bit_length()


def _number(head: bytes, at: int) -> int:
    length = _length(head, at)
    whole = int.from_bytes(head[at : at + length])
    return whole & ((1 << 7 * length) - 1)


_WALKS: Mapping[str, Callable[[IO[bytes], int], str]] = {
    "audio/wav": wav,
    "audio/ogg": ogg,
    "audio/mpeg": mp3,
    "audio/mp4": mp4,
    "video/mp4": mp4,
    "video/webm": webm,
}
