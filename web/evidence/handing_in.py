"""What one reads once something was handed in: that it waits, how a quiz went, what comes next."""

from collections.abc import Sequence

from flask import url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from engine.evidence import Evidence, Status
from web import page
from web.evidence import quizzing


def done(claim: Evidence) -> Answer:
    made = quizzing.attempts_of(claim)
    if claim.status.editable:  # Another address, so that the page is loaded anew.
        where = url_for("evidence.edit", evidence_id=claim.id, tried=len(made), _anchor="quiz")
        return page.go(where)
    page.say(_answer_at_once(made) if claim.status is Status.APPROVED else _later())
    return page.go(url_for("evidence.show", evidence_id=claim.id))


def _answer_at_once(made: Sequence[quizzing.Tried]) -> str:
    """To a quiz that is passed, or to a part of common work that was approved before."""
    if made:
        return _("%(right)s It is approved.", right=made[-1].told)
    return _("The common work is approved, and your part counts with it.")


def _later() -> str:
    return _("Submitted. You will get a mail when there is an answer.")
