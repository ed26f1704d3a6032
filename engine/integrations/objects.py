"""Files in a bucket that speaks S3, each under its digest."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO, Any, Self
from urllib.parse import parse_qs, unquote, urlsplit

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import S3Store

from engine.errors import FilesAway
from engine.integrations.files import Kept, copied, place_of

_IN_ONE_PIECE = 16 << 20
"""Up to so many bytes travel at once; larger files go in parts, which S3 joins."""
_AHEAD = 1 << 18


@dataclass(frozen=True)
class ObjectFiles:
    """Files in a bucket, below a folder of it."""

    store: S3Store
    folder: str

    @classmethod
    def at(cls, url: str) -> Self:
        """The bucket at `s3://KEY:SECRET@HOST/BUCKET/FOLDER?region=…`; or `s3+http:`, in clear."""
        parts = urlsplit(url)
        bucket, _, folder = parts.path.strip("/").partition("/")
        plain = parts.scheme == "s3+http"
        host = parts.netloc.rpartition("@")[2]
        store = S3Store(
            bucket,
            endpoint=f"{'http' if plain else 'https'}://{host}",
            region=parse_qs(parts.query).get("region", ["us-east-1"])[0],
            access_key_id=unquote(parts.username or ""),
            secret_access_key=unquote(parts.password or ""),
            virtual_hosted_style_request=False,
            checksum_algorithm="SHA256",
            client_options={"allow_http": plain, "connect_timeout": "5s", "timeout": "60s"},
            retry_config={"max_retries": 2, "retry_timeout": timedelta(seconds=15)},
        )
        return cls(store, f"{folder}/" if folder else "")

    def keep(self, stream: IO[bytes], name: str, size_max: int) -> Kept:
        """Look at the whole stream first, then send it; a file that is refused is never sent."""
        start = stream.tell()
        kept = copied(stream, name, size_max)
        stream.seek(start)
        place = self._place(kept.digest)
        with _answering():
            if kept.size > _IN_ONE_PIECE:
                obstore.put(self.store, place, stream)
                return kept
            try:
                obstore.put(self.store, place, stream, mode="create", use_multipart=False)
            except AlreadyExistsError:
                stream.seek(start)  # The same bytes anew: whoever forgets files goes by their date.
                obstore.put(self.store, place, stream, use_multipart=False)
        return kept

    def open(self, digest: str) -> IO[bytes]:
        """The file's bytes, fetched as they are read; FileNotFoundError when it was never kept."""
        with _answering():
            return io.BufferedReader(_Reading(self.store, self._place(digest)), _AHEAD)

    def forget(self, digest: str, *, before: datetime) -> None:
        """Let the file go, unless somebody has kept the same bytes again since that moment."""
        place = self._place(digest)
        with _answering():
            kept_at = self._kept_at(place)
            if kept_at and kept_at < before:
                obstore.delete(self.store, place)

    def _kept_at(self, place: str) -> datetime | None:
        try:
            return obstore.head(self.store, place)["last_modified"]
        except FileNotFoundError:
            return None

    def _place(self, digest: str) -> str:
        return self.folder + place_of(digest)


class _Reading(io.RawIOBase):
    """An object as a file that can be read from anywhere."""

    def __init__(self, store: S3Store, place: str) -> None:
        self._file: Any = obstore.open_reader(store, place, buffer_size=_AHEAD)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return int(self._file.seek(offset, whence))

    def tell(self) -> int:
        return int(self._file.tell())

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer)
        with _answering():
            piece = bytes(self._file.read(len(view)))
        view[: len(piece)] = piece
        return len(piece)


@contextmanager
def _answering() -> Iterator[None]:
    """Whatever keeps the bucket from answering is one refusal for everybody."""
    try:
        yield
    except BaseError as trouble:
        raise FilesAway() from trouble
