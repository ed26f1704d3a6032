"""One participant's transcript, put together from what the other features know of her."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from engine import catalogs, credentials, evidence, ledger, progress
from engine.credentials import Attainment, Credential
from engine.ledger import Entry
from engine.people import Participant
from engine.progress import Conferral, LevelReached, Pursued
from engine.transcripts.adding_up import Year, by_campus, by_source, by_year
from engine.transcripts.staged import Staged, staged
from engine.transcripts.work import pieces


@dataclass(frozen=True)
class Transcript:
    """Everything that she earned; points and levels only for who may see them."""

    conferred: Sequence[Conferral]
    pursued: Sequence[Pursued]
    """The degrees on the way."""
    badges: Sequence[Credential]
    staged: Sequence[Staged]
    levels: Sequence[LevelReached]
    years: Sequence[Year]
    campuses: Mapping[str, int]
    last: Entry | None
    """The entry of the ledger up to which it tells."""

    @property
    def minutes(self) -> int:
        return sum(each.minutes for each in self.years)

    @property
    def points(self) -> int:
        return sum(each.points for each in self.years)

    @property
    def pieces(self) -> int:
        return sum(len(each.work) for each in self.years)


def transcript(
    session: Session, place: Participant, *, with_points: bool, now: datetime
) -> Transcript:
    """As it stands now or, in a session that looks back, as it stood then."""
    catalog = catalogs.current(session, place.district_id, now=now)
    told = ledger.statement(session, place) if with_points else []
    entries = [line.entry for line in told]
    work = pieces(session, place, by_source(entries), now)
    waived = evidence.waivers.waived(session, place)
    done = [each.completion for each in work]
    return Transcript(
        conferred=progress.conferrals(session, place),
        pursued=[
            each for each in progress.pursued(session, place, now=now) if each.conferral is None
        ],
        badges=credentials.of(session, place, attainment=Attainment.BADGE),
        staged=list(staged(done, waived)),
        levels=progress.levels_noted(session, place) if with_points else (),
        years=by_year(work, entries, catalog.year_starts),
        campuses=by_campus(entries),
        last=entries[-1] if entries else None,
    )
