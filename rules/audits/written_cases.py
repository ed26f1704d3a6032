"""Audit cases as they are written in JSON: every word that there is, and nothing else."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, model_validator

from rules.audits.items import Decision, Item, Sharing, Verb
from rules.requirements import Requirement
from rules.terms import Frozen, MonthDay


def _exact_day(value: Any) -> Any:
    """A day is written `2026-06-30`, and no other way."""
    return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else value


def _month_day(text: str) -> str:
    return str(MonthDay.parse(text))


Day = Annotated[date, BeforeValidator(_exact_day), Field(strict=True)]
MonthAndDay = Annotated[str, AfterValidator(_month_day)]
Name = Annotated[str, StringConstraints(strict=True, min_length=1)]
Whole = Annotated[int, Field(strict=True, ge=0)]
Number = Annotated[int | str, BeforeValidator(lambda value: str(Fraction(str(value))))]


class WrittenItem(Frozen):
    """A piece of evidence; the words of packs may stand beside those of the bare language."""

    id: Name
    points: Whole
    kind: Name
    categories: tuple[Name, ...]
    day: Day = Field(alias="date")
    score: Annotated[int, Field(strict=True)] | None = None
    tags: tuple[Name, ...] = ()
    status: Name = "approved"
    expires: Day | None = None
    renews: Name | None = None
    requires: tuple[Name, ...] = ()
    minutes: Whole = 0
    outside_minutes: Whole = 0
    activity: str = ""
    activity_kind: str = ""
    stage: str = ""
    campus: str = ""
    audiences: tuple[Name, ...] = ()
    outcome: bool = False
    value: float | None = None

    @property
    def item(self) -> Item:
        facts: dict[str, Any] = {name: getattr(self, name) for name in _PLAIN}
        facts |= {name: frozenset(getattr(self, name)) for name in _SETS}
        renews = frozenset(() if self.renews is None else (self.renews,))
        return Item(**facts, kinds=frozenset({self.kind}), renews=renews)


_SETS = ("categories", "tags", "requires", "audiences")
_APART = (*_SETS, "kind", "renews")
_PLAIN = tuple(name for name in WrittenItem.model_fields if name not in _APART)


class WrittenDecision(Frozen):
    """What an administrator decided."""

    type: Verb
    node: Name | None = None
    evidence: Name | None = None
    need: Whole = 0
    value: Number = "0"

    @model_validator(mode="after")
    def _names_all(self) -> Self:
        if self.node is None and self.type is not Verb.EXCLUDE:
            raise ValueError(f"`{self.type}` says which node")
        named = self.evidence is not None
        if named != (self.type in (Verb.SUBSTITUTE, Verb.PIN, Verb.EXCLUDE)):
            raise ValueError(f"`{self.type}` names {'no' if named else 'a piece of'} evidence")
        return self

    @property
    def decision(self) -> Decision:
        return Decision(self.type, self.node, self.evidence, self.need, Fraction(self.value))


class WrittenSharing(Frozen):
    """A rule by which two leaves may use one item."""

    between: tuple[Name, Name]
    max_items: Whole | None = None
    max_points: Whole | None = None

    @property
    def sharing(self) -> Sharing:
        return Sharing(self.between, self.max_items, self.max_points)


class WrittenVersion(Frozen):
    """A degree as one catalog wrote it."""

    id: Name
    effective: Day
    root: Requirement


class WrittenDegree(Frozen):
    """A degree with its one tree, or with its versions."""

    id: Name
    root: Requirement | None = None
    versions: tuple[WrittenVersion, ...] = ()

    @model_validator(mode="after")
    def _one_or_several(self) -> Self:
        if (self.root is None) != bool(self.versions):
            raise ValueError("a degree has either a `root` or `versions`")
        return self


class WrittenEnrolment(Frozen):
    """When somebody enrolled in a degree, and which versions she may be judged by."""

    date: Day
    mode: Literal["enrolled", "best"] = "enrolled"
    rights_years: Whole | None = None


class WrittenCase(Frozen):
    """A case; what follows its id is for those who read it."""

    id: str = ""
    title: Any = None
    why: Any = None
    about: Any = None
    note: Any = None
    expected: Any = None
    as_of: Day
    year_start: MonthAndDay | None = None
    statuses: tuple[Name, ...] | None = None
    degrees: Annotated[tuple[WrittenDegree, ...], Field(min_length=1)]
    sharing: tuple[WrittenSharing, ...] = ()
    max_uses_per_item: Whole | None = None
    decisions: tuple[WrittenDecision, ...] = ()
    enrolment: Mapping[Name, WrittenEnrolment] = Field(default_factory=dict)
    evidence: tuple[WrittenItem, ...] = ()

    @model_validator(mode="after")
    def _sound(self) -> Self:
        for what, named in (("evidence", self.evidence), ("degrees", self.degrees)):
            ids = [each.id for each in named]
            for twice in sorted({each for each in ids if ids.count(each) > 1}):
                raise ValueError(f"two of the {what} have the id “{twice}”")
        for degree in self.degrees:
            if degree.versions and degree.id not in self.enrolment:
                raise ValueError(f"“{degree.id}” has versions: say under `enrolment` since when")
        return self
