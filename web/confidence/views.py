"""Confidence: one's own, to look at and to delete; and the averages, for who plans the program."""

import uuid

from flask import render_template, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from engine import confidence
from rules.confidence import FEWEST, HIGHEST, LOWEST
from web import confident, page
from web.formats import one_decimal

pages = page.blueprint("confidence")


@pages.get("/confidence")
def mine() -> Answer:
    return render_template(
        "confidence/mine.html",
        every=confidence.mine(page.session(), page.me()),
        in_words=confident.in_words,
    )


@pages.post("/confidence/<uuid:evidence_id>/deletion")
def forget(evidence_id: uuid.UUID) -> Answer:
    with page.transaction() as session:
        confidence.forget(session, evidence_id, by=page.me())
    page.say(_("It is deleted. Your evidence stays as it is."))
    return page.go(url_for(".mine"))


@pages.get("/confidence/averages")
def averages() -> Answer:
    years = confidence.averages(page.session(), page.me(), now=page.now())
    return render_template(
        "confidence/averages.html", years=years, fewest=FEWEST, in_words=_in_words
    )


def _in_words(average: float) -> str:
    if average <= LOWEST:
        return _("%(n)s or less", n=one_decimal(average))
    if average >= HIGHEST:
        return _("%(n)s or more", n=one_decimal(average))
    return one_decimal(average)
