"""A dry run that is kept: worked out lot by lot, published as listed, and readable for good."""

from datetime import timedelta
from uuid import UUID

import pytest

from engine import changes, evidence, reactions
from engine.changes import Asked, DryRun, Order, Outcome, Rehearsed, running
from engine.errors import ListChanged, ListOutdated, NotFound, NotPermitted, PublishedMeanwhile
from engine.evidence import Evidence, Status
from engine.evidence.counted import facts_of
from rules.terms import Policy
from tests.engine.changes.test_publishing import HARDER, LESS, MORE, proposed, published, stand
from tests.engine.university import OWN, PACK, University

DRAFT = UUID(int=7)


@pytest.fixture
def busy(university: University) -> University:
    """Ada did three things, Rob one; Ada has a badge, two levels and a degree for it."""
    university.enrolls("Ada", "associate")
    for activity in ("talk", "essay", "talk"):
        more = {"scores": {"clear": 2, "kind": 1}} if activity == "essay" else {}
        university.approves(university.submits("Ada", activity, kinds=OWN), **more)
    university.completes("Rob", "talk", kinds=OWN)
    return university


def begun(university: University, pack: str = LESS, policy: Policy = Policy.RECOMPUTE) -> DryRun:
    proposal = proposed(university, pack, policy)
    with university.act() as session:
        dana = university.actor(session, "Dana")
        return changes.begin(session, proposal, by=dana, now=university.now, draft_id=DRAFT)


def goes_on(university: University, run: DryRun) -> DryRun:
    """Every lot that is left, each in a transaction of its own."""
    while not looked_at(university, run).done_at:
        with university.store.session() as session:
            lines = changes.work_out(session, session.get_one(DryRun, key(run)), seconds=0)
        with university.act() as session:
            changes.keep(session, session.get_one(DryRun, key(run)), lines, university.now)
    return looked_at(university, run)


def key(run: DryRun):
    return run.district_id, run.id


def looked_at(university: University, run: DryRun) -> DryRun:
    with university.store.session() as session:
        return changes.run(session, university.actor(session, "Dana"), run.id)


def publishes(university: University, run: DryRun, rehearsed: Rehearsed | None = None) -> int:
    """As the site does: rehearsed, and then written."""
    rehearsed = rehearsed or rehearses(university, run)
    with university.act() as session:
        dana = university.actor(session, "Dana")
        found = changes.run(session, dana, run.id)
        told = {"by": dana, "now": university.tick(), "rehearsed": rehearsed}
        return changes.publish_listed(session, found, **told).number


def rehearses(university: University, run: DryRun) -> Rehearsed:
    with university.store.session() as session:
        dana = university.actor(session, "Dana")
        found = changes.run(session, dana, run.id)
        now, bring = university.tick(), reactions.bring_in_line
        return changes.rehearse_listed(
            university.store, found, by=dana, now=now, bring_in_line=bring
        )


def listed(university: University, run: DryRun, **asked):
    with university.store.session() as session:
        return changes.lines(session, run, Asked(**asked))


@pytest.mark.parametrize("policy", Policy)
@pytest.mark.parametrize("pack", [LESS, HARDER, MORE])
def test_what_publishing_does_equals_the_kept_list(busy: University, pack: str, policy: Policy):
    before = stand(busy)
    run = goes_on(busy, begun(busy, pack, policy))
    publishes(busy, run)

    after, names = stand(busy), {place.id: name for name, place in busy.people.items()}
    rows = {names[each.foretold.participant_id]: each.foretold for each in listed(busy, run)}
    for name in busy.people:
        if name in rows:
            assert changes.before(rows[name]) == before[name]
            assert changes.after(rows[name]) == after[name]
        else:
            assert after[name] == before[name]
    assert busy.wrong() == []
    assert looked_at(busy, run).published == 2


def test_both_databases_list_and_publish_alike(any_university: University):
    any_university.approves(any_university.submits("Ada", "talk", kinds=OWN))
    run = goes_on(any_university, begun(any_university, LESS, Policy.NOBODY_LOSES))
    any_university.approves(any_university.submits("Rob", "unit", stage="learned", kinds=OWN))

    assert publishes(any_university, run) == 2
    (row,) = listed(any_university, run)
    assert (row.name, row.foretold.outcome) == ("Ada", Outcome.SPARED)
    assert stand(any_university)["Ada"] == changes.after(row.foretold)
    otherwise = changes.why(row.foretold).otherwise
    assert otherwise.experience < changes.after(row.foretold).experience
    assert any_university.wrong() == []


