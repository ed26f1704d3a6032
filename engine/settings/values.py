"""How the text of a setting becomes a value; a ValueError says what is wanted instead."""

import shlex
from collections.abc import Callable
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, urlsplit

ROOT = Path(__file__).resolve().parents[2]
KEY_LENGTH = 32


def whole(least: int, most: int) -> Callable[[str], int]:
    """A reader of whole numbers between these two."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdecimal() and least <= int(text) <= most):
            raise ValueError(f"a whole number from {least} to {most}")
        return int(text)

    return read


def choice(*words: str) -> Callable[[str], str]:
    """A reader of one of these words, in capitals or not."""

    def read(text: str) -> str:
        if text.lower() not in words:
            raise ValueError("one of " + ", ".join(words))
        return text.lower()

    return read


def yes(text: str) -> bool:
    return choice("yes", "no")(text) == "yes"


def host(text: str) -> str:
    if any(mark in text for mark in "/@ "):
        raise ValueError("a host name or address, without scheme or port")
    return text


def folder(text: str) -> Path:
    path = (ROOT / text).resolve()
    if path.exists() and not path.is_dir():
        raise ValueError("a folder and not a file")
    return path


def address(text: str) -> str:
    parts = _split(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
        raise ValueError("the site's own address, without a path")
    return text.rstrip("/")


def database(text: str) -> str:
    scheme, _, rest = text.partition("://")
    if scheme == "sqlite" and rest.startswith("/") and len(rest) > 1:
        return f"sqlite:///{ROOT / rest[1:]}"
    if scheme in ("postgresql", "postgresql+psycopg") and rest:
        return text
    raise ValueError("the address of a SQLite file or of a PostgreSQL database")


def files(text: str) -> str:
    parts = _split(text)
    if parts.scheme == "file" and parts.path:
        return f"file:{ROOT / parts.path}"
    if parts.scheme in ("s3", "s3+http") and _is_bucket(parts):
        return text
    raise ValueError("file: and a folder, or s3: with a key, its secret, a host and a bucket")


def command(text: str) -> tuple[str, ...]:
    """Its words, as a shell would split them; no shell runs it."""
    try:
        return tuple(shlex.split(text))
    except ValueError:
        raise ValueError("a command, with every quotation mark closed") from None


def mail(text: str) -> str:
    parts = _split(text)
    if parts.scheme == "file" and parts.path:
        return f"file:{ROOT / parts.path}"
    if parts.scheme == "console" or _sends(parts):
        return text
    raise ValueError("console:, or file: and a folder, or a mail server with its sender in from=")


def key(text: str) -> str:
    if text and len(text) < KEY_LENGTH:
        raise ValueError(f"at least {KEY_LENGTH} characters that nobody can guess")
    return text


def _is_bucket(parts: SplitResult) -> bool:
    return all((parts.username, parts.password, parts.hostname, parts.path.strip("/")))


def _sends(parts: SplitResult) -> bool:
    sender = parse_qs(parts.query).get("from", [""])[0]
    return parts.scheme in ("smtp", "smtps") and bool(parts.hostname) and "@" in sender


def _split(text: str) -> SplitResult:
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return SplitResult("", "", "", "", "")
    return parts
