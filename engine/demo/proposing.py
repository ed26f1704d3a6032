"""What Ada proposes in the demo, and the activity that she thought of before."""

from datetime import datetime

from sqlmodel import Session

from engine import authors, proposals
from engine.people import Actor
from engine.proposals import Wording
from rules.terms import Audience

AUTHORED, SIGNATURE = "design-challenge", "Ada Marlowe"
"""The pack names her so."""
_MAPS = Wording(
    title="Maps That Students Walk",
    summary="Draw a map of the schoolyard to scale, and let another class find its way by it.",
    learned="Your own map, and what you would measure differently the next time.",
    used="Two maps by students, with the scale that they chose and why.",
    minutes=300,
    campus="steam-and-math",
    audience=(Audience.CERTIFICATED,),
    signature=SIGNATURE,
)


def propose(session: Session, actor: Actor, *, since: datetime, now: datetime) -> None:
    """She has been an author for a while, and something new of hers waits to be read."""
    place = actor.participant
    authors.begin(session, place.district_id, AUTHORED, place.id, signature=SIGNATURE, now=since)
    made = proposals.begin(session, _MAPS, by=actor, now=now)
    proposals.submit(session, made.id, by=actor, now=now)
