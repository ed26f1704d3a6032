"""Changing the rules: what a proposed catalog would do to everybody, and publishing it."""

from engine.changes.actions import publish
from engine.changes.foreseeing import Change, Foreseen, foresee
from engine.changes.proposing import Proposal, propose

__all__ = ["Change", "Foreseen", "Proposal", "foresee", "propose", "publish"]
