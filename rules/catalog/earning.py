"""How completions earn: grants, caps, bonuses, and the rules that a district writes for itself."""

from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import ConfigDict, Field, model_validator

from rules.saying import say
from rules.terms import EvidenceKind, Frozen, Stage, Text, Window, or_short


class Cap(Frozen):
    """The most that is granted in a window: points, or times."""

    points: Annotated[int, Field(ge=1)] | None = None
    times: Annotated[int, Field(ge=1)] | None = None
    per: Window = Window.EVER

    @model_validator(mode="after")
    def _one_measure(self) -> Self:
        if (self.points is None) == (self.times is None):
            raise ValueError(say("a cap says either points or times"))
        return self


class ByScore(Frozen):
    """Points by what a reviewer gave for one criterion."""

    criterion: str
    points: dict[int, int]


class Grant(Frozen):
    """How many points a completion is worth; exactly one way is written."""

    model_config = ConfigDict(
        json_schema_extra=lambda schema: or_short(schema, {"type": "integer", "minimum": 0})
    )

    points: Annotated[int, Field(ge=0)] | None = None
    points_per_hour: Annotated[int, Field(ge=1)] | None = None
    by_score: ByScore | None = None
    by_stage: dict[Stage, int] | None = None
    by_level: dict[str, int] | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_number(cls, value: Any) -> Any:
        return {"points": value} if isinstance(value, int | str) else value

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if sum(value is not None for _, value in self) != 1:
            raise ValueError(say("points are said in exactly one way"))
        return self


class Bonus(StrEnum):
    """When a rule pays, if not for every completion."""

    EVERY = "every"
    FIRST_TIME = "first_time"
    OUTCOME = "outcome"


class Match(Frozen):
    """Which completions a rule looks at; an empty one means all."""

    activities: tuple[str, ...] | None = None
    campuses: tuple[str, ...] | None = None
    stages: tuple[Stage, ...] | None = None
    kinds: tuple[EvidenceKind, ...] | None = None
    levels: tuple[str, ...] | None = None
    tags: tuple[str, ...] | None = None


class EarningRule(Frozen):
    """Turns a completion into an award."""

    title: Text | None = None
    match: Match = Match()
    when: Bonus = Bonus.EVERY
    grants: Grant
    redeemable: Annotated[int, Field(ge=0)] | None = None
    """Redeemable points for each completion; as many as experience unless written."""
    cap: Cap | None = None
