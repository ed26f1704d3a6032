"""Large files on their way, part by part, so that a broken connection costs no more than a part."""

import fcntl
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from engine.errors import FileRefused

_AT_ONCE = 20
"""Nobody sends more files at a time than this; it bounds what lies here unfinished."""


@dataclass(frozen=True)
class Parts:
    """Files that somebody is sending, each in her own folder and under an id of her browser's."""

    folder: Path

    def received(self, owner: uuid.UUID, upload: uuid.UUID) -> int:
        """How many bytes are there: where the next part begins."""
        path = self._path(owner, upload)
        return path.stat().st_size if path.exists() else 0

    def add(
        self, owner: uuid.UUID, upload: uuid.UUID, part: bytes, *, at: int, size_max: int
    ) -> int:
        """Add the part where it belongs, and answer how many bytes are there now.

        One that came twice, or too early, changes nothing: the sender goes on from the answer.
        """
        path = self._path(owner, upload)
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() and len(list(path.parent.iterdir())) >= _AT_ONCE:
            raise FileRefused("", "too_many")
        with open(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            there = file.seek(0, os.SEEK_END)
            if there + len(part) > size_max:
                path.unlink()
                raise FileRefused("", "too_large", size_max >> 20)
            if there == at:
                file.write(part)
            return file.tell()

    @contextmanager
    def whole(self, owner: uuid.UUID, upload: uuid.UUID, size: str) -> Iterator[IO[bytes]]:
        """The file of this size, to be kept elsewhere; it is gone from here afterwards.

        FileNotFoundError when it did not come, or not all of it.
        """
        path = self._path(owner, upload)
        try:
            with path.open("r+b") as file:
                if str(file.seek(0, os.SEEK_END)) != size:
                    raise FileNotFoundError(upload)
                yield file
        finally:
            path.unlink(missing_ok=True)

    def forget(self, *, before: datetime) -> int:
        """Let go what nobody has sent on since that moment; answers how many files it was."""
        stale = [
            path
            for path in self.folder.glob("*/*")
            if datetime.fromtimestamp(path.stat().st_mtime, UTC) < before
        ]
        for path in stale:
            path.unlink(missing_ok=True)
        return len(stale)

    def _path(self, owner: uuid.UUID, upload: uuid.UUID) -> Path:
        return self.folder / owner.hex / upload.hex
