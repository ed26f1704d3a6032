"""Signing in and out, and choosing a new password; nobody can learn here who has an account."""

import hashlib
import secrets
from datetime import datetime, timedelta
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlmodel import Session, col, delete, select

from engine.errors import LinkNotValid, WeakPassword, WrongCredentials
from engine.people import guessing
from engine.people.tables import Person, ResetLink, SignIn, SignInAttempt

PASSWORD_CHARACTERS_MIN = 10
_ATTEMPTS_MAX = 8
_RESET_LASTS = timedelta(hours=2)
_hasher = PasswordHasher()


def sign_in(
    session: Session,
    email: str,
    password: str,
    *,
    now: datetime,
    lasts: timedelta = timedelta(days=30),
    network: str = "",
    browser: str = "",
) -> str | None:
    """Begin a sign-in and answer with the token that the browser keeps; None if they don't match.

    A mismatch is no refusal, since it has to be remembered: the transaction must be committed.
    """
    tries = _subjects(email, network)
    guessing.hold_back(session, tries, now=now)
    person = _by_email(session, email)
    if not _matches(person.password_hash if person else None, password) or person is None:
        guessing.remember_attempt(session, tries, now=now)
        return None
    if _hasher.check_needs_rehash(str(person.password_hash)):
        person.password_hash = _hasher.hash(password)
    return begin(session, person, now=now, lasts=lasts, browser=browser)


def begin(
    session: Session, person: Person, *, now: datetime, lasts: timedelta, browser: str = ""
) -> str:
    """Begin a sign-in without asking for the password, as after a reset by mailed link."""
    token = secrets.token_urlsafe(32)
    session.add(
        SignIn(
            token_digest=_digest(token),
            person_id=person.id,
            began_at=now,
            ends_at=now + lasts,
            browser=browser[:200],
        )
    )
    session.flush()
    return token


def signed_in(session: Session, token: str, *, now: datetime) -> Person | None:
    """The person whose browser holds this token, if the sign-in has not ended."""
    found = session.exec(
        select(Person)
        .join(SignIn, col(SignIn.person_id) == col(Person.id))
        .where(SignIn.token_digest == _digest(token), col(SignIn.ends_at) > now)
    )
    return found.one_or_none()


def sign_out(session: Session, token: str) -> None:
    """End the sign-in of this browser; nothing happens when there is none."""
    session.exec(delete(SignIn).where(col(SignIn.token_digest) == _digest(token)))


def sign_out_everywhere(session: Session, person: Person) -> None:
    """End every sign-in of this person."""
    session.exec(delete(SignIn).where(col(SignIn.person_id) == person.id))


def ask_for_reset(session: Session, email: str, *, now: datetime) -> tuple[Person, str] | None:
    """Make a link for a new password; None when nobody has this address (tell nobody)."""
    person = _by_email(session, email)
    if person is None:
        return None
    return person, make_link(session, person, now=now, lasts=_RESET_LASTS)


def make_link(session: Session, person: Person, *, now: datetime, lasts: timedelta) -> str:
    """Make the token of a link by which the person may choose a password, once."""
    token = secrets.token_urlsafe(32)
    session.add(ResetLink(token_digest=_digest(token), person_id=person.id, ends_at=now + lasts))
    session.flush()
    return token


def asked_by_link(session: Session, token: str, *, now: datetime) -> Person:
    """Who may choose a password by this link."""
    link = _valid(session.get(ResetLink, _digest(token)), now)
    return session.get_one(Person, link.person_id)


def reset_password(session: Session, token: str, password: str, *, now: datetime) -> Person:
    """Choose a new password by a mailed link; every sign-in of the person ends."""
    link = _valid(session.get(ResetLink, _digest(token), with_for_update=True), now)
    person = session.get_one(Person, link.person_id)
    set_password(session, person, password)
    link.used_at = now
    sign_out_everywhere(session, person)
    session.flush()
    return person


def change_password(session: Session, person: Person, *, old: str, new: str) -> None:
    """Choose a new password, knowing the old one."""
    if not _matches(person.password_hash, old):
        raise WrongCredentials()
    set_password(session, person, new)


def set_password(session: Session, person: Person, password: str) -> None:
    """Keep a memory-hard hash of the password, unless it is too easy to guess."""
    if len(password) < PASSWORD_CHARACTERS_MIN or password.lower() == person.email:
        raise WeakPassword(PASSWORD_CHARACTERS_MIN)
    person.password_hash = _hasher.hash(password)
    session.add(person)
    session.flush()


def tidy(session: Session, *, now: datetime) -> None:
    """Forget attempts, links and sign-ins that have ended."""
    session.exec(delete(SignInAttempt).where(col(SignInAttempt.at) < now - guessing.WINDOW))
    session.exec(delete(ResetLink).where(col(ResetLink.ends_at) < now))
    session.exec(delete(SignIn).where(col(SignIn.ends_at) < now))


def _valid(link: ResetLink | None, now: datetime) -> ResetLink:
    if link is None or link.used_at is not None or link.ends_at <= now:
        raise LinkNotValid()
    return link


def _by_email(session: Session, email: str) -> Person | None:
    return session.exec(select(Person).where(Person.email == email.strip().lower())).one_or_none()


def _matches(password_hash: str | None, password: str) -> bool:
    """Whether the password fits; an unknown address costs as long as a known one."""
    try:
        _hasher.verify(password_hash or _hash_of_nobody(), password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


@lru_cache(maxsize=1)
def _hash_of_nobody() -> str:
    return _hasher.hash(secrets.token_urlsafe(16))


def _subjects(email: str, network: str) -> guessing.Subjects:
    """Attempts are counted by the address, and by the network that many may share."""
    found = {guessing.counted_by("e", email.strip().lower()): _ATTEMPTS_MAX}
    return found | ({guessing.counted_by("n", network): _ATTEMPTS_MAX * 10} if network else {})


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
