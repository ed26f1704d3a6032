"""Whatever two catalogs ask and whatever was done: a promise is kept, and going back is exact."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import SQLModel

from engine import ledger, progress
from engine.errors import AlreadyConferred, ConferredSince
from engine.people import Role
from engine.store import open_store
from rules.terms import Stage
from tests.engine.university import OWN, STUDENT, University

PACK = """
pack: {{format: tassel-pack/1, title: Elm, catalog_year: 2025-26, applies_from: 2025-07-01}}
district: {{id: elm, name: Elm Schools, university: Elm University}}
campuses: {{x: {{title: X}}, y: {{title: Y}}}}
activities:
  talk: {{title: Talk, campus: x, points: 10, evidence: own}}
  unit:
    title: Unit
    campus: "y"
    stages: {{learned: {{evidence: own, points: 15}}, used: {{evidence: student, points: 20}}}}
levels: {{one: {{title: One, experience: 0}}, two: {{title: Two, experience: 40}}}}
between_degrees: {between}
degrees:
  a: {{title: A, requires: {{all: [{a}]}}}}
  b: {{title: B, requires: {{all: [{b}]}}}}
"""
ASKED = st.lists(
    st.sampled_from(
        (
            "{points: 20}", "{points: 60}", "{student_evidence: 1}", "{level: two}",
            "{collect: {count: 1}}", "{collect: {count: 2, campus: x}}", "{collect: {points: 25}}",
            "{any: [{collect: {count: 3}}, {campuses: 2}]}", "{each_campus: {count: 1}}",
        )
    ),
    min_size=1,
    max_size=3,
)  # fmt: skip
BESIDE = st.sampled_from(("{degree: a}", "{collect: {count: 1}}", "{points: 500}"))
DONE = st.lists(
    st.sampled_from((("talk", Stage.DONE), ("unit", Stage.LEARNED), ("unit", Stage.USED))),
    max_size=4,
)


def stands(elm: University):
    """All that can be asked of how she stands."""
    with elm.store.session() as session:
        place = elm.place(session, "Ada")
        pursued = progress.pursued(session, place, now=elm.now)
        granted = sorted(row.degree for row in progress.conferrals(session, place))
        balance = ledger.balance(session, place).experience
        findings = {each.enrollment.degree: each.audit.findings for each in pursued}
        return findings, granted, balance


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(ASKED, ASKED, BESIDE, DONE, st.sampled_from(("free", "exclusive")))
def test_a_promise_is_kept_and_going_back_is_exact(
    tmp_path_factory, first, later, beside, done, between
):
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('versions') / 'tassel.db'}")
    SQLModel.metadata.create_all(store.engine)
    asked = {"b": beside, "between": between}
    elm = University(store, {"pack.yaml": PACK.format(a=", ".join(first), **asked)})
    elm.joins("Ada")
    elm.joins("Ruth", role=Role.REVIEWER)
    elm.enrolls("Ada", "a")
    elm.enrolls("Ada", "b")
    for activity, stage in done:
        if (
            stage is not Stage.USED
            or ("unit", Stage.LEARNED) in done[: done.index((activity, stage))]
        ):
            kinds = STUDENT if stage is Stage.USED else OWN
            elm.completes("Ada", activity, stage=stage, kinds=kinds)
    elm.publishes(PACK.format(a=", ".join(later), **asked))
    before = stands(elm)
    try:
        with store.session() as session:
            place = elm.place(session, "Ada")
            found = progress.versions(session, place, "a", now=elm.now)
        for promised in found.newer:
            with elm.act() as session:
                progress.switch(
                    session,
                    "a",
                    promised.catalog,
                    by=elm.actor(session, "Ada"),
                    now=elm.tick(),
                    promised=promised.promise,
                )
            findings, granted, _ = after = stands(elm)
            assert findings == {key: audit.findings for key, audit in promised.audits.items()}
            assert granted == sorted({*before[1], *promised.confers})
            assert after[2] == before[2]
            assert elm.wrong() == []

            with elm.act() as session:
                progress.undo_switch(session, "a", by=elm.actor(session, "Ada"), now=elm.tick())
            assert stands(elm) == before
    except (AlreadyConferred, ConferredSince):
        assert stands(elm)[1]  # What was conferred stays, and with it the version.
    finally:
        store.engine.dispose()
