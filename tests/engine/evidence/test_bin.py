"""A draft that is thrown away can be brought back for thirty days, and then it is gone."""

from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from sqlmodel import select

from engine import evidence, jobs
from engine.errors import AlreadyDecided, NotFound, NotPermitted
from engine.evidence import Artifact, Evidence, Status, Version
from engine.integrations import LocalFiles, Parts
from rules.catalog import UpkeepTerms
from tests.engine.university import PACK, University


@pytest.fixture
def draft(university: University):
    return university.drafts("Ada", did="A thought.")


def discards(university: University, claim, by: str = "Ada"):
    university.does_with(claim, evidence.discard, by=by)


def restores(university: University, claim, by: str = "Ada"):
    with university.act() as session:
        found = session.get_one(Evidence, (claim.district_id, claim.id))
        evidence.restore(session, found, by=university.actor(session, by))


def asked(university: University, question, who: str = "Ada"):
    with university.store.session() as session:
        return question(session, university.place(session, who))


def test_what_lies_in_the_bin_is_neither_listed_nor_counted(university: University, draft) -> None:
    discards(university, draft)

    assert asked(university, evidence.mine) == []
    assert asked(university, evidence.counts) == {}
    assert [each.id for each in asked(university, evidence.discarded)] == [draft.id]


def test_it_comes_back_as_it_was(university: University, draft) -> None:
    discards(university, draft)
    discards(university, draft)
    restores(university, draft)

    back = asked(university, evidence.mine)[0]
    assert (back.did, back.status) == ("A thought.", Status.DRAFT)
    assert asked(university, evidence.discarded) == []
    assert evidence.gone_at(back, UpkeepTerms()) is None


def test_writing_on_brings_it_back_by_itself(university: University, draft) -> None:
    discards(university, draft)
    university.does_with(draft, evidence.write, by="Ada", did="A thought, and more.")

    assert [each.did for each in asked(university, evidence.mine)] == ["A thought, and more."]


def test_it_is_hers_alone(university: University) -> None:
    claim = university.submits("Ada")
    university.does_with(claim, evidence.withdraw, by="Ada")
    for act in (discards, restores):
        with pytest.raises(NotPermitted):
            act(university, claim, by="Ruth")
    discards(university, claim)

    with university.store.session() as session:
        assert evidence.get(session, university.actor(session, "Ada"), claim.id)
        with pytest.raises(NotFound):
            evidence.get(session, university.actor(session, "Ruth"), claim.id)


def test_what_somebody_decided_on_is_never_thrown_away(university: University) -> None:
    claim = university.submits("Ada")
    with pytest.raises(AlreadyDecided, match="submitted"):
        discards(university, claim)
    university.does_with(claim, evidence.send_back, by="Ruth", note="More, please.")
    university.does_with(claim, evidence.submit, by="Ada")
    university.does_with(claim, evidence.withdraw, by="Ada")

    with pytest.raises(AlreadyDecided, match="withdrawn"):
        discards(university, claim)


def test_after_thirty_days_it_is_removed_with_all_that_belongs_to_it(
    any_university: University,
) -> None:
    """Ada's first draft was discarded a moment before the second one."""
    university = any_university
    draft = university.drafts("Ada", did="A thought.")
    university.does_with(draft, evidence.write, by="Ada", did="Something else altogether.")
    discards(university, draft)
    first = university.now
    later = university.drafts("Ada", did="Another thought.")
    discards(university, later)

    for moment, removed in ((first, 0), (first + timedelta(days=30), 1)):
        assert jobs.empty_bins(university.store, now=moment) == removed

    with university.store.session() as session:
        for table in (Evidence, Artifact, Version):
            ids = {getattr(each, "evidence_id", each.id) for each in session.exec(select(table))}
            assert draft.id not in ids
        assert [each.id for each in asked(university, evidence.discarded)] == [later.id]


def test_a_pack_may_keep_them_for_longer(store) -> None:
    university = University(store, {"pack.yaml": PACK + "upkeep: {deleted_days: 60}\n"})
    university.staff()
    draft = university.drafts("Ada", did="A thought.")
    discards(university, draft)
    thrown = university.now
    for days, removed in ((59, 0), (60, 1)):
        moment = thrown + timedelta(days=days)
        assert jobs.empty_bins(university.store, now=moment) == removed
    with university.store.write() as session:
        assert evidence.empty_bin(session, "nowhere", now=thrown) == ()


def test_the_bin_is_emptied_beside_everything_else(university: University, draft) -> None:
    discards(university, draft)
    gone = evidence.gone_at(asked(university, evidence.discarded)[0], UpkeepTerms())
    stop = Event()
    stop.set()

    files, parts = LocalFiles(Path("nowhere")), Parts(Path("nowhere"))
    jobs.work(university.store, None, files, parts, site="", clock=lambda: gone, stop=stop)

    assert asked(university, evidence.discarded) == []
