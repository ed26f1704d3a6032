"""What somebody does with colleagues: where she is asked, and the teams that she is in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from engine import evidence
from engine.evidence import Evidence
from web import page
from web.teams import Team, team_of


@dataclass(frozen=True)
class Together:
    """All of it, the latest first."""

    asked: Sequence[Team]
    teams: Sequence[Team]

    @classmethod
    def of_mine(cls) -> Self:
        session, me = page.session(), page.me().participant
        return cls(
            _teams(evidence.teams.asked(session, me)), _teams(evidence.teams.together(session, me))
        )


def _teams(works: Sequence[Evidence]) -> list[Team]:
    return [team for team in map(team_of, works) if team is not None]
