"""What points buy and how people are compared: rewards, seasons, standings and school awards."""

from collections.abc import Mapping
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from rules.saying import say
from rules.terms import Audience, FileKind, Frozen, KeptFrom, LookBack, Text

Megabytes = Annotated[int, Field(ge=0, le=1000)]


class RewardClass(StrEnum):
    """How a reward is treated for tax; cash equivalents are always taxable."""

    MERCHANDISE = "merchandise"
    PRIVILEGE = "privilege"
    CLASSROOM = "classroom"
    WORKING_CONDITION = "working_condition"
    CASH_EQUIVALENT = "cash_equivalent"
    DRAWING = "drawing"


class Reward(Frozen):
    """What redeemable points buy."""

    title: Text
    summary: Text | None = None
    price: Annotated[int, Field(ge=0)]
    kind: RewardClass
    value_cents: Annotated[int, Field(ge=0)] = 0
    stock: Annotated[int, Field(ge=0)] | None = None
    """How many there are in all; without it there is no end to them."""
    audience: tuple[Audience, ...] = ()
    limit: Annotated[int, Field(ge=1)] | None = None
    """The most that one participant may have in a school year."""
    approval: bool = False
    leaders_approve: bool = False
    """Whether a leader of the person's school may say yes too."""
    of_a_badge: bool = False
    """Whether it is made of one of the person's badges, which she chooses."""
    picture: str | None = None


class Season(Frozen):
    """The bounds in time of a leaderboard."""

    title: Text
    first: date
    last: date

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            raise ValueError(say("a season ends on its first day or later"))
        return self


class ReviewTerms(Frozen):
    """What a district promises to those who wait for a decision."""

    answer_school_days: Annotated[int, Field(ge=1)] = 5
    keep_school_days: Annotated[int, Field(ge=1)] = 2
    """How long a reviewer keeps a review that she took, or that was handed over to her."""
    reciprocal_days: Annotated[int, Field(ge=0)] = 0
    """So long after somebody decided on a reviewer's evidence she decides on none of theirs."""
    attempts: Annotated[int, Field(ge=1)] = 3
    """After evidence came back so often, somebody is named who goes through it with its owner."""
    look_back_months: LookBack = 12
    """Work of so many months can be claimed, counted from the day on which it is handed in."""
    second_look_percent: Annotated[int, Field(ge=0, le=100)] = 0
    """Of so many in a hundred a second reviewer reads what was decided, without being told."""
    counts_as: str | None = None
    """The activity that each finished review is for its reviewer; the program keeps it."""


class ProposalTerms(Frozen):
    """What a proposal that made it into the catalog brings whoever thought of it."""

    counts_as: str | None = None
    """The activity that is credited to her; nothing is, unless one is named."""


class FileTerms(Frozen):
    """What may stand beside evidence: the most for one file, in megabytes; 0 takes none."""

    image: Megabytes = 25
    pdf: Megabytes = 25
    office: Megabytes = 25
    audio: Megabytes = 100
    video: Megabytes = 500
    text: Megabytes = 5
    student_months: Annotated[int, Field(ge=1, le=600)] | None = None
    """How long files of student evidence are kept; without it, as long as the evidence."""
    counted_from: KeptFrom = KeptFrom.DECISION

    @property
    def megabytes(self) -> Mapping[FileKind, int]:
        return {kind: getattr(self, kind.value) for kind in FileKind}


class StandingTerms(Frozen):
    """How schools are compared: per head, drawn toward the district's mean by a weight of heads."""

    shrinkage_heads: Annotated[int, Field(ge=0)] = 20


class UpkeepTerms(Frozen):
    """What the site does by itself: when it lets things go, and when it writes digests."""

    deleted_days: Annotated[int, Field(ge=7, le=365)] = 30
    """How long a deleted draft can be brought back."""
    notification_days: Annotated[int, Field(ge=30, le=3650)] = 180
    """How long a notification stands on the list; what it told of is still on record."""
    digest_hour: Annotated[int, Field(ge=0, le=23)] = 7
    """From which hour on digests are written, by the district's own clock."""

    @property
    def deleted_kept(self) -> timedelta:
        return timedelta(days=self.deleted_days)

    @property
    def notification_kept(self) -> timedelta:
        return timedelta(days=self.notification_days)

    @property
    def morning(self) -> time:
        return time(self.digest_hour)


class SchoolAward(Frozen):
    """What a whole school may earn in a school year."""

    title: Text
    points_per_head: Annotated[int, Field(ge=0)] = 0
    participating_percent: Annotated[int, Field(ge=0, le=100)] = 0
