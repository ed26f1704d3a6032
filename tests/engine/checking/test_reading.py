"""The text of files, wherever somebody wrote something: bodies, notes, properties."""

import io
from collections.abc import Sequence

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from engine.checking import Page, is_readable, pages_of
from engine.checking.kinds import DOCX, ODT, PPTX, XLSX
from tests import artifacts


def pdf_of(*pages: str, drawing: str = "", **about: str) -> bytes:
    """A PDF with one line on each page; `about` is what it says of itself."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for text in pages:
        page = writer.add_blank_page(200, 200)
        drawn = DecodedStreamObject()
        drawn.set_data(f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET {drawing}".encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(drawn)
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    writer.add_metadata({f"/{name}": said for name, said in about.items()})
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def read(content: bytes, media_type: str, enough=lambda: False) -> Sequence[Page]:
    return list(pages_of(io.BytesIO(content), media_type, enough=enough))


def test_a_pdf_is_read_page_by_page_and_what_it_says_of_itself() -> None:
    about, first, second = read(pdf_of("One", "Two", Author="Rosalind"), "application/pdf")

    assert about.of_itself
    assert "Rosalind" in (about.text or "")
    assert [(each.number, each.text) for each in (first, second)] == [(1, "One"), (2, "Two")]


def test_a_page_that_is_drawn_for_long_is_not_read() -> None:
    _about, first, second = read(pdf_of("x" * (1 << 20), "Two"), "application/pdf")

    assert (first.text, first.number, second.text) == (None, 1, "Two")


def test_an_empty_page_has_no_text() -> None:
    assert [each.text for each in read(artifacts.pdf(), "application/pdf")][1:] == [""]


SCANNED = "q 200 0 0 200 0 0 cm /Im0 Do Q"
OUTLINED = "0 0 m 200 200 l S " * 200
LONG = "Forty letters and more stand on this page, and so it was read by a program."


@pytest.mark.parametrize(
    ("text", "drawing", "pictured"),
    [
        ("Page 3, by ScanCamera", SCANNED, True),
        ("", "BI /W 1 /H 1 ID x EI", True),
        ("", OUTLINED, True),
        ("", "", False),
        (LONG, SCANNED, False),
    ],
)
def test_a_page_that_was_scanned_shows_more_than_it_says(text, drawing, pictured) -> None:
    _about, page = read(pdf_of(text, drawing=drawing), "application/pdf")

    assert ((page.text or "").rstrip(), page.pictured) == (text, pictured)


def test_a_slide_that_is_a_picture_is_told() -> None:
    shown = b"<p:pic><a:blip r:embed='1'/></p:pic>"
    said = b"<a:p>%s</a:p>" % LONG.encode()
    slides = {"ppt/slides/slide1.xml": shown, "ppt/slides/slide2.xml": shown + said}

    found = read(artifacts.archive(slides), PPTX)

    assert [(each.number, each.pictured) for each in found] == [(1, True), (2, False)]


def test_when_the_time_is_over_the_rest_is_not_read() -> None:
    left = [False, True]

    found = read(pdf_of("One", "Two"), "application/pdf", lambda: left.pop(0))

    assert found[1:] == [Page("One", 1), Page(None, 2)]
    assert read(b"One", "text/plain", lambda: True) == [Page("One"), Page(None)]


W = "<w:p><w:r><w:t>Ros</w:t></w:r><w:r><w:t>alind &amp; Ada</w:t></w:r></w:p><w:p>Two</w:p>"


@pytest.mark.parametrize(
    ("content", "media_type", "found"),
    [
        (artifacts.archive({"word/document.xml": W.encode()}), DOCX,
         [Page("Rosalind & Ada\nTwo\n")]),
        (artifacts.archive({"word/comments.xml": b"<w:p>Ada</w:p>", "word/styles.xml": b"<w>No</w>",
                            "docProps/core.xml": b"<dc:creator>Rosalind</dc:creator>"}), DOCX,
         [Page("Rosalind\n", of_itself=True), Page("Ada\n")]),
        (artifacts.archive({"ppt/slides/slide10.xml": b"<a:p>Ten</a:p>",
                            "ppt/slides/slide2.xml": b"<a:p>Two</a:p>",
                            "ppt/notesSlides/notesSlide2.xml": b"<a:p>Note</a:p>"}), PPTX,
         [Page("Note\n", 2), Page("Two\n", 2), Page("Ten\n", 10)]),
        (artifacts.archive({"xl/sharedStrings.xml": b"<si><t>Ada</t></si><si><t>Ben</t></si>",
                            "xl/workbook.xml": b'<sheets><sheet name="Ros" id="1"/></sheets>'}),
         XLSX, [Page("Ada\nBen\n"), Page("Ros\n")]),
        (artifacts.archive({"content.xml": b"<text:p>Ada</text:p>", "mimetype": b""}), ODT,
         [Page("Ada\n")]),
        ("\ufeffAdañ".encode(), "text/plain", [Page("Adañ")]),
    ],
)  # fmt: skip
def test_office_documents_and_texts_say_what_people_wrote(content, media_type, found) -> None:
    assert read(content, media_type) == found


def test_what_is_too_long_is_told_not_to_be_read_to_its_end(monkeypatch) -> None:
    monkeypatch.setattr("engine.checking.reading._BYTES_MOST", 4)

    assert read(b"Ada and Ben", "text/plain") == [Page("Ada "), Page(None)]
    long = artifacts.archive({"content.xml": b"Ada and Ben"})
    assert read(long, ODT) == [Page("Ada "), Page(None)]


def test_what_no_reader_understands_is_not_read() -> None:
    assert read(b"no archive", DOCX) == [Page(None)]
    assert [is_readable(each) for each in ("image/png", "audio/mpeg", DOCX)] == [False, False, True]
