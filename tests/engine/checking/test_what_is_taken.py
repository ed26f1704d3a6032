"""What evidence may have is known by its content, and kept whole under a name that fits."""

import io

import pytest

from engine.checking import check
from engine.checking.kinds import DOCX, ODP, ODS, ODT, PPTX, XLSX
from rules.terms import FileKind
from tests import artifacts

SIZES = dict.fromkeys(FileKind, 2)


@pytest.mark.parametrize(
    ("content", "media_type", "ending"),
    [
        (artifacts.picture("PNG"), "image/png", "png"),
        (artifacts.picture("JPEG"), "image/jpeg", "jpg"),
        (artifacts.picture("GIF"), "image/gif", "gif"),
        (artifacts.picture("WEBP"), "image/webp", "webp"),
        (artifacts.picture("AVIF"), "image/jpeg", "jpg"),
        (artifacts.moving("AVIF"), "image/jpeg", "jpg"),
        (artifacts.pdf(), "application/pdf", "pdf"),
        (artifacts.pdf_saying(b"/OpenAction [3 0 R /Fit]", b"/Contents 4 0 R",
                              artifacts.packed_stream(b"q Q")), "application/pdf", "pdf"),
        (artifacts.pdf_saying(b"/OpenAction << /S /GoTo /D [3 0 R /Fit] >>", b"/Annots [<< /A << "
                              b"/S /URI /URI (https://e.example/a?b=c:d) >> >>] /Contents 4 0 R",
                              b"<< /Length 3 /Filter /FlateDecode >>\nstream\nxyz\nendstream"),
         "application/pdf", "pdf"),
        (artifacts.pdf(owner="only the owner may print"), "application/pdf", "pdf"),
        (artifacts.office("word/document.xml"), DOCX, "docx"),
        (artifacts.office("ppt/presentation.xml"), PPTX, "pptx"),
        (artifacts.office("xl/workbook.xml"), XLSX, "xlsx"),
        (artifacts.open_document("text"), ODT, "odt"),
        (artifacts.open_document("presentation"), ODP, "odp"),
        (artifacts.open_document("spreadsheet"), ODS, "ods"),
        (artifacts.office(word__embeddings__1=artifacts.office("xl/workbook.xml")), DOCX, "docx"),
        (artifacts.archive({
            "word/document.xml": b"\xef\xbb\xbf<w/>", "word/media/1.png": artifacts.picture(),
            "word/_rels/settings.xml.rels": artifacts.relation("hyperlink", "https://e.example")
        }), DOCX, "docx"),
        (artifacts.archive({
            "word/document.xml": b"", "word/_rels/settings.xml.rels":
                artifacts.relation("attachedTemplate", "file:///C:\\Templates\\lesson.dotx"),
        }), DOCX, "docx"),
        (artifacts.mp3(), "audio/mpeg", "mp3"),
        (artifacts.mp3(tagged=True) + b"TAG" + b"\0" * 125, "audio/mpeg", "mp3"),
        (b"\xff\xf3\x48\xc0" * 1 + b"\0" * 140 + (b"\xff\xf3\x48\xc0" + b"\0" * 140) * 3,
         "audio/mpeg", "mp3"),
        (artifacts.mp4(b"M4A ", b"smhd"), "audio/mp4", "m4a"),
        (artifacts.mp4(b"isom", b"smhd"), "audio/mp4", "m4a"),
        (artifacts.mp4(b"qt  "), "video/mp4", "mp4"),
        (artifacts.mp4(more=b"\0\0\0\0mdat and so on to the end"), "video/mp4", "mp4"),
        (artifacts.mp4(more=b"\0\0\0\1mdat\0\0\0\0\0\0\0\x18" + b"\1" * 8), "video/mp4", "mp4"),
        (artifacts.wav(), "audio/wav", "wav"),
        (artifacts.ogg(), "audio/ogg", "ogg"),
        (artifacts.webm(), "audio/webm", "weba"),
        (artifacts.webm_whole(), "video/webm", "webm"),
        ("Notas de la reunión\n".encode(), "text/plain", "txt"),
        (b"\xef\xbb\xbfname,points\n", "text/plain", "txt"),
        (b"x" + "ö".encode() * 3000, "text/plain", "txt"),
    ],
)  # fmt: skip
def test_each_kind_is_taken_whatever_its_name_is(content, media_type, ending) -> None:
    taken = check(io.BytesIO(content), "work", SIZES)

    assert (taken.media_type, taken.name) == (media_type, f"work.{ending}")
    assert taken.stream.tell() == 0
    if not media_type.startswith(("image/", "video/mp4", "audio/mp4")):
        assert taken.stream.read() == content


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Users\\ada\\board.png", "board.png"),
        ("../../etc/board.PNG", "board.PNG"),
        ("board.jpg", "board.png"),
        ("board", "board.png"),
        ("board.v2", "board.v2.png"),
        ("board.exe", "board.exe.png"),
        ("Week 1.5", "Week 1.5.png"),
        ("\u202egnp.exe\x00\r\n", "gnp.exe.png"),
        ("  a   b .png ", "a b .png"),
        ("...", "file.png"),
        ("a" * 300 + ".png", "a" * 156 + ".png"),
    ],
)
def test_a_name_hides_nothing_and_ends_as_the_file_is(given, kept) -> None:
    assert check(io.BytesIO(artifacts.picture()), given, SIZES).name == kept


def test_a_recorded_voice_is_taken_where_no_video_is() -> None:
    voice = io.BytesIO(artifacts.webm())

    taken = check(voice, "Recording of Nov 18, 2025.weba", {**SIZES, FileKind.VIDEO: 0})

    assert (taken.media_type, taken.name) == ("audio/webm", "Recording of Nov 18, 2025.weba")


def test_text_stays_text_whatever_it_is_called() -> None:
    assert check(io.BytesIO(b"alert(1)"), "page.html", SIZES).name == "page.html.txt"
