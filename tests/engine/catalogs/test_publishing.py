"""Packs are frozen under numbers; what judges work anew brings everybody in line at once."""

from datetime import UTC, date, datetime, timedelta

import pytest

from engine import catalogs
from engine.errors import AppendOnly, NoCatalog, NotPermitted
from engine.people import Role
from engine.store import Store
from rules.pack import BrokenPack
from tests.engine.instant import at_once, refusals
from tests.engine.university import PACK, University
from tests.engine.world import START, TODAY

DEARER = PACK.replace("campus: steam, points: 10,", "campus: steam, points: 12,")
DAY = timedelta(days=1)


def test_the_first_pack_opens_the_district_and_has_number_one(store: Store) -> None:
    with store.write() as session:
        with pytest.raises(NoCatalog, match="elm"):
            catalogs.timeline(session, "elm")
        for ask in (catalogs.numbered, catalogs.files):
            with pytest.raises(NoCatalog):
                ask(session, "elm", 1)
        assert catalogs.newest(session, "elm") is None

        pack = catalogs.publish(session, {"pack.yaml": PACK, "crest.svg": "<svg/>"}, now=START)

        assert (pack.district_id, pack.number, pack.catalog_year) == ("elm", 1, "2025-26")
        assert pack.applies_from == date(2025, 7, 1)
        assert catalogs.files(session, "elm", 1)["crest.svg"] == "<svg/>"
        assert list(catalogs.numbered(session, "elm", 1).levels) == [
            "freshman",
            "sophomore",
            "junior",
        ]


def test_a_broken_pack_leaves_nothing_behind(university: University) -> None:
    with pytest.raises(BrokenPack):
        university.publishes(PACK.replace("after: [unit]", "after: [chess]"))
    assert university.publishes(DEARER) == 2


def test_the_same_text_is_not_published_twice_unless_for_another_day(
    university: University,
) -> None:
    assert university.publishes(PACK) == 1
    assert university.publishes(PACK, applies_from=date(2025, 7, 1)) == 1
    assert university.publishes(PACK, applies_from=TODAY) == 2
    assert university.publishes(PACK, applies_from=TODAY) == 2
    assert university.publishes({"pack.yaml": PACK, "notes.md": "New."}) == 3


def test_only_an_admin_publishes_and_only_for_her_own_district(university: University) -> None:
    oak = PACK.replace("id: elm", "id: oak")
    for who, text in (("Ruth", DEARER), ("Dana", oak)):
        with pytest.raises(NotPermitted, match="write_catalog"):
            by_hand(university, who, text)
    assert by_hand(university, "Dana", DEARER) == 2

    with university.store.session() as session:
        newest = catalogs.newest(session, "elm")
        assert newest is not None
        assert newest.published_by == university.people["Dana"].id
        assert catalogs.newest(session, "oak") is None


def test_what_was_published_is_never_rewritten(university: University) -> None:
    with university.store.session() as session:
        pack = catalogs.newest(session, "elm")
        assert pack is not None
        pack.applies_from = TODAY
        with pytest.raises(AppendOnly, match="published_pack"):
            session.flush()


def test_a_session_sees_what_it_published_itself(university: University) -> None:
    with university.store.write() as session:
        assert catalogs.timeline(session, "elm").newest.number == 1
        catalogs.publish(session, {"pack.yaml": DEARER}, now=START)
        assert catalogs.timeline(session, "elm").newest.number == 2


def test_in_force_is_what_was_recorded_last_and_applies_already(university: University) -> None:
    university.publishes(DEARER, applies_from=TODAY + DAY)
    with university.store.session() as session:
        timeline = catalogs.timeline(session, "elm")
        assert [timeline.in_force(TODAY + n * DAY).number for n in (0, 1)] == [1, 2]
        current = catalogs.current(session, "elm", now=START)
        tomorrow = catalogs.current(session, "elm", now=START + DAY)
        assert (current, tomorrow) == tuple(each.catalog for each in timeline.recorded)


