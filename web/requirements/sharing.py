"""Work that may count for a degree and another, as far as the draft says so."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from flask import render_template, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from engine import studio
from web import page
from web.requirements import saying
from web.requirements.desk import Desk
from web.requirements.forms import SharingForm
from web.requirements.pages import keep, pages
from web.wording import words

_SHARING = "/degrees/<key>/sharing"


@dataclass(frozen=True)
class Shared:
    """An entry of the draft's sharing: with which degree, and how much of the work."""

    place: int
    other: str
    ceiling: str


@pages.get(_SHARING)
def shared(draft_id: uuid.UUID, key: str) -> Answer:
    desk = Desk.of(draft_id, "degrees", key)
    return _page(desk, _form(desk, bound=False))


@pages.post(_SHARING)
def share(draft_id: uuid.UUID, key: str) -> Answer:
    """Let work count for this degree and another."""
    desk = Desk.of(draft_id, "degrees", key)
    form = _form(desk)
    if not form.validate_on_submit():
        return _page(desk, form), 422
    ceiling = {form.unit.data: form.most.data} if form.most.data else {}
    keep(desk.draft, studio.Insert(("sharing",), {"between": [key, form.other.data], **ceiling}))
    return page.go(url_for(".shared", draft_id=draft_id, key=key))


@pages.post(f"{_SHARING}/<int:place>")
def unshare(draft_id: uuid.UUID, key: str, place: int) -> Answer:
    desk = Desk.of(draft_id, "degrees", key)
    keep(desk.draft, studio.Remove(("sharing", place)))
    return page.go(url_for(".shared", draft_id=draft_id, key=key))


def _page(desk: Desk, form: SharingForm) -> str:
    return render_template(
        "requirements/sharing.html",
        desk=desk,
        form=form,
        shared=_shared(desk),
        is_free=desk.whole.get("between_degrees") == "free",
    )


def _form(desk: Desk, *, bound: bool = True) -> SharingForm:
    form = SharingForm() if bound else SharingForm(formdata=None)
    form.other.choices = _others(desk)
    form.unit.choices = [("max_points", words("point")), ("max_items", _("pieces of work"))]
    return form


def _shared(desk: Desk) -> list[Shared]:
    """What the draft says of this degree and others."""
    found = []
    names = dict(_others(desk))
    for place, each in enumerate(desk.whole.get("sharing") or ()):
        between = list(each.get("between") or ()) if isinstance(each, Mapping) else []
        if desk.key in between:
            other = next((name for name in between if name != desk.key), desk.key)
            found.append(Shared(place, names.get(other, other), _ceiling(each)))
    return found


def _ceiling(entry: Mapping[str, str]) -> str:
    if entry.get("max_points"):
        return _("at most %(n)s %(points)s", n=entry["max_points"], points=words("point"))
    if entry.get("max_items"):
        return _("at most %(n)s pieces of work", n=entry["max_items"])
    return _("as much as there is")


def _others(desk: Desk) -> list[tuple[str, str]]:
    degrees = desk.whole.get("degrees")
    return [
        (key, saying.text(each.get("title")) or key)
        for key, each in (degrees.items() if isinstance(degrees, Mapping) else ())
        if key != desk.key and isinstance(each, Mapping)
    ]
