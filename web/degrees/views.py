"""My degrees or somebody's, one of them as a plan, and the diploma."""

import uuid

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue as Answer

from engine import credentials, evidence, people, progress
from engine.credentials import Attainment, Credential
from engine.evidence import Status
from engine.people import Act, Participant, Person
from engine.progress import Awaiting, Conferral, Pursued
from web import coming, goal_lines, page, rights, squares, steps, trees, waiting
from web.degrees import explaining, pinning, sheets, supposing, taking_up
from web.degrees.pages import pages
from web.wording import words

__all__ = ["pages", "pinning", "taking_up"]


@pages.get("/degrees")
def mine() -> Answer:
    return _list(page.me().participant, None)


@pages.get("/people/<uuid:participant_id>/degrees")
def of(participant_id: uuid.UUID) -> Answer:
    """Somebody's degrees, for who looks after her progress."""
    place = _looked_after(participant_id)
    return _list(place, people.person_of(page.session(), place))


@pages.get("/degrees/<degree>")
def show(degree: str) -> Answer:
    place = page.me().participant
    if page.as_of():
        return _then(place, degree)
    held = sheets.held(place)
    if degree in held:
        sheet = sheets.of_conferral(place, held[degree])
        return render_template("degrees/show.html", sheet=sheet, steps=(), someone=None)
    taken_up = sheets.one_pursued(place, degree)
    if taken_up is None:
        sheet = sheets.looked_at(place, degree)
        return render_template("degrees/show.html", sheet=sheet, steps=(), someone=None)
    choices = supposing.choices(place, degree)
    if chosen := next((each for each in choices if each.current and each.supposed), None):
        return _if_approved(place, degree, chosen, choices)
    awaiting = progress.awaiting(page.session(), place, sheets.pursued(place), now=page.now())
    todo = _steps(degree, awaiting)
    claims = evidence.mine(page.session(), place, statuses=(Status.SUBMITTED,))
    return render_template(
        "degrees/show.html",
        sheet=explaining.sheet(place, taken_up, request.args.get("open"), _next(taken_up, todo)),
        steps=todo,
        awaited=waiting.all_told(awaiting, degree),
        someone=None,
        waiting=trees.waiting(claims, page.catalog()),
        goals=goal_lines.chosen(place, taken_up),
        versions=progress.versions_if_any(page.session(), place, degree, now=page.now()),
        kept=rights.told(place, degree),
        choices=choices,
    )


def _if_approved(
    place: Participant, degree: str, chosen: supposing.Choice, choices: list[supposing.Choice]
) -> Answer:
    """The plan as it would stand, marked as what it is."""
    then = progress.if_approved(page.session(), place, chosen.supposed, now=page.now())
    each = next(each for each in then.pursued if each.enrollment.degree == degree)
    now_at = sheets.one_pursued(place, degree)
    served = sheets.served_of(place, then.record)
    beside = sheets.beside(place, each, served)
    sheet = sheets.of_pursued(each, served=served, beside=beside)
    return render_template(
        "degrees/show.html",
        sheet=sheet,
        steps=(),
        someone=None,
        choices=choices,
        supposed=chosen,
        share_now=float(now_at.audit.progress) if now_at else 0.0,
    )


@pages.get("/people/<uuid:participant_id>/degrees/<degree>")
def of_one(participant_id: uuid.UUID, degree: str) -> Answer:
    """One degree that somebody holds or pursues, down to the entries."""
    place = _looked_after(participant_id)
    if page.as_of():
        return _then(place, degree, people.person_of(page.session(), place))
    held, taken_up = sheets.held(place), sheets.one_pursued(place, degree)
    if degree in held:
        sheet = sheets.of_conferral(place, held[degree])
    elif taken_up:
        served = sheets.served_of(place)
        beside = sheets.beside(place, taken_up, served)
        sheet = sheets.of_pursued(taken_up, served=served, beside=beside)
    else:
        abort(404)
    someone = people.person_of(page.session(), place)
    return render_template("degrees/show.html", sheet=sheet, steps=(), someone=someone, place=place)


@pages.get("/degrees/<degree>/requirements/<path:requirement>")
def explain(degree: str, requirement: str) -> Answer:
    """Why a requirement stands as it does; without scripts its line of the plan is opened."""
    place = page.me().participant
    if sheets.one_pursued(place, degree) is None:
        abort(404)
    if not page.wants_part():
        return page.go(explaining.address(degree, requirement))
    found = explaining.why(place, degree, requirement, sheets.served_of(place)) or abort(404)
    return render_template("degrees/_why.html", why=found)


@pages.get("/degrees/<degree>/diploma")
def diploma(degree: str) -> Answer:
    place = page.me().participant
    conferral = _conferral(degree)
    credential = _credential(degree)
    address = f"{squares.site()}/credentials/{credential.id}" if credential else ""
    return render_template(
        "degrees/diploma.html",
        conferral=conferral,
        degree=sheets.degree_of(conferral),
        earner=people.person_of(page.session(), place).name,
        credential=credential,
        address=address,
        code=squares.square(address, words("degree", 1)) if address else "",
    )


def _list(place: Participant, someone: Person | None) -> str:
    with page.looking_back() as as_of:
        return render_template(
            "degrees/mine.html",
            pursued=[sheets.of_pursued(each) for each in sheets.pursued(place)],
            held=[(each, sheets.degree_of(each)) for each in sheets.held(place).values()],
            coming=None if someone or as_of else coming.told(place),
            aside=[] if someone or as_of else progress.put_aside(page.session(), place),
            place=place,
            someone=someone,
            as_of=as_of,
        )


def _then(place: Participant, degree: str, someone: Person | None = None) -> str:
    """One degree as it stood at the end of an earlier day; nothing can be done there."""
    with page.looking_back() as as_of:
        return render_template(
            "degrees/show.html",
            sheet=sheets.then(place, degree),
            steps=(),
            someone=someone,
            place=place,
            as_of=as_of,
        )


def _looked_after(participant_id: uuid.UUID) -> Participant:
    place = people.participant(page.session(), page.district(), participant_id)
    page.must(Act.SEE_RECORD, place)
    return place


def _next(pursued: Pursued, todo: list[steps.Told]) -> tuple[str, ...]:
    """The requirement still needed that the best step for this degree would move most."""
    degree, needless = pursued.enrollment.degree, progress.settled(pursued.audit.findings)
    found = [move for step in todo[:1] for move in step.moves if move.degree == degree]
    paths = (move.finding.path for move in found if move.finding.path not in needless)
    return tuple(paths)[:1]


def _steps(degree: str, awaiting: Awaiting) -> list[steps.Told]:
    found = progress.steps(
        page.session(), page.me().participant, settled=awaiting.settled, now=page.now()
    )
    return [steps.told(each) for each in found if any(move.degree == degree for move in each.moves)]


def _conferral(degree: str) -> Conferral:
    held = progress.conferrals(page.session(), page.me().participant)
    return next((each for each in held if each.degree == degree), None) or abort(404)


def _credential(degree: str) -> Credential | None:
    place = page.me().participant
    found = credentials.of(page.session(), place, attainment=Attainment.DEGREE)
    return next((each for each in found if each.key == degree), None)
