"""Decisions about requirements: each verb through the engine, and undone as if it had not been."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine import progress
from engine.errors import (
    AlreadyConferred,
    AlreadyWithdrawn,
    CannotServe,
    DecidedAlready,
    EvidenceNotCounted,
    NoSuchRequirement,
    NotDecidedSo,
    NoteMissing,
    NotFound,
    NotLower,
    NotPermitted,
    OwnDegree,
)
from engine.progress import DegreeDecision, DegreeProgress
from engine.store import Store, new_id
from rules.audits import Decision, Verb
from tests.engine.university import PACK, University
from tests.engine.world import TODAY

CRAFT = """
  crafts:
    title: {en: Crafts, es: Oficios}
    requires:
      all:
        - {id: core, collect: {count: 1, activity: [talk, essay]}}
        - {id: choice, collect: {count: 2, activity: [talk, walk, essay]}}
        - {id: total, points: 60}
        - {id: word, kind: manual}
"""
WITH_CRAFTS = PACK.replace("review: {", f"{CRAFT.strip(chr(10))}\nreview: {{")


@pytest.fixture
def crafts(store: Store) -> University:
    """Ada has one talk and two walks of three pieces, and pursues a degree with choices."""
    university = University(store, {"pack.yaml": WITH_CRAFTS})
    university.staff()
    university.enrolls("Ada", "crafts")
    return university


@pytest.fixture
def talked(crafts: University) -> tuple[University, str]:
    """She has one talk, which the core takes, and one walk."""
    talk = crafts.completes("Ada", "talk")
    walks(crafts)
    return crafts, talk.source


def walks(university: University) -> str:
    walk = university.completes("Ada", "walk", kinds=["attendance"], link="", minutes=60)
    return walk.source


def test_a_pin_moves_the_piece_and_unpinning_brings_it_back(talked) -> None:
    university, talk = talked
    before = uses(university)
    assert before["core"] == (talk,)

    made = pins(university, "choice", talk)
    after = uses(university)
    assert "core" not in after
    assert talk in after["choice"]
    assert shown(university)["uses"] == {path: list(items) for path, items in after.items()}

    withdraws(university, made, by="Ada")
    assert uses(university) == before
    assert university.wrong() == []


def test_another_pin_takes_the_place_of_the_first(talked) -> None:
    university, talk = talked
    before = uses(university)
    pins(university, "choice", talk)
    second = pins(university, "core", talk)

    assert [row.requirement for row in standing(university)] == ["core"]
    withdraws(university, second, by="Ada")
    assert (standing(university), uses(university)) == ([], before)


def test_what_cannot_be_pinned_is_refused(talked) -> None:
    university, talk = talked
    waiting = university.submits("Ada", "essay").source
    bobs = _another_persons(university)
    for requirement, piece, refusal in (
        ("core", waiting, EvidenceNotCounted),
        ("core", bobs, EvidenceNotCounted),
        ("core", walks(university), CannotServe),
        ("total", talk, NotDecidedSo),
        ("nowhere", talk, NoSuchRequirement),
    ):
        with pytest.raises(refusal):
            pins(university, requirement, piece)
    pins(university, "core", talk)
    with pytest.raises(DecidedAlready):
        pins(university, "core", talk)
    with pytest.raises(NotFound, match="enrollment"):
        pins(university, "r", talk, degree="associate")


VERBS = (
    Decision(Verb.WAIVE, "total", degree="crafts"),
    Decision(Verb.WAIVE, "choice", degree="crafts"),
    Decision(Verb.CONFIRM, "word", degree="crafts"),
    Decision(Verb.SET_NEED, "choice", need=0, value=Fraction(1), degree="crafts"),
    Decision(Verb.SET_NEED, "total", need=0, value=Fraction(10), degree="crafts"),
    Decision(Verb.SUBSTITUTE, "core", "walk", degree="crafts"),
    Decision(Verb.EXCLUDE, "core", "talk", degree="crafts"),
    Decision(Verb.EXCLUDE, "r", "talk", degree="crafts"),
    Decision(Verb.EXCLUDE, "total", "talk", degree="crafts"),
)


IN_WORDS = {
    Verb.WAIVE: "One requirement is waived: it counts as met.",
    Verb.CONFIRM: "One requirement is confirmed: it is done.",
    Verb.SET_NEED: "One requirement asks less of you from now on.",
    Verb.SUBSTITUTE: "One requirement can be met with “Walk” as well.",
    Verb.EXCLUDE: "One requirement is counted without “Number talk”.",
}
"""What the letter says; of the whole degree by its name."""


@pytest.mark.parametrize("said", VERBS, ids=lambda said: f"{said.verb}-{said.node}")
def test_each_does_what_was_weighed_and_is_undone_without_a_trace(talked, said: Decision) -> None:
    university, talk = talked
    said = _about(said, {"talk": talk, "walk": walks(university)})
    before = shown(university)
    with university.store.session() as session:
        scales = progress.scales(session, university.place(session, "Ada"), now=university.now)
        weighed = scales.deciding(said)

    made = decides(university, said)
    promised = weighed.after["crafts"]
    assert shown(university)["audit"] == promised
    assert university.wrong() == out_of_line(university) == []
    (letter,) = [each for each in university.letters("Ada") if "A decision about" in each]
    told = IN_WORDS[said.verb]
    told = told.replace("One requirement", "“Crafts”") if said.node == "r" else told
    assert f"Dana has decided about what “Crafts” asks of you. {told}\n" in letter
    assert "A long leave." in letter

    with university.store.session() as session:
        scales = progress.scales(session, university.place(session, "Ada"), now=university.now)
        back = scales.withdrawing(session.get_one(DegreeDecision, ("elm", made)))
    withdraws(university, made)
    assert shown(university) == before
    assert out_of_line(university) == []
    assert back.after["crafts"] == before["audit"]
    assert any("no longer holds" in each for each in university.letters("Ada"))


def test_a_piece_is_accepted_in_another_ones_place(talked) -> None:
    university, talk = talked
    walk = walks(university)
    decides(university, Decision(Verb.EXCLUDE, "core", talk, degree="crafts"))
    assert statuses(shown(university)["audit"])["core"] == "open"

    decides(university, Decision(Verb.SUBSTITUTE, "core", walk, degree="crafts"))

    assert uses(university)["core"] == (walk,)


def test_what_moves_is_told_before(talked) -> None:
    university, talk = talked
    with university.store.session() as session:
        scales = progress.scales(session, university.place(session, "Ada"), now=university.now)
        assert scales.takers("crafts")["core"] == (talk,)
        weighed = scales.deciding(Decision(Verb.PIN, "choice", talk, degree="crafts"))

    assert [(each.item, each.before, each.after) for each in weighed.moved] == [
        (talk, "core", "choice")
    ]


def test_a_waiver_that_completes_it_confers_it(talked) -> None:
    university, _talk = talked
    walks(university)
    decides(university, Decision(Verb.WAIVE, "total", degree="crafts"))
    assert shown(university)["kept"].to_confirm == 1

    decides(university, Decision(Verb.CONFIRM, "word", degree="crafts"))

    assert university.degrees("Ada") == ["crafts"]
    assert any("Congratulations" in each for each in university.letters("Ada"))
    with pytest.raises(AlreadyConferred):
        decides(university, Decision(Verb.WAIVE, "core", degree="crafts"))


def test_withdrawing_never_takes_a_degree_and_a_question_may_be_decided(talked) -> None:
    university, _talk = talked
    walks(university)
    waiver = decides(university, Decision(Verb.WAIVE, "total", degree="crafts"))
    decides(university, Decision(Verb.CONFIRM, "word", degree="crafts"))

    withdraws(university, waiver)
    assert university.degrees("Ada") == ["crafts"]
    assert in_question(university) == ["crafts"]
    decides(university, Decision(Verb.SET_NEED, "total", value=Fraction(5), degree="crafts"))

    assert in_question(university) == []


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        (Decision(Verb.PIN, "choice", "talk", degree="crafts"), NotPermitted),
        (Decision(Verb.CONFIRM, "core", degree="crafts"), NotDecidedSo),
        (Decision(Verb.SET_NEED, "word", value=Fraction(1), degree="crafts"), NotDecidedSo),
        (Decision(Verb.SET_NEED, "total", value=Fraction(60), degree="crafts"), NotLower),
        (Decision(Verb.SET_NEED, "total", value=Fraction(-1), degree="crafts"), NotLower),
        (Decision(Verb.SUBSTITUTE, "core", "talk", degree="crafts"), CannotServe),
        (Decision(Verb.SUBSTITUTE, "word", "talk", degree="crafts"), NotDecidedSo),
        (Decision(Verb.EXCLUDE, "word", "talk", degree="crafts"), CannotServe),
        (Decision(Verb.WAIVE, "elsewhere", degree="crafts"), NoSuchRequirement),
        (Decision(Verb.WAIVE, "r"), NotFound),
    ],
    ids=lambda value: f"{value.verb}-{value.node}" if isinstance(value, Decision) else "",
)
def test_what_makes_no_sense_is_refused(talked, said: Decision, refusal: type) -> None:
    university, talk = talked
    with pytest.raises(refusal):
        decides(university, _about(said, {"talk": talk}))


def test_who_may_decide_and_withdraw(talked) -> None:
    university, talk = talked
    waiver = Decision(Verb.WAIVE, "total", degree="crafts")
    with pytest.raises(NotPermitted):
        decides(university, waiver, by="Ruth")
    with pytest.raises(NoteMissing):
        decides(university, waiver, reason=" ")
    university.enrolls("Dana", "crafts")
    with pytest.raises(OwnDegree):
        decides(university, waiver, by="Dana", about="Dana")
    made, pinned = decides(university, waiver), pins(university, "core", talk)
    with pytest.raises(NotPermitted):
        withdraws(university, made, by="Ada")
    with pytest.raises(NoteMissing):
        withdraws(university, made, note="")
    with pytest.raises(NotPermitted):
        withdraws(university, pinned, by="Dana")
    with pytest.raises(NotFound, match="decision"):
        withdraws(university, new_id())
    withdraws(university, made)
    with pytest.raises(AlreadyWithdrawn):
        withdraws(university, made)
    with university.store.session() as session:
        place = university.place(session, "Ada")
        ever = progress.decisions_ever(session, place, "crafts")
    assert [(row.verb, row.withdrawn_at is None) for row in ever] == [
        (Verb.PIN, True),
        (Verb.WAIVE, False),
    ]


def test_a_lower_amount_takes_the_place_of_the_last_one(talked) -> None:
    university, _talk = talked
    for least in (50, 40):
        lower = Decision(Verb.SET_NEED, "total", value=Fraction(least), degree="crafts")
        decides(university, lower)

    assert [row.value for row in standing(university)] == ["40"]
    assert shown(university)["audit"].at("total").want == 40


def test_a_decision_rests_where_its_requirement_asks_something_else(talked) -> None:
    """And holds in another catalog year where it asks the same under another name."""
    university, _talk = talked
    decides(university, Decision(Verb.WAIVE, "core", degree="crafts"))
    decides(university, Decision(Verb.WAIVE, "total", degree="crafts"))
    changed = WITH_CRAFTS.replace("points: 60", "points: 90")
    university.publishes(changed.replace("{id: core,", "{id: core, title: The core,"))
    offered = looked_at(university)
    assert statuses(offered) == {"core": "waived", "total": "open"}

    with university.store.write() as session:
        row = session.get_one(progress.Enrollment, ("elm", university.people["Ada"].id, "crafts"))
        row.catalog = 2
    assert statuses(shown(university)["audit"]) == {"core": "waived", "total": "open"}
    assert known(university)[0].node == "core"
    assert len(known(university)) == 1


def test_what_is_put_aside_is_decided_about_no_more_but_may_be_withdrawn(talked) -> None:
    university, _talk = talked
    made = decides(university, Decision(Verb.WAIVE, "total", degree="crafts"))
    with university.store.write() as session:
        progress.leave(session, "crafts", by=university.actor(session, "Ada"), now=university.now)
    assert known(university) == ()
    with pytest.raises(NotFound, match="enrollment"):
        decides(university, Decision(Verb.WAIVE, "core", degree="crafts"))

    withdraws(university, made)
    university.enrolls("Ada", "crafts")

    assert statuses(shown(university)["audit"])["total"] == "open"


def test_a_pin_of_one_degree_leaves_others_and_badges_alone(store: Store) -> None:
    twin = CRAFT.replace("crafts:", "twin:").replace("  twin:\n", "  twin:\n    years: [1, 2]\n")
    badge = (
        "  maker: {title: Maker, criteria: {en: One., es: Uno.}, requires: {collect: {count: 1}}}\n"
    )
    pack = WITH_CRAFTS.replace("review: {", f"{twin.strip(chr(10))}\nreview: {{")
    pack = pack.replace("pathways:\n", f"{badge}pathways:\n").replace(
        "review: {", "between_degrees: free\nreview: {"
    )
    university = University(store, {"pack.yaml": pack})
    university.staff()
    for degree in ("crafts", "twin"):
        university.enrolls("Ada", degree)
    talk = university.completes("Ada", "talk").source

    pins(university, "choice", talk)

    assert uses(university)["choice"] == (talk,)
    assert uses(university, "twin") == {"core": (talk,)}
    assert "maker" in university.holds("Ada")


def test_a_row_that_was_changed_by_hand_is_named(talked) -> None:
    university, _talk = talked
    made = decides(university, Decision(Verb.WAIVE, "total", degree="crafts"))
    with university.store.write() as session:
        session.get_one(DegreeDecision, ("elm", made)).reason = "Another one."
    with university.store.session() as session:
        (fault,) = progress.verify_decisions(session, "elm")

    assert (fault.table, fault.row) == ("degree_decision", f"decision {made}, note")


POOL = st.lists(
    st.sampled_from(
        (
            Decision(Verb.PIN, "choice", "talk", degree="crafts"),
            Decision(Verb.PIN, "core", "essay", degree="crafts"),
            Decision(Verb.PIN, "choice", "essay", degree="crafts"),
            *(each for each in VERBS if each.verb not in (Verb.SUBSTITUTE, Verb.CONFIRM)),
        )
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda said: (
        said.verb,
        said.evidence,
        said.node if said.verb is not Verb.PIN else 0,
    ),
)


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(POOL, st.randoms(use_true_random=False))
def test_whatever_is_decided_and_withdrawn_in_any_order_leaves_no_trace(rich, said, order) -> None:
    university, pieces = rich
    before = shown(university)
    made = []
    for each in said:
        try:
            made.append((decides_or_pins(university, _about(each, pieces)), each.verb))
        except CannotServe:
            continue  # Something that was excluded before.
    order.shuffle(made)
    for row, verb in made:
        withdraws(university, row, by="Ada" if verb is Verb.PIN else "Dana")

    assert shown(university) == before


@pytest.fixture
def rich(crafts: University) -> tuple[University, dict[str, str]]:
    """She has a talk, an essay and two walks, so that several uses are equally good."""
    pieces = {"talk": crafts.completes("Ada", "talk").source}
    essay = crafts.submits("Ada", "essay")
    pieces["essay"] = crafts.approves(essay, scores={"clear": 2, "kind": 1}).source
    walks(crafts)
    pieces["walk"] = walks(crafts)
    return crafts, pieces


def decides_or_pins(university: University, said: Decision):
    if said.verb is Verb.PIN:
        return pins(university, said.node, said.evidence)
    return decides(university, said)


def test_requirements_that_exclude_each_other_are_named_where_no_sum_does(store: Store) -> None:
    """Eleven, eleven and eight are thirty, and not twice fifteen."""
    uneven = """
