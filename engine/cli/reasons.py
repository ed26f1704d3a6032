"""Why an entry was written, in words: the activity, the reward, the cap, and the reason."""

from functools import cached_property
from typing import cast

from sqlmodel import Session

from engine import catalogs, evidence, rewards
from engine.ledger import Entry, EntryKind
from engine.people import Participant
from rules.catalog import Cap, Catalog
from rules.terms import Stage, Window

_STAGES = {Stage.LEARNED: ", learned it", Stage.USED: ", used it with students", Stage.DONE: ""}
_WINDOWS = {Window.MONTH: " a month", Window.SCHOOL_YEAR: " a school year", Window.EVER: " in all"}
_REASONS = {
    "granted": "granted",
    "first_time": "bonus for the first time",
    "outcome": "bonus for a measured outcome",
    "pathway": "pathway completed",
    "reversed": "taken back, since it no longer counts",
    "kept": "left to the person, although the approval was taken back",
    "redeemed": "redeemed",
    "cancelled": "given back, since it was canceled",
    "declined": "given back, since it was declined",
}


class Explained:
    """The entries of one participant in words."""

    def __init__(self, session: Session, place: Participant) -> None:
        self.session, self.place = session, place

    def what(self, entry: Entry) -> str:
        """What the entry is for."""
        kind, _, key = entry.source.partition("/")
        match kind:
            case "evidence":
                return self._evidence(entry, key)
            case "redemption":
                return self._rewards[entry.source]
            case "pathway":
                return f"Pathway {self._catalog(entry).pathways[key].title}"
            case "cap":
                return f"Cap, {'in all' if key == 'ever' else key}"
        return entry.source

    def why(self, entry: Entry) -> str:
        """Why this much."""
        if entry.kind is EntryKind.CAP:
            return self._cap(entry)
        return _REASONS.get(entry.reason, entry.reason.replace("_", " "))

    def _evidence(self, entry: Entry, key: str) -> str:
        claim = self._claims[key]
        activity = self._catalog(entry).activities[claim.activity]
        return f"{activity.title}{_STAGES[claim.stage]}"

    def _cap(self, entry: Entry) -> str:
        """The cap in full: how much, of what, and in which window."""
        scope, _, key = entry.rule.removeprefix("cap:").partition("/")
        cap, of = _written_cap(self._catalog(entry), scope, key)
        most = f"{cap.points} points" if cap.points else f"{cap.times} times"
        over = "over the cap of" if entry.points < 0 else "room again under the cap of"
        return f"{over} {most}{_WINDOWS[cap.per]} for {of}"

    def _catalog(self, entry: Entry) -> Catalog:
        return catalogs.numbered(self.session, entry.district_id, entry.catalog)

    @cached_property
    def _claims(self) -> dict[str, evidence.Evidence]:
        return {str(claim.id): claim for claim in evidence.mine(self.session, self.place)}

    @cached_property
    def _rewards(self) -> dict[str, str]:
        return {
            each.redemption.source: f"{each.reward.title} ({each.redemption.slip})"
            for each in rewards.redemptions(self.session, self.place)
        }


def _written_cap(catalog: Catalog, scope: str, key: str) -> tuple[Cap, str]:
    """The cap that a line names, as the line's own catalog has it, and what it is on."""
    if scope == "rule":
        return catalog.rule_caps[key], f"“{catalog.earning_rules[key].title or key}”"
    if scope == "campus":
        campus = catalog.campuses[key]
        return cast(Cap, campus.cap), f"the campus “{campus.title}”"
    activity = catalog.activities[key]
    return cast(Cap, activity.cap), f"“{activity.title}”"
