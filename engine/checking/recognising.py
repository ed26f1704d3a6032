"""What a file claims to be by its first bytes; whether it is that whole is asked afterwards."""

import zipfile
from collections.abc import Mapping
from typing import IO

from engine.checking.kinds import DOCX, ODP, ODS, ODT, PPTX, XLSX
from engine.checking.wholeness import Flaw, is_crowded

_SIGNATURES: tuple[tuple[bytes, int, bytes, str], ...] = (
    (b"%PDF-", 0, b"", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", 0, b"", "image/png"),
    (b"\xff\xd8\xff", 0, b"", "image/jpeg"),
    (b"GIF87a", 0, b"", "image/gif"),
    (b"GIF89a", 0, b"", "image/gif"),
    (b"RIFF", 8, b"WEBP", "image/webp"),
    (b"RIFF", 8, b"WAVE", "audio/wav"),
    (b"OggS", 0, b"", "audio/ogg"),
    (b"ID3", 0, b"", "audio/mpeg"),
    *((bytes((0xFF, second)), 0, b"", "audio/mpeg") for second in (0xFB, 0xFA, 0xF3, 0xF2)),
    (b"\x1aE\xdf\xa3", 0, b"", "video/webm"),
    (b"\0\0", 4, b"ftypM4A", "audio/mp4"),
    (b"\0\0", 4, b"ftypavif", "image/avif"),
    (b"\0\0", 4, b"ftypavis", "image/avif"),
    *(
        (b"\0\0", 4, b"ftyp" + brand, "heic")
        for brand in (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")
    ),
    (b"\0\0", 4, b"ftyp", "video/mp4"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, b"", "old_office"),
)
"""How a file begins, and what stands somewhat later; a comment of a web page is neither."""

_REFUSED_BY_NAME = ("heic", "old_office")
"""Known, not taken, and with a sentence of their own that says what to do instead."""

_OPEN_XML: Mapping[str, str] = {
    "word/document.xml": DOCX, "ppt/presentation.xml": PPTX, "xl/workbook.xml": XLSX,
}  # fmt: skip
_ODF = (ODT, ODP, ODS)
_HEAD = 4096


def recognise(stream: IO[bytes]) -> str:
    """The media type that the file begins as; a Flaw for everything that evidence cannot have."""
    stream.seek(0)
    head = stream.read(_HEAD)
    if not head:
        raise Flaw("empty")
    for first, at, then, media_type in _SIGNATURES:
        if head.startswith(first) and head.startswith(then, at):
            if media_type in _REFUSED_BY_NAME:
                raise Flaw(media_type)
            return media_type
    if head.startswith(b"PK\x03\x04"):
        return _office(stream)
    if _is_markup(head):
        raise Flaw("web_page")
    if _looks_written(head):
        return "text/plain"
    raise Flaw("unknown_kind")


def _office(stream: IO[bytes]) -> str:
    """Which office document a zip archive is; other archives are not taken."""
    if is_crowded(stream):
        raise Flaw("swells")
    try:
        with zipfile.ZipFile(stream) as archive:
            inside = set(archive.namelist())
            said = _first_words(archive) if "mimetype" in inside else ""
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError, RuntimeError):
        raise Flaw("damaged") from None
    found = next((kind for part, kind in _OPEN_XML.items() if part in inside), said)
    if found not in (*_OPEN_XML.values(), *_ODF):
        raise Flaw("archive")
    return found


def _first_words(archive: zipfile.ZipFile) -> str:
    with archive.open("mimetype") as file:
        return file.read(100).decode("ascii", "replace").strip()


def _is_markup(head: bytes) -> bool:
    """A web page or drawing may run scripts wherever it is opened."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")


def _looks_written(head: bytes) -> bool:
    """No control signs; no beginning of a program, or of a text that carries objects."""
    begun = head.removeprefix(b"\xef\xbb\xbf")
    return not begun.startswith((b"#!", b"{\\rt")) and all(
        byte >= 32 or byte in b"\t\r\n\f" for byte in head
    )
