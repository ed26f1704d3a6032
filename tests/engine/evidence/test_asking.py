"""Who sees which evidence, what waits for whom, and what was claimed twice."""

import pytest

from engine import evidence, people
from engine.errors import NotFound, NotPermitted
from engine.evidence import Evidence, Status
from engine.people import Role
from engine.store import new_id
from tests.engine.university import OWN, University


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("Ada", {"draft", "submitted", "approved"}),
        ("Ruth", {"submitted", "approved"}),
        ("Dana", {"submitted", "approved"}),
        ("Lea", {"submitted", "approved"}),
        ("Bob", set()),
        ("Far", set()),
    ],
)
def test_evidence_is_seen_by_those_whom_it_concerns(university: University, who, sees) -> None:
    """Lea leads Ada's school; Far leads another one; Bob is a colleague."""
    university.joins("Bob", school="aspen")
    for name, school in (("Lea", "aspen"), ("Far", "birch")):
        university.joins(name)
        gives(university, name, Role.SCHOOL_LEADER, school)
    claims = [university.drafts("Ada"), university.submits("Ada"), university.completes("Ada")]

    with university.store.session() as session:
        actor = university.actor(session, who)
        seen = {claim.status.value for claim in claims if visible(session, actor, claim)}
        with pytest.raises(NotFound):
            evidence.get(session, actor, new_id())

    assert seen == sees


def test_mine_is_everything_that_i_touched_last_first(university: University) -> None:
    first, second = university.drafts("Ada"), university.drafts("Ada")
    third = university.submits("Ada")
    university.drafts("Ruth")
    university.does_with(first, evidence.write, by="Ada", did="Again.")

    with university.store.session() as session:
        place = university.place(session, "Ada")
        every = [each.id for each in evidence.mine(session, place)]
        drafts = evidence.mine(session, place, statuses=[Status.DRAFT], limit=1, offset=1)
        counts = evidence.counts(session, place)

    assert every == [first.id, third.id, second.id]
    assert [each.id for each in drafts] == [second.id]
    assert counts == {Status.DRAFT: 2, Status.SUBMITTED: 1}


def test_an_artifact_belongs_to_its_evidence(university: University) -> None:
    one, other = university.drafts("Ada"), university.drafts("Ada")
    with university.store.session() as session:
        (artifact,) = evidence.artifacts(session, one)

        assert evidence.artifact(session, one, artifact.id).url == artifact.url
        for claim, asked in ((other, artifact.id), (one, new_id())):
            with pytest.raises(NotFound, match="artifact"):
                evidence.artifact(session, claim, asked)


def test_the_same_link_beside_other_evidence_is_told(university: University) -> None:
    university.drafts("Ruth", link="https://same.example")
    university.submits("Rob", link="https://other.example")
    handed_in = university.submits("Rob", link="https://same.example")
    claim = university.submits("Ada", link="https://same.example")

    with university.store.session() as session:
        (found,) = evidence.also_claimed(session, claim)

    assert (found.name, found.claim.id, found.artifact.url) == (
        "Rob",
        handed_in.id,
        "https://same.example",
    )


# -- what waits ------------------------------------------------------------------------------


def test_the_queue_has_what_waits_for_her_the_oldest_promise_first(university: University) -> None:
    university.joins("Bob", school="birch")
    late = university.submits("Bob", "essay", kinds=OWN)
    own = university.submits("Ruth")
    university.tick(days=-4)
    early = university.submits("Ada", on=university.now.date())
    university.drafts("Ada")

    assert waiting(university, "Ruth") == [early.id, late.id]
    assert waiting(university, "Rob") == [early.id, late.id, own.id]
    assert waiting(university, "Dana", school="birch") == [late.id]
    assert waiting(university, "Ruth", activities=["talk"]) == [early.id]
    assert waiting(university, "Ruth", search="BO") == [late.id]
    assert waiting(university, "Ruth", search="bo %") == []
    with university.store.session() as session:
        ruth = university.actor(session, "Ruth")
        assert evidence.queue_counts(session, ruth) == {("aspen", "talk"): 1, ("birch", "essay"): 1}
        (second,) = evidence.queue(session, ruth, limit=1, offset=1)
        assert (second.claim.id, second.school, second.name) == (late.id, "birch", "Bob")


def test_a_reviewer_of_one_school_has_that_schools_queue(university: University) -> None:
    university.joins("Bea")
    gives(university, "Bea", Role.REVIEWER, "birch")
    university.joins("Bob", school="birch")
    university.submits("Ada")
    bobs = university.submits("Bob")

    assert waiting(university, "Bea") == [bobs.id]
    gives(university, "Bea", Role.DISTRICT_ADMIN)
    assert len(waiting(university, "Bea")) == 2


def test_who_reviews_nothing_has_no_queue(university: University) -> None:
    university.submits("Ruth")
    with university.store.session() as session:
        ada = university.actor(session, "Ada")
        assert evidence.queue_length(session, ada) == 0
        with pytest.raises(NotPermitted):
            evidence.queue(session, ada)
        with pytest.raises(NotPermitted):
            evidence.queue_counts(session, ada)


def test_a_thesis_waits_for_everybody_who_has_not_approved_it(university: University) -> None:
    university.joins("Bea")
    gives(university, "Bea", Role.REVIEWER, "aspen")
    claim = university.submits("Ada", "thesis")
    assert held_by(university, claim) == ["Bea", "Rob", "Ruth"]

    university.approves(claim, by="Ruth")

    assert waiting(university, "Ruth") == []
    assert waiting(university, "Rob") == [claim.id]
    assert held_by(university, claim) == ["Bea", "Rob"]

    university.does_with(claim, evidence.withdraw, by="Ada")
    claim = university.does_with(claim, evidence.submit, by="Ada")
    assert waiting(university, "Ruth") == [claim.id]
    assert held_by(university, claim) == ["Bea", "Rob", "Ruth"]
    university.does_with(claim, evidence.send_back, by="Ruth", note="More, please.")
    university.does_with(claim, evidence.submit, by="Ada")
    assert waiting(university, "Ruth") == [claim.id]


def test_where_nobody_reviews_the_admins_have_it(university: University) -> None:
    claim = university.submits("Ada")
    with university.store.write() as session:
        admin = university.actor(session, "Dana")
        for name in ("Ruth", "Rob"):
            place = university.place(session, name)
            people.take_role(session, place, Role.REVIEWER, by=admin, now=university.now)

    assert held_by(university, claim) == ["Dana"]
    assert waiting(university, "Dana") == [claim.id]


def gives(university: University, who: str, role: Role, school: str = "") -> None:
    with university.store.write() as session:
        place = university.place(session, who)
        people.grant_role(session, place, role, school=school, now=university.now)


def visible(session, actor, claim: Evidence) -> bool:
    try:
        return evidence.get(session, actor, claim.id).id == claim.id
    except NotFound:
        return False


def waiting(university: University, who: str, **which) -> list:
    with university.store.session() as session:
        actor = university.actor(session, who)
        found = [each.claim.id for each in evidence.queue(session, actor, **which)]
        assert evidence.queue_length(session, actor, **which) == len(found)
    return found


def held_by(university: University, claim: Evidence) -> list[str]:
    with university.store.session() as session:
        return list(evidence.held_by(session, claim))