activities: {eleven: {title: Eleven, points: 11}, eight: {title: Eight, points: 8}}
degrees: {uneven: {title: Uneven, requires: [{collect: {points: 15}}, {collect: {points: 15}}]}}
"""
    university = University(store, {"pack.yaml": PACK, "uneven.yaml": uneven})
    university.staff()
    university.enrolls("Ada", "uneven")
    for activity in ("eleven", "eleven", "eight"):
        university.completes("Ada", activity)

    with university.store.session() as session:
        scales = progress.scales(session, university.place(session, "Ada"), now=university.now)
        assert scales.clashes("uneven") == (("r.1", "r.2"),)

    university.completes("Ada", "eleven")
    with university.store.session() as session:
        scales = progress.scales(session, university.place(session, "Ada"), now=university.now)
        assert scales.clashes("uneven") == ()


# -- what is kept of what was seen last -------------------------------------------------------


def test_older_evidence_that_comes_late_moves_no_chip(crafts: University) -> None:
    talk = crafts.completes("Ada", "talk", on=TODAY)
    before = uses(crafts)

    crafts.completes("Ada", "talk", on=TODAY.replace(day=1))

    assert uses(crafts)["core"] == before["core"] == (talk.source,)


def test_what_was_seen_last_is_kept_by_rebuilding(talked) -> None:
    university, _talk = talked
    before = shown(university)
    with university.store.write() as session:
        whose = [university.people["Ada"].id]
        progress.rebuild_progress(session, "elm", whose, now=university.now)

    assert shown(university) == before


# -- words of these tests ----------------------------------------------------------------------


def pins(university: University, requirement: str, piece: str, *, degree: str = "crafts"):
    with university.act() as session:
        by = university.actor(session, "Ada")
        return progress.pin(session, degree, requirement, piece, by=by, now=university.tick()).id


def decides(university: University, said, *, by="Dana", about="Ada", reason="A long leave."):
    with university.act() as session:
        whose, actor = university.people[about].id, university.actor(session, by)
        made = progress.decide(session, whose, said, reason=reason, by=actor, now=university.tick())
        return made.id


def withdraws(university: University, made, *, by="Dana", note="It was a mistake."):
    with university.act() as session:
        actor = university.actor(session, by)
        progress.withdraw_decision(session, made, note=note, by=actor, now=university.tick())


def shown(university: University, degree: str = "crafts") -> dict:
    """Her audit, and what is kept of it."""
    with university.store.session() as session:
        place = university.place(session, "Ada")
        found = progress.pursued(session, place, now=university.now)
        kept = session.get_one(DegreeProgress, (*place.key, degree))
        audit = next(each.audit for each in found if each.enrollment.degree == degree)
    return {"audit": audit, "uses": kept.uses, "kept": kept}


def uses(university: University, degree: str = "crafts") -> dict:
    return dict(shown(university, degree)["audit"].used_up)


def statuses(audit) -> dict[str, str]:
    return {path: audit.at(path).status.value for path in ("core", "total")}


def standing(university: University) -> list[DegreeDecision]:
    with university.store.session() as session:
        return list(progress.decisions(session, university.place(session, "Ada")))


def known(university: University):
    """What holds for her, as a look at everybody knows it."""
    with university.store.session() as session:
        place = university.place(session, "Ada")
        found = progress.everybodys_decisions(session, "elm").get(place.id, ())
        assert progress.scales(session, place, now=university.now).record.decisions == found
    return found


def looked_at(university: University):
    with university.store.session() as session:
        place = university.place(session, "Ada")
        return progress.looked_at(session, place, "crafts", now=university.now)


def out_of_line(university: University) -> list:
    """What a replay would find otherwise than it is kept."""
    with university.store.session() as session:
        return list(progress.out_of_line(session, "elm", now=university.now))


def in_question(university: University) -> list[str]:
    with university.store.session() as session:
        return [each.degree for each in progress.questioned(session, "elm")]


def _about(said: Decision, pieces: dict[str, str]) -> Decision:
    """The decision with the source of the piece that it names."""
    return replace(said, evidence=pieces.get(said.evidence or "", said.evidence))


def _another_persons(university: University) -> str:
    university.joins("Bob")
    return university.completes("Bob", "talk").source
