"""Sound by itself: WAV in chunks, Ogg in pages, MP3 in frames; each ends where its file ends."""

import struct
from typing import IO

from engine.checking.wholeness import Flaw

_SLACK = 4096
"""Tags and padding that recorders leave behind the last frame."""
_FRAMES_LEAST = 3
_KBITS = {
    3: (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""What a frame may have of the first sort of MP3, and of the later ones."""
_HERTZ = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_HEARD = (b"OpusHead", b"\x01vorbis", b"Speex   ", b"\x7fFLAC")


def wav(stream: IO[bytes], size: int) -> str:
    found, at = set(), 12
    while at + 8 <= size:
        stream.seek(at)
        name, length = struct.unpack("<4sI", stream.read(8))
        found.add(name)
        at += 8 + length + length % 2
    if not {b"fmt ", b"data"} <= found or at > size + 1:
        raise Flaw("damaged")
    return "audio/wav"


def ogg(stream: IO[bytes], size: int) -> str:
    at, first = 0, b""
    while at < size:
        stream.seek(at)
        header = stream.read(27)
        if len(header) < 27 or not header.startswith(b"OggS"):
            raise Flaw("damaged")
        segments = stream.read(header[26])
        first = first or stream.read(8)
        at += 27 + len(segments) + sum(segments)
    if at != size:
        raise Flaw("damaged")
    if not first.startswith(tuple(each[: len(first)] for each in _HEARD)):
        raise Flaw("unknown_kind")
    return "audio/ogg"


def mp3(stream: IO[bytes], size: int) -> str:
    stream.seek(0)
    whole = stream.read()
    at, frames = _behind_tag(whole), 0
    while (length := _frame(whole, at)) and at + length <= size:
        at, frames = at + length, frames + 1
    if frames < _FRAMES_LEAST or size - at > _SLACK:
        raise Flaw("damaged")
    return "audio/mpeg"


def _behind_tag(whole: bytes) -> int:
    """Where the sound begins, behind a tag that says its own length in groups of seven bits."""
    if not whole.startswith(b"ID3") or len(whole) < 10:
        return 0
    length = 0
    for byte in whole[6:10]:
        length = length << 7 | byte & 0x7F
    return 10 + length


def _frame(whole: bytes, at: int) -> int:
    """The length of the frame that begins here; 0 where none does."""
    head = whole[at : at + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return 0
    version, bits, rate = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or bits in (0, 15) or rate == 3:
        return 0
    kbits = _KBITS[3 if version == 3 else 2][bits - 1]
    samples = 144 if version == 3 else 72
    return samples * kbits * 1000 // _HERTZ[version][rate] + (head[2] >> 1 & 1)
