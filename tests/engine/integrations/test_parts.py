"""Large files come part by part: each once, in order, to whom they belong, and not for ever."""

import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from engine import jobs
from engine.errors import FileRefused
from engine.integrations import Parts

ADA, BEN, UPLOAD = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()


@pytest.fixture
def parts(tmp_path: Path) -> Parts:
    return Parts(tmp_path / "uploads")


def adds(parts: Parts, part: bytes, at: int, owner: uuid.UUID = ADA) -> int:
    return parts.add(owner, UPLOAD, part, at=at, size_max=10)


def test_parts_make_a_whole_whatever_comes_twice_or_too_early(parts: Parts) -> None:
    assert parts.received(ADA, UPLOAD) == 0
    assert adds(parts, b"later", at=4) == 0
    assert adds(parts, b"abcd", at=0) == 4
    assert adds(parts, b"abcd", at=0) == 4
    assert adds(parts, b"ef", at=4) == 6
    assert (parts.received(ADA, UPLOAD), parts.received(BEN, UPLOAD)) == (6, 0)

    with parts.whole(ADA, UPLOAD, "6") as stream:
        stream.seek(0)
        assert stream.read() == b"abcdef"
    assert parts.received(ADA, UPLOAD) == 0


@pytest.mark.parametrize(("owner", "size"), [(BEN, "4"), (ADA, "5"), (ADA, "")])
def test_only_its_owner_has_it_and_only_whole(parts: Parts, owner, size) -> None:
    adds(parts, b"abcd", at=0)

    with pytest.raises(FileNotFoundError), parts.whole(owner, UPLOAD, size):
        pass


def test_what_grows_too_large_is_gone(parts: Parts) -> None:
    adds(parts, b"abcdefgh", at=0)

    with pytest.raises(FileRefused) as refusal:
        adds(parts, b"ijk", at=8)
    assert refusal.value.why == "too_large"
    assert parts.received(ADA, UPLOAD) == 0


def test_nobody_sends_very_many_at_once(parts: Parts) -> None:
    for _ in range(20):
        parts.add(ADA, uuid.uuid4(), b"a", at=0, size_max=10)

    with pytest.raises(FileRefused) as refusal:
        adds(parts, b"a", at=0)
    assert refusal.value.why == "too_many"
    assert adds(parts, b"a", at=0, owner=BEN) == 1


def test_what_nobody_sends_on_is_let_go_after_a_day(parts: Parts) -> None:
    adds(parts, b"abcd", at=0)
    now = datetime.now(UTC)

    assert jobs.forget_parts(parts, now=now + timedelta(hours=23)) == 0
    assert jobs.forget_parts(parts, now=now + timedelta(hours=25)) == 1
    assert parts.received(ADA, UPLOAD) == 0
