"""Slip numbers: short enough to say aloud, without letters that are taken for digits."""

import secrets

from sqlmodel import Session, select

from engine.rewards.tables import Redemption

_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 5


def new_slip(session: Session, district: str) -> str:
    """A number that no redemption of the district has, `D-4F7K2`."""
    while True:
        slip = f"{district[0].upper()}-{''.join(secrets.choice(_LETTERS) for _ in range(_LENGTH))}"
        known = select(Redemption.id).where(
            Redemption.district_id == district, Redemption.slip == slip
        )
        if session.exec(known).first() is None:
            return slip


def slips_given(session: Session, district: str) -> frozenset[str]:
    """Every number that was given out."""
    return frozenset(
        session.exec(select(Redemption.slip).where(Redemption.district_id == district))
    )
