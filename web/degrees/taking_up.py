"""The catalog of degrees, taking one up and putting it aside."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import render_template, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from engine import progress
from engine.progress import Conferral
from rules.audits import Audit
from rules.catalog import Degree
from rules.requirements import Kind, Requirement
from rules.requirements.phrases import summary
from web import needs, page, rights
from web.degrees.pages import pages
from web.formats import first_up, in_language


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


@pages.get("/degrees/catalog")
def catalog() -> Answer:
    """What each degree asks, for visitors too."""
    acting = page.actor()
    audits: Mapping[str, Audit] = {}
    if acting:
        audits = progress.offered(page.session(), acting.participant, now=page.now())
    return render_template("degrees/catalog.html", offers=_offers(audits))


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
