"""Office documents are archives: how much would come out of them is known before anything does."""

import re
import zipfile
from collections.abc import Sequence
from itertools import pairwise
from typing import IO

from engine.checking.wholeness import Flaw, size_of

_PARTS_MOST = 10_000
_UNPACKED_MOST = 300 << 20
_RATIO_MOST, _RATIO_ASKED_FROM = 200, 5 << 20
_SMALL = 1 << 20
_LOCAL_HEADER, _END = 30, 22
_ENCRYPTED = 1
_PIECE = 1 << 18

_RUNS = re.compile(
    r"(^|/)(vba|activeX|macrosheets|Basic/|Scripts/)|(^|/)embeddings/.*\.bin$", re.IGNORECASE
)
"""Names of parts in which macros and objects of other programs lie."""
_NESTED = re.compile(
    r"\.(exe|dll|com|scr|bat|cmd|js|jse|vbs|vbe|wsf|hta|ps1|jar|msi|lnk|html?|zip|7z|rar)$",
    re.IGNORECASE,
)
_FETCHES = re.compile(rb"""attachedTemplate["'][^>]*Target=["']https?:""", re.IGNORECASE)
"""A document that would fetch its template, and with it macros, from somewhere else."""
_TOLD_IN = ("[Content_Types].xml", "word/_rels/settings.xml.rels")


def looked_through(stream: IO[bytes], media_type: str) -> tuple[str, IO[bytes]]:
    try:
        with zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
            _must_be_one_archive(stream, archive, parts)
            _must_not_swell(parts)
            _must_not_run(archive, parts)
            _must_be_readable(archive, parts)
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, OSError):
        raise Flaw("damaged") from None
    return media_type, stream


def _must_be_one_archive(
    stream: IO[bytes], archive: zipfile.ZipFile, parts: Sequence[zipfile.ZipInfo]
) -> None:
    """From the file's first byte to its last, each part behind the one before."""
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise Flaw("locked")
    ends = sorted((part.header_offset, part.compress_size) for part in parts)
    if ends[0][0] != 0 or archive.comment:
        raise Flaw("two_in_one")
    if any(at + _LOCAL_HEADER + packed > after for (at, packed), (after, _) in pairwise(ends)):
        raise Flaw("swells")
    stream.seek(size_of(stream) - _END)
    if stream.read(4) != b"PK\x05\x06":
        raise Flaw("two_in_one")


def _must_not_swell(parts: Sequence[zipfile.ZipInfo]) -> None:
    """What would come out is bounded, in number, in size and beside what is packed."""
    unpacked, packed = (sum(getattr(part, name) for part in parts) for name in _SIZES)
    swollen = any(_swells(part.file_size, part.compress_size) for part in parts)
    if (
        len(parts) > _PARTS_MOST
        or unpacked > _UNPACKED_MOST
        or swollen
        or _swells(unpacked, packed)
    ):
        raise Flaw("swells")


_SIZES = ("file_size", "compress_size")


def _swells(unpacked: int, packed: int) -> bool:
    return unpacked > _RATIO_ASKED_FROM and unpacked > _RATIO_MOST * max(packed, 1)


def _must_not_run(archive: zipfile.ZipFile, parts: Sequence[zipfile.ZipInfo]) -> None:
    if any(_RUNS.search(part.filename) for part in parts):
        raise Flaw("macros")
    if any(_NESTED.search(part.filename) for part in parts):
        raise Flaw("files_inside")
    for part in parts:
        if part.filename in _TOLD_IN and part.file_size <= _SMALL:
            told = archive.read(part)
            if b"macroEnabled" in told or _FETCHES.search(told):
                raise Flaw("macros")


def _must_be_readable(archive: zipfile.ZipFile, parts: Sequence[zipfile.ZipInfo]) -> None:
    """Each part comes out as its sum says; one that says less than it holds does not."""
    for part in parts:
        with archive.open(part) as file:
            while file.read(_PIECE):
                pass
