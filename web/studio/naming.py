"""What the next catalog is called, where another one is called so already."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for
from flask.typing import ResponseReturnValue as Answer

from engine import catalogs, studio
from engine.studio import Put
from web import page
from web.studio.desk import draft_at, edited, pages

_YEAR = ("pack", "catalog_year")


@dataclass(frozen=True)
class Namesakes:
    """Catalogs that are called as a draft is, and a name that is free."""

    year: str
    numbers: tuple[int, ...]
    free: str


@pages.post("/studio/<uuid:draft_id>/year")
def call_otherwise(draft_id: uuid.UUID) -> Answer:
    """Give the draft the name that is free."""
    draft = draft_at(draft_id)
    asked = url_for(".dry_run", draft_id=draft_id)
    found = namesakes(draft.files)
    if found is None:
        return page.go(asked)
    return edited(draft_id, Put(_YEAR, found.free), lambda _draft: page.go(asked))


def namesakes(files: Mapping[str, str]) -> Namesakes | None:
    """Nothing where its name is its own, or cannot be read."""
    catalog = studio.catalog_of(files)
    numbers = catalogs.namesakes(page.session(), catalog) if catalog else []
    if catalog is None or not numbers:
        return None
    free = catalogs.free_name(page.session(), catalog)
    return Namesakes(catalog.pack.catalog_year, tuple(numbers), free)
