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
    """One line of the picture, from left to right."""
    if y in (_FLOOR, _FLOOR + 1):
        return _run(_PAPER, 30) + _run(_INK, 260) + _run(_PAPER, 30)
    left = _FIRST if _FLOOR - 160 * first <= y < _FLOOR else _PAPER
    right = _SECOND if _FLOOR - 160 * second <= y < _FLOOR else _PAPER
    gap = _run(_PAPER, 60)
    return _run(_PAPER, 70) + _run(left, 60) + gap + _run(right, 60) + _run(_PAPER, 70)


def _run(colour: tuple[int, int, int], dots: int) -> bytes:
    return bytes(colour) * dots


def _chunk(kind: bytes, content: bytes) -> bytes:
    checksum = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + checksum
