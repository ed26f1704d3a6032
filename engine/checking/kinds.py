"""The kinds of files that evidence may have: by media type, and by the endings of names."""

from collections.abc import Mapping

from rules.terms import FileKind

_OPEN_XML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"

DOCX, PPTX, XLSX = (
    f"{_OPEN_XML}.wordprocessingml.document",
    f"{_OPEN_XML}.presentationml.presentation",
    f"{_OPEN_XML}.spreadsheetml.sheet",
)
ODT, ODP, ODS = f"{_ODF}.text", f"{_ODF}.presentation", f"{_ODF}.spreadsheet"

ENDINGS: Mapping[str, tuple[str, ...]] = {
    "image/jpeg": ("jpg", "jpeg", "jfif"),
    "image/png": ("png",),
    "image/gif": ("gif",),
    "image/webp": ("webp",),
    "image/avif": ("avif",),
    "application/pdf": ("pdf",),
    DOCX: ("docx",),
    PPTX: ("pptx",),
    XLSX: ("xlsx",),
    ODT: ("odt",),
    ODP: ("odp",),
    ODS: ("ods",),
    "audio/mpeg": ("mp3",),
    "audio/mp4": ("m4a", "mp4"),
    "audio/ogg": ("ogg", "oga", "opus"),
    "audio/wav": ("wav",),
    "audio/webm": ("weba", "webm"),
    "video/mp4": ("mp4", "m4v", "mov"),
    "video/webm": ("webm", "mkv"),
    "text/plain": ("txt", "md", "csv", "tsv", "text"),
}
"""How names end, by media type; the first one is given to a name that has none."""

_KINDS: Mapping[str, FileKind] = {
    "image": FileKind.IMAGE, "audio": FileKind.AUDIO, "video": FileKind.VIDEO,
    "text": FileKind.TEXT,
}  # fmt: skip


def kind_of(media_type: str) -> FileKind:
    """Which kind a media type is of."""
    if media_type == "application/pdf":
        return FileKind.PDF
    return _KINDS.get(media_type.partition("/")[0], FileKind.OFFICE)
