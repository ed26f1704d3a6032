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
    """An entry of the draft's sharing: between what, and how much of the work."""

    place: int
    between: tuple[str, str]
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
    between = [form.one.data, form.other.data]
    keep(desk.draft, studio.Insert(("sharing",), {"between": between, **ceiling}))
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
    form.one.choices = [(desk.key, desk.title), *_parts(desk)]
    form.other.choices = [*_others(desk), *_parts(desk)]
    form.unit.choices = [("max_points", words("point")), ("max_items", _("pieces of work"))]
    return form


def _shared(desk: Desk) -> list[Shared]:
    """What the draft says of this degree, or of requirements of it, and others."""
    ours = dict([(desk.key, desk.title), *_parts(desk)])
    names = {**dict(_others(desk)), **ours}
    found = []
    for place, each in enumerate(desk.whole.get("sharing") or ()):
        between = [str(one) for one in each.get("between") or ()] if _is_entry(each) else []
        if len(between) == 2 and ours.keys() & set(between):
            one, other = (names.get(name, name) for name in between)
            found.append(Shared(place, (one, other), _ceiling(each)))
    return found


def _is_entry(each: object) -> bool:
    return isinstance(each, Mapping)


def _parts(desk: Desk) -> list[tuple[str, str]]:
    """The requirements of the tree that have an id."""
    nodes = desk.root.walk() if desk.root else ()
    return [(node.id, desk.name_of(node)) for node in nodes if node.id]


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
