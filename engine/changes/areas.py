"""What a program author may publish: new work only, and nothing outside of her area."""

from collections.abc import Mapping

from sqlmodel import Session

from engine import catalogs
from engine.errors import NotPermitted, OutsideArea
from engine.people import Act, Actor
from rules import writing
from rules.terms import Policy


def must_stay_inside(
    session: Session, files: Mapping[str, str], policy: Policy, *, by: Actor
) -> None:
    """Refuse what somebody may not publish, held against the catalog that was published last."""
    by.must(Act.WRITE_CATALOG)
    if by.may(Act.ADMINISTER):
        return
    if policy is not Policy.NEW_WORK:
        raise NotPermitted(Act.ADMINISTER.value)
    newest = catalogs.newest(session, by.participant.district_id)
    if found := writing.outside(newest.files if newest else {}, files, by.areas):
        raise OutsideArea(found)
