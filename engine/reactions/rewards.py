"""What is told of rewards."""

from datetime import datetime

from sqlmodel import Session

from engine import people, rewards
from engine.outbox import Announced
from engine.reactions.telling import happened, tell


def tell_of_reward(session: Session, announced: Announced, now: datetime) -> None:
    """A redemption was approved or declined, or a ticket won."""
    event = happened(announced, rewards.RedemptionEvent)
    template = {
        rewards.RedemptionApproved: "reward_approved",
        rewards.RedemptionDeclined: "reward_declined",
        rewards.TicketDrawn: "ticket_drawn",
    }[type(event)]
    place = people.participant(session, event.district, event.participant)
    reader = people.person_of(session, place)
    redeemed = rewards.get(session, people.acting(session, place), event.redemption)
    tell(
        session,
        place,
        template,
        now,
        reward=redeemed.reward.title.in_(reader.language),
        slip=redeemed.redemption.slip,
        path="/rewards/mine",
    )
