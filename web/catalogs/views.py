"""Activities with filters, badges, pathways and campuses, each with a page of its own."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue as Answer

from engine import authors, catalogs, credentials, evidence, progress
from engine.credentials import Attainment, Credential
from rules.catalog import Catalog
from rules.facts import Completion
from rules.requirements import laid_out
from rules.scoring.caps import Caps
from rules.scoring.room import rooms
from rules.steps import Move
from web import confident, page, sentences, steps, validity
from web.catalogs import offers
from web.catalogs.filters import HOURS, Wish
from web.rooms import told
from web.teams import in_words

pages = page.blueprint(
    "catalogs",
    public=("activities", "activity", "badges", "badge", "pathways", "pathway", "campuses"),
)


@pages.get("/activities")
def activities() -> Answer:
    wish, catalog, acting = Wish.read(request.args), page.catalog(), page.actor()
    audience = acting.participant.audience if acting else None
    done = {(each.activity, each.stage) for each in _completions()}
    return render_template(
        "catalogs/activities.html",
        wish=wish,
        found=wish.matching(catalog, page.language(), audience),
        kinds=dict.fromkeys(each.kind for each in catalog.activities.values()),
        hours=HOURS,
        finished={
            key for key, each in catalog.activities.items() if (key, each.last_stage) in done
        },
        most_points=offers.most_points,
    )


@pages.get("/activities/<activity>")
def activity(activity: str) -> Answer:
    catalog = page.catalog()
    found = catalog.activities.get(activity) or abort(404)
    return render_template(
        "catalogs/activity.html",
        key=activity,
        activity=found,
        authors=authors.shown(page.session(), page.district(), activity, found.authors),
        looks_after=_looks_after(activity),
        stages=offers.stages(activity, catalog, _completions(), _ends(), _waived()),
        reach=offers.reach(activity, catalog),
        counts=validity.promise(activity, catalog),
        renews=validity.renewed_by(activity, catalog),
        rubric=catalog.rubrics.get(found.rubric or ""),
        pathways=offers.pathways_with(activity, catalog),
        help=offers.people_to_ask(found),
        team=in_words(found.team) if found.team else "",
        requirement=steps.requirement,
        degree_title=steps.degree_title,
        **_of_mine(activity, catalog),
    )


@pages.get("/badges")
def badges() -> Answer:
    catalog = page.catalog()
    by_campus: dict[str, list[str]] = {key: [] for key in (*catalog.campuses, "")}
    for key, offer in catalog.badge_catalog.items():
        by_campus[offer.campus or ""].append(key)
    return render_template(
        "catalogs/badges.html",
        by_campus={campus: keys for campus, keys in by_campus.items() if keys},
        held=_held(),
        how_to_earn=offers.how_to_earn,
    )


@pages.get("/badges/<badge>")
def badge(badge: str) -> Answer:
    catalog = page.catalog()
    offer = catalog.badge_catalog.get(badge) or abort(404)
    return render_template(
        "catalogs/badge.html",
        key=badge,
        offer=offer,
        how=offers.how_to_earn(badge, catalog),
        parts=offers.parts(badge, catalog, _done()) if badge in catalog.pathways else (),
        stages=(
            offers.stages(badge, catalog, _completions()) if badge in catalog.activities else ()
        ),
        mine=_my_credential(badge),
        standing=_standing(badge, catalog),
        holders=credentials.holders(page.session(), page.district(), badge),
    )


@pages.get("/pathways")
def pathways() -> Answer:
    catalog = page.catalog()
    done = _done()
    return render_template(
        "catalogs/pathways.html",
        ways={key: offers.parts(key, catalog, done) for key in catalog.pathways},
    )


@pages.get("/pathways/<pathway>")
def pathway(pathway: str) -> Answer:
    catalog = page.catalog()
    found = catalog.pathways.get(pathway) or abort(404)
    return render_template(
        "catalogs/pathway.html",
        key=pathway,
        pathway=found,
        parts=offers.parts(pathway, catalog, _done()),
    )


@pages.get("/campuses")
def campuses() -> Answer:
    catalog = page.catalog()
    return render_template(
        "catalogs/campuses.html",
        counts={
            key: sum(each.campus == key for each in catalog.activities.values())
            for key in catalog.campuses
        },
    )


def _looks_after(activity: str) -> bool:
    acting = page.actor()
    return acting is not None and authors.looks_after(page.session(), acting, activity)


def _of_mine(activity: str, catalog: Catalog) -> dict[str, Any]:
    """What the page says to somebody who takes part; to a visitor, the caps alone."""
    acting, session = page.actor(), page.session()
    if acting is None:
        timeline = catalogs.timeline(session, page.district())
        empty = rooms(activity, Caps(), timeline, page.today())
        return {
            "caps": [told(each, catalog, used=False) for each in empty],
            "past": [],
            "sure": "",
            "moves": {},
        }
    place = acting.participant
    used = progress.room(session, place, activity, now=page.now())
    return {
        "caps": [told(each, catalog) for each in used],
        "past": [each for each in evidence.mine(session, place) if each.activity == activity],
        "sure": confident.about(activity),
        "moves": _moves(activity),
    }


def _moves(activity: str) -> dict[str, list[Move]]:
    """Of my degrees, the open requirements that the next stage of it would move."""
    place, session = page.me().participant, page.session()
    step = progress.step(session, place, activity, now=page.now())
    found: dict[str, list[Move]] = {}
    for move in step.moves if step else ():
        found.setdefault(move.degree, []).append(move)
    return found


def _standing(badge: str, catalog: Catalog) -> tuple[float, str] | None:
    """How far I am toward a badge that asks for more than one activity, and what is missing."""
    acting, written = page.actor(), catalog.badges.get(badge)
    if acting is None or written is None:
        return None
    requirement = written.requires
    audit = progress.held_against(page.session(), acting.participant, requirement, now=page.now())
    nodes = {node.id: node for node in laid_out(requirement, tuple(catalog.campuses)).walk()}
    told = (
        sentences.missing(each, catalog, nodes.get(each.path))
        for each in audit.findings
        if not each.kind.is_group
    )
    return float(audit.progress), " ".join(filter(None, told))


def _completions() -> Collection[Completion]:
    acting = page.actor()
    return evidence.completions(page.session(), acting.participant) if acting else ()


def _waived() -> Collection[str]:
    acting = page.actor()
    return evidence.waivers.waived(page.session(), acting.participant) if acting else ()


def _ends() -> Mapping[offers.Part, date]:
    """Until when what I have done counts, where that is not for good."""
    acting = page.actor()
    return validity.ends(acting.participant) if acting else {}


def _done() -> set[offers.Part]:
    return {(each.activity, each.stage) for each in _completions()}


def _held() -> set[str]:
    acting = page.actor()
    if acting is None or not acting.participant.plays:
        return set()
    found = credentials.of(page.session(), acting.participant, attainment=Attainment.BADGE)
    return {each.key for each in found}


def _my_credential(badge: str) -> Credential | None:
    acting = page.actor()
    if acting is None:
        return None
    found = credentials.of(page.session(), acting.participant, attainment=Attainment.BADGE)
    return next((each for each in found if each.key == badge), None)
