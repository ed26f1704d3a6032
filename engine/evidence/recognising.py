"""What a file really is, by its content; its name and what the browser says don't count."""

import zipfile
from typing import IO

from engine.errors import FileRefused

_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF-", "application/pdf"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftyp", "video/mp4"),
    (0, b"\x1aE\xdf\xa3", "video/webm"),
    (0, b"OggS", "audio/ogg"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (8, b"WAVE", "audio/wav"),
)
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
    for at, signature, media_type in _SIGNATURES:
        if head.startswith(signature, at):
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
