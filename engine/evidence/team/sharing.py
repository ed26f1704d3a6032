"""Among how many a team's work is shared, and whose part is whose, where its pack shares points.

Both are noted whatever the pack says today: another catalog may say otherwise, and judge it anew.
"""

from sqlmodel import Session

from engine.evidence.tables import Evidence, Status
from engine.evidence.team.finding import parts


def size_of(session: Session, work: Evidence) -> int:
    """How many hand it in together, or did when it was approved."""
    if work.status is Status.APPROVED or work.team_place:
        return work.team_size
    return 1 + len(parts(session, work))


def share_out(session: Session, work: Evidence) -> None:
    """The work is approved: from now on its team is this one.

    Who left a team after its work was approved keeps her part of that, and no more.
    """
    work.team_size = size_of(session, work)


def share_of(session: Session, work: Evidence, part: Evidence) -> tuple[int, int]:
    """The size of the team of approved work, and the place of a member's part in it."""
    return work.team_size, 1 + [each.id for _mate, each in parts(session, work)].index(part.id)


def part_with_share(session: Session, work: Evidence, part: Evidence) -> None:
    """A member leaves: of approved work she keeps her part, of other work she has none."""
    if work.status is not Status.APPROVED:
        part.team_size, part.team_place = 1, 0
    elif not part.team_place:
        part.team_size, part.team_place = share_of(session, work, part)
    session.add(part)
