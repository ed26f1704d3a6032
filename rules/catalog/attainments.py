"""What is attained: levels, badges, pathways and degrees, and how work may count twice."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from rules.requirements import Requirement
from rules.terms import Audience, Frozen, Text


class Level(Frozen):
    """A threshold of experience, which may ask for more than points."""

    title: Text
    experience: Annotated[int, Field(ge=0)]
    requires: Requirement | None = None
    summary: Text | None = None


class Badge(Frozen):
    """What may be earned beside points; Open Badges 3.0 *Achievement*."""

    title: Text
    criteria: Text
    campus: str | None = None
    requires: Requirement
    art: str | None = None
    tags: tuple[str, ...] = ()


class Pathway(Frozen):
    """A sequence of activities with a top badge, granted the moment the last part is done."""

    title: Text
    summary: Text | None = None
    campus: str | None = None
    parts: tuple[str, ...] = Field(min_length=2)
    """`activity` (its last stage) or `activity/stage`."""
    ordered: bool = False
    points: Annotated[int, Field(ge=0)] = 0
    badge: Text | None = None
    """The top badge's title; the pathway's own title unless written."""


class Degree(Frozen):
    """An attainment of one or several years with a requirement tree."""

    title: Text
    summary: Text | None = None
    years: tuple[int, int] = (1, 1)
    """Usual number of school years, from and to; information, never a deadline."""
    audience: tuple[Audience, ...] = ()
    rights_years: Annotated[int, Field(ge=1, le=100)] | None = None
    """For how many years an enrollment keeps its version; for good unless written."""
    requires: Requirement


class Sharing(Frozen):
    """Whether one piece of work may serve two degrees or nodes."""

    between: tuple[str, str]
    max_items: int | None = None
    max_points: int | None = None


class BadgeOrigin(StrEnum):
    """What a badge is earned by."""

    ACTIVITY = "activity"
    PATHWAY = "pathway"
    REQUIREMENT = "requirement"


class BadgeOffer(Frozen):
    """A badge as the catalog of badges shows it, wherever in the pack it comes from."""

    key: str
    origin: BadgeOrigin
    title: Text
    criteria: Text
    campus: str | None = None
    art: str | None = None
    tags: tuple[str, ...] = ()
