"""The page that people come back to."""

from collections.abc import Sequence

from flask import render_template, url_for
from flask.typing import ResponseReturnValue as Answer

from engine import credentials, evidence, goals, ledger, progress
from engine.evidence import Evidence
from engine.progress import Awaiting
from web import coming, goal_lines, page, steps, waiting
from web.home import needing, standing, with_others
from web.home.joy import joy

pages = page.blueprint("home")


@pages.get("/home")
def show() -> Answer:
    session, actor = page.session(), page.me()
    place = actor.participant
    claims = evidence.mine(session, place)
    pursued = progress.pursued(session, place, now=page.now())
    awaiting = progress.awaiting(session, place, pursued, now=page.now())
    todo = progress.steps(session, place, settled=awaiting.settled, now=page.now())
    return render_template(
        "home/show.html",
        joy=joy(session, place),
        begun=bool(claims),
        ring=standing.ring(session, actor) if place.plays else None,
        balance=ledger.balance(session, place),
        degrees=standing.degree_lines(pursued),
        held=standing.held(session, actor),
        goals=[each for each in goal_lines.underway(place, pursued, awaiting) if each.line],
        coming=coming.told(place),
        awaited=waiting.all_told(awaiting),
        steps=[steps.told(each) for each in todo],
        needs=needing.needs(session, actor, claims),
        with_others=[
            *with_others.in_review(session, _not_told(claims, awaiting)),
            *with_others.being_helped(session, actor),
        ],
        recent=standing.recent(session, actor, claims) if place.plays else [],
    )


def _not_told(claims: Sequence[Evidence], awaiting: Awaiting) -> list[Evidence]:
    """What stands among the next steps already is not told a second time."""
    told = {claim.id for each in awaiting.awaited for claim in each.claims}
    return [claim for claim in claims if claim.id not in told]


@pages.post("/home/seen")
def seen() -> Answer:
    """The celebration is over; what was earned stays on the wall."""
    with page.transaction() as session:
        place = page.me().participant
        credentials.mark_seen(session, place, now=page.now())
        progress.mark_seen(session, place, now=page.now())
        goals.mark_seen(session, place, now=page.now())
    return page.answer("home/_joy.html", otherwise=url_for(".show"), joy=None)
