"""What somebody has done is scored once, as long as nothing happens to it."""

import sys

from engine import evidence
from tests.engine.university import OWN, University


def test_the_work_of_a_few_people_is_scored_once(university: University, monkeypatch):
    """Of too many people the first is forgotten."""
    monkeypatch.setattr(sys.modules["engine.evidence.completions"], "_SCORED_MAX", 1)
    university.completes("Ada", "talk", kinds=OWN)
    with university.store.session() as session:
        ada, rob = (university.place(session, who) for who in ("Ada", "Rob"))
        once = evidence.work(session, ada)
        assert evidence.work(session, ada) is once
        assert evidence.work(session, rob).items == ()
        again = evidence.work(session, ada)
        assert again is not once
        assert again.items == once.items


def test_new_work_is_scored_anew(university: University):
    university.completes("Ada", "talk", kinds=OWN)
    with university.store.session() as session:
        place = university.place(session, "Ada")
        before = evidence.work(session, place)
        more = (*evidence.completions(session, place),) * 2
        assert len(evidence.work(session, place, more).items) == 2
        assert evidence.work(session, place).items == before.items
