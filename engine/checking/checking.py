"""One file, checked whole: its kind by its content, its size, its name, and what lies inside."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO

from engine.checking import naming, offices, pdfs, pictures, recordings, texts
from engine.checking.kinds import kind_of
from engine.checking.recognising import recognise
from engine.checking.wholeness import Flaw, is_two_in_one, size_of
from engine.errors import FileRefused
from rules.terms import FileKind

MEGABYTE = 2**20


@dataclass(frozen=True)
class Checked:
    """A file that may be kept: by this name, as this kind, with these bytes."""

    name: str
    media_type: str
    stream: IO[bytes]


def check(stream: IO[bytes], name: str, megabytes: Mapping[FileKind, int]) -> Checked:
    """The file as it may be kept; whatever is none that evidence may have is a FileRefused.

    `megabytes` is the most for a file of each kind; 0 takes none of it. Pictures come out drawn
    anew; in recordings, what tells a place or a device is blotted out in the stream itself.
    """
    name = naming.cleaned(name)
    try:
        media_type = recognise(stream)
        kind = kind_of(media_type)
        _must_fit(stream, name, max(megabytes[each] for each in _MAY_TURN_OUT.get(kind, (kind,))))
        if is_two_in_one(stream, media_type):
            raise Flaw("two_in_one")
        media_type, kept = _INSIDE[kind](stream, media_type)
        _must_fit(stream, name, megabytes[kind_of(media_type)])
        naming.must_agree(name, media_type)
    except Flaw as flaw:
        raise FileRefused(name, flaw.why) from flaw
    kept.seek(0)
    return Checked(naming.fitting(name, media_type), media_type, kept)


_RECORDED = (FileKind.AUDIO, FileKind.VIDEO)
_MAY_TURN_OUT = dict.fromkeys(_RECORDED, _RECORDED)
"""What a recording is packed in does not say yet whether there is something to see."""


def _must_fit(stream: IO[bytes], name: str, megabytes: int) -> None:
    if megabytes == 0:
        raise Flaw("not_taken_here")
    if size_of(stream) > megabytes * MEGABYTE:
        raise FileRefused(name, "too_large", megabytes)


Inside = Callable[[IO[bytes], str], tuple[str, IO[bytes]]]
"""Looks at a file of one kind; answers the media type and the bytes that may be kept."""

_INSIDE: Mapping[FileKind, Inside] = {
    FileKind.IMAGE: pictures.drawn_anew,
    FileKind.PDF: pdfs.looked_through,
    FileKind.OFFICE: offices.looked_through,
    FileKind.AUDIO: recordings.looked_through,
    FileKind.VIDEO: recordings.looked_through,
    FileKind.TEXT: texts.looked_through,
}
