"""PD-9: evidence of some activities is read without names, from the queue to the last letter."""

from engine import evidence, notifications, people, reactions
from engine.people import Rhythm, Role
from rules.terms import EvidenceKind
from tests.stories.people import ADA, BEN, DANA, RUTH
from tests.stories.world import World

OWN = (EvidenceKind.OWN,)


def staffed(world: World) -> None:
    world.joins(ADA, school="aspen")
    world.joins(BEN, school="birch")
    world.joins(RUTH, Role.REVIEWER)
    world.joins(DANA, Role.DISTRICT_ADMIN)


def tells(page: str) -> bool:
    """Whether a page says whose it is."""
    return any(word in page for word in (ADA, "Aspen", "aspen", "ada@"))


def morning(world: World) -> None:
    """What the jobs do then: reviews are handed over, and digests are written."""
    with world.store.write() as session:
        evidence.hand_over(session, world.district, now=world.now)
        reactions.follow(session, now=world.now)
    with world.store.write() as session:
        while notifications.write_next_lot(session, world.district, now=world.now):
            pass


def source(world: World, who: str, path: str) -> str:
    """A page as it is sent, with its title, links and descriptions."""
    answer = world.browser(who).get(f"/{world.district}{path}", follow_redirects=True)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.text


def test_a_reviewer_never_learns_whose_it_is(world: World) -> None:
    """
    schools: {aspen: {title: Aspen}, birch: {title: Birch}}
    activities:
      essay: {title: Essay, points: 25, blind: yes, evidence: own}
      talk: {title: Talk, points: 5, evidence: own}
    """
    staffed(world)
    world.completes(ADA, "talk", by=DANA)
    claim = world.submits(ADA, "essay", kinds=OWN)
    world.submits(BEN, "talk", kinds=OWN)

    queue = world.sees(RUTH, "/reviews")
    assert "Without a name" in queue
    assert BEN in queue, "names stand beside what is not blind"
    assert "Birch (1)" not in queue, "there is one school to choose, so there is no choice"
    for page in ("/reviews", "/reviews?sort=name", f"/reviews/{claim.id}", "/home",
                 f"/evidence/{claim.id}", f"/evidence/{claim.id}/history"):  # fmt: skip
        assert not tells(source(world, RUTH, page)), page
    review = world.sees(RUTH, f"/reviews/{claim.id}")
    assert "+25 points at most" in review
    assert "Nothing like this waits for you" in world.sees(RUTH, "/reviews?search=ada")
    for asked in ("school={}", "search=ada&school={}"):
        found = [world.sees(RUTH, f"/reviews?{asked.format(each)}") for each in ("aspen", "elm")]
        assert found[0] == found[1], "her school is as good as one that is not there"

    world.approves(RUTH, claim)

    for page in (f"/reviews/{claim.id}", f"/evidence/{claim.id}"):
        assert not tells(source(world, RUTH, page)), "nor does she learn it afterwards"
    assert ADA in world.sees(DANA, f"/evidence/{claim.id}"), "an admin knows"
    assert RUTH in world.sees(ADA, f"/evidence/{claim.id}"), "its owner sees who decided"


def test_letters_to_reviewers_name_nobody(world: World) -> None:
    """
    schools: {aspen: {title: Aspen}, birch: {title: Birch}}
    activities: {essay: {title: Essay, points: 25, blind: yes, evidence: own}}
    """
    staffed(world)
    with world.store.write() as session:
        people.choose(session, world.place(session, RUTH), mail=Rhythm.DAILY)
    world.submits(ADA, "essay", kinds=OWN)
    for days in (1, 14):
        world.passes(days=days)
        morning(world)

    letters = world.letters(RUTH)
    assert any("Essay: without a name" in each for each in letters)
    assert any("to be answered by" in each for each in letters)
    assert not any(tells(each) for each in letters)
    assert not tells(source(world, RUTH, "/notifications"))


def test_a_decision_is_told_to_nobody_by_name(world: World) -> None:
    """
    schools: {aspen: {title: Aspen}, birch: {title: Birch}}
    activities: {essay: {title: Essay, points: 25, blind: yes, evidence: own}}
    """
    staffed(world)
    first, other = (world.submits(ADA, "essay", kinds=OWN) for _ in range(2))

    answer = world.browser(RUTH).post(
        f"/{world.district}/reviews/{first.id}/decision",
        data={"verdict": "send_back", "note": "More.", "version": first.version},
        headers={"HX-Request": "true", "HX-Request-Type": "partial"},
    )

    assert "Whoever waits for it has an answer now." in answer.text
    assert str(other.id) in answer.text, "the next one is offered"
    assert not tells(answer.text)
