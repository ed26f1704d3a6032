"""What an owner had written is kept: each sitting, each submission, and no burst of keys."""

from datetime import timedelta

import pytest

from engine import evidence
from engine.errors import AlreadyDecided, NotFound, NotPermitted
from engine.evidence import Evidence, Occasion, Window
from tests.engine.university import University

LONG = "Eight of them explained how they had seen the dots, and two changed their minds. "
OTHER = "We began again with a smaller picture, since nobody wanted to speak first."


@pytest.fixture
def draft(university: University):
    return university.drafts("Ada", did="", learned="", changed="")


def types(university: University, claim, *texts: str, pause: timedelta | None = None, **more):
    """The same field saved again and again, two seconds apart."""
    for text in texts:
        university.now += pause or timedelta(seconds=2)
        saves(university, claim, did=text, **more)


def saves(university: University, claim, **written):
    """One saving at this very moment."""
    with university.act() as session:
        by, found = university.actor(session, "Ada"), session.get_one(Evidence, claim_key(claim))
        evidence.write(session, found, by=by, now=university.now, **written)


def claim_key(claim):
    return claim.district_id, claim.id


def kept(university: University, claim, who: str = "Ada"):
    with university.store.session() as session:
        return evidence.versions(session, university.actor(session, who), claim)


def told(university: University, claim, who: str = "Ada"):
    return [(each.occasion.value, each.written["did"]) for each in kept(university, claim, who)]


def test_typing_on_and_on_keeps_nothing_but_the_text_itself(university: University, draft) -> None:
    types(university, draft, *(LONG[:n] for n in range(1, len(LONG), 5)))

    assert told(university, draft) == []


def test_slips_that_are_mended_make_one_version_of_a_sitting(university: University, draft) -> None:
    slips = ["We lookd", "We looked at teh", "We looked at the dost", "We looked at the dots, "]
    types(university, draft, *(LONG + slip for slip in slips))

    assert len(told(university, draft)) == 1


def test_a_text_that_is_taken_away_key_by_key_is_kept(university: University, draft) -> None:
    types(university, draft, *(LONG[:n] for n in range(len(LONG), 0, -10)), OTHER)

    assert told(university, draft)[0] == ("saved", LONG)


def test_what_stood_there_before_a_pause_is_a_version_of_its_own(
    university: University, draft
) -> None:
    types(university, draft, "On Monday.")
    types(university, draft, "On Monday. On Friday.", pause=timedelta(hours=1))

    assert told(university, draft) == [("saved", "On Monday.")]


def test_each_submission_is_kept_with_the_names_of_its_files(university: University) -> None:
    claim = university.drafts("Ada", did="Once.")
    university.does_with(claim, evidence.submit, by="Ada")
    university.does_with(claim, evidence.send_back, by="Ruth", note="More, please.")
    types(university, claim, "Once, and again.")
    university.does_with(claim, evidence.submit, by="Ada")

    once, twice = kept(university, claim, "Ruth")

    assert [each.written["did"] for each in (once, twice)] == ["Once.", "Once, and again."]
    assert (once.occasion, once.files) == (Occasion.SUBMITTED, ["Work"])


def test_what_was_written_between_is_her_own(university: University) -> None:
    claim = university.drafts("Ada", did=LONG)
    types(university, claim, OTHER)
    university.does_with(claim, evidence.submit, by="Ada")

    assert [text for _occasion, text in told(university, claim)] == [LONG, OTHER]
    assert [text for _occasion, text in told(university, claim, "Ruth")] == [OTHER]
    with university.store.session() as session:
        ada, first = university.actor(session, "Ada"), kept(university, claim)[0]
        assert evidence.version(session, ada, claim, first.id).written["did"] == LONG
        ruth, first = university.actor(session, "Ruth"), kept(university, claim)[0]
        with pytest.raises(NotFound, match="version"):
            evidence.version(session, ruth, claim, first.id)


def test_an_earlier_text_comes_back_and_takes_nothing_away(university: University) -> None:
    claim = university.drafts("Ada", did=LONG)
    types(university, claim, OTHER)
    first = kept(university, claim)[0]

    back = university.does_with(claim, evidence.bring_back, by="Ada", version=first)
    assert (back.did, back.done_on, back.kind_set) == (LONG, claim.done_on, claim.kind_set)
    assert told(university, claim) == [
        ("saved", LONG), ("saved", OTHER), ("brought_back", LONG),
    ]  # fmt: skip

    types(university, claim, "Something else.", pause=timedelta(days=1))
    assert len(told(university, claim)) == 3
    university.does_with(claim, evidence.bring_back, by="Ada", version=kept(university, claim)[1])
    assert ("saved", "Something else.") in told(university, claim)


def test_bringing_back_is_for_its_owner_while_it_is_in_her_hands(university: University) -> None:
    claim = university.submits("Ada")
    version = kept(university, claim)[0]

    with pytest.raises(NotPermitted):
        university.does_with(claim, evidence.bring_back, by="Ruth", version=version)
    with pytest.raises(AlreadyDecided):
        university.does_with(claim, evidence.bring_back, by="Ada", version=version)


def test_a_blank_draft_is_no_version(university: University, draft) -> None:
    types(university, draft, "Begun.", pause=timedelta(hours=1))
    saves(university, draft, minutes=90)
    types(university, draft, "")
    version = kept(university, draft)[-1]
    university.does_with(draft, evidence.bring_back, by="Ada", version=version)

    assert [text for _occasion, text in told(university, draft)] == ["Begun.", "Begun."]


# -- what stands aside -----------------------------------------------------------------------------


def aside(university: University, claim, window: str, *texts: str, **more):
    types(university, claim, *texts, window=Window(window), **more)


def test_what_is_typed_behind_another_window_is_kept_as_it_grows(university: University) -> None:
    claim = university.drafts("Ada", did="Ahead.")
    aside(university, claim, "behind", *(LONG[:n] for n in range(10, len(LONG), 10)), LONG)

    assert told(university, claim) == [("aside", LONG)]


def test_and_when_it_is_taken_back_or_is_about_another_field(university: University) -> None:
    claim = university.drafts("Ada", did="Ahead.")
    aside(university, claim, "behind", LONG, *(LONG[:n] for n in range(70, 0, -10)), OTHER)
    aside(university, claim, "behind", "Both.", learned="Something new.")
    aside(university, claim, "third", "From a third window.")

    texts = [each.written.get("did") for each in kept(university, claim)]
    assert {LONG, OTHER, "Both.", "From a third window."} <= set(texts)
    assert len(texts) < 8


def test_what_comes_when_it_was_handed_in_is_kept_beside_it(university: University) -> None:
    claim = university.submits("Ada", did="Done.")
    late = Window("late", evidence.marks(evidence.wording_of(claim)))

    for text in ("Done.", "Done, and more."):
        university.does_with(claim, evidence.set_aside, by="Ada", window=late, did=text)

    assert told(university, claim) == [("submitted", "Done."), ("aside", "Done, and more.")]
    with pytest.raises(NotPermitted):
        university.does_with(claim, evidence.set_aside, by="Ruth", window=late, did="Mine.")
