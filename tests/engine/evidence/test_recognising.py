"""A file is what its bytes say: what evidence may have is known, everything else is refused."""

import io
import zipfile

import pytest

from engine.errors import FileRefused
from engine.evidence import recognise

OFFICE = "application/vnd.openxmlformats-officedocument."


def archive(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as inside:
        for name in names:
            inside.writestr(name, "<x/>")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 ...", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"\xff\xd8\xff\xe0....", "image/jpeg"),
        (b"GIF89a..", "image/gif"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "audio/wav"),
        (b"\x00\x00\x00\x18ftypheic....", "image/heic"),
        (b"\x00\x00\x00\x18ftypM4A ....", "audio/mp4"),
        (b"\x00\x00\x00\x18ftypisom....", "video/mp4"),
        (b"OggS....", "audio/ogg"),
        (archive("word/document.xml"), f"{OFFICE}wordprocessingml.document"),
        (archive("xl/workbook.xml"), f"{OFFICE}spreadsheetml.sheet"),
        (archive("mimetype", "content.xml"), "application/vnd.oasis.opendocument"),
        (b"Twelve pupils, then nineteen.\r\n\tDone.", "text/plain"),
        ("\ufeffZwölf".encode(), "text/plain"),
        ("ö".encode() * 3000, "text/plain"),
        (b"x" + "ö".encode() * 3000, "text/plain"),
    ],
)
def test_what_evidence_may_have_is_known_by_its_content(content: bytes, kind: str) -> None:
    stream = io.BytesIO(content)

    assert recognise(stream, "photo.png") == kind
    assert stream.tell() == 0


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"MZ\x90\x00\x03", "unknown_kind"),
        (b"\x7fELF\x02", "unknown_kind"),
        (b"#!/bin/sh\nrm", "unknown_kind"),
        (b"  \n<!doctype html><script>", "unknown_kind"),
        ("\ufeff<svg onload='x'>".encode(), "unknown_kind"),
        (b"<!--    WEBP--><script>alert(1)</script>", "unknown_kind"),
        (b"<!--ftypheic--><script>alert(1)</script>", "unknown_kind"),
        (b"<b>..   WAVE", "unknown_kind"),
        (b"Zw\xf6lf", "unknown_kind"),
        (archive("a.exe"), "unknown_kind"),
        (b"PK\x03\x04 and then nothing", "unknown_kind"),
    ],
)
def test_programs_pages_and_riddles_are_refused(content: bytes, why: str) -> None:
    with pytest.raises(FileRefused) as refusal:
        recognise(io.BytesIO(content), "homework.pdf")
    assert (refusal.value.name, refusal.value.why) == ("homework.pdf", why)
