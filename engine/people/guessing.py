"""Guessing is slow: whoever gave many wrong answers in a short time has to wait."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select

from engine.errors import TooManyAttempts
from engine.people.tables import SignInAttempt

WINDOW = timedelta(minutes=15)
Subjects = Mapping[str, int]
"""What attempts are counted by, and how many wrong ones each of them may have in the window."""


def counted_by(mark: str, text: str) -> str:
    """By what attempts are counted, so that a list of them tells nothing."""
    return f"{mark}{hashlib.sha256(text.encode()).hexdigest()}"


def hold_back(
    session: Session,
    subjects: Subjects,
    *,
    now: datetime,
    refusal: type[TooManyAttempts] = TooManyAttempts,
) -> None:
    """Refuse whoever guessed too often."""
    for each, most in subjects.items():
        count, first = session.exec(
            select(func.count(), func.min(SignInAttempt.at)).where(
                SignInAttempt.subject == each, col(SignInAttempt.at) > now - WINDOW
            )
        ).one()
        if count >= most:
            raise refusal(first + WINDOW)


def remember_attempt(session: Session, subjects: Subjects, *, now: datetime) -> None:
    """A wrong answer; the transaction has to be committed."""
    for each in subjects:
        session.add(SignInAttempt(subject=each, at=now))
    session.flush()
