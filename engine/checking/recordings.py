"""Recordings are walked through part by part to their end, whatever they are packed in."""

from collections.abc import Callable, Mapping
from typing import IO

from engine.checking.boxes import mp4
from engine.checking.elements import webm
from engine.checking.sounds import mp3, ogg, wav
from engine.checking.wholeness import size_of


def looked_through(stream: IO[bytes], media_type: str) -> tuple[str, IO[bytes]]:
    """The recording as it is, heard or seen by what it holds and not by what it is packed in."""
    return _WALKS[media_type](stream, size_of(stream)), stream


_WALKS: Mapping[str, Callable[[IO[bytes], int], str]] = {
    "audio/wav": wav,
    "audio/ogg": ogg,
    "audio/mpeg": mp3,
    "audio/mp4": mp4,
    "video/mp4": mp4,
    "video/webm": webm,
}
