"""My degrees, one of them as a plan, the catalog of all, taking one up, and the diploma."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from engine import credentials, evidence, people, progress
from engine.credentials import Attainment, Credential
from engine.evidence import Status
from engine.people import Act, Participant, Person
from engine.progress import Awaiting, Conferral, Pursued
from rules.audits import Audit
from rules.catalog import Degree
from rules.requirements import Kind, Requirement
from rules.requirements.phrases import summary
from web import coming, conferred, goal_lines, needs, page, rights, squares, steps, trees, waiting
from web.degrees import explaining, sheets, supposing
from web.degrees.forms import PinForm
from web.formats import first_up, in_language
from web.wording import words

pages = page.blueprint("degrees", public=("catalog",))
pages.app_template_filter("in_question")(conferred.in_question)


@dataclass(frozen=True)
class Asked:
    """One requirement in a line, and what is inside where its name does not say it."""

    line: str
    inside: str = ""


@dataclass(frozen=True)
class Offer:
    """A degree of the catalog, what it asks in sentences, and how far this reader would be."""

    key: str
    degree: Degree
    asks: tuple[Asked, ...]
    for_me: bool
    share: float | None = None
    pursued: bool = False
    conferral: Conferral | None = None


@pages.get("/degrees")
def mine() -> Answer:
    return _list(page.me().participant, None)


@pages.get("/people/<uuid:participant_id>/degrees")
def of(participant_id: uuid.UUID) -> Answer:
    """Somebody's degrees, for who looks after her progress."""
    place = _looked_after(participant_id)
    return _list(place, people.person_of(page.session(), place))


@pages.get("/degrees/catalog")
def catalog() -> Answer:
    """What each degree asks, for visitors too."""
    acting = page.actor()
    audits: Mapping[str, Audit] = {}
    if acting:
        audits = progress.offered(page.session(), acting.participant, now=page.now())
    return render_template("degrees/catalog.html", offers=_offers(audits))


@pages.get("/degrees/<degree>")
def show(degree: str) -> Answer:
    place = page.me().participant
    if page.as_of():
        return _then(place, degree)
    held = sheets.held(place)
    if degree in held:
        sheet = sheets.of_conferral(place, held[degree])
        return render_template("degrees/show.html", sheet=sheet, steps=(), someone=None)
    taken_up = _pursued(place, degree)
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
    now_at = _pursued(place, degree)
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
    held, taken_up = sheets.held(place), _pursued(place, degree)
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
    if _pursued(place, degree) is None:
        abort(404)
    if not page.wants_part():
        return page.go(explaining.address(degree, requirement))
    found = explaining.why(place, degree, requirement, sheets.served_of(place)) or abort(404)
    return render_template("degrees/_why.html", why=found)


@pages.post("/degrees/<degree>/pins")
def pin(degree: str) -> Answer:
    """Let a piece of work serve this requirement and no other one."""
    form = PinForm()
    if not form.validate_on_submit():
        abort(400)
    place, path = page.me().participant, form.requirement.data
    before = explaining.weigh_pin(place, degree, path, form.evidence.data)
    with page.transaction() as session:
        progress.pin(session, degree, path, form.evidence.data, by=page.me(), now=page.now())
    return _moved(degree, path, _("Pinned."), before)


@pages.post("/degrees/<degree>/pins/<uuid:decision_id>/withdrawal")
def unpin(degree: str, decision_id: uuid.UUID) -> Answer:
    """Leave it to the audit again where the piece of work serves best."""
    place = page.me().participant
    path, before = explaining.weigh_unpinning(place, degree, decision_id)
    with page.transaction() as session:
        progress.withdraw_decision(session, decision_id, by=page.me(), now=page.now())
    return _moved(degree, path, _("Unpinned."), before)


def _moved(degree: str, path: str, done: str, effects: list[str]) -> Answer:
    """The plan as it is now, opened where something was done, which is told."""
    place = page.me().participant
    told = " ".join([done, *effects])
    taken_up = _pursued(place, degree)
    if taken_up is None:  # It was completed by it.
        return page.go(url_for("home.show"))
    if not page.wants_part():
        page.say(told)
        return page.go(explaining.address(degree, path))
    sheet = explaining.sheet(place, taken_up, path, told=told)
    return render_template(
        "degrees/_plan.html",
        sheet=sheet,
        someone=None,
        goals=goal_lines.chosen(place, taken_up),
    )


@pages.post("/degrees/<degree>/enrollment")
def enroll(degree: str) -> Answer:
    """Take it up; if everything is there already it is conferred in the same moment."""
    with page.transaction() as session:
        progress.enroll(session, degree, by=page.me(), now=page.now())
    place = page.me().participant
    if any(each.degree == degree for each in progress.conferrals(page.session(), place)):
        return page.go(url_for("home.show"))
    kept = rights.told(place, degree)
    page.say(
        " ".join([_("You have taken it up. It asks what it asks today."), kept])
        if kept
        else _("You have taken it up. It asks what it asks today, whatever changes later.")
    )
    return page.go(url_for(".show", degree=degree))


@pages.post("/degrees/<degree>/putting-aside")
def put_aside(degree: str) -> Answer:
    with page.transaction() as session:
        progress.leave(session, degree, by=page.me(), now=page.now())
    page.say(_("It is put aside. What you earned toward it stays, and you can take it up again."))
    return page.go(url_for(".mine"))


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


def _pursued(place: Participant, degree: str) -> Pursued | None:
    return next((each for each in sheets.pursued(place) if each.enrollment.degree == degree), None)


def _looked_after(participant_id: uuid.UUID) -> Participant:
    place = people.participant(page.session(), page.district(), participant_id)
    page.must(Act.SEE_RECORD, place)
    return place


# -- next steps ------------------------------------------------------------------------------------


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


# -- the catalog -----------------------------------------------------------------------------------


def _offers(audits: Mapping[str, Audit]) -> list[Offer]:
    acting, session = page.actor(), page.session()
    taken_up, held = set(), {}
    if acting:
        place = acting.participant
        taken_up = {each.degree for each in progress.enrollments(session, place)}
        held = {each.degree: each for each in progress.conferrals(session, place)}
    return [
        Offer(
            key=key,
            degree=degree,
            asks=tuple(_asks(degree)),
            for_me=acting is None
            or not degree.audience
            or acting.participant.audience in degree.audience,
            share=float(audits[key].progress) if key in audits else None,
            pursued=key in taken_up,
            conferral=held.get(key),
        )
        for key, degree in page.catalog().degrees.items()
    ]


def _asks(degree: Degree) -> list[Asked]:
    """What it asks, one line for each requirement below the root."""
    root = degree.requires
    parts = root.of if root.kind is Kind.ALL and root.of else (root,)
    return [_asked(each) for each in parts]


def _asked(node: Requirement) -> Asked:
    """A titled group says in a second sentence what is inside; a titled leaf says it already."""
    sentence = first_up(needs.asks(summary(node), page.catalog()))
    if node.title is None:
        return Asked(sentence)
    return Asked(in_language(node.title), f"{sentence}." if node.kind.is_group else "")


# -- the diploma -----------------------------------------------------------------------------------


def _conferral(degree: str) -> Conferral:
    held = progress.conferrals(page.session(), page.me().participant)
    return next((each for each in held if each.degree == degree), None) or abort(404)


def _credential(degree: str) -> Credential | None:
    place = page.me().participant
    found = credentials.of(page.session(), place, attainment=Attainment.DEGREE)
    return next((each for each in found if each.key == degree), None)
