"""Small files for the demo: a chart of two bars, drawn dot by dot, so that artifacts are real."""

import struct
import zlib
from io import BytesIO

from engine.integrations import Files, Kept

_WIDTH, _HEIGHT, _FLOOR = 320, 200, 180
_PAPER, _INK, _FIRST, _SECOND = (250, 248, 242), (60, 60, 60), (176, 190, 182), (31, 77, 58)
_BYTES_MAX = 100_000


def bars(files: Files, *, before: int, after: int, of: int) -> Kept:
    """A picture of a measure before and after, kept as a file."""
    return files.keep(BytesIO(_png(before / of, after / of)), "bars.png", _BYTES_MAX)


def _png(first: float, second: float) -> bytes:
    rows = b"".join(b"\0" + _row(y, first, second) for y in range(_HEIGHT))
    header = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*each) for each in chunks)


def _row(y: int, first: float, second: float) -> bytes:
    return b"".join(bytes(_dot(x, y, first, second)) for x in range(_WIDTH))


def _dot(x: int, y: int, first: float, second: float) -> tuple[int, int, int]:
    if y in (_FLOOR, _FLOOR + 1) and 30 <= x < 290:
        return _INK
    if 70 <= x < 130 and _FLOOR - 160 * first <= y < _FLOOR:
        return _FIRST
    if 190 <= x < 250 and _FLOOR - 160 * second <= y < _FLOOR:
        return _SECOND
    return _PAPER


def _chunk(kind: bytes, content: bytes) -> bytes:
    checksum = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + checksum
