"""The nearest way: worked out when somebody asks, and at once when she asks again."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue as Answer

from engine import progress
from engine.progress import NearestWay, Wish
from rules.ways import Aim, NoWay
from web import page, waiting
from web.htmx import htmx
from web.ways import plans
from web.ways.nowhere import nowhere

pages = page.blueprint("ways")


@pages.get("/degrees/<degree>/way")
def show(degree: str) -> Answer:
    """The plan, if it is known or the reader has no scripts; else the place that it will take."""
    wish, place = _wish(degree), page.me().participant
    found = progress.known_way(page.session(), place, wish, now=page.now())
    if found is None and not htmx.boosted:
        found = _work_out(wish)
    session, now = page.session(), page.now()
    pursued = progress.pursued(session, place, now=now)
    awaiting = progress.awaiting(session, place, pursued, now=now)
    return render_template(
        "ways/show.html",
        awaited=waiting.all_told(awaiting, degree),
        wish=wish,
        aims=tuple(Aim),
        title=plans.degree_title(place, degree),
        requirement=plans.requirement_title(place, wish),
        pursued=any(each.enrollment.degree == degree for each in pursued),
        **_told(wish, found),
    )


@pages.get("/degrees/<degree>/way/plan")
def plan(degree: str) -> Answer:
    """The plan alone, which may take some seconds."""
    wish, place = _wish(degree), page.me().participant
    found = progress.known_way(page.session(), place, wish, now=page.now()) or _work_out(wish)
    otherwise = url_for(
        ".show", degree=degree, least=wish.least.value, toward=wish.requirement or None
    )
    return page.answer("ways/_plan.html", otherwise=otherwise, wish=wish, **_told(wish, found))


def _wish(degree: str) -> Wish:
    asked = request.args.get("least", "")
    least = Aim(asked) if asked in set(Aim) else Aim.HOURS
    return Wish(degree, least, request.args.get("toward", "")[:200])


def _work_out(wish: Wish) -> NearestWay:
    """Worked out while others may write, and then kept."""
    found = progress.way(page.session(), page.me().participant, wish, now=page.now())
    with page.transaction() as session:
        progress.keep_way(session, page.me().participant, wish, found, now=page.now())
    return found


def _told(wish: Wish, found: NearestWay | None) -> dict[str, object]:
    place = page.me().participant
    if found is None:
        return {"plan": None, "nowhere": None}
    if isinstance(found.way, NoWay):
        return {"plan": None, "nowhere": nowhere(place, wish, found.way)}
    return {"plan": plans.plan(place, wish, found, found.way), "nowhere": None}
