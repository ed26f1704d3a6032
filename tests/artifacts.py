"""Files of every kind that people hand in, made in code: sound ones, and those to be refused."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

TYPES = b'<Types><Override ContentType="application/vnd.x.main+xml"/></Types>'
MACRO_TYPES = b'<Types><Override ContentType="application/vnd.ms-word.macroEnabled.main"/></Types>'

# -- pictures -------------------------------------------------------------------------------------


def picture(sort: str = "PNG", size: tuple[int, int] = (40, 20), **said: Any) -> bytes:
    """A red picture with a white corner on the upper left."""
    drawn = Image.new("RGB", size, (200, 30, 30))
    drawn.paste((255, 255, 255), (0, 0, size[0] // 4, size[1] // 4))
    return saved(drawn, sort, **said)


def saved(drawn: Image.Image, sort: str, **said: Any) -> bytes:
    file = io.BytesIO()
    drawn.save(file, sort, **said)
    return file.getvalue()


def photo_with_a_place() -> bytes:
    """A JPEG as a telephone makes it: lying on its side, with place, device and remarks."""
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter
    exif[0x010F], exif[0x0110] = "Pocket Co", "Pocket 9"
    exif.get_ifd(0x8825).update({1: "N", 2: (42.0, 3.0, 1.0), 3: "W", 4: (87.0, 50.0, 2.0)})
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">exif:GPSLatitude</x:xmpmeta>'
    return picture("JPEG", exif=exif, xmp=xmp, comment=b"Room 12, Cedar School")


def moving(sort: str = "GIF") -> bytes:
    frames = [Image.new("RGB", (20, 20), (shade, 0, 0)) for shade in (0, 100, 200)]
    return saved(
        frames[0], sort, save_all=True, append_images=frames[1:], duration=[80, 90, 100], loop=0
    )


def png_that_says(width: int, height: int) -> bytes:
    """A few bytes that claim to be a picture of this size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content)) + each + struct.pack(">I", zlib.crc32(each))
        for kind, content in chunks
        for each in (kind + content,)
    )


# -- archives -------------------------------------------------------------------------------------


def archive(parts: Mapping[str, bytes], packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packed) as written:
        for name, content in parts.items():
            written.writestr(name, content)
    return file.getvalue()


def between_parts(content: bytes) -> bytes:
    """An office document with something between its last part and the list of its parts."""
    whole = office()
    listed, end = whole.index(b"PK\x01\x02"), whole.index(b"PK\x05\x06")
    moved = struct.pack("<I", listed + len(content))
    return whole[:listed] + content + whole[listed : end + 16] + moved + whole[end + 20 :]


def relation(sort: str, target: str, **said: str) -> bytes:
    """What a document refers to, as its list of such things says it."""
    more = "".join(f' {name}="{value}"' for name, value in said.items())
    return f'<R><Relationship Target="{target}" Type="http://x/{sort}"{more}/></R>'.encode()


def office(main: str = "word/document.xml", types: bytes = TYPES, **more: bytes) -> bytes:
    """An office document; `more` are parts of it, with `__` for a slash."""
    also = {name.replace("__", "/"): content for name, content in more.items()}
    return archive({"[Content_Types].xml": types, main: b"<w/>", **also})


def open_document(of: str = "text", **more: bytes) -> bytes:
    also = {name.replace("__", "/"): content for name, content in more.items()}
    said = f"application/vnd.oasis.opendocument.{of}".encode()
    return archive({"mimetype": said, "content.xml": b"<office/>", **also})


def overlapping() -> bytes:
    """Two parts that share the same packed bytes, as bombs do that unpack the same many times."""
    whole = bytearray(office(main="word/document.xml"))
    second = whole.rindex(b"PK\x01\x02")
    whole[second + 42 : second + 46] = struct.pack("<I", 4)
    return bytes(whole)


def locked_office() -> bytes:
    whole = bytearray(office())
    at = whole.index(b"PK\x01\x02")
    whole[at + 8] |= 1
    return bytes(whole)


def broken_inside() -> bytes:
    """An archive in which one letter was changed, so that its sum is no longer right."""
    whole = bytearray(archive({"[Content_Types].xml": TYPES, "word/document.xml": b"x" * 99}, 0))
    whole[whole.index(b"xxxx")] ^= 1
    return bytes(whole)


