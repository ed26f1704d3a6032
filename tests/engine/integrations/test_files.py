"""Files are kept by digest: whole or not at all, each once, and found by nothing else."""

import hashlib
import io
from datetime import UTC, datetime, timedelta

import pytest

from engine.errors import FileRefused
from engine.integrations import LocalFiles


@pytest.fixture
def files(tmp_path) -> LocalFiles:
    return LocalFiles(tmp_path / "files")


def test_what_was_kept_comes_back_byte_for_byte(files) -> None:
    content = bytes(range(256)) * 1000

    kept = files.keep(io.BytesIO(content), "all.bin", 1_000_000)

    assert kept.digest == hashlib.sha256(content).hexdigest()
    assert kept.size == len(content)
    with files.open(kept.digest) as stream:
        assert stream.read() == content


def test_the_same_bytes_lie_there_once(files) -> None:
    first = files.keep(io.BytesIO(b"same"), "one.txt", 10)
    assert files.keep(io.BytesIO(b"same"), "two.txt", 10) == first

    assert [each for each in files.folder.rglob("*") if each.is_file()] == [
        files.folder / first.digest[:2] / first.digest[2:4] / first.digest
    ]


@pytest.mark.parametrize(
    ("content", "size_max", "why"), [(b"12345", 4, "too_large"), (b"", 4, "empty")]
)
def test_what_is_refused_leaves_nothing_behind(files, content, size_max, why) -> None:
    with pytest.raises(FileRefused) as refusal:
        files.keep(io.BytesIO(content), "work.txt", size_max)

    assert (refusal.value.name, refusal.value.why) == ("work.txt", why)
    assert list(files.folder.iterdir()) == []


def test_a_file_of_just_the_greatest_size_is_taken(files) -> None:
    assert files.keep(io.BytesIO(b"1234"), "work.txt", 4).size == 4


def test_a_stream_that_breaks_off_leaves_nothing_behind(files) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise ConnectionError

    with pytest.raises(ConnectionError):
        files.keep(Broken(), "work.txt", 4)
    assert list(files.folder.iterdir()) == []


@pytest.mark.parametrize(
    "digest", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 64, "/" + "0" * 63]
)
def test_only_a_digest_that_was_kept_is_found(files, digest) -> None:
    files.keep(io.BytesIO(b"work"), "work.txt", 10)

    with pytest.raises(FileNotFoundError):
        files.open(digest)


def test_a_file_is_forgotten_unless_it_was_kept_again(files) -> None:
    kept = files.keep(io.BytesIO(b"work"), "work.txt", 10)

    files.forget(kept.digest, before=datetime(2020, 1, 1, tzinfo=UTC))
    files.open(kept.digest).close()
    for _twice in range(2):
        files.forget(kept.digest, before=datetime.now(UTC) + timedelta(minutes=1))

    with pytest.raises(FileNotFoundError):
        files.open(kept.digest)