def test_a_list_says_who_loses_and_by_which_rule_and_requirement(busy: University):
    busy.enrolls("Rob", "associate")
    run = goes_on(busy, begun(busy))

    ada, rob = listed(busy, run)
    assert (ada.name, ada.foretold.outcome, ada.foretold.experience) == ("Ada", "loses", -12)
    why = changes.why(ada.foretold)
    assert [(each.rule, each.experience) for each in why.shifts] == [("talk", -12)]
    assert [(each.degree, each.before.is_met, each.after.is_met) for each in why.moved] == [
        ("associate", True, False)
    ]
    assert rob.foretold.outcome is Outcome.LOSES
    (moved,) = changes.why(rob.foretold).moved
    assert (moved.degree, moved.before.have, moved.after.have) == ("associate", 10, 4)
    assert run.totals["outcomes"] == {"loses": 2}
    assert run.totals["points"] == {"less": -18, "less_to_spend": -18}
    assert run.totals["degrees"] == {"back": 2}


def test_a_list_can_be_sorted_narrowed_and_searched(busy: University):
    busy.completes("Rob", "unit", stage="learned", kinds=OWN)
    better = LESS.replace("points: 15}", "points: 60}")
    run = goes_on(busy, begun(busy, better, Policy.NOBODY_LOSES))

    def names(**asked):
        return [each.name for each in listed(busy, run, **asked)]

    assert names() == ["Ada", "Rob"]
    assert names(order=Order.GAINS) == ["Rob", "Ada"]
    assert names(outcome=Outcome.SPARED) == ["Ada"]
    assert names(school="aspen") == ["Ada"]
    assert names(search="ro") == ["Rob"]
    with busy.store.session() as session:
        assert changes.counted(session, run, Asked(search="nobody")) == 0
        assert changes.line(session, run, busy.people["Rob"].id).name == "Rob"
        with pytest.raises(NotFound):
            changes.line(session, run, busy.people["Ruth"].id)


def test_levels_badges_and_degrees_are_counted(busy: University):
    harder = HARDER.replace("experience: 25", "experience: 50").replace(
        "junior: {title: Junior, experience: 50}", "junior: {title: Junior, experience: 90}"
    )
    run = goes_on(busy, begun(busy, harder))
    assert run.totals["levels"] == {"lower": 1}
    assert run.totals["badges_lost"] == {"doer": 1}

    with_another = MORE.replace("sophomore: {title: Sophomore, ", "second: {title: Second, ")
    run = goes_on(busy, begun(busy, with_another))
    assert run.totals["levels"] == {"lower": 1}  # A level that is no more stood above all.
    ending = HARDER.replace("requires: {points: 30}", "requires: {points: 90}")
    assert goes_on(busy, begun(busy, ending)).totals["degrees_gained"] == {}


def test_who_does_something_meanwhile_is_looked_at_again(busy: University):
    run = goes_on(busy, begun(busy))
    busy.approves(busy.submits("Ruth", "talk", kinds=OWN), by="Rob")

    with pytest.raises(ListChanged) as refusal:
        publishes(busy, run)
    assert refusal.value.people == 1
    assert [each.name for each in listed(busy, run)] == ["Ada", "Rob"]

    with busy.act() as session:
        found = session.get_one(DryRun, key(run))
        assert changes.refresh(session, found, now=busy.tick()) == 1
    assert [each.name for each in listed(busy, run)] == ["Ada", "Rob", "Ruth"]
    assert looked_at(busy, run).totals["outcomes"] == {"loses": 3}
    assert (run.touched, looked_at(busy, run).touched) == (2, 3)
    assert publishes(busy, run) == 2


def test_what_changes_nothing_on_the_list_is_in_nobodys_way(busy: University):
    run = goes_on(busy, begun(busy))
    busy.approves(busy.submits("Ruth", "walk", kinds=["attendance"]), by="Rob")
    assert publishes(busy, run) == 2


