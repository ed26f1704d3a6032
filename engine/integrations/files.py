"""Files that people add, kept by digest: the same bytes lie there once, and none is overwritten."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Protocol

from engine.errors import FileRefused

_PIECE = 1 << 16


@dataclass(frozen=True)
class Kept:
    """A file that lies safely: its SHA-256 in hexadecimal, and its size in bytes."""

    digest: str
    size: int


class Files(Protocol):
    """Where files lie; a local folder, or whatever else answers like one."""

    def keep(self, stream: IO[bytes], name: str, size_max: int) -> Kept: ...

    def open(self, digest: str) -> IO[bytes]: ...

    def forget(self, digest: str, *, before: datetime) -> None: ...


@dataclass(frozen=True)
class LocalFiles:
    """Files in a folder of this machine."""

    folder: Path

    def keep(self, stream: IO[bytes], name: str, size_max: int) -> Kept:
        """Take the stream in piece by piece; a file over `size_max` bytes leaves nothing behind."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self.folder, delete=False) as part:
            try:
                kept = copied(stream, name, size_max, part)
                target = self._path(kept.digest)
                target.parent.mkdir(parents=True, exist_ok=True)
                part.flush()
                os.fsync(part.fileno())
                Path(part.name).replace(target)
            except BaseException:
                Path(part.name).unlink(missing_ok=True)
                raise
        return kept

    def open(self, digest: str) -> IO[bytes]:
        """The file's bytes; FileNotFoundError when it was never kept."""
        return self._path(digest).open("rb")

    def forget(self, digest: str, *, before: datetime) -> None:
        """Let the file go, unless somebody has kept the same bytes again since that moment."""
        path = self._path(digest)
        if path.exists() and datetime.fromtimestamp(path.stat().st_mtime, UTC) < before:
            path.unlink()

    def _path(self, digest: str) -> Path:
        return self.folder / place_of(digest)


def place_of(digest: str) -> str:
    """Where a file lies below its folder, two levels deep by the first digits of its digest."""
    if not (len(digest) == 64 and set(digest) <= set("0123456789abcdef")):
        raise FileNotFoundError(digest)
    return f"{digest[:2]}/{digest[2:4]}/{digest}"


def copied(stream: IO[bytes], name: str, size_max: int, part: IO[bytes] | None = None) -> Kept:
    """Read the stream to its end, into `part` where one is given, and say what it was."""
    digest, size = hashlib.sha256(), 0
    while piece := stream.read(_PIECE):
        size += len(piece)
        if size > size_max:
            raise FileRefused(name, "too_large")
        digest.update(piece)
        if part is not None:
            part.write(piece)
    if size == 0:
        raise FileRefused(name, "empty")
    return Kept(digest.hexdigest(), size)
