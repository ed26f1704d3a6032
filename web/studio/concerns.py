"""What should be thought about before a draft is published: out of reach, or far too cheap."""

import uuid
from dataclasses import dataclass
from functools import lru_cache

from flask import render_template
from flask.typing import ResponseReturnValue as Answer

from engine import studio
from engine.studio import Draft
from rules.concerns import Concern, placed
from rules.concerns import concerns as concerns_of
from rules.pack.written import Place
from web import page
from web.studio import places
from web.studio.desk import draft_at, pages


@dataclass(frozen=True)
class Thought:
    """One concern, with the address of what it is about."""

    concern: Concern
    what: str
    href: str


@pages.get("/studio/<uuid:draft_id>/concerns")
def concerns(draft_id: uuid.UUID) -> Answer:
    """It takes a moment, so a page asks for it apart."""
    draft = draft_at(draft_id)
    template = "studio/_concerns.html" if page.wants_part() else "studio/concerns.html"
    return render_template(template, draft=draft, thoughts=thoughts(draft))


def thoughts(draft: Draft) -> list[Thought] | None:
    """Every concern of a draft; None while it cannot be read."""
    if studio.catalog_of(draft.files) is None:
        return None
    found = _found(tuple(sorted(draft.files.items())))
    return [
        Thought(each, places.named(draft, each.path), _href(draft, each, place))
        for each, place in placed(found, draft.files)
    ]


def _href(draft: Draft, concern: Concern, place: Place) -> str:
    """The requirement that it is about, or else the form of the thing and its field."""
    if places.asks(draft, concern.path):
        return places.tree(draft, place.path)
    field = places.field_of(draft, places.thing(concern.path), concern.path)
    return places.entry(draft, concern.path, field or None)


@lru_cache(maxsize=16)
def _found(files: tuple[tuple[str, str], ...]) -> tuple[Concern, ...]:
    catalog = studio.catalog_of(dict(files))
    return concerns_of(catalog) if catalog else ()
