"""MP4 and its kin lie in boxes; those that tell of place, device and maker are blotted out."""

from collections.abc import Collection, Iterator
from typing import IO, NamedTuple

from engine.checking.wholeness import Flaw

_MOST = 20_000
_TELLING = (b"udta", b"meta", b"uuid", b"free", b"skip")
"""Boxes of words about the recording: place, telephone, program; players need none of them.

And room that is said to be empty.
"""
_HOLDING = {b"moov": (b"trak",), b"moof": (b"traf",)}
"""What lies in them may tell, too; nothing lies deeper in its own like."""
_PIECE = 1 << 16


class Box(NamedTuple):
    """A box, from its first byte to the one behind its last."""

    name: bytes
    start: int
    content: int
    end: int


def mp4(stream: IO[bytes], size: int) -> str:
    """Whether it is heard or seen; nothing but boxes from its first byte to its last."""
    top = list(_boxes(stream, 0, size))
    names = [box.name for box in top]
    if names[:1] != [b"ftyp"] or b"moov" not in names or not {b"mdat", b"moof"} & {*names}:
        raise Flaw("damaged")
    for box in top:
        _blot_out(stream, box, _HOLDING)
    moov = next(box for box in top if box.name == b"moov")
    return "video/mp4" if _shows(stream, moov) else "audio/mp4"


def _boxes(stream: IO[bytes], at: int, end: int) -> Iterator[Box]:
    """The boxes that lie side by side between two places."""
    seen = 0
    while at < end:
        stream.seek(at)
        head = stream.read(16)
        length, content = int.from_bytes(head[:4]), at + 8
        if length == 1:
            length, content = int.from_bytes(head[8:16]), at + 16
        elif length == 0:
            length = end - at
        seen += 1
        if len(head) < 8 or at + length > end or at + length < content or seen > _MOST:
            raise Flaw("damaged")
        yield Box(head[4:8], at, content, at + length)
        at += length


def _blot_out(stream: IO[bytes], box: Box, holding: Collection[bytes]) -> None:
    """Turn what tells something into empty room of the same size, so that nothing else moves."""
    if box.name in _TELLING:
        stream.seek(box.start + 4)
        stream.write(b"free")
        stream.seek(box.content)
        left = box.end - box.content
        while left:
            left -= stream.write(b"\0" * min(left, _PIECE))
    elif box.name in holding:
        for inner in list(_boxes(stream, box.content, box.end)):
            _blot_out(stream, inner, _HOLDING.get(box.name, ()))


def _shows(stream: IO[bytes], moov: Box) -> bool:
    """Whether one of its tracks has a picture."""
    stream.seek(moov.content)
    return b"vmhd" in stream.read(moov.end - moov.content)
