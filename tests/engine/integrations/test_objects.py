"""Files in a bucket, on a real server: kept by digest, read from anywhere, forgotten in time."""

import hashlib
import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest

from engine.errors import FileRefused, FilesAway
from engine.integrations import Files, files_at
from tests import s3

NEVER = "0" * 64
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def bucket(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an empty bucket on a server that ends with these tests."""
    with s3.server(tmp_path_factory.mktemp("s3")) as host:
        yield f"s3+http://{s3.KEY}:{quote(s3.SECRET, safe='')}@{host}/tassel"


@pytest.fixture
def files(bucket: str, tmp_path: Path) -> Files:
    """A folder of its own in the bucket."""
    return files_at(f"{bucket}/{tmp_path.name}?region=us-east-1")


def test_what_was_kept_comes_back_and_can_be_read_from_anywhere(files: Files) -> None:
    content = bytes(range(256)) * 4000

    kept = files.keep(io.BytesIO(content), "all.bin", 2_000_000)

    assert (kept.digest, kept.size) == (hashlib.sha256(content).hexdigest(), len(content))
    with files.open(kept.digest) as stream:
        assert stream.read() == content
        stream.seek(700_000)
        assert (stream.tell(), stream.read(5)) == (700_000, content[700_000:700_005])
        assert stream.seekable()


def test_a_large_file_travels_in_parts(files: Files) -> None:
    content = hashlib.sha256(b"").digest() * (600_000)

    kept = files.keep(io.BytesIO(content), "talk.mp4", 20_000_000)

    with files.open(kept.digest) as stream:
        stream.seek(-40, io.SEEK_END)
        assert stream.read() == content[-40:]


def test_the_same_bytes_may_come_twice(files: Files) -> None:
    first = files.keep(io.BytesIO(b"same"), "one.txt", 10)
    second = files.keep(io.BytesIO(b"same"), "two.txt", 10)

    assert first == second
    with files.open(first.digest) as stream:
        assert stream.read() == b"same"


def test_what_is_refused_is_never_sent(files: Files) -> None:
    digest = hashlib.sha256(b"12345").hexdigest()

    with pytest.raises(FileRefused):
        files.keep(io.BytesIO(b"12345"), "work.txt", 4)
    with pytest.raises(FileNotFoundError):
        files.open(digest)


def test_what_was_never_kept_is_not_found(files: Files) -> None:
    for digest in (NEVER, "../" + "0" * 61):
        with pytest.raises(FileNotFoundError):
            files.open(digest)


def test_a_file_is_forgotten_unless_it_was_kept_again(files: Files) -> None:
    kept = files.keep(io.BytesIO(b"work"), "work.txt", 10)

    files.forget(kept.digest, before=LONG_AGO)
    files.open(kept.digest).close()
    files.forget(kept.digest, before=datetime.now(UTC) + timedelta(minutes=5))

    with pytest.raises(FileNotFoundError):
        files.open(kept.digest)
    files.forget(kept.digest, before=datetime.now(UTC))


def test_a_wrong_key_and_a_server_that_is_away_are_one_refusal(bucket: str) -> None:
    wrong = bucket.replace(s3.KEY, "somebody", 1)
    away = f"s3+http://{s3.KEY}:secret@127.0.0.1:9/tassel"

    for url in (wrong, away):
        with pytest.raises(FilesAway):
            files_at(url).keep(io.BytesIO(b"work"), "work.txt", 10)
        with pytest.raises(FilesAway):
            files_at(url).open(NEVER)
