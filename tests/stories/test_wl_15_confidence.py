"""WL-15: how sure somebody feels, before and now, is hers; admins are told averages of five."""

import re
import uuid
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import product
from typing import Any

import pytest

from engine import confidence, evidence
from engine.errors import NotFound, NotPermitted
from engine.evidence import Evidence
from engine.people import Role
from tests.stories.people import ADA, BEN, DANA, RUTH
from tests.stories.world import World

LEE = "Lee"


@pytest.fixture
def school(world: World) -> World:
    world.joins(RUTH, Role.REVIEWER)
    world.joins(LEE, Role.SCHOOL_LEADER)
    world.joins(DANA, Role.DISTRICT_ADMIN)
    for name in (ADA, BEN):
        world.joins(name)
    return world


def rates(world: World, who: str, claim: Evidence, before: Any = "", now: Any = "") -> Any:
    """As a page does that saves while one chooses."""
    sent = {"sure_before": str(before), "sure_now": str(now)}
    return world.browser(who).post(f"/oak/evidence/{claim.id}/typed", data=sent)


def group(world: World, activity: str, people: range, before: int, now: int) -> list[Evidence]:
    claims = []
    for n in people:
        who = f"{activity}-{n}"
        claims.append(claim := world.drafts(world.joins(who) and who, activity))
        rates(world, who, claim, before, now)
        world.passes(minutes=1)
        world.hands_in(who, claim)
    return claims


def test_she_says_it_while_she_writes_and_sees_how_it_grew(school: World) -> None:
    """
    activities:
      talks: {title: Number Talks, evidence: own, confidence: yes}
      plain: {title: Plain, evidence: own}
    """
    claim, plain = school.drafts(ADA, "talks"), school.drafts(ADA, "plain")
    ada = school.browser(ADA)
    assert "How sure do you feel" in school.sees(ADA, f"/evidence/{claim.id}/edit")
    assert "How sure do you feel" not in school.sees(ADA, f"/evidence/{plain.id}/edit")

    answer = ada.post(f"/oak/evidence/{claim.id}/typed", data={"sure_before": "2"})
    assert answer.json["seen"] == {"sure_before": ""}
    assert "You rated yourself 2 before." in school.sees(ADA, "/confidence")
    ada.post(f"/oak/evidence/{claim.id}/typed", data={"sure_now": "9"})
    ada.post(f"/oak/evidence/{claim.id}/typed", data={"learned": "More."})
    assert "You rated yourself 2 before." in school.sees(ADA, "/confidence")
    ada.post(f"/oak/evidence/{claim.id}/typed", data={"sure_now": "4"})
    rates(school, ADA, plain, 1, 5)
    form = ada.get(f"/oak/evidence/{claim.id}/edit").text
    assert re.findall(r'<option selected value="(\d)">', form) == ["2", "4"]

    grew = "You rated yourself 2 before and 4 now. 2 steps more."
    school.hands_in(ADA, claim)
    assert grew in school.sees(ADA, f"/evidence/{claim.id}")
    assert grew in school.sees(ADA, "/activities/talks")
    mine = school.sees(ADA, "/confidence")
    assert grew in mine
    assert "Plain" not in mine
    assert "How sure I feel" in school.sees(ADA, "/evidence")
    assert "You rated" not in school.app.test_client().get("/oak/activities/talks").text


def test_she_can_take_it_back_whatever_became_of_her_evidence(school: World) -> None:
    """
    activities:
      talks: {title: Number Talks, evidence: own, confidence: yes}
    """
    draft, handed_in = school.drafts(ADA, "talks"), school.drafts(ADA, "talks")
    rates(school, ADA, draft, "", 3)
    assert "You rated yourself 3 now." in school.sees(ADA, f"/evidence/{draft.id}")
    rates(school, ADA, draft)
    rates(school, ADA, draft)
    rates(school, ADA, handed_in, 4, 4)
    said_at = school.now
    school.passes(minutes=1)
    rates(school, ADA, handed_in, 4, 4)
    with school.store.session() as session:
        kept = session.get_one(confidence.Confidence, (school.district, handed_in.id))
        assert kept.rated_at == said_at, "the same again is not said later"
        assert "4" not in repr(kept).replace(str(handed_in.id), ""), "no log tells it"
    school.approves(RUTH, school.hands_in(ADA, handed_in))
    assert "You rated yourself 4 before and 4 now." in school.sees(ADA, "/confidence")

    where = f"/oak/confidence/{handed_in.id}/deletion"
    assert school.browser(BEN).post(where).status_code == 404
    assert school.browser(DANA).post(where).status_code == 404
    assert school.browser(ADA).post(where).status_code == 303
    assert school.browser(ADA).post(where).status_code == 404

    assert "Nothing here yet" in school.sees(ADA, "/confidence")
    with school._act() as session:
        ben = school._actor(session, BEN)
        with pytest.raises(NotPermitted):
            confidence.rate(session, handed_in, by=ben, now=school.now, before=1)
        with pytest.raises(NotFound):
            confidence.forget(session, handed_in.id, by=ben)


