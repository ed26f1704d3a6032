"""The demo district: whole, right to the last digest, and the same whenever it is made anew."""

from collections import Counter
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import func, select

from engine import (
    catalogs,
    demo,
    evidence,
    goals,
    ledger,
    outbox,
    people,
    progress,
    reactions,
    rewards,
    standings,
)
from engine.demo.calendar import Calendar, is_school_day
from engine.demo.cast import cast
from engine.demo.content import LANGUAGES, content
from engine.demo.workshops import with_own_slips
from engine.evidence import Decision, Evidence, Status
from engine.integrations import LocalFiles
from engine.people import Act, Participant, Person, Role
from engine.settings import ROOT
from rules.audits import Decision as Verdict
from rules.audits import Verb
from rules.terms import MonthDay, Stage
from tests.engine.demo.conftest import NOW, SIZE, invented

DISTRICT = demo.DISTRICT
CERTIFICATE = "steam-in-practice"
ZONE = ZoneInfo("America/Chicago")


def calendar(today: date) -> Calendar:
    return Calendar.until(today, ZONE, MonthDay())


def signed_in(session, email):
    return people.acting(session, people.by_email(session, DISTRICT, email))


def the_day(claim: Evidence) -> date:
    return claim.submitted_at.astimezone(ZONE).date()


def what_was_done(store):
    with store.session() as session:
        return [
            (name, claim.activity, claim.stage, claim.status, claim.did, the_day(claim))
            for name, claim in session.exec(
                select(Person.name, Evidence)
                .join(Participant, Participant.person_id == Person.id)
                .join(Evidence, Evidence.participant_id == Participant.id)
                .where(Evidence.submitted_at.is_not(None))
                .order_by(Person.name, Evidence.submitted_at)
            )
        ]


def test_every_number_is_right(demo_store):
    with demo_store.session() as session:
        faults = [
            *ledger.verify(session, DISTRICT),
            *evidence.verify(session, DISTRICT),
            *progress.verify_levels(session, DISTRICT, now=NOW),
            *progress.verify_degrees(session, DISTRICT),
            *rewards.verify(session, DISTRICT),
            *standings.verify(session, DISTRICT),
        ]
        assert faults == []


@pytest.mark.parametrize(("who", "share"), [("ada", 0.0), ("tomas", 0.2)])
def test_the_two_who_learn_have_goals_under_way(demo_store, who, share):
    with demo_store.session() as session:
        place = signed_in(session, f"{who}@deerfield.example").participant
        (aim,) = goals.aims(session, place, progress.pursued(session, place, now=NOW))
    assert share <= aim.finding.progress < 1


def test_everybody_is_there_and_everybody_is_invented(demo_store):
    with demo_store.session() as session:
        assert people.head_count(session, DISTRICT) == SIZE + 1
        addresses = session.exec(select(Person.email)).all()
    others = {each for each in addresses if not each.endswith("@deerfield.example")}
    assert others == {"kim@teachers-college.example"}, "a guest comes from elsewhere"


def test_nothing_lies_in_the_present_and_no_mail_waits(demo_store):
    with demo_store.session() as session:
        last = session.exec(select(func.max(Evidence.saved_at))).one()
        assert last < NOW
        assert session.exec(select(outbox.Letter)).all() == []


def test_all_kinds_of_evidence_are_to_be_seen(demo_store):
    with demo_store.session() as session:
        statuses = Counter(session.exec(select(Evidence.status)))
    assert {Status.APPROVED, Status.SUBMITTED, Status.SENT_BACK, Status.DRAFT} <= statuses.keys()
    assert statuses[Status.APPROVED] > statuses[Status.SUBMITTED]


def test_nobody_decided_on_her_own(demo_store):
    with demo_store.session() as session:
        own = session.exec(
            select(Decision).join(
                Evidence,
                (Evidence.id == Decision.evidence_id) & (Evidence.participant_id == Decision.by),
            )
        ).all()
        assert own == []


def test_each_sign_in_has_its_role_and_the_told_password(demo_store):
    with demo_store.write() as session:
        for sign_in in demo.SIGN_INS:
            actor = signed_in(session, sign_in.email)
            assert actor.roles == {*sign_in.also, *([sign_in.role] if sign_in.role else [])}
        assert people.sign_in(session, "ada@deerfield.example", demo.PASSWORD, now=NOW)
        ines = session.exec(select(Person).where(Person.email == "ines@deerfield.example")).one()
        places = people.places(session, ines)
        assert [place.district_id for place in places] == ["deerfield", "worlds", "wtps"]
        assert all(people.acting(session, place).may(Act.ADMINISTER) for place in places)


