"""A rule change: the dry run lists what publishing then does, row for row, and hurts nobody."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import SQLModel

from engine import catalogs, changes, credentials, evidence, ledger, progress, reactions
from engine.changes import Foreseen, Rehearsed
from engine.changes.records import records
from engine.errors import ChangedMeanwhile, FromAnotherDay
from engine.store import open_store
from rules.holdings import Holdings, holdings
from rules.terms import EvidenceKind, Policy, Stage
from tests.engine.university import OWN, PACK, University
from tests.engine.world import TODAY

LESS = PACK.replace("points: 10, cap: {points: 25", "points: 4, cap: {points: 12")
HARDER = PACK.replace("Sophomore, experience: 20", "Sophomore, experience: 25").replace(
    "requires: {count: 3}}\npathways", "requires: {count: 9}}\npathways"
)
MORE = PACK.replace("points: 10, cap: {points: 25", "points: 14, cap: {points: 60")


@pytest.fixture
def busy(university: University) -> University:
    """Ada did three things in two days, and has a badge, two levels and a degree for it."""
    university.enrolls("Ada", "associate")
    for activity in ("talk", "essay", "talk"):
        more = {"scores": {"clear": 2, "kind": 1}} if activity == "essay" else {}
        university.approves(university.submits("Ada", activity, kinds=OWN), **more)
    return university


def proposed(university: University, pack: str, policy: Policy, **how) -> changes.Proposal:
    with university.store.session() as session:
        files = {"pack.yaml": pack}
        return changes.propose(session, files, policy, now=university.tick(), **how)


def foreseen(university: University, proposal: changes.Proposal) -> Foreseen:
    with university.store.session() as session:
        return changes.foresee(session, proposal)


def published(
    university: University, proposal: changes.Proposal, rehearsed: Rehearsed | None = None
) -> int:
    with university.act() as session:
        done = changes.publish(session, proposal, now=university.now, rehearsed=rehearsed)
        return done.number


def rehearsed(university: University, proposal: changes.Proposal) -> Rehearsed:
    """What publishing will write, as the prompt works it out before it asks for the lock."""
    with university.store.session() as session:
        heard = changes.hear(session, university.district, now=university.now)
        spared = changes.foresee(session, proposal).spared
        whom = changes.concerned(session, proposal)
    return changes.rehearse(
        university.store,
        proposal,
        whom,
        heard,
        spared=spared,
        bring_in_line=reactions.bring_in_line,
        now=university.now,
    )


def stand(university: University) -> dict[str, Holdings]:
    """What everybody has by what is kept, and by nothing that the dry run works out."""
    with university.store.session() as session:
        return {name: _kept(session, university, name) for name in university.people}


def _kept(session, university: University, name: str) -> Holdings:
    place = university.place(session, name)
    balance = ledger.balance(session, place)
    held = credentials.of(session, place)
    noted = {"freshman"} | {each.level for each in progress.levels_noted(session, place)}
    ladder = list(catalogs.current(session, university.district, now=university.now).levels)
    pursued = progress.pursued(session, place, now=university.now)
    return Holdings(
        experience=balance.experience,
        redeemable=balance.redeemable,
        level=max(noted, key=ladder.index),
        badges=frozenset(each.key for each in held if each.attainment == "badge"),
        degrees={each.enrollment.degree: each.audit.progress for each in pursued},
        complete=frozenset(each.degree for each in progress.conferrals(session, place)),
    )


def compare(
    university: University,
    listed: Foreseen,
    proposal: changes.Proposal,
    *,
    rehearse: bool = False,
) -> None:
    """What publishing does equals the list, row for row, and nothing happens to others."""
    names = {place.id: name for name, place in university.people.items()}
    before = stand(university)
    rows = {names[each.participant_id]: each for each in listed.changes}
    for name, row in rows.items():
        assert row.before == before[name]

    published(university, proposal, rehearsed(university, proposal) if rehearse else None)

    after = stand(university)
    for name in university.people:
        assert after[name] == (rows[name].after if name in rows else before[name])
    assert university.wrong() == []


@pytest.mark.parametrize("pack", [LESS, HARDER, MORE])
@pytest.mark.parametrize("policy", Policy)
@pytest.mark.parametrize("rehearse", [False, True])
def test_publishing_does_what_the_dry_run_lists(
    busy: University, pack: str, policy: Policy, rehearse: bool
):
    proposal = proposed(busy, pack, policy)
    compare(busy, foreseen(busy, proposal), proposal, rehearse=rehearse)


def test_recomputing_may_take_and_the_list_says_from_whom(busy: University):
    listed = foreseen(busy, proposed(busy, LESS, Policy.RECOMPUTE))

    (row,) = listed.changes
    assert (row.name, row.experience, row.redeemable) == ("Ada", -12, -12)
    assert (row.before.level, row.after.level) == ("sophomore", "sophomore")
    assert listed.losing == (row,)
    assert row.before.complete == row.after.complete == {"associate"}
    assert listed.people == 4


def test_recomputing_judges_badges_and_levels_anew(busy: University):
    proposal = proposed(busy, HARDER.replace("experience: 25", "experience: 50").replace(
        "junior: {title: Junior, experience: 50}", "junior: {title: Junior, experience: 90}"),
        Policy.RECOMPUTE)  # fmt: skip
    (row,) = foreseen(busy, proposal).changes
    assert row.before.badges - row.after.badges == {"doer"}
    assert (row.before.level, row.after.level) == ("sophomore", "freshman")

    published(busy, proposal)

    assert "doer" not in busy.holds("Ada")
    assert busy.levels("Ada") == {"freshman"}


@pytest.mark.parametrize("pack", [LESS, HARDER])
@pytest.mark.parametrize("policy", [Policy.NEW_WORK, Policy.NOBODY_LOSES])
def test_nothing_falls_that_day_nor_later(busy: University, pack: str, policy: Policy):
    before = stand(busy)["Ada"]
    published(busy, proposed(busy, pack, policy))
    busy.now += timedelta(days=40)
    busy.completes("Ada", "talk", on=busy.now.date())
    after = stand(busy)["Ada"]

    ladder = ("freshman", "sophomore", "junior")
    assert not after.loses_against(before, ladder)
    assert after.experience == before.experience + (4 if pack == LESS else 10)
    assert busy.wrong() == []


def test_whom_it_would_cost_something_is_spared_and_others_gain(busy: University):
    busy.completes("Rob", "unit", stage=Stage.LEARNED, kinds=OWN)
    better_units = LESS.replace("points: 15}", "points: 18}")
    proposal = proposed(busy, better_units, Policy.NOBODY_LOSES)
    listed = foreseen(busy, proposal)

    rows = {each.name: each for each in listed.changes}
    assert (rows["Ada"].spared, rows["Ada"].experience) == (True, 0)
    assert (rows["Rob"].spared, rows["Rob"].experience) == (False, 3)
    assert listed.losing == ()
    compare(busy, listed, proposal)


def test_taking_back_an_approval_of_somebody_spared_takes_what_it_gave(busy: University):
    claim = busy.submits("Ada", "unit", stage=Stage.LEARNED, kinds=OWN)
    busy.approves(claim)
    published(busy, proposed(busy, LESS, Policy.NOBODY_LOSES))
    before = busy.experience("Ada")

    busy.undoes(claim)

    assert busy.experience("Ada") == before - 15 - 7  # The pathway isn't whole any more.
    assert busy.wrong() == []


def test_new_work_begins_tomorrow_at_the_earliest(busy: University):
    assert proposed(busy, LESS, Policy.NEW_WORK).applies_from == TODAY + timedelta(days=1)
    later = TODAY + timedelta(days=30)
    assert proposed(busy, LESS, Policy.NEW_WORK, applies_from=later).applies_from == later
    with pytest.raises(FromAnotherDay) as refusal:
        proposed(busy, LESS, Policy.NEW_WORK, applies_from=TODAY)
    assert refusal.value.nearest == TODAY + timedelta(days=1)


def test_recomputing_looks_back(busy: University):
    assert proposed(busy, LESS, Policy.RECOMPUTE).applies_from == date(2025, 7, 1)
    since = TODAY - timedelta(days=3)
    assert proposed(busy, LESS, Policy.RECOMPUTE, applies_from=since).applies_from == since
    with pytest.raises(FromAnotherDay) as refusal:
        proposed(busy, LESS, Policy.RECOMPUTE, applies_from=TODAY + timedelta(days=2))
    assert refusal.value.nearest == TODAY


def test_two_admins_cannot_publish_on_the_same_dry_run(busy: University):
    first, second = (proposed(busy, pack, Policy.NEW_WORK) for pack in (LESS, MORE))
    assert published(busy, first) == 2
    with pytest.raises(ChangedMeanwhile):
        published(busy, second)


def test_the_first_catalog_of_a_district_changes_nobody(busy: University):
    pack = PACK.replace("id: elm", "id: oak")
    proposal = proposed(busy, pack, Policy.NOBODY_LOSES)
    assert foreseen(busy, proposal).people == 0
    assert published(busy, proposal) == 1


# -- whatever happened before --------------------------------------------------------------------

edits = st.sampled_from(
    [
        ("points: 10, cap: {points: 25, per: month}", "points: 4, cap: {points: 12, per: month}"),
        ("points: 10, cap: {points: 25, per: month}", "points: 12"),
        ("points: 15}", "points: 3}"),
        ("points: 15}", "points: 40}"),
        ("experience: 20}", "experience: 9}"),
        ("experience: 20}", "experience: 44}"),
        ("{count: 3}}\npathways", "{count: 1}}\npathways"),
        ("{count: 3}}\npathways", "{count: 6}}\npathways"),
        ("points: 7}", "points: 1}"),
        ("points: 7}", "points: 19}"),
        ("{points_per_hour: 4}", "{points_per_hour: 1}"),
        ("experience: 20}", "experience: 20, requires: {count: 2}}"),
        ("requires: {points: 30}", "requires: {level: sophomore}"),
        ("badge: true", "badge: false"),
        ("title: Unit\n    campus: steam", "title: Unit"),
        (
            "campuses: {steam: {title: STEAM}}",
            "campuses: {steam: {title: STEAM}, arts: {title: Arts}}",
        ),
        ("degrees:\n", "between_degrees: exclusive\ndegrees:\n"),
    ]
)
steps = st.lists(
    st.tuples(st.sampled_from(["Ada", "Rob"]), st.sampled_from(["talk", "walk", "unit"]),
              st.integers(0, 70)),
    max_size=6,
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Iterator:
    return tmp_path_factory.mktemp("changes")


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    done=steps, later=steps, edited=st.lists(edits, min_size=1, max_size=3),
    again=st.lists(edits, max_size=2), policies=st.tuples(*[st.sampled_from(Policy)] * 2),
    enrolls=st.booleans(), rehearse=st.booleans(), number=st.integers(0, 10**9),
)  # fmt: skip
def test_whatever_was_done_and_is_changed(
    folder, done, later, edited, again, policies, enrolls, rehearse, number
):
    store = open_store(f"sqlite:///{folder / f'{number}.db'}")
    SQLModel.metadata.drop_all(store.engine)
    SQLModel.metadata.create_all(store.engine)
    university = University(store)
    university.staff()
    if enrolls:
        university.enrolls("Ada", "associate")
    pack = PACK
    for work, edit, policy in ((done, edited, policies[0]), (later, again, policies[1])):
        for who, activity, back in work:
            _works(university, who, activity, back)
        for old, new in edit:
            pack = pack if new in pack else pack.replace(old, new)
        proposal = proposed(university, pack, policy)
        listed = foreseen(university, proposal)
        if policy is not Policy.RECOMPUTE:
            assert listed.losing == ()
        assert {each.name for each in listed.changes} == in_full(university, proposal)
        compare(university, listed, proposal, rehearse=rehearse)
    store.engine.dispose()


def in_full(university: University, proposal: changes.Proposal) -> set[str]:
    """For whom anything differs when everybody is worked out from nothing for both sides."""
    with university.store.session() as session:
        known = records(session, university.district, [p.id for p in university.people.values()])
        found = set()
        for name in university.people:
            before = catalogs.timeline_of(session, university.place(session, name))
            after, hers = before.followed_by(proposal.recorded), known[university.people[name].id]
            if holdings(hers, before, proposal.today) != holdings(hers, after, proposal.today):
                found.add(name)
    return found


def _works(university: University, who: str, activity: str, back: int) -> None:
    on = university.now.date() - timedelta(days=back)
    stage = Stage.LEARNED if activity == "unit" else Stage.DONE
    kinds = frozenset({EvidenceKind.ATTENDANCE}) if activity == "walk" else OWN
    claim = university.submits(who, activity, stage=stage, on=on, kinds=kinds)
    university.does_with(claim, evidence.approve, by="Ruth")
    university.now += timedelta(days=2)
