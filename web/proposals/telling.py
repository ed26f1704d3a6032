"""How a proposal stands, and what happened to it, in words."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from engine import people, proposals
from engine.proposals import Proposed, Status, Step
from web import page

STATES: Mapping[Status, tuple[LazyString, str, str]] = {
    Status.DRAFT: (_l("Draft"), "pencil", "calm"),
    Status.SUBMITTED: (_l("Waiting to be read"), "hourglass", "wait"),
    Status.ASKED_BACK: (_l("A question for you"), "arrow-back-up", "stop"),
    Status.IN_STUDIO: (_l("On its way into the catalog"), "writing", "wait"),
    Status.PUBLISHED: (_l("In the catalog"), "circle-check", "good"),
    Status.DECLINED: (_l("Answered"), "message", "calm"),
    Status.WITHDRAWN: (_l("Taken back"), "x", "calm"),
}
"""Each state as a word, an icon and a tone."""

_STEPS: Mapping[Step, tuple[LazyString, str]] = {
    Step.SUBMITTED: (_l("Proposed"), "send"),
    Step.WITHDRAWN: (_l("Taken back"), "x"),
    Step.TAKEN: (_l("Taken to be read"), "eye"),
    Step.LET_GO: (_l("Left to other readers"), "arrow-back-up"),
    Step.REWORDED: (_l("Worded anew"), "pencil"),
    Step.ASKED_BACK: (_l("A question was asked"), "message"),
    Step.DECLINED: (_l("Not for the next catalog"), "ban"),
    Step.IN_STUDIO: (_l("Written into the next catalog"), "writing"),
    Step.PUBLISHED: (_l("Published"), "circle-check"),
}


@dataclass(frozen=True)
class Moment:
    """One line of the story."""

    at: datetime
    words: str
    sign: str
    by: str = ""
    note: str = ""


def story(proposed: Proposed) -> list[Moment]:
    """From the day on which it was proposed until today; words among readers stay with them."""
    session = page.session()
    found = proposals.steps(session, proposed)
    names = _names(each.taken_by for each in found)
    hers = proposals.is_hers(proposed, page.me())
    return [
        Moment(
            each.at,
            str(_STEPS[each.step][0]),
            _STEPS[each.step][1],
            by=names.get(each.taken_by, "") if each.taken_by else "",
            note="" if hers and each.step is Step.LET_GO else each.note,
        )
        for each in reversed(found)
    ]


def last_note(proposed: Proposed) -> tuple[str, str]:
    """What was said to her last, and by whom; where that is what matters now."""
    if proposed.status not in (Status.ASKED_BACK, Status.DECLINED):
        return "", ""
    last = proposals.steps(page.session(), proposed)[0]
    return last.note, _names([last.taken_by]).get(last.taken_by, "") if last.taken_by else ""


def names_of(rows: list[Proposed]) -> Mapping[uuid.UUID, str]:
    """Who proposed these, and who has them."""
    return _names(each for row in rows for each in (row.proposed_by, row.held_by))


def _names(whose: Iterable[uuid.UUID | None]) -> Mapping[uuid.UUID, str]:
    known = [each for each in whose if each is not None]
    return people.names(page.session(), page.district(), known)
