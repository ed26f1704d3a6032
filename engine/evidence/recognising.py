"""What a file really is, by its content; its name and what the browser says don't count."""

import zipfile
from typing import IO

from engine.errors import FileRefused

_SIGNATURES: tuple[tuple[bytes, int, bytes, str], ...] = (
    (b"%PDF-", 0, b"", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", 0, b"", "image/png"),
    (b"\xff\xd8\xff", 0, b"", "image/jpeg"),
    (b"GIF87a", 0, b"", "image/gif"),
    (b"GIF89a", 0, b"", "image/gif"),
    (b"RIFF", 8, b"WEBP", "image/webp"),
    (b"\0\0", 4, b"ftypheic", "image/heic"),
    (b"\0\0", 4, b"ftypM4A", "audio/mp4"),
    (b"\0\0", 4, b"ftyp", "video/mp4"),
    (b"\x1aE\xdf\xa3", 0, b"", "video/webm"),
    (b"OggS", 0, b"", "audio/ogg"),
    (b"ID3", 0, b"", "audio/mpeg"),
    (b"\xff\xfb", 0, b"", "audio/mpeg"),
    (b"RIFF", 8, b"WAVE", "audio/wav"),
)
"""How a file begins, and what stands somewhat later; a comment of a web page is neither."""
_IN_ZIP = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ppt/presentation.xml": (
        "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    ),
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "content.xml": "application/vnd.oasis.opendocument",
}
_HEAD = 4096


def recognise(stream: IO[bytes], name: str) -> str:
    """The media type of a file that evidence may have; the stream stands at its start again.

    Raises FileRefused for everything else, programs and web pages among it.
    """
    head = stream.read(_HEAD)
    stream.seek(0)
    if not head:
        raise FileRefused(name, "empty")
    for first, at, then, media_type in _SIGNATURES:
        if head.startswith(first) and head.startswith(then, at):
            return media_type
    found = _office(stream) if head.startswith(b"PK\x03\x04") else _text(head)
    if found is None:
        raise FileRefused(name, "unknown_kind")
    return found


def _office(stream: IO[bytes]) -> str | None:
    """Which office document a zip archive is; other archives are not taken."""
    try:
        inside = set(zipfile.ZipFile(stream).namelist())
    except zipfile.BadZipFile:
        return None
    finally:
        stream.seek(0)
    return next((kind for part, kind in _IN_ZIP.items() if part in inside), None)


def _text(head: bytes) -> str | None:
    """Plain text without control characters that does not look like a page or a program."""
    try:
        text = head.decode("utf-8-sig", errors="strict" if len(head) < _HEAD else "ignore")
    except UnicodeDecodeError:
        return None
    if any(ord(sign) < 32 and sign not in "\t\r\n\f" for sign in text):
        return None
    return None if text.lstrip().startswith(("<", "#!")) else "text/plain"
