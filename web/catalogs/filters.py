"""What a reader looks for among the activities, and which of them fit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from rules.catalog import Activity, Catalog
from rules.terms import Audience, EvidenceWanted

HOURS = (1, 2, 4, 8)

_WANTED: Mapping[str, frozenset[EvidenceWanted]] = {
    "student": frozenset({EvidenceWanted.STUDENT, EvidenceWanted.EITHER, EvidenceWanted.BOTH}),
    "own": frozenset({EvidenceWanted.OWN, EvidenceWanted.EITHER, EvidenceWanted.BOTH}),
    "attendance": frozenset({EvidenceWanted.ATTENDANCE}),
}
"""What somebody can show, and the activities that want it."""


@dataclass(frozen=True)
class Wish:
    """The filters of one reader; what is empty asks for nothing."""

    campus: str = ""
    kind: str = ""
    evidence: str = ""
    hours: int | None = None
    mine: bool = False
    search: str = ""

    @classmethod
    def read(cls, asked: MultiDict[str, str]) -> "Wish":
        """As the address says it; what cannot be read asks for nothing."""
        hours = asked.get("hours", "")
        return cls(
            campus=asked.get("campus", ""),
            kind=asked.get("kind", ""),
            evidence=asked.get("evidence", "") if asked.get("evidence", "") in _WANTED else "",
            hours=int(hours) if hours.isdecimal() and len(hours) < 4 else None,
            mine=asked.get("mine") == "yes",
            search=" ".join(asked.get("search", "").split())[:100],
        )

    @property
    def asks_anything(self) -> bool:
        return self != Wish()

    def matching(
        self, catalog: Catalog, language: str, audience: Audience | None
    ) -> dict[str, Activity]:
        """The activities that fit, in the order of the catalog."""
        return {
            key: activity
            for key, activity in catalog.activities.items()
            if all(self._fits(activity, catalog, language, audience))
        }

    def _fits(
        self, activity: Activity, catalog: Catalog, language: str, audience: Audience | None
    ) -> Iterator[bool]:
        offers = activity.stages.values()
        yield not self.campus or activity.campus == self.campus
        yield not self.kind or activity.kind.value == self.kind
        yield not self.evidence or any(offer.evidence in _WANTED[self.evidence] for offer in offers)
        yield self.hours is None or any(offer.minutes <= self.hours * 60 for offer in offers)
        yield not (self.mine and activity.audience) or audience in activity.audience
        said = _said(activity, catalog, language)
        yield all(word in said for word in self.search.casefold().split())


def _said(activity: Activity, catalog: Catalog, language: str) -> str:
    """All that can be found by searching: title, summary, campus and themes."""
    campus = catalog.campuses.get(activity.campus or "")
    texts = (activity.title, activity.summary, campus.title if campus else None)
    themes = (tag.replace("-", " ") for tag in activity.tags)
    return " ".join((*(text.in_(language) for text in texts if text), *themes)).casefold()
