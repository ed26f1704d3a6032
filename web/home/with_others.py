"""What waits with somebody else on my behalf, as home shows it."""

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from engine import coaching, evidence, people
from engine.evidence import Evidence, Status, Whereabouts
from engine.people import Actor
from engine.store import Session
from web import page
from web.formats import in_language, weekday
from web.home.needing import Need
from web.waiting import activity_title, with_whom

_SHOWN = 4


def in_review(session: Session, claims: Sequence[Evidence]) -> list[Need]:
    """What I handed in, with whom it is and until when."""
    return list(_waiting(session, [each for each in claims if each.status is Status.SUBMITTED]))


def being_helped(session: Session, actor: Actor) -> list[Need]:
    """What I asked a coach and is open, and who has it."""
    mine = [each for each in coaching.asked_by(session, actor.participant) if each.is_open]
    names = people.names(session, page.district(), {each.coach for each in mine if each.coach})
    activities = page.catalog().activities
    return [
        Need(
            "heart-handshake",
            in_language(activities[each.activity].title)
            if each.activity in activities
            else _("Something else"),
            _("You asked for help. %(name)s has it.", name=names[each.coach])
            if each.coach
            else _("You asked for help. It waits for a coach."),
            url_for("coaching.show", request_id=each.id),
            "wait",
        )
        for each in mine[:_SHOWN]
    ]


def _waiting(session: Session, claims: Sequence[Evidence]) -> list[Need]:
    shown = [
        Need(
            "hourglass",
            activity_title(claim),
            _who_and_when(evidence.whereabouts(session, claim)),
            url_for("evidence.show", evidence_id=claim.id),
            "wait",
        )
        for claim in claims[:_SHOWN]
    ]
    more = len(claims) - len(shown)
    if more > 0:
        told = ngettext("%(num)s more waits", "%(num)s more wait", more)
        shown.append(Need("hourglass", told, "", url_for("evidence.mine"), "wait"))
    return shown


def _who_and_when(where: Whereabouts) -> str:
    """`It is with Ruth, answer by Thursday.`"""
    who, by = with_whom(where), where.anew or where.promised
    if by is None:
        return _("It is with %(who)s.", who=who)
    return _("It is with %(who)s, answer by %(day)s.", who=who, day=weekday(by))
