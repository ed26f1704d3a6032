"""What a catalog promises: its levels, badges, degrees and rewards, each as something to reach."""

from collections.abc import Iterator
from dataclasses import dataclass

from rules.catalog import BadgeOrigin, Catalog
from rules.requirements import Kind, Need, Requirement, Where
from rules.terms import Audience, Stage, Text

Parts = tuple[tuple[str, Stage], ...]
SECTIONS = ("degrees", "levels", "badges", "pathways", "activities", "rewards")
NOTHING = Requirement(kind=Kind.MANUAL, done=True)
"""What is asked where only points are."""


@dataclass(frozen=True, slots=True)
class Target:
    """One thing to reach, with the requirement that stands for it."""

    section: str
    key: str
    title: Text
    requires: Requirement = NOTHING
    redeemable: int = 0
    audience: tuple[Audience, ...] = ()
    in_stock: bool = True
    parts: Parts = ()
    """The parts that are asked, when nothing else is."""

    def is_for(self, audience: Audience) -> bool:
        return self.in_stock and (not self.audience or audience in self.audience)

    def points_in(self, catalog: Catalog) -> int:
        """The points that it asks, where it asks for points alone."""
        level = catalog.levels[self.key].experience if self.section == "levels" else 0
        return level or self.redeemable

    @property
    def name(self) -> str:
        """What its tree is called: as the degree, or unlike any degree."""
        return self.key if self.section == "degrees" else f"{self.section}/{self.key}"

    @property
    def path(self) -> tuple[str | int, ...]:
        """Where the pack writes what it asks."""
        asks = {"levels": "experience", "rewards": "price", "pathways": "parts"}
        return self.section, self.key, asks.get(self.section, "requires")


def targets(catalog: Catalog) -> Iterator[Target]:
    """Everything that somebody may want to reach."""
    for key, degree in catalog.degrees.items():
        yield Target("degrees", key, degree.title, degree.requires, audience=degree.audience)
    for key, level in catalog.levels.items():
        yield Target("levels", key, level.title, Requirement(kind=Kind.LEVEL, level=key))
    yield from _badges(catalog)
    for key, reward in catalog.rewards.items():
        yield Target(
            "rewards", key, reward.title, redeemable=reward.price, audience=reward.audience,
            in_stock=reward.stock != 0,
        )  # fmt: skip


def _badges(catalog: Catalog) -> Iterator[Target]:
    for key, badge in catalog.badges.items():
        yield Target("badges", key, badge.title, badge.requires)
    for key, offer in catalog.badge_catalog.items():
        if offer.origin is BadgeOrigin.PATHWAY:
            parts = catalog.parts_of(key)
            yield Target(
                "pathways", key, offer.title, _every(parts), parts=parts,
                audience=tuple(sorted(_audiences(catalog, parts))),
            )  # fmt: skip
        elif offer.origin is BadgeOrigin.ACTIVITY:
            activity = catalog.activities[key]
            parts = ((key, activity.last_stage),)
            yield Target(
                "activities", key, offer.title, _every(parts), audience=activity.audience,
                parts=parts,
            )  # fmt: skip


def _audiences(catalog: Catalog, parts: Parts) -> frozenset[Audience]:
    """The audiences for which every part is meant."""
    each = (frozenset(catalog.activities[key].audience or Audience) for key, _ in parts)
    return frozenset(Audience).intersection(*each)


def _every(parts: Parts) -> Requirement:
    asked = (
        Requirement(
            kind=Kind.CHECK,
            where=Where(activities=(activity,), stages=(stage.value,)),
            need=(Need(count=1),),
        )
        for activity, stage in parts
    )
    return Requirement(kind=Kind.ALL, of=tuple(asked))
