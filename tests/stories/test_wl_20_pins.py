"""WL-20: a say of one's own in what serves what; the audit follows, and explains itself."""

from engine import progress
from engine.people import Role
from tests.stories.people import ADA, DANA, RUTH
from tests.stories.world import STUDENT, World


def pins(world: World, who: str, requirement: str, piece: str) -> progress.DegreeDecision:
    with world._act() as session:
        by = world._actor(session, who)
        return progress.pin(session, "craft", requirement, piece, by=by, now=world.now)


def unpins(world: World, who: str, pin: progress.DegreeDecision) -> None:
    with world._act() as session:
        by = world._actor(session, who)
        progress.withdraw_decision(session, pin.id, by=by, now=world.now)


def serving(world: World, who: str) -> dict[str, tuple[str, ...]]:
    return dict(world.progress(who, "craft").audit.used_up)


def test_pinning_moves_the_evidence_and_the_audit_explains_the_result(world: World) -> None:
    """
    activities:
      talks: {title: Talks, evidence: either, points: 5}
      films: {title: Films, evidence: either, points: 5}
    degrees:
      craft:
        title: Craft
        requires:
          all:
            - {id: core, title: The core, collect: {count: 1, activity: [talks, films]}}
            - {id: own, title: Of your choice, collect: {count: 1}}
            - {id: more, title: Ten more, collect: {count: 10}}
    """
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    world.enrolls(ADA, "craft")
    talks = world.completes(ADA, "talks", by=RUTH).source
    films = world.completes(ADA, "films", by=RUTH).source
    before = serving(world, ADA)
    assert (before["core"], before["own"]) == ((talks,), (films,))
    seen = world.sees(ADA, "/degrees/craft?open=core")
    assert "What could serve it instead Films" in seen
    assert "It moves from “Of your choice” to “The core”." in seen

    pin = pins(world, ADA, "core", films)

    assert serving(world, ADA)["core"] == (films,)
    seen = world.sees(ADA, "/degrees/craft?open=core")
    assert "Pinned here by you." in seen
    assert "together need 11 pieces of work; 1 of yours can count for any of them." in seen
    assert "Serves “The core”, where you pinned it." in world.sees(ADA, f"/{films}")

    unpins(world, ADA, pin)
    assert serving(world, ADA) == before


def test_what_comes_later_moves_no_chip_that_was_seen(world: World) -> None:
    """
    activities:
      talks: {title: Talks, evidence: either, points: 5}
      films: {title: Films, evidence: either, points: 5}
    degrees:
      craft:
        title: Craft
        requires:
          all:
            - {id: core, title: The core, collect: {count: 1}}
            - {id: own, title: Of your choice, collect: {count: 2}}
            - {id: seen, title: By students, collect: {count: 1, kind: student}}
    """
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    world.enrolls(ADA, "craft")
    world.passes(days=40)
    talks = world.completes(ADA, "talks", by=RUTH).source
    films = world.completes(ADA, "films", by=RUTH).source
    before = serving(world, ADA)
    assert before == {"core": (talks,), "own": (films,)}

    older = world.completes(ADA, "films", by=RUTH, on=world.today.replace(day=1)).source
    students = world.completes(ADA, "talks", by=RUTH, kinds=[STUDENT]).source

    assert world.degrees(ADA) == ["craft"]
    with world.store.session() as session:
        place = world._actor(session, ADA).participant
        kept = progress.conferrals(session, place)[0].audit
    uses = {each["path"]: each["uses"] for each in kept["findings"] if each["uses"]}
    assert uses == {"core": [talks], "own": [older, films], "seen": [students]}


def test_a_waiver_is_signed_told_to_her_and_confers(world: World) -> None:
    """
    activities: {talks: {title: Talks, evidence: either, points: 5}}
    degrees:
      craft:
        title: Craft
        requires:
          all:
            - {id: core, title: The core, collect: {count: 1}}
            - {id: trip, title: A trip, collect: {count: 9}}
    """
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    world.joins(DANA, Role.DISTRICT_ADMIN)
    world.enrolls(ADA, "craft")
    world.completes(ADA, "talks", by=RUTH)
    with world.store.session() as session:
        ada = world._actor(session, ADA).participant.id
    about = f"/people/{ada}/degrees/craft/decisions/about/trip?verb=waive"
    assert "It completes “Craft”, which is conferred at once." in world.sees(DANA, about)

    world.browser(DANA).post(
        f"/{world.district}{about}", data={"reason": "No trips this year.", "do": "decide"}
    )

    assert world.degrees(ADA) == ["craft"]
    assert "Waived. No trips this year. (Dana," in world.sees(ADA, "/degrees/craft")
    assert any("No trips this year." in letter for letter in world.letters(ADA))
