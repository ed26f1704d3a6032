"""What need not come first for somebody, in words."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from flask_babel import gettext as _

from engine import evidence, people
from engine.people import Participant
from rules.terms import Stage
from web import page
from web.formats import in_language
from web.wording import worded


def title(part: str) -> str:
    """A part of the program: `Number talks: learned it`."""
    key, _slash, stage = part.partition("/")
    activity = page.catalog().activities.get(key)
    name = in_language(activity.title) if activity else key
    return f"{name}: {worded(Stage(stage)).lower()}" if stage else name


def names(rows: Iterable[evidence.waivers.StageWaiver]) -> Mapping[UUID, str]:
    """Who waived, and who took it back."""
    whom = {by for row in rows for by in (row.decided_by, row.withdrawn_by) if by is not None}
    return people.names(page.session(), page.district(), whom)


def beside(
    place: Participant, parts: Iterable[str]
) -> list[tuple[str, evidence.waivers.StageWaiver]]:
    """Of these parts, what is waived for her: in a sentence that names who did, and its row."""
    wanted = set(parts)
    rows = [
        each for each in evidence.waivers.standing(page.session(), place) if each.part in wanted
    ]
    signed = names(rows)
    return [
        (
            _("%(name)s let you go on without “%(part)s”.",
              name=signed.get(row.decided_by, ""), part=title(row.part)),
            row,
        )
        for row in rows
    ]  # fmt: skip