def test_one_approval_brings_ada_a_level_and_a_degree(demo_store):
    with demo_store.write() as session:
        ada = signed_in(session, "ada@deerfield.example")
        ruth = signed_in(session, "ruth@deerfield.example")
        assert progress.level(session, ada.participant, now=NOW).level == "sophomore"
        assert progress.conferrals(session, ada.participant) == []

        waiting = [
            each.claim
            for each in evidence.queue(session, ruth, limit=500)
            if each.claim.participant_id == ada.participant.id
        ]
        assert [(claim.activity, claim.stage) for claim in waiting] == [
            ("problem-based-unit", Stage.USED)
        ]
        scores = {"understanding": 2, "practice": 2, "outcome": 3}
        evidence.approve(session, waiting[0], by=ruth, now=NOW, scores=scores)
        reactions.follow(session, now=NOW)

        assert progress.level(session, ada.participant, now=NOW).level == "junior"
        granted = progress.conferrals(session, ada.participant)
        assert [row.degree for row in granted] == ["associate"]


def test_a_pin_moves_adas_work_and_takes_nothing_from_her(demo_store):
    with demo_store.write() as session:
        ada = signed_in(session, "ada@deerfield.example")
        before = certificate(session, ada)
        moved = before.used_up["steam"][0]
        assert unmet(before) == {"students", "conversation"}

        progress.pin(session, CERTIFICATE, "campuses", moved, by=ada, now=NOW)
        reactions.follow(session, now=NOW)

        after = certificate(session, ada)
        assert moved in after.used_up["campuses"]
        assert len(after.used_up["steam"]) == 3
        assert unmet(after) == unmet(before)


def test_after_the_approval_ines_confirms_adas_conversation(demo_store):
    with demo_store.write() as session:
        ada = signed_in(session, "ada@deerfield.example")
        [claim] = evidence.mine(session, ada.participant, statuses=[Status.SUBMITTED])
        scores = {"understanding": 2, "practice": 2, "outcome": 3}
        ruth = signed_in(session, "ruth@deerfield.example")
        evidence.approve(session, claim, by=ruth, now=NOW, scores=scores)
        reactions.follow(session, now=NOW)
        assert unmet(certificate(session, ada)) == {"conversation"}

        progress.decide(
            session,
            ada.participant.id,
            Verdict(Verb.CONFIRM, "conversation", degree=CERTIFICATE),
            reason="Helen and Ada talked on Thursday.",
            by=signed_in(session, "ines@deerfield.example"),
            now=NOW,
        )
        reactions.follow(session, now=NOW)

        granted = [row.degree for row in progress.conferrals(session, ada.participant)]
        assert granted == ["associate", CERTIFICATE]


def certificate(session, ada):
    return progress.scales(session, ada.participant, now=NOW).before[CERTIFICATE]


def unmet(audit) -> set[str]:
    return {each.path for each in audit.findings if not each.is_met and not each.children}


def test_adas_chart_is_a_real_file(demo_store, original):
    with demo_store.session() as session:
        ada = signed_in(session, "ada@deerfield.example")
        claim = evidence.mine(session, ada.participant, statuses=[Status.SUBMITTED])[0]
        chart = next(each for each in evidence.artifacts(session, claim) if each.digest)
    with LocalFiles(original / "files").open(chart.digest) as file:
        content = file.read()
    assert content.startswith(b"\x89PNG")
    assert len(content) == chart.size


def test_tomas_writes_in_spanish_and_has_something_to_mend(demo_store):
    with demo_store.session() as session:
        tomas = signed_in(session, "tomas@deerfield.example")
        assert people.person_of(session, tomas.participant).language == "es"
        back = evidence.mine(session, tomas.participant, statuses=[Status.SENT_BACK])
        assert [claim.activity for claim in back] == ["family-partnership"]
        assert "con " in back[0].did.lower()


def test_each_school_has_reviewers_who_may_review_there(demo_store):
    with demo_store.session() as session:
        grants = {
            (grant.role, grant.school)
            for place in session.exec(select(Participant)).all()
            for grant in people.acting(session, place).grants
        }
    assert (Role.REVIEWER, "birch") in grants
    assert (Role.REVIEWER, "aspen") in grants


def test_the_same_seed_and_day_make_the_same_district(original, demo_store, tmp_path_factory):
    later_that_day = NOW.replace(hour=20)
    again = invented(tmp_path_factory.mktemp("again"), now=later_that_day)
    first, second = what_was_done(demo_store), what_was_done(again)
    again.engine.dispose()

    assert first == second
    assert len(first) > 60