def test_it_goes_with_the_evidence(school: World) -> None:
    """
    activities:
      talks: {title: Number Talks, evidence: own, confidence: yes}
    """
    claim = school.drafts(ADA, "talks")
    rates(school, ADA, claim, 2, 4)
    school.discards(ADA, claim)
    school.passes(days=40)
    with school._act() as session:
        assert evidence.empty_bin(session, school.district, now=school.now)
    with school.store.session() as session:
        assert session.get(Evidence, (claim.district_id, claim.id)) is None
        assert session.get(confidence.Confidence, (claim.district_id, claim.id)) is None


def test_averages_begin_with_five_and_say_nothing_of_smaller_groups(school: World) -> None:
    """
    campuses: {math: {title: Math}, arts: {title: Arts}}
    activities:
      talks: {title: Number Talks, evidence: own, campus: math, confidence: yes}
      cubes: {title: Cubes, evidence: own, campus: math, confidence: yes}
      rare: {title: Rare, evidence: own, campus: math, confidence: yes}
      clay: {title: Clay, evidence: own, campus: arts, confidence: yes}
      odd: {title: Odd, evidence: own, confidence: yes}
    """
    group(school, "talks", range(4), 2, 4)
    assert "No averages yet" in school.sees(DANA, "/confidence/averages")
    group(school, "talks", range(4, 7), 2, 5)
    group(school, "cubes", range(5), 3, 3)
    group(school, "rare", range(4), 1, 5)
    group(school, "clay", range(4), 1, 5)
    group(school, "odd", range(5), 1, 5)
    draft = school.drafts(ADA, "rare")
    rates(school, ADA, draft, 1, 1)

    shown = school.sees(DANA, "/confidence/averages")

    assert "Cubes 3.0 3.0 5 Number Talks 2.0 4.2 5 Together 2.5 3.6 10" in shown
    assert "Odd 1.5 or less 4.5 or more 5" in shown
    assert not [name for name in ("Rare", "Arts", "Clay") if name in shown]
    assert "How sure people feel" in school.sees(DANA, "/dashboard")
    for who in (ADA, RUTH, LEE):
        assert school.browser(who).get("/oak/confidence/averages").status_code == 403


def test_nothing_that_anybody_else_reads_depends_on_what_she_said(school: World) -> None:
    """
    activities:
      talks: {title: Number Talks, evidence: own, confidence: yes, badge: yes, points: 3}
    """
    group(school, "talks", range(5), 2, 4)
    waits, done = school.drafts(ADA, "talks"), school.drafts(ADA, "talks")
    rates(school, ADA, waits, 2, 4)
    rates(school, ADA, done, 2, 4)
    for claim in (waits, done):
        school.hands_in(ADA, claim)
    school.approves(RUTH, done)
    others = {DANA: "", LEE: r"/(evidence|people|reviews|activities)", RUTH: r"/(evidence|reviews)"}
    for who in others:
        school.browser(who).get(f"/oak/reviews/{waits.id}")  # Whoever opens it first takes it.
    before = {who: everything(school, who, (waits, done), only) for who, only in others.items()}
    hers = school.sees(ADA, f"/evidence/{waits.id}")

    with school._act() as session:
        for claim in (waits, done):
            by = school._actor(session, ADA)
            confidence.rate(session, claim, by=by, now=school.now, before=5, after=1)

    assert school.sees(ADA, f"/evidence/{waits.id}") != hers
    for who, only in others.items():
        assert everything(school, who, (waits, done), only) == before[who], who
    assert len(before[DANA]) > 80, "her pages were opened"


def everything(
    world: World, who: str, claims: tuple[Evidence, ...], only: str
) -> Mapping[str, str]:
    """Every page, file and answer that she can open, but for what is new each time."""
    client = world.browser(who)
    found = {}
    for address in addresses(world, claims):
        if re.match(f"/oak{only}", address):
            answer = client.get(address, buffered=True)
            if answer.status_code == 200:
                found[address] = _NEW_EACH_TIME.sub("", answer.get_data().decode("latin-1"))
    return found


_NEW_EACH_TIME = re.compile(
    r'(csrf_token|window)"[^>]*value="[^"]*"|nonce="[^"]*"|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'
)


def addresses(world: World, claims: tuple[Evidence, ...]) -> Iterator[str]:
    with world.store.session() as session:
        ada = world.place(session, ADA).id
    known: dict[str, list[Any]] = {
        "district": ["oak"],
        "evidence_id": [each.id for each in claims],
        "participant_id": [ada],
        "activity": ["talks"],
        "badge": ["talks"],
        "name": ["participation", "months", "campuses", "outcomes", "answers", "equity", "badges"],
        "seq": [1],
        "number": [1],
    }
    for rule in world.app.url_map.iter_rules():
        names = sorted(rule.arguments)
        if "GET" in (rule.methods or ()) and rule.endpoint not in ("static", "page.static"):
            every = (known.get(name, [uuid.UUID(int=0)]) for name in names)
            for values in product(*every):
                with suppress(ValueError):
                    built = rule.build(dict(zip(names, values, strict=True)), append_unknown=False)
                    if built:
                        yield built[1]
