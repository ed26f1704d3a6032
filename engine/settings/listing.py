"""The table of settings: name, default, example and what each one does."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Self

from engine.settings import values

LANGUAGES = ("en", "es")
LOG_LEVELS = ("debug", "info", "warning", "error")


class BadSetting(Exception):
    """One sentence for each setting that cannot be used."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def _setting(read: Callable[[str], Any], default: str, example: str, about: str) -> Any:
    return field(metadata={"read": read, "default": default, "example": example, "about": about})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One installation's choices; the name of a field in capitals is the setting's name.

    A default may use the settings that stand before it.
    """

    port: int = _setting(
        values.whole(1, 65535), "8000", "8080", "The port that the site listens on."
    )
    host: str = _setting(
        values.host,
        "127.0.0.1",
        "192.168.1.20",
        "The address that the site listens on; the default is for this machine alone.",
    )
    base_url: str = _setting(
        values.address,
        "http://{HOST}:{PORT}",
        "https://university.example.org",
        "The address that people type, used for the links in mails.",
    )
    data_dir: Path = _setting(
        values.folder,
        "var",
        "/srv/tassel",
        "The folder of all that the site keeps: database, files, mails and its key.",
    )
    database_url: str = _setting(
        values.database,
        "sqlite:///{DATA_DIR}/tassel.db",
        "postgresql://tassel@127.0.0.1/tassel",
        "The database: a SQLite file, or PostgreSQL.",
    )
    files_url: str = _setting(
        values.files,
        "file:{DATA_DIR}/files",
        "s3://key:secret@s3.us-east-2.amazonaws.com/bucket?region=us-east-2",
        "Where artifacts are kept: in a folder (`file:`), or in a bucket that speaks S3 (`s3:`).",
    )
    files_scan: tuple[str, ...] = _setting(
        values.command,
        "",
        "clamdscan --fdpass --no-summary {file}",
        "A command that looks at each file before anybody may open it: it ends with 0 for clean "
        "and 1 for found. When empty, nothing is scanned.",
    )
    mail_url: str = _setting(
        values.mail,
        "file:{DATA_DIR}/mail",
        "smtp://name:password@mail.example.org:587?from=university@example.org",
        "Where mail goes: into a folder (`file:`), to the console (`console:`) "
        "or to a mail server (`smtp:`, `smtps:`).",
    )
    secret_key: str = _setting(
        values.key,
        "",
        "64 digits that `openssl rand -hex 32` makes",
        "What sign-ins are signed with. When empty, it is made once and kept in `DATA_DIR`.",
    )
    demo: bool = _setting(
        values.yes, "yes", "no", "Whether a new database is filled with the invented demo district."
    )
    default_language: str = _setting(
        values.choice(*LANGUAGES),
        "en",
        "es",
        "The language for people whose browser asks for none of ours.",
    )
    session_days: int = _setting(values.whole(1, 365), "30", "7", "How many days a sign-in lasts.")
    max_upload_mb: int = _setting(
        values.whole(1, 1000),
        "200",
        "50",
        "The largest artifact, in megabytes; a pack may say less.",
    )
    workers: int = _setting(values.whole(1, 64), "1", "2", "How many processes answer requests.")
    log_level: str = _setting(
        values.choice(*LOG_LEVELS), "info", "warning", "The least weighty line that the log keeps."
    )
    https_only: bool = _setting(
        values.yes, "no", "yes", "Whether cookies travel over HTTPS alone; yes wherever HTTPS is."
    )
    trusted_proxies: int = _setting(
        values.whole(0, 5), "0", "1", "How many proxies in front of the site are to be believed."
    )

    @classmethod
    def read(cls, chosen: Mapping[str, str]) -> Self:
        """Settings by these texts, and by defaults; every wrong one is named at once."""
        found: dict[str, Any] = {}
        problems: list[str] = []
        for row in table():
            default = row.default.format_map(found)
            text = chosen.get(row.name, "").strip() or default
            try:
                found[row.name] = row.read(text)
            except ValueError as wanted:
                problems.append(row.complaint(text, str(wanted)))
                found[row.name] = row.read(default)
        if problems:
            raise BadSetting(*problems)
        return cls(**{name.lower(): value for name, value in found.items()})


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table."""

    name: str
    read: Callable[[str], Any]
    default: str
    example: str
    about: str

    def complaint(self, text: str, wanted: str) -> str:
        """What is wrong with this text, without telling a secret."""
        shown = "what it is" if self.name == "SECRET_KEY" else f"“{without_password(text)}”"
        return f"{self.name} should be {wanted}, not {shown}. For example: {self.example}."


def table() -> tuple[Row, ...]:
    """Every setting, in the order in which people meet them."""
    return tuple(Row(name=each.name.upper(), **each.metadata) for each in fields(Settings))


_UNSAID: Mapping[str, str] = {"SECRET_KEY": "made"}


def table_in_markdown() -> str:
    """The table that the README shows."""
    lines = ["| setting | default | for example | what it does |", "| --- | --- | --- | --- |"]
    for row in table():
        default = f"`{row.default}`" if row.default else _UNSAID.get(row.name, "none")
        example = row.example if "`" in row.example else f"`{row.example}`"
        lines.append(f"| `{row.name}` | {default} | {example} | {row.about} |")
    return "\n".join(lines)


def without_password(text: str) -> str:
    """An address as it may be shown or logged."""
    return re.sub(r"(://[^:@/]*):.*@", r"\1:…@", text)
