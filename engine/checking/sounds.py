"""Sound by itself: WAV in chunks, Ogg in pages, MP3 in frames; each ends where its file ends."""

import struct
from typing import IO

from engine.checking.wholeness import Flaw

_SLACK = 4096
"""Tags and padding that recorders leave behind the last frame."""
_FRAMES_LEAST = 3
_PARTS_MOST = 500_000
"""Pages of an hour and more, in the shortest that are made."""
_KBITS = {
    3: (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""What a frame may have of the first sort of MP3, and of the later ones."""
_HERTZ = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_HEARD = (b"OpusHead", b"\x01vorbis", b"Speex   ", b"\x7fFLAC")


def wav(stream: IO[bytes], size: int) -> str:
    found, at, parts = set(), 12, 0
    while at + 8 <= size and parts < _PARTS_MOST:
        stream.seek(at)
        name, length = struct.unpack("<4sI", stream.read(8))
        found.add(name)
        at, parts = at + 8 + length + length % 2, parts + 1
    if not {b"fmt ", b"data"} <= found or not size - 8 < at <= size + 1:
        raise Flaw("damaged")
    return "audio/wav"


def ogg(stream: IO[bytes], size: int) -> str:
    at, first, parts = 0, b"", 0
    while at < size and parts < _PARTS_MOST:
        stream.seek(at)
        header = stream.read(27)
        if len(header) < 27 or not header.startswith(b"OggS"):
            raise Flaw("damaged")
        segments = stream.read(header[26])
        first = first or stream.read(8)
        at, parts = at + 27 + len(segments) + sum(segments), parts + 1
    if at != size:
        raise Flaw("damaged")
    if not first.startswith(tuple(each[: len(first)] for each in _HEARD)):
        raise Flaw("unknown_kind")
    return "audio/ogg"


def mp3(stream: IO[bytes], size: int) -> str:
    stream.seek(0)
    at, frames = _behind_tag(stream.read(10)), 0
    while (length := _frame(stream, at)) and at + length <= size:
        at, frames = at + length, frames + 1
    if frames < _FRAMES_LEAST or size - at > _SLACK:
        raise Flaw("damaged")
    return "audio/mpeg"


def _behind_tag(head: bytes) -> int:
    """Where the sound begins, behind a tag that says its own length in groups of seven bits."""
    if not head.startswith(b"ID3") or len(head) < 10:
        return 0
    length = 0
    for byte in head[6:10]:
        length = length << 7 | byte & 0x7F
    return 10 + length


def _frame(stream: IO[bytes], at: int) -> int:
    """The length of the frame that begins here; 0 where none does."""
    stream.seek(at)
    head = stream.read(4)
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return 0
    version, bits, rate = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or bits in (0, 15) or rate == 3:
        return 0
    kbits = _KBITS[3 if version == 3 else 2][bits - 1]
    samples = 144 if version == 3 else 72
    return samples * kbits * 1000 // _HERTZ[version][rate] + (head[2] >> 1 & 1)
