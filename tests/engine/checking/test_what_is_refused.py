"""What is mislabelled, broken, too much, two in one, or runs: each is refused, saying why."""

import io

import pytest

from engine.checking import check, pdfs, sounds, wholeness
from engine.errors import FileRefused
from rules.terms import FileKind
from tests import artifacts
from tests.artifacts import box, mp3, mp4, office, pdf, pdf_saying, picture, relation

SIZES = dict.fromkeys(FileKind, 1)
ZIP = artifacts.archive({"run.exe": b"MZ"})
RATIO = b"\0" * (6 << 20)
HTML = b"<html><script>alert(1)</script></html>"
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><w>&b;</w>'
RELS = "word/_rels/settings.xml.rels"
SLIDE = artifacts.archive({"ppt/presentation.xml": b"<w/>", "x.bin": office()}, 0)


def holding(**parts: bytes) -> bytes:
    """A document with these parts beside, `__` for a slash and `_` for a dot."""
    named = {name.replace("__", "/").replace("_", "."): each for name, each in parts.items()}
    return artifacts.archive({"word/document.xml": b"<w/>", **named}, 0)


def fetching(relations: bytes) -> bytes:
    return artifacts.archive({"word/document.xml": b"<w/>", RELS: relations})


def tagged(content: bytes) -> bytes:
    """A sound behind a tag that holds something else."""
    return b"ID3\x04\0\0\0\0" + bytes(divmod(len(content), 128)) + content + mp3()


def opens(said: bytes) -> bytes:
    return pdf_saying(b"/OpenAction 4 0 R", b"", said)