# -- the figures ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def characters():
    catalog = catalogs.check(catalogs.read_folder(ROOT / "data" / "packs" / "deerfield"))
    return list(cast(catalog, calendar(date(2026, 11, 22)), 480, 109))


def test_the_population_has_its_shares(characters):
    schools = Counter(each.school for each in characters)
    assert schools["maple"] == 12
    assert schools["aspen"] == 110
    shares = Counter(each.audience for each in characters)
    assert 0.72 < shares["certificated"] / 480 < 0.84
    assert 0.83 < sum(each.fte == 1.0 for each in characters) / 480 < 0.93


def test_addresses_are_nobodys_and_each_her_own(characters):
    assert len({each.email for each in characters}) == 480
    assert all(each.email.isascii() for each in characters)


def test_half_begin_at_once_and_few_do_very_much(characters):
    counts = sorted(len(each.days) for each in characters)
    active = [count for count in counts if count]
    assert 0.7 < len(active) / 480 < 0.9
    assert 6 <= active[len(active) // 2] <= 14
    assert max(active) > 60
    assert 4000 < sum(active) < 7000


def test_a_tenth_of_the_people_changes_in_a_year(characters):
    changed = sum(each.left_on is not None for each in characters)
    assert 0.03 < changed / 480 < 0.12
    for each in characters:
        assert not each.left_on or all(day <= each.left_on for day in each.days)


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 11, 22), date(2025, 7, 1)),
        (date(2027, 6, 30), date(2025, 7, 1)),
        (date(2027, 7, 1), date(2025, 7, 1)),
        (date(2027, 9, 28), date(2025, 7, 1)),
        (date(2027, 9, 29), date(2026, 7, 1)),
    ],
)
def test_two_school_years_lie_behind_us(today, first):
    assert calendar(today).first == first


def test_nothing_is_handed_in_on_free_days(characters):
    assert all(is_school_day(day) for each in characters for day in each.days)


# -- the words -----------------------------------------------------------------------------------


def test_every_activity_has_words_in_both_languages():
    catalog = catalogs.check(catalogs.read_folder(ROOT / "data" / "packs" / "deerfield"))
    written = {
        key
        for key, activity in catalog.activities.items()
        if any(
            offer.evidence != "system" and offer.asks_in_words for offer in activity.stages.values()
        )
    }
    assert written - content().about.keys() == set()
    for about in content().about.values():
        for language in LANGUAGES:
            assert about.did[language]
            assert about.learned[language]
            assert not about.counts or about.counts[language]


def test_every_used_stage_says_what_changed():
    catalog = catalogs.check(catalogs.read_folder(ROOT / "data" / "packs" / "deerfield"))
    for key, activity in catalog.activities.items():
        if Stage.USED in activity.stages:
            assert all(content().about[key].changed[language] for language in LANGUAGES)


# -- played in copies, and carried over ----------------------------------------------------------


def test_two_processes_make_what_one_makes(original, demo_store, tmp_path_factory):
    folder = tmp_path_factory.mktemp("two")
    with_two = invented(folder, processes=2)
    first, second = what_was_done(demo_store), what_was_done(with_two)
    with with_two.session() as session:
        assert list(ledger.verify(session, DISTRICT)) == []
        assert list(rewards.verify(session, DISTRICT)) == []
    with_two.engine.dispose()

    assert first == second


def test_who_gets_a_slip_that_is_taken_gets_another(demo_store):
    with demo_store.write() as session:
        taken = rewards.slips_given(session, DISTRICT)
        some = sorted(taken)[0]
        rows = {"redemption": [{"slip": some, "price": 5}, {"slip": "D-NEW", "price": 6}]}
        first, second = with_own_slips(session, DISTRICT, rows)["redemption"]

    assert first["slip"] not in taken
    assert (first["price"], second) == (5, {"slip": "D-NEW", "price": 6})


def test_of_what_there_is_only_so_much_half_stays_on_the_shelf(demo_store):
    with demo_store.session() as session:
        offers = rewards.shelf(session, signed_in(session, "ada@deerfield.example"), now=NOW)
        left = {each.key: (each.left, each.reward.stock) for each in offers if each.reward.stock}
    assert left
    assert all(there >= stock // 2 for there, stock in left.values())


# -- read a second time ----------------------------------------------------------------------------


def test_some_of_it_was_read_twice_and_nothing_is_late(demo_store):
    with demo_store.session() as session:
        looks = session.exec(select(evidence.SecondLook)).all()
        today = catalogs.today(session, DISTRICT, now=NOW)

    assert any(each.read_at for each in looks)
    assert all(each.read_at or each.lapsed or each.until >= today for each in looks)
