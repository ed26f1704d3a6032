"""Office documents are archives: how much would come out of them is known before anything does."""

import re
import struct
import zipfile
from codecs import BOM_UTF8
from collections.abc import Sequence
from itertools import pairwise
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO

from engine.checking.recognising import recognise
from engine.checking.relations import must_fetch_nothing, must_name_no_macros
from engine.checking.wholeness import Flaw, size_of

_PARTS_MOST = 10_000
_UNPACKED_MOST = 300 << 20
_RATIO_MOST, _RATIO_ASKED_FROM = 200, 5 << 20
_DEEP_MOST = 2
"""A table behind a chart in a slide in a letter; nobody lays one document deeper into another."""
_TOLD_MOST = 4 << 20
"""No list of parts is longer, nor a list of what a part refers to."""
_LOCAL_HEADER, _DESCRIPTOR, _END = 30, 24, 22
_ENCRYPTED = 1
_PIECE = 1 << 18
_OVERLAP = 256

_RUNS = re.compile(
    r"(^|/)(vba|activeX|macrosheets|Basic/|Scripts/)|(^|/)embeddings/.*\.bin$", re.IGNORECASE
)
"""Names of parts in which macros and objects of other programs lie."""
_NESTED = re.compile(
    r"\.(exe|dll|com|scr|bat|cmd|js|jse|vbs|vbe|wsf|hta|ps1|jar|class|dex|msi|lnk|url|chm|reg|sh"
    r"|x?html?|mht(ml)?|zip|7z|rar|iso)$|(^|/)META-INF/MANIFEST\.MF$",
    re.IGNORECASE,
)
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"#!", b"dex\n")
_OBJECT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How an object of another program begins, and a store of macros, whatever they are called."""
_ARCHIVE = b"PK\x03\x04"
_SWELLS = re.compile(rb"<!ENTITY")
_ACTS = re.compile(rb"<w:instrText[^>]*>\s*DDE|<ddeLink\b|vnd\.sun\.star\.script:")
"""Words by which a part starts another program, or a macro that lies elsewhere."""


def looked_through(stream: IO[bytes], media_type: str) -> tuple[str, IO[bytes]]:
    try:
        _look_through(stream, _UNPACKED_MOST, deep=0)
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, OSError, struct.error):
        raise Flaw("damaged") from None
    return media_type, stream


def _look_through(stream: IO[bytes], room: int, *, deep: int) -> int:
    """How many bytes come out of it and of what lies in it, for which there is so much room."""
    with zipfile.ZipFile(stream) as archive:
        parts = archive.infolist()
        unpacked = _must_not_swell(parts, room)
        _must_be_one_archive(stream, archive, parts)
        _must_not_run(archive, parts)
        for part in parts:
            unpacked += _look_at(archive, part, room - unpacked, deep=deep)
    return unpacked


def _must_not_swell(parts: Sequence[zipfile.ZipInfo], room: int) -> int:
    """What would come out is bounded, in number, in size and beside what is packed."""
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    swollen = any(_swells(part.file_size, part.compress_size) for part in parts)
    if len(parts) > _PARTS_MOST or unpacked > room or swollen or _swells(unpacked, packed):
        raise Flaw("swells")
    return unpacked


def _swells(unpacked: int, packed: int) -> bool:
    return unpacked > _RATIO_ASKED_FROM and unpacked > _RATIO_MOST * max(packed, 1)


def _must_be_one_archive(
    stream: IO[bytes], archive: zipfile.ZipFile, parts: Sequence[zipfile.ZipInfo]
) -> None:
    """From the file's first byte to its last, each part right behind the one before."""
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise Flaw("locked")
    ways = [_way(part) for part in parts]
    if len({*ways}) < len(ways) or any(".." in way.split("/") for way in ways):
        raise Flaw("damaged")
    begun = sorted(parts, key=lambda part: part.header_offset)
    if begun[0].header_offset != 0 or archive.comment:
        raise Flaw("two_in_one")
    begins = [*(part.header_offset for part in begun), archive.start_dir]
    for part, (at, after) in zip(begun, pairwise(begins), strict=True):
        between = after - _end(stream, at, part.compress_size)
        if between < 0:
            raise Flaw("swells")
        if between > _DESCRIPTOR:
            raise Flaw("two_in_one")
    stream.seek(size_of(stream) - _END)
    if stream.read(4) != b"PK\x05\x06":
        raise Flaw("two_in_one")


def _end(stream: IO[bytes], at: int, packed: int) -> int:
    """Where a part ends that begins here, by what stands before it."""
    stream.seek(at)
    named, extra = struct.unpack_from("<HH", stream.read(_LOCAL_HEADER), 26)
    return at + _LOCAL_HEADER + int(named) + int(extra) + packed


def _way(part: zipfile.ZipInfo) -> str:
    """The name of a part as the programs compare it that open it."""
    return part.filename.replace("\\", "/").casefold()


def _must_not_run(archive: zipfile.ZipFile, parts: Sequence[zipfile.ZipInfo]) -> None:
    for part in parts:
        way = _way(part)
        if _RUNS.search(way):
            raise Flaw("macros")
        if _NESTED.search(way):
            raise Flaw("files_inside")
        if way == "[content_types].xml" or way.endswith(".rels"):
            if part.file_size > _TOLD_MOST:
                raise Flaw("swells")
            check = must_fetch_nothing if way.endswith(".rels") else must_name_no_macros
            check(archive.read(part))


def _look_at(archive: zipfile.ZipFile, part: zipfile.ZipInfo, room: int, *, deep: int) -> int:
    """A part comes out as its sum says, and is no program; what comes out of one within it."""
    with archive.open(part) as file:
        before = piece = file.read(_PIECE)
        if piece.startswith(_OBJECT):
            raise Flaw("macros")
        if piece.startswith(_PROGRAMS):
            raise Flaw("files_inside")
        if piece.startswith(_ARCHIVE):
            return _look_within(piece, file, room, deep=deep + 1)
        is_written = piece.removeprefix(BOM_UTF8).lstrip().startswith(b"<")
        while piece:
            if is_written and _SWELLS.search(before):
                raise Flaw("swells")
            if is_written and _ACTS.search(before):
                raise Flaw("macros")
            tail, piece = piece[-_OVERLAP:], file.read(_PIECE)
            before = tail + piece
    return 0


def _look_within(begun: bytes, file: IO[bytes], room: int, *, deep: int) -> int:
    """A document that lies in a document, as the table behind a chart does."""
    with TemporaryFile() as inner:
        inner.write(begun)
        copyfileobj(file, inner)
        try:
            recognise(inner)
        except Flaw:
            raise Flaw("files_inside") from None
        if deep > _DEEP_MOST:
            raise Flaw("swells")
        return _look_through(inner, room, deep=deep)
