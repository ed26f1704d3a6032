"""What a program author meets in the studio: what is hers to write, and what she looks at."""

from typing import Any

from flask import abort

from engine.errors import OutsideArea
from engine.studio import Draft
from rules import writing
from rules.pack.written import Path
from web import page
from web.studio import sections
from web.studio.desk import writes_all


def must_be_a_part(section: str) -> None:
    """The other parts of a pack are for admins."""
    if not writes_all() and section not in sections.OF_AN_AREA:
        raise OutsideArea(((section,),))


def is_foreign(draft: Draft, path: Path) -> bool:
    """Whether she only looks at a thing: taking it out would be refused."""
    if writes_all():
        return False
    if not writing.is_written(draft.files, path):
        abort(404)
    without = writing.remove(draft.files, path)
    return bool(writing.outside(draft.files, without, page.me().areas))


def listed(draft: Draft, section: str) -> dict[str, Any]:
    """What stands in a section; of the activities, those of her area."""
    every = sections.entries(draft, section)
    if writes_all() or section != "activities":
        return every
    hers = [*page.me().areas]
    return {
        key: each
        for key, each in every.items()
        if isinstance(each, dict) and each.get("campus") in hers
    }


def begun(section: str, entry: dict[str, Any]) -> dict[str, Any]:
    """A new activity of hers stands in her area from its first moment."""
    if writes_all() or section != "activities":
        return entry
    return {**entry, "campus": min(page.me().areas)}
