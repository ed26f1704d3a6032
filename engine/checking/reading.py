"""The text of a file, page by page where it has pages, and what the file says of itself."""

import html
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

from pypdf import PdfReader

from engine.checking.kinds import kind_of
from rules.terms import FileKind

LETTERS_MOST = 2_000_000
"""What is read of one page or part; no page that a person wrote has more."""
_BYTES_MOST = 8 << 20
_DRAWN_MOST = 1 << 20
"""A page that takes more than this to draw is a picture rather than a text."""
_FEW = 40
"""So few letters stand on a page that was scanned: its number, and the name of the scanner."""
_OUTLINES = 2000
"""Bytes that draw something, where no picture is named."""

Enough = Callable[[], bool]
"""Whether the time for reading is over."""


@dataclass(frozen=True)
class Page:
    """A piece of a file's text; None for one that could not be read."""

    text: str | None
    number: int = 0
    """From 1 on, where the file has pages or slides."""
    of_itself: bool = False
    """Whether it is its title, its author and the like."""
    pictured: bool = False
    """Whether it shows more than it says: a scanned page has no letters that could be read."""


def is_readable(media_type: str) -> bool:
    """Whether a file of this kind has a text that a program can read."""
    return kind_of(media_type) in _READERS


def pages_of(stream: IO[bytes], media_type: str, *, enough: Enough) -> Iterator[Page]:
    """Page by page; a page without text stands for what was not read, in time or at all."""
    try:
        for page in _READERS[kind_of(media_type)](stream):
            yield page
            if enough():
                yield Page(None, page.number + 1 if page.number else 0)
                return
    except Exception:  # Whatever a reader stumbles over, people are told that it was not read.
        yield Page(None)


def _pdf(stream: IO[bytes]) -> Iterator[Page]:
    reader = PdfReader(stream, strict=False)
    about = reader.metadata
    yield Page("\n".join(str(each) for each in (about or {}).values()), of_itself=True)
    for number, page in enumerate(reader.pages, 1):
        content = page.get_contents()
        drawn = content.get_data() if content is not None else b""
        if len(drawn) > _DRAWN_MOST:
            yield Page(None, number)
        else:
            text = page.extract_text()[:LETTERS_MOST]
            shows = len(drawn) > _OUTLINES or bool(_IMAGE.search(drawn))
            yield Page(text, number, pictured=shows and _says_little(text))


def _text(stream: IO[bytes]) -> Iterator[Page]:
    yield Page(stream.read(_BYTES_MOST).decode("utf-8-sig", "replace"))
    if stream.read(1):
        yield Page(None)


def _office(stream: IO[bytes]) -> Iterator[Page]:
    with zipfile.ZipFile(stream) as archive:
        parts = [each for each in archive.namelist() if _TOLD.search(each)]
        for name in sorted(parts, key=_in_order):
            with archive.open(name) as part:
                marked = part.read(_BYTES_MOST).decode("utf-8", "replace")
                whole = not part.read(1)
            slide = _SLIDE.search(name)
            number, about = int(slide[1]) if slide else 0, bool(_OF_ITSELF.search(name))
            text = _unmarked(marked)[:LETTERS_MOST]
            shows = bool(_PICTURE.search(marked)) and _says_little(text)
            yield Page(text, number, of_itself=about, pictured=shows)
            if not whole:
                yield Page(None, number)


_TOLD = re.compile(
    r"^(word/(document|header\d*|footer\d*|footnotes|endnotes|comments)"
    r"|ppt/(slides/slide|notesSlides/notesSlide|comments/comment)\d+"
    r"|xl/(sharedStrings|worksheets/sheet\d+|comments\d+|workbook)"
    r"|docProps/(core|app)|content|meta|styles)\.xml$"
)
"""Parts of office documents in which somebody's words stand."""
_IMAGE = re.compile(rb"/[^\s/]+\s+Do\b|\bBI\b")
"""Where the drawing of a page puts a picture, or what may hold one."""
_PICTURE = re.compile(r"<(?:a:blip|v:imagedata|draw:image)\b")
_SLIDE = re.compile(r"(?:slide|notesSlide)(\d+)\.xml$")
_OF_ITSELF = re.compile(r"^(docProps/|meta\.xml)")
_BREAKS = re.compile(
    r"</(?:w|a|text):(?:p|h)>|</(?:si|c|is|dc:[a-z]+|cp:[a-zA-Z]+)>|<w:(?:br|tab)/>"
)
_SHEET_NAME = re.compile(r'<sheet\b[^>]*\bname="([^"]*)"[^>]*>')
_MARK = re.compile(r"<[^>]*>")


def _says_little(text: str) -> bool:
    return sum(map(str.isalpha, text)) < _FEW


def _in_order(name: str) -> tuple[int, str]:
    slide = _SLIDE.search(name)
    return (int(slide[1]) if slide else 0, name)


def _unmarked(marked: str) -> str:
    """The words alone; they are not parsed, so that nothing in them can swell or fetch anything."""
    named = _SHEET_NAME.sub(r"\1\n", marked)
    return html.unescape(_MARK.sub("", _BREAKS.sub("\n", named)))


_READERS: dict[FileKind, Callable[[IO[bytes]], Iterator[Page]]] = {
    FileKind.PDF: _pdf,
    FileKind.OFFICE: _office,
    FileKind.TEXT: _text,
}
