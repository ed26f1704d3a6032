"""ME-12: an approval shows in the next page, and nobody is told that she has not earned it."""

from engine.people import Role
from tests.stories.people import ADA, DANA, RUTH
from tests.stories.world import STUDENT, World, words_of


def test_what_waits_says_since_when_and_by_when(world: World) -> None:
    world.joins(ADA)
    claim = world.submits(ADA, "number-talks", stage="learned")

    seen = world.sees(ADA, f"/evidence/{claim.id}")

    assert "September 22" in seen or "Sep 22" in seen
    assert "not earned" not in seen.lower()


def test_who_has_it_is_read_from_the_day_of_submitting_to_the_answer(world: World) -> None:
    """First whoever may, then who took it, and past its day who has it next and by when."""
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    world.joins(DANA, Role.DISTRICT_ADMIN)
    claim = world.submits(ADA, "number-talks", stage="learned")
    path = f"/evidence/{claim.id}"
    assert "It is with Ruth, answer by Monday, September 22." in world.sees(ADA, path)

    world.sees(RUTH, f"/reviews/{claim.id}")
    assert "It has been with Ruth since Sep 15, 2025, answer by" in world.sees(ADA, path)
    world.passes(days=4)
    world.begins_the_day()
    assert "It is with Ruth, answer by Monday, September 22." in world.sees(ADA, path)

    world.passes(days=4)
    world.begins_the_day()
    seen = world.sees(ADA, path)
    assert "promised for Monday, September 22. Since Sep 23, 2025 Dana has it" in seen
    assert "answer by Thursday, September 25." in seen
    assert "It is with Dana, answer by Thursday" in world.sees(ADA, "/home")


BEST = {"score_understanding": 3, "score_practice": 3, "score_outcome": 3}
WHERE_SHE_LOOKS = (
    "", "/home", "/evidence", "/credentials", "/degrees", "/ledger", "/catalog", "/goals",
    "/standings", "/rewards", "/activities/number-talks", "/evidence/{claim}",
)  # fmt: skip


def test_no_page_says_not_earned_of_what_was_submitted(world: World) -> None:
    world.joins(ADA)
    claim = world.submits(ADA, "number-talks", stage="learned")
    ada = world.browser(ADA)
    paths = [f"/{world.district}{path.format(claim=claim.id)}" for path in WHERE_SHE_LOOKS]
    seen = [words_of(ada.get(path, follow_redirects=True).text) for path in paths]

    assert [each for each in seen if "not earned" in each.lower()] == []
    assert sum("Number Talks" in each for each in seen) >= 3


def test_the_badge_is_there_on_the_next_page(world: World) -> None:
    world.joins(ADA)
    world.joins(RUTH, Role.REVIEWER)
    world.completes(ADA, "number-talks", by=RUTH, stage="learned")
    browser = world.browser(ADA)
    claim = world.submits(ADA, "number-talks", stage="used", kinds=[STUDENT])
    assert "Number Talks" not in browser.get("/deerfield/credentials").text
    world.sees(RUTH, f"/reviews/{claim.id}")

    sent = {"verdict": "approve", "version": claim.version, **BEST}
    decided = world.browser(RUTH).post(f"/deerfield/reviews/{claim.id}/decision", data=sent)

    assert decided.status_code == 303
    assert "Number Talks" in browser.get("/deerfield/credentials").text, "no job has run"
    assert "number-talks" in world.badges(ADA)
