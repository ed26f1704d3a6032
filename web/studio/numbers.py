"""From a number of the site to the field of a draft in which it is set."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from engine import studio
from rules.pack.written import Path
from web import page
from web.studio import places
from web.studio.desk import draft_at, pages


@pages.get("/studio/set")
def set_here() -> Answer:
    """Lead to the field of the newest draft that sets what the path names.

    The path stands in the address as `activities/number-talks/stages/used/points`.
    """
    newest = studio.newest_open(page.session(), page.me())
    if newest is None:
        page.say(_("Begin a draft first: numbers are changed there."), "info")
        return redirect(url_for(".shelf"))
    draft = draft_at(newest.id)
    path = _steps(request.args.get("path", ""))
    whole = places.thing(path)
    if not places.has_form(draft, whole):
        page.say(_("The draft has no such thing any more."), "info")
        return redirect(url_for(".show", draft_id=draft.id))
    if "requires" in path:
        return redirect(places.tree(draft, whole))
    return redirect(places.entry(draft, whole, places.field_of(draft, whole, _short(path, whole))))


def _steps(written: str) -> Path:
    return tuple(step for step in written.split("/") if step)


def _short(path: Path, whole: Path) -> Path:
    """A stage of an activity of one step is written on the activity itself."""
    inner = path[len(whole) :]
    return (*whole, *inner[2:]) if inner[:2] == ("stages", "done") else path