def test_today_is_the_day_in_the_district(university: University) -> None:
    with university.store.session() as session:
        late = datetime(2026, 3, 2, 5, 59, tzinfo=UTC)
        assert catalogs.today(session, "elm", now=late) == date(2026, 3, 1)
        assert catalogs.today(session, "elm", now=late + timedelta(minutes=1)) == TODAY


# -- what follows ----------------------------------------------------------------------------


def test_a_rule_for_later_work_changes_nothing_that_was_earned(university: University) -> None:
    university.completes("Ada", "talk")

    university.publishes(DEARER, applies_from=TODAY + DAY)

    assert university.experience("Ada") == 10
    university.tick(days=1)
    university.completes("Ada", "talk", on=TODAY + DAY)
    assert university.experience("Ada") == 22
    assert university.wrong() == []


def test_a_rule_for_earlier_work_is_booked_at_once_for_everybody(university: University) -> None:
    """Points, levels, badges and totals follow in the act of publishing, each with its entries."""
    university.joins("Bob")
    for who in ("Ada", "Bob"):
        university.completes(who, "talk")
    cheaper_levels = DEARER.replace("experience: 20", "experience: 11")
    one_is_enough = cheaper_levels.replace("{count: 3}}\n", "{count: 1}}\n", 1)

    number = university.publishes(one_is_enough)

    for who in ("Ada", "Bob"):
        assert [each.points for each in university.entries(who)] == [10, 2]
        assert [each.catalog for each in university.entries(who)] == [1, number]
        assert university.levels(who) == {"freshman", "sophomore"}
        assert university.holds(who) == {"doer"}
    assert university.wrong() == []


def test_what_a_new_catalog_takes_back_is_reversed_in_the_open(university: University) -> None:
    university.completes("Ada", "unit", stage="learned")
    university.completes("Ada", "talk")
    assert university.levels("Ada") == {"freshman", "sophomore"}

    university.publishes(PACK.replace("parts: [talk, unit/learned]", "parts: [talk, walk]"))

    assert [each.points for each in university.entries("Ada")] == [15, 10, 7, -7]
    assert university.holds("Ada") == set()
    assert university.wrong() == []


@pytest.mark.parametrize("round_", range(2))
def test_two_admins_publish_at_once_and_each_has_a_number(
    any_university: University, round_: int
) -> None:
    any_university.completes("Ada", "talk")
    texts = [PACK.replace("points: 10,", f"points: {points},") for points in (11, 12, 13)]

    answers = at_once(*(lambda text=text: any_university.publishes(text) for text in texts))

    assert sorted(answers) == [2, 3, 4]
    assert any_university.wrong() == []


def test_the_same_pack_published_twice_at_once_is_one_catalog(any_university: University) -> None:
    answers = at_once(*[lambda: any_university.publishes(DEARER)] * 2)

    assert answers == [2, 2]


@pytest.mark.parametrize("round_", range(3))
def test_an_approval_beside_a_publishing_is_judged_by_one_of_them(
    any_university: University, round_: int
) -> None:
    """Whoever comes second sees the other, so the ledger says what the rules say at the end."""
    any_university.joins("Bob")
    claims = [any_university.submits(who) for who in ("Ada", "Bob")]

    answers = at_once(
        lambda: any_university.publishes(DEARER),
        *(lambda claim=claim: any_university.approves(claim) for claim in claims),
    )

    assert refusals(answers) == []
    assert any_university.experience("Ada") == any_university.experience("Bob") == 12
    assert any_university.wrong() == []


def by_hand(university: University, who: str, text: str) -> int:
    with university.store.write() as session:
        by = university.actor(session, who)
        return catalogs.publish(session, {"pack.yaml": text}, now=university.now, by=by).number


def test_an_admin_who_left_publishes_no_more(university: University) -> None:
    university.joins("Dora", role=Role.DISTRICT_ADMIN)
    university.leaves("Dora")
    with pytest.raises(NotPermitted):
        by_hand(university, "Dora", DEARER)
