"""What is asked of files of every kind: that they are one thing, and not two in one."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import IO

from engine.checking.kinds import kind_of
from rules.terms import FileKind

_PIECE = 1 << 20
_PAGE = re.compile(rb"<script|<html|<!doctype html|<\?php", re.IGNORECASE)
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
        or (kind is FileKind.IMAGE and _has_page(stream))
    )


def _is_archive(stream: IO[bytes]) -> bool:
    """Archives are read from their end, whatever stands before them."""
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            return bool(archive.namelist())
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError):
        return False


def _head(stream: IO[bytes]) -> bytes:
    """As far as readers of PDF look for its beginning."""
    stream.seek(0)
    return stream.read(1024)


def _has_page(stream: IO[bytes]) -> bool:
    before = b""
    for piece in pieces(stream):
        if _PAGE.search(before + piece):
            return True
        before = piece[-_LONGEST:]
    return False
