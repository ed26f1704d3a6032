"""Letters: written in the reader's language when something happens, sent when they can be."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from sqlmodel import Session, col, select

from engine.outbox.tables import Letter

TEMPLATES = Path(__file__).parent / "letters"
SITE = "https://site.invalid"
"""Stands in letters for the site's address, which is known where they are sent."""

TRIES_MAX = 10
_LEASE = timedelta(minutes=5)
_FIRST_PAUSE = timedelta(minutes=1)
_GAPS = re.compile(r"\n{3,}")
"""What a letter leaves open where it has nothing to say."""
_LONGEST_PAUSE = timedelta(hours=12)


class Reader(Protocol):
    """Whom a letter is for."""

    @property
    def email(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def language(self) -> str: ...


@dataclass(frozen=True)
class Message:
    """What is said when something happened, in a letter and on a page alike."""

    subject: str
    text: str
    call: str
    """What the reader can do about it, in a few words; the link at `path` leads there."""
    path: str


def worded(language: str, template: str, facts: Mapping[str, Any]) -> Message:
    """The message by `letters/<language>/<template>.txt`.

    Its first line is the subject, its last paragraph says where the link leads.
    """
    subject, _, rest = _template(language, template).rstrip().partition("\n")
    text, _, call = rest.rpartition("\n\n")
    return Message(
        subject=" ".join(subject.format_map(facts).split()),
        text=_GAPS.sub("\n\n", text.format_map(facts)).strip("\n"),
        call=call.format_map(facts),
        path=facts["path"],
    )


def write_letter(
    session: Session,
    district: str,
    *,
    to: Reader,
    template: str,
    facts: Mapping[str, Any],
    now: datetime,
) -> Letter:
    """Write one letter that nobody can stop; it waits until it can be sent."""
    message = worded(to.language, template, facts)
    return keep_letter(session, district, message, to=to, university=facts["university"], now=now)


def keep_letter(
    session: Session,
    district: str,
    message: Message,
    *,
    to: Reader,
    university: str,
    now: datetime,
    footing: str = "",
    stop: str = "",
) -> Letter:
    """Put a message into a letter; with `stop`, the page that ends letters of its kind."""
    told = {**vars(message), "name": to.name, "site": SITE, "university": university}
    letter = Letter(
        district_id=district,
        address=to.email,
        subject=message.subject,
        text=_template(to.language, "frame").format_map(told) + footing,
        stop=stop,
        written_at=now,
        next_try_at=now,
    )
    session.add(letter)
    session.flush()
    return letter


def phrase(language: str, name: str, **facts: Any) -> str:
    """A sentence that only some letters have, from `letters/<language>/phrases.txt`."""
    lines = dict(line.split(": ", 1) for line in _template(language, "phrases").splitlines())
    return lines[name].format_map(facts)


def take_due(session: Session, *, now: datetime, limit: int = 20) -> list[Letter]:
    """Take letters that are due, for a few minutes: two senders never take the same one."""
    due = session.exec(
        select(Letter)
        .where(col(Letter.sent_at).is_(None), Letter.next_try_at <= now, Letter.tries < TRIES_MAX)
        .order_by(col(Letter.next_try_at), col(Letter.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    for letter in due:
        letter.tries += 1
        letter.next_try_at = now + _LEASE
    session.flush()
    return list(due)


def mark_sent(session: Session, letter: Letter, *, now: datetime) -> None:
    """The letter is on its way."""
    kept = session.get_one(Letter, (letter.district_id, letter.id))
    kept.sent_at, kept.trouble = now, ""
    session.flush()


def mark_unsent(session: Session, letter: Letter, trouble: str, *, now: datetime) -> None:
    """Try again later, after twice the pause of last time."""
    kept = session.get_one(Letter, (letter.district_id, letter.id))
    kept.trouble = trouble[:500]
    kept.next_try_at = now + min(_FIRST_PAUSE * 2 ** (kept.tries - 1), _LONGEST_PAUSE)
    session.flush()


@cache
def _template(language: str, name: str) -> str:
    path = TEMPLATES / language / f"{name}.txt"
    return (path if path.exists() else TEMPLATES / "en" / f"{name}.txt").read_text("utf-8")
