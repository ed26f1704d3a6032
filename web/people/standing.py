"""How far a person is, as her page shows it to herself and to those who look after her."""

from dataclasses import dataclass

from engine import catalogs, ledger, progress
from engine.people import Act, Participant
from rules.catalog import Catalog
from web import page
from web.formats import in_language


@dataclass(frozen=True)
class Pursuit:
    """A degree that she pursues or holds."""

    key: str
    title: str
    have: int
    want: int
    share: float
    """How much of it is done, what is begun counted as well."""
    conferral: progress.Conferral | None


@dataclass(frozen=True)
class Standing:
    """Her degrees, and where she plays also her level and what it rests on."""

    level: str
    points: int
    degrees: tuple[Pursuit, ...]
    plays: bool


def of(place: Participant) -> Standing:
    session, levels = page.session(), page.catalog().levels
    reached = progress.level(session, place, now=page.now()).level
    return Standing(
        level=in_language(levels[reached].title) if reached in levels else "",
        points=ledger.balance(session, place).experience,
        degrees=tuple(_pursuits(place)),
        plays=place.plays and page.me().may(Act.SEE_GAME, place),
    )


def _pursuits(place: Participant) -> list[Pursuit]:
    session, district = page.session(), page.district()
    pursued = progress.pursued(session, place, now=page.now())
    found = {each.enrollment.degree: each for each in pursued}
    held = {each.degree: each for each in progress.conferrals(session, place)}
    earlier = [
        Pursuit(key, _title(catalogs.numbered(session, district, each.catalog), key), 1, 1, 1, each)
        for key, each in held.items()
        if key not in found
    ]
    return earlier + [
        Pursuit(
            key=each.enrollment.degree,
            title=in_language(each.degree.title),
            have=int(min(each.audit.findings[0].have, each.audit.findings[0].want)),
            want=int(each.audit.findings[0].want),
            share=float(each.audit.progress),
            conferral=each.conferral,
        )
        for each in pursued
    ]


def _title(catalog: Catalog, degree: str) -> str:
    return in_language(catalog.degrees[degree].title)