def links_to(address: bytes) -> bytes:
    return pdf_saying(b"", b"/Annots [<< /Subtype /Link /A << /S /URI /URI (%s) >> >>]" % address)


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
    ("twice.docx", holding(a_xml=b"", A_xml=b""), "damaged"),
    ("above.docx", artifacts.archive({"word/document.xml": b"", "../../x": b""}), "damaged"),
    ("torn.docx", fetching(b"<R"), "damaged"),
    ("odd.webm", artifacts.webm_with(b"\x42\x86\x81\x01"), "damaged"),
    ("deaf.webm", artifacts.webm().partition(b"\x1f\x43")[0], "damaged"),
    ("endless.webm", artifacts.webm_with(b"\xa3\xff"), "damaged"),
    # too much
    ("large.txt", b"a" * ((1 << 20) + 1), "too_large"),
    ("wide.png", artifacts.png_that_says(60_000, 60_000), "too_many_dots"),
    ("bomb.docx", office(word__media=RATIO), "swells"),
    ("bomb.docx", artifacts.overlapping(), "swells"),
    ("crowd.docx", artifacts.archive(
        {"word/document.xml": b"", **{str(n): b"" for n in range(10_001)}}, 0), "swells"),
    ("within.docx", holding(word__embeddings__1_docx=office(word__media=RATIO)), "swells"),
    ("deep.docx", holding(word__1_pptx=artifacts.archive(
        {"ppt/presentation.xml": b"<w/>", "1.pptx": SLIDE}, 0)), "swells"),
    ("words.docx", office(word__1=ENTITIES), "swells"),
    ("words.docx", fetching(ENTITIES), "swells"),
    ("lists.docx", fetching(b"<R>" + b" " * (4 << 20) + b"</R>"), "swells"),
    ("bomb.pdf", pdf_saying(b"", b"/Contents 4 0 R", artifacts.packed_stream(RATIO, 2)), "swells"),
    # two in one
    ("both.png", picture() + ZIP, "two_in_one"),
    ("both.jpg", picture("JPEG") + b"<SCRIPT>alert(1)</script>", "two_in_one"),
    ("page.jpg", picture("JPEG", comment=b"<html>"), "two_in_one"),
    ("both.gif", picture("GIF", comment=b"%PDF-1.7"), "two_in_one"),
    ("both.pdf", pdf() + b"<html>", "two_in_one"),
    ("both.pdf", pdf() + ZIP, "two_in_one"),
    ("both.pdf", pdf() + b"MZ", "two_in_one"),
    ("both.mp3", mp3() + ZIP, "two_in_one"),
    ("both.docx", office() + b"<html>", "two_in_one"),
    ("both.docx", office()[:-2] + b"\x06\0<html>", "two_in_one"),
    ("page.txt", b"see %PDF-1.7", "two_in_one"),
    ("between.docx", artifacts.between_parts(HTML), "two_in_one"),
    ("php.gif", b"GIF89a/*<?php system(1);?>*/" + picture("GIF")[6:], "two_in_one"),
    ("page.pdf", b"%PDF-1.7\n" + HTML + pdf()[9:], "two_in_one"),
    ("page.mp3", tagged(b"TIT2" + HTML), "two_in_one"),
    ("page.mp3", mp3() + HTML, "two_in_one"),
    ("page.wav", artifacts.wav() + b"LIST\x26\0\0\0" + HTML, "two_in_one"),
    ("page.mp4", mp4(more=box(b"free", HTML)), "two_in_one"),
    ("page.webm", artifacts.webm() + HTML, "two_in_one"),
    # what runs, fetches, carries or is locked
    ("macros.docx", office(word__vbaProject_bin=b"x").replace(b"_bin", b".bin"), "macros"),
    ("macros.docx", office(types=artifacts.MACRO_TYPES), "macros"),
    ("macros.xlsx", office("xl/workbook.xml", xl__macrosheets__1=b"x"), "macros"),
    ("control.docx", office(word__activeX__1=b"x"), "macros"),
    ("macros.odt", artifacts.open_document(Basic__Standard=b"x"), "macros"),
    ("macros.docx", office(types=artifacts.MACRO_TYPES.decode().encode("utf-16")), "macros"),
    ("macros.docx", office(types=b'<T ContentType="x.vbaProject"/>', word__v=b"x"), "macros"),
    ("macros.docx", office(word__v=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "macros"),
    ("macros.docx", artifacts.archive({"word/document.xml": b"", "w\\vbaX": b""}), "macros"),
    ("macros.odt", artifacts.open_document(x=b"<o a='vnd.sun.star.script:x'/>"), "macros"),
    ("starts.docx", office(word__1=b"<w:instrText> DDEAUTO c:\\\\cmd</w:instrText>"), "macros"),
    ("fetches.docx", fetching(relation("attachedTemplate", "https://e.example/t.dotm")), "macros"),
    ("fetches.docx", fetching(relation("attachedTemplate", "\\\\e.example@SSL\\t.dotm")), "macros"),
    ("fetches.docx", fetching(relation("oleObject", "&#104;ttp://e.example/x!", Id="&gt;")),
     "macros"),
    ("fetches.docx", fetching(relation("frame", "mhtml:http://e.example/x")), "macros"),
    ("carries.docx", artifacts.archive({"word/document.xml": b"", "word/run.exe": b"MZ"}),
     "files_inside"),
    ("carries.docx", holding(word__media__1_png=b"MZ\x90\0"), "files_inside"),
    ("carries.docx", holding(word__media__1_png=ZIP), "files_inside"),
    ("carries.docx", holding(word__1_mht=b"MIME-Version: 1.0"), "files_inside"),
    ("runs.docx", holding(**{"META-INF__MANIFEST_MF": b"Main-Class: X"}), "files_inside"),
    ("carries.webm", artifacts.webm_with(b"\x19\x41\xa4\x69\x82MZ"), "files_inside"),
    ("locked.docx", artifacts.locked_office(), "locked"),
    ("many.zip", ZIP, "archive"),
    ("other.odt", artifacts.open_document("formula"), "archive"),
    ("script.pdf", artifacts.pdf_with_script(), "scripted"),
    ("launch.pdf", artifacts.pdf_with_action("Launch"), "scripted"),
    ("sends.pdf", artifacts.pdf_with_action("SubmitForm"), "scripted"),
    ("asks.pdf", opens(b"<< /S /URI /URI (https://e.example) >>"), "scripted"),
    ("asks.pdf", opens(b"<< /S /GoTo /Next [<< /S /URI /URI (https://e.example) >>] >>"),
     "scripted"),
    ("asks.pdf", opens(b"<< /S /GoToR /F (\\\\\\\\e.example\\\\x) >>"), "scripted"),
    ("script.pdf", opens(b"<< /S /J#61vaScript >>"), "scripted"),
    ("script.pdf", links_to(b"javascript:alert(1)"), "scripted"),
    ("script.pdf", links_to(b"file:///etc/passwd"), "scripted"),
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


def test_a_pdf_that_swells_is_refused(monkeypatch) -> None:
    whole = pdf_saying(b"", b"/Contents 4 0 R", artifacts.packed_stream(b"a" * 3000))
    for most in ("_STREAM_MOST", "_UNPACKED_MOST"):
        with monkeypatch.context() as patch:
            patch.setattr(pdfs, most, 2000)
            with pytest.raises(FileRefused) as refusal:
                check(io.BytesIO(whole), "plan.pdf", SIZES)
        assert refusal.value.why == "swells"


@pytest.mark.parametrize("content", [office(), picture() + ZIP])
def test_an_archive_that_lists_too_much_is_not_opened(content, monkeypatch) -> None:
    monkeypatch.setattr(wholeness, "_LIST_MOST", 20)
    monkeypatch.setattr("zipfile.ZipFile", None)

    with pytest.raises(FileRefused) as refusal:
        check(io.BytesIO(content), "a", SIZES)
    assert refusal.value.why in ("swells", "two_in_one")


@pytest.mark.parametrize("content", [artifacts.wav(), artifacts.ogg()])
def test_a_sound_of_endless_parts_is_refused(content, monkeypatch) -> None:
    monkeypatch.setattr(sounds, "_PARTS_MOST", 1)

    with pytest.raises(FileRefused) as refusal:
        check(io.BytesIO(content), "a", SIZES)
    assert refusal.value.why == "damaged"


def test_a_kind_that_the_district_does_not_take_is_refused() -> None:
    with pytest.raises(FileRefused) as refusal:
        check(io.BytesIO(mp4()), "film.mp4", {**SIZES, FileKind.VIDEO: 0})
    assert refusal.value.why == "not_taken_here"


def test_too_large_says_how_large_it_may_be() -> None:
    with pytest.raises(FileRefused) as refusal:
        check(io.BytesIO(b"a" * (1 << 21)), "large.txt", SIZES)
    assert refusal.value.megabytes == 1
