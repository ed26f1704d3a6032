"""What colleagues saw, as it stands beside evidence and badges."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from engine import nominations, people
from engine.evidence import Evidence
from engine.nominations import Nomination
from engine.people import Participant
from rules.badges import activities_behind
from rules.catalog import Catalog
from web import page


@dataclass(frozen=True)
class Noticed:
    """One colleague's words."""

    named: Nomination
    who: str

    @property
    def saw(self) -> str:
        return self.named.saw

    @property
    def day(self) -> date:
        return self.named.seen_on


def beside(claim: Evidence) -> Noticed | None:
    """The words that the evidence began with, if it began so."""
    named = nominations.beside(page.session(), claim)
    return _told([named])[0] if named else None


def for_badge(badge: str, place: Participant, catalog: Catalog) -> Sequence[Noticed]:
    """What colleagues saw of the work behind a badge of hers."""
    behind = activities_behind(badge, catalog)
    return _told(nominations.words_for(page.session(), place, behind))


def _told(found: Sequence[Nomination]) -> Sequence[Noticed]:
    names = people.names(page.session(), page.district(), {each.by for each in found})
    return [Noticed(each, names[each.by]) for each in found]
