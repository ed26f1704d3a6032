"""Where one can go from every page: what is built, and what this reader may use."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from flask import Flask, Response, current_app, g, request
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from engine import catalogs, notifications, people
from engine.errors import NoCatalog
from engine.people import Act, Actor
from web import page
from web.formats import first_up
from web.wording import words

_Shown = tuple[str, str, str, bool]
"""Endpoint, label, sign, and whether one is there."""


@dataclass(frozen=True)
class Stop:
    """One line of the navigation."""

    endpoint: str
    label: Callable[[], str] | LazyString
    sign: str
    shown: Callable[[Actor], bool] = lambda _me: True
    beside: tuple[str, ...] = ()
    """Other features, or single pages of them, that are reached through it."""


def _plays(me: Actor) -> bool:
    return me.participant.plays


def _works_at_the_desk(me: Actor) -> bool:
    """Who hands out; and who leads a school, where the pack lets leaders approve a reward."""
    left_to_leaders = any(each.leaders_approve for each in page.catalog().rewards.values())
    return me.may(Act.FULFIL) or (left_to_leaders and me.may(Act.APPROVE_REWARD))


STOPS = (
    Stop("home.show", _l("Home"), "home"),
    Stop(
        "evidence.mine",
        _l("My evidence"),
        "file-text",
        beside=(
            "colleagues",
            "gatherings.ask_for_code",
            "gatherings.look_up",
            "gatherings.here",
            "gatherings.check_in",
            "nominations",
            "coaching",
            "students",
            "follow_ups",
            "confidence",
        ),
    ),
    Stop(
        "degrees.mine",
        lambda: first_up(words("degree")),
        "school",
        beside=("versions", "ways", "goals", "transcripts.mine"),
    ),
    Stop(
        "catalogs.activities",
        lambda: first_up(words("activity")),
        "books",
        beside=("proposals", "authors"),
    ),
    Stop(
        "reviews.queue",
        _l("Review"),
        "clipboard-check",
        lambda me: me.may(Act.REVIEW),
        beside=("gatherings", "batches"),
    ),
    Stop(
        "credentials.wall",
        lambda: first_up(words("badge")),
        "award",
        _plays,
        beside=("catalogs.badges", "catalogs.badge"),
    ),
    Stop("standings.board", _l("Leaderboards"), "trophy", _plays),
    Stop("rewards.shelf", lambda: first_up(words("reward")), "gift", _plays),
    Stop("ledger.mine", _l("My ledger"), "receipt"),
    Stop("rewards.desk", _l("Rewards desk"), "shopping-bag", _works_at_the_desk),
    Stop(
        "dashboard.show",
        _l("Dashboard"),
        "chart-bar",
        lambda me: me.may(Act.SEE_PEOPLE),
        beside=("nominations.year", "follow_ups.report", "confidence.averages"),
    ),
    Stop(
        "studio.shelf",
        _l("Studio"),
        "writing",
        lambda me: me.may(Act.WRITE_CATALOG),
        beside=("requirements",),
    ),
    Stop(
        "people.directory",
        _l("People"),
        "users",
        lambda me: me.may(Act.SEE_PEOPLE),
        beside=("waivers", "transcripts.of"),
    ),
)
"""In order; the first four stand in the bar at the bottom of a phone, the queue among them."""


def register(app: Flask) -> None:
    app.jinja_env.globals["has_page"] = has_page
    app.jinja_env.filters["near_first"] = _near_first
    app.jinja_env.globals["unread"] = unread
    app.after_request(_read_here)
    app.context_processor(lambda: {"nav": _stops(), "elsewhere": elsewhere})


def found_through(*endpoints: str) -> None:
    """Of the page under way: it is reached through the first of these stops that its reader has."""
    me = page.me()
    has = {stop.endpoint for stop in STOPS if stop.shown(me)}
    g.found_through = next(each for each in endpoints if each in has)


def elsewhere() -> list[page.Place]:
    """The other districts in which the reader takes part, for her menu; by their names."""
    someone = page.person()
    if someone is None:
        return []
    found = []
    for place in people.places(page.session(), someone):
        if place.district_id != page.district_if_any():
            with suppress(NoCatalog):
                catalog = catalogs.current(page.session(), place.district_id, now=page.now())
                found.append(page.Place.of(catalog, page.language()))
    return sorted(found, key=lambda each: each.name)


def unread() -> int:
    """How many notifications the reader has not opened yet, for the bell.

    What leads to the very page that she opens is read by that.
    """
    me = page.actor_if_here()
    if me is None or not (n := notifications.unread(page.session(), me.participant)):
        return 0
    if request.method == "GET":
        here = notifications.leading_to(page.session(), me.participant, request.path)
        g.read_here = [each.id for each in here]
        return n - len(here)
    return n


def _read_here(answer: Response) -> Response:
    """After the page was made, note what it was the answer to."""
    if (opened := g.pop("read_here", None)) and answer.status_code == 200:
        with page.transaction() as session:
            place = page.me().participant
            for which in opened:
                told = notifications.get(session, place, which)
                notifications.read(session, told, now=page.now())
    return answer


def has_page(endpoint: str) -> bool:
    """Whether another feature has this page, for links between strangers."""
    return endpoint in current_app.view_functions


def _stops() -> list[_Shown]:
    me = page.actor_if_here()
    if me is None or page.is_guest():
        return []
    return [
        (stop.endpoint, _label(stop), stop.sign, _is_here(stop))
        for stop in STOPS
        if stop.endpoint in current_app.view_functions and stop.shown(me)
    ]


def _label(stop: Stop) -> str:
    return str(stop.label()) if callable(stop.label) else str(stop.label)


def _is_here(stop: Stop) -> bool:
    """Whether the page shown is this one, or one that is reached through it."""
    endpoint = stop.endpoint
    if "found_through" in g:
        return bool(endpoint == g.found_through)
    if any(request.endpoint in each.beside for each in STOPS):
        return request.endpoint in stop.beside
    same_feature = request.blueprint == endpoint.partition(".")[0]
    sisters = [each.endpoint for each in STOPS if each.endpoint.startswith(f"{request.blueprint}.")]
    return (
        request.endpoint == endpoint
        or request.blueprint in stop.beside
        or (same_feature and request.endpoint not in sisters and sisters[0] == endpoint)
    )


def _near_first(nav: Sequence[_Shown]) -> list[_Shown]:
    """The same for a phone's bar: who reviews needs the queue more often than the catalog."""
    urgent = [each for each in nav if each[0] == "reviews.queue"]
    others = [each for each in nav if each not in urgent]
    return [*others[:3], *urgent, *others[3:]]
