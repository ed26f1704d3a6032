"""Credentials: badges and degrees as issued, so that somebody else can check them."""

from engine.credentials.actions import issue, make_public, mark_seen
from engine.credentials.counting import Earned, earned
from engine.credentials.events import CredentialIssued, CredentialRevoked
from engine.credentials.mentored import (
    credit_all_mentors,
    credit_mentors,
    credit_their_mentors,
    mentors_wait,
)
from engine.credentials.queries import get, holders, of, shown, unseen
from engine.credentials.signing import document, signed
from engine.credentials.tables import Attainment, Credential
from engine.credentials.verifying import altered, unearned, verify

__all__ = [
    "Attainment",
    "Credential",
    "CredentialIssued",
    "CredentialRevoked",
    "Earned",
    "altered",
    "credit_all_mentors",
    "credit_mentors",
    "credit_their_mentors",
    "document",
    "earned",
    "get",
    "holders",
    "issue",
    "make_public",
    "mark_seen",
    "mentors_wait",
    "of",
    "shown",
    "signed",
    "unearned",
    "unseen",
    "verify",
]
