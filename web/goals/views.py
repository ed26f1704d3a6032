"""My goals: set on a degree's page, followed here and on home, let go whenever one likes."""

import uuid

from flask import abort, render_template, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from engine import evidence, goals, people, progress
from engine.people import Act, Participant, Person
from web import goal_lines, page, trees
from web.goals.forms import GoalForm

pages = page.blueprint("goals")

_CHOICES = 3


@pages.get("/goals")
def mine() -> Answer:
    return _list(page.me().participant, None)


@pages.get("/people/<uuid:participant_id>/goals")
def of(participant_id: uuid.UUID) -> Answer:
    """Somebody's goals, for who looks after her progress."""
    place = people.participant(page.session(), page.district(), participant_id)
    page.must(Act.SEE_RECORD, place)
    return _list(place, people.person_of(page.session(), place))


@pages.post("/degrees/<degree>/goals")
def choose(degree: str) -> Answer:
    """Make a requirement of the degree my goal."""
    form = GoalForm()
    if not form.validate_on_submit():
        abort(404)
    with page.transaction() as session:
        goals.set_goal(session, degree, form.requirement.data, by=page.me(), now=page.now())
    page.say(_("It is your goal now. Home shows it, with the next step toward it."))
    back = url_for("degrees.show", degree=degree, _anchor=goal_lines.anchor(form.requirement.data))
    return page.go(page.safe_next(back))


@pages.post("/goals/<uuid:goal_id>/letting-go")
def let_go(goal_id: uuid.UUID) -> Answer:
    with page.transaction() as session:
        goals.let_go(session, goal_id, by=page.me(), now=page.now())
    page.say(_("Let go. What you did for it counts as before."))
    return page.go(page.safe_next(url_for(".mine")))


def _list(place: Participant, someone: Person | None) -> str:
    session, mine = page.session(), someone is None
    pursued = progress.pursued(session, place, now=page.now())
    awaiting = progress.awaiting(session, place, pursued, now=page.now()) if mine else None
    record = progress.record(session, place, on=page.today())
    served = trees.served(
        record.items, page.catalog(), evidence.all_worth(session, place), plays=place.plays
    )
    return render_template(
        "goals/mine.html",
        underway=goal_lines.underway(place, pursued, awaiting),
        reached=goal_lines.reached(goals.goals_of(session, place), served),
        choices=goal_lines.choices(place, pursued, _CHOICES) if mine else [],
        pursues=any(each.conferral is None for each in pursued),
        place=place,
        someone=someone,
    )