# -- PDF ------------------------------------------------------------------------------------------


def pdf(password: str = "", owner: str = "", **root: Any) -> bytes:
    """One empty page; `root` is what its catalog says beside."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    for name, value in root.items():
        writer.root_object[NameObject(f"/{name}")] = value
    if password or owner:
        writer.encrypt(password, owner or None, algorithm="AES-256")
    return _written(writer)


def pdf_saying(catalog: bytes = b"", page: bytes = b"", *more: bytes) -> bytes:
    """One page, written by hand: what its catalog and its page say beside, and more objects."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] %s >>" % page,
        *more,
    )
    whole, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(whole))
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    listed = b"".join(b"%010d 00000 n \n" % place for place in places)
    return whole + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (len(objects) + 1, listed, len(objects) + 1, len(whole))
    )


def packed_stream(content: bytes, times: int = 1) -> bytes:
    """A stream of a PDF that is packed so many times."""
    for _ in range(times):
        content = zlib.compress(content)
    return b"<< /Length %d /Filter [%s] >>\nstream\n%s\nendstream" % (
        len(content), b"/FlateDecode " * times, content,
    )  # fmt: skip


def pdf_without_pages() -> bytes:
    return _written(PdfWriter())


def pdf_with_script() -> bytes:
    return pdf(OpenAction=_action(S=NameObject("/JavaScript"), JS=TextStringObject("app.alert(1)")))


def pdf_with_action(action: str) -> bytes:
    return pdf(OpenAction=_action(S=NameObject(f"/{action}"), F=TextStringObject("calc.exe")))


def _action(**said: Any) -> DictionaryObject:
    return DictionaryObject({NameObject(f"/{name}"): value for name, value in said.items()})


def pdf_with_file() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_attachment("inside.exe", b"MZ")
    return _written(writer)


def _written(writer: PdfWriter) -> bytes:
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


# -- recordings -----------------------------------------------------------------------------------


def box(name: bytes, *content: bytes) -> bytes:
    whole = b"".join(content)
    return struct.pack(">I", 8 + len(whole)) + name + whole


def mp4(brand: bytes = b"isom", track: bytes = b"vmhd", more: bytes = b"") -> bytes:
    """A recording in boxes that tells its place beside what is seen."""
    media = box(b"trak", box(b"mdia", box(b"minf", box(track))), box(b"meta", b"Pocket 9"))
    place = box(b"udta", box(b"\xa9xyz", b"+42.05-087.83/"))
    moov = box(b"moov", media, place)
    return box(b"ftyp", brand, b"\0\0\2\0") + moov + box(b"mdat", b"\1" * 40) + more


def webm(codec: bytes = b"A_OPUS", size: int | None = None) -> bytes:
    """As a page records it when no size is given: nobody knew how long it would be."""
    header = b"\x42\x82\x84webm"
    content = b"\x16\x54\xae\x6b\x88\x86\x88" + codec + b"\x1f\x43\xb6\x75\x84aaaa"
    said = b"\x01" + b"\xff" * 7 if size is None else b"\x10" + size.to_bytes(3, "big")
    begun = b"\x1a\x45\xdf\xa3" + bytes([0x80 | len(header)]) + header
    return begun + b"\x18\x53\x80\x67" + said + content


def webm_whole(codec: bytes = b"V_VP9 ") -> bytes:
    content = len(webm(codec)) - len(webm(codec).partition(b"\x01" + b"\xff" * 7)[0]) - 8
    return webm(codec, content)


def webm_with(element: bytes) -> bytes:
    """As a page records it, and one more element at its end."""
    return webm() + element


def ogg(begins: bytes = b"OpusHead") -> bytes:
    def page(content: bytes) -> bytes:
        return b"OggS" + b"\0" * 22 + b"\1" + bytes([len(content)]) + content

    return page(begins) + page(b"\1" * 50)


def wav() -> bytes:
    content = b"WAVE" + b"fmt \x10\0\0\0" + b"\0" * 16 + b"data\x08\0\0\0" + b"\0" * 8
    return b"RIFF" + struct.pack("<I", len(content)) + content


def mp3(tagged: bool = False, frames: int = 5) -> bytes:
    tag = b"ID3\x03\0\0\0\0\0\x0a" + b"\0" * 10 if tagged else b""
    return tag + (b"\xff\xfb\x90\0" + b"\0" * 413) * frames
