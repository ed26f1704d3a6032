"""What is asked of files of every kind: that they are one thing, and not two in one."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import IO

from engine.checking.kinds import kind_of
from rules.terms import FileKind

_PIECE = 1 << 20
_PAGE = re.compile(rb"<script[\s>/]|<html[\s>]|<!doctype html|<\?php\s|<body[\s>]", re.IGNORECASE)
"""So long that no picture has it by chance."""
_LIST_MOST = 2 << 20
"""The list of ten thousand parts takes less."""
_ENDS, _END, _COMMENT_MOST, _SAID_ELSEWHERE = b"PK\x05\x06", 22, 0xFFFF, 0xFFFF_FFFF
_LONGEST = 16
"""No sign of a web page is longer, so that none is missed between two pieces."""


class Flaw(Exception):
    """Why a file is not taken, as a code."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def size_of(stream: IO[bytes]) -> int:
    stream.seek(0, io.SEEK_END)
    return stream.tell()


def pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """The whole stream from its start."""
    stream.seek(0)
    while piece := stream.read(_PIECE):
        yield piece


def is_two_in_one(stream: IO[bytes], media_type: str) -> bool:
    """Whether another program would find an archive, a PDF or a web page in the same bytes."""
    kind = kind_of(media_type)
    return (
        (kind is not FileKind.OFFICE and _is_archive(stream))
        or (kind is not FileKind.PDF and b"%PDF-" in _head(stream))
        or (kind is FileKind.IMAGE and any(_shows_page(stream)))
        or (kind in _BORDERED and bool(_PAGE.search(_border(stream, _BORDERED[kind]))))
    )


_BORDERED = {FileKind.PDF: 1 << 10, FileKind.AUDIO: 1 << 16, FileKind.VIDEO: 1 << 16}
"""So far from its ends a page may hide beside it; within, such letters may be its own."""


def _border(stream: IO[bytes], depth: int) -> bytes:
    head = _head(stream, depth)
    stream.seek(max(0, size_of(stream) - depth))
    return head + b"\n" + stream.read()


def is_crowded(stream: IO[bytes]) -> bool:
    """Whether an archive lists more than could be read without filling the memory."""
    size = size_of(stream)
    stream.seek(max(0, size - _END - _COMMENT_MOST))
    tail = stream.read()
    at = len(tail) - _END if tail[-_END:].startswith(_ENDS) else tail.rfind(_ENDS)
    if at < 0 or at + _END > len(tail):
        return False
    listed = int.from_bytes(tail[at + 12 : at + 16], "little")
    return _LIST_MOST < listed <= size or listed == _SAID_ELSEWHERE


def _is_archive(stream: IO[bytes]) -> bool:
    """Archives are read from their end, whatever stands before them."""
    if is_crowded(stream):
        return True
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            return bool(archive.namelist())
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError):
        return False


def _head(stream: IO[bytes], depth: int = 1 << 10) -> bytes:
    """As far as readers of PDF look for its beginning, or deeper."""
    stream.seek(0)
    return stream.read(depth)


def _shows_page(stream: IO[bytes]) -> Iterator[bool]:
    before = b""
    for piece in pieces(stream):
        yield bool(_PAGE.search(before + piece))
        before = piece[-_LONGEST:]