def test_a_list_of_yesterday_has_to_be_made_again(busy: University):
    run = goes_on(busy, begun(busy))
    busy.now += timedelta(days=1)
    with pytest.raises(ListOutdated):
        publishes(busy, run)
    assert publishes(busy, goes_on(busy, begun(busy))) == 2
    with pytest.raises(NotFound):
        looked_at(busy, run)


def test_a_list_that_is_not_done_is_not_published(busy: University):
    with pytest.raises(ListOutdated):
        publishes(busy, begun(busy))


def test_another_catalog_meanwhile(busy: University):
    run = goes_on(busy, begun(busy))
    published(busy, proposed(busy, MORE, Policy.NEW_WORK))
    with pytest.raises(PublishedMeanwhile):
        publishes(busy, run)


def test_new_work_alone_touches_nobody(busy: University):
    run = begun(busy, LESS, Policy.NEW_WORK)
    assert run.done_at is not None
    assert (run.touched, run.people, listed(busy, run)) == (0, 4, [])
    assert publishes(busy, run) == 2


def test_the_list_stays_as_the_record_of_the_change(busy: University):
    run = goes_on(busy, begun(busy))
    publishes(busy, run)
    begun(busy, MORE)
    with busy.store.session() as session:
        dana = busy.actor(session, "Dana")
        assert [each.id for each in changes.runs(session, dana)] == [run.id]
        assert changes.run_of(session, dana, DRAFT).id != run.id
    assert [each.name for each in listed(busy, run)] == ["Ada", "Rob"]


def test_lots_of_one_person_make_the_same_list(busy: University, monkeypatch):
    monkeypatch.setattr(running, "LOT", 1)
    run = goes_on(busy, begun(busy))
    assert [each.name for each in listed(busy, run)] == ["Ada", "Rob"]

    at_once = begun(busy)
    with busy.act() as session:
        found = session.get_one(DryRun, key(at_once))
        lines = changes.work_out(session, found)
        changes.keep(session, found, lines, busy.now)
        changes.keep(session, found, lines, busy.now)  # Somebody else was as quick.
    assert [each.name for each in listed(busy, at_once)] == ["Ada", "Rob"]


def test_a_badge_that_comes_to_nobody_is_not_listed(busy: University):
    harder = PACK.replace("requires: {count: 3}}\npathways", "requires: {count: 4}}\npathways")
    run = goes_on(busy, begun(busy, PACK.replace("count: 3}}\npathways", "hours: 99}}\npathways")))
    assert [each.name for each in listed(busy, run)] == ["Ada"]
    published(busy, proposed(busy, harder, Policy.NEW_WORK))
    assert [each.name for each in listed(busy, goes_on(busy, begun(busy, harder)))] == ["Ada"]


def test_other_campuses_have_everybody_looked_at(busy: University):
    more = PACK.replace("{steam: {title: STEAM}}", "{steam: {title: STEAM}, arts: {title: Arts}}")
    run = goes_on(busy, begun(busy, more))
    assert (run.touched, listed(busy, run)) == (4, [])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("degrees:\n", "between_degrees: exclusive\ndegrees:\n"),
        ("requires: {points: 30}", "requires: {level: junior}"),
    ],
)
def test_who_pursues_what_is_held_otherwise_is_looked_at(busy: University, old: str, new: str):
    pack = PACK.replace(old, new)
    if "level" in new:
        busy.publishes(pack)
        busy.enrolls("Rob", "associate")
        pack = pack.replace("experience: 50", "experience: 60")
    run = goes_on(busy, begun(busy, pack))
    assert run.touched == 1


def test_what_counts_although_it_was_taken_back_is_looked_at(busy: University):
    with busy.act() as session:
        place = busy.place(session, "Rob")
        (done,) = evidence.completions(session, place)
        claim = session.get_one(Evidence, (place.district_id, UUID(done.source[9:])))
        claim.status, claim.kept = Status.SUBMITTED, facts_of(done)
    run = goes_on(busy, begun(busy))
    assert [each.name for each in listed(busy, run)] == ["Ada", "Rob"]


def test_only_admins_make_and_see_lists(busy: University):
    run = begun(busy)
    with busy.store.session() as session:
        ruth = busy.actor(session, "Ruth")
        for ask in (changes.runs, lambda *who: changes.run(*who, run.id)):
            with pytest.raises(NotPermitted):
                ask(session, ruth)
