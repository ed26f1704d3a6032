"""What of the queue a reviewer asks for, as the address says it; the next review keeps to it."""

from dataclasses import dataclass
from typing import Any, Self

from flask import request

from engine import evidence
from engine.evidence import Hold, Waiting
from engine.store import Session
from web import page


@dataclass(frozen=True)
class Asked:
    """Filters; an empty one looks at everything."""

    search: str = ""
    school: str = ""
    campus: str = ""
    tag: str = ""
    activity: str = ""
    hold: Hold = Hold.FREE

    @classmethod
    def from_address(cls) -> Self:
        given = request.args
        holds = {each.value: each for each in Hold}
        return cls(
            search=given.get("search", "").strip()[:100],
            school=given.get("school", ""),
            campus=given.get("campus", ""),
            tag=given.get("tag", ""),
            activity=given.get("activity", ""),
            hold=holds.get(given.get("hold", ""), Hold.FREE),
        )

    @property
    def address(self) -> dict[str, Any]:
        """The same as it stands in addresses."""
        asked: dict[str, Any] = {name: getattr(self, name) for name in _NAMES}
        asked["hold"] = "" if self.hold is Hold.FREE else self.hold.value
        return {name: value for name, value in asked.items() if value}

    @property
    def which(self) -> dict[str, Any]:
        """The same as the engine is asked."""
        return {
            "school": self.school or None,
            "activities": self._activities(),
            "search": self.search,
            "hold": self.hold,
        }

    def _activities(self) -> list[str] | None:
        if not (self.campus or self.tag):
            return [self.activity] if self.activity else None
        return [
            key
            for key, activity in page.catalog().activities.items()
            if self.campus in ("", activity.campus)
            and (not self.tag or self.tag in activity.tags)
            and self.activity in ("", key)
        ]


def next_one(session: Session, asked: Asked) -> Waiting | None:
    """What to review next: of what was asked for or, when that is done, of everything."""
    for which in (asked.which, {}) if asked.address else ({},):
        for waiting in evidence.queue(session, page.me(), limit=1, **which):
            return waiting
    return None


_NAMES = ("search", "school", "campus", "tag", "activity")
