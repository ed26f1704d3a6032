"""An owner writes, hands in and takes back; nobody else does, and no two tabs lose anything."""

from datetime import date, timedelta

import pytest

from engine import evidence
from engine.errors import (
    AlreadyDecided,
    ChangedMeanwhile,
    Incomplete,
    KindNotWanted,
    NotFound,
    NotPermitted,
    OtherAudience,
    StageMissing,
)
from engine.evidence import Artifact, Evidence, Status
from engine.store import new_id
from rules.terms import Audience, EvidenceKind, EvidenceWanted, Policy, Stage
from tests.engine.university import BOTH, OWN, PACK, STUDENT, University
from tests.engine.world import TODAY

ATTENDED = frozenset({EvidenceKind.ATTENDANCE})
DAY = timedelta(days=1)


# -- beginning and writing -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("activity", "stage", "kinds"),
    [
        ("talk", Stage.DONE, frozenset()),
        ("unit", Stage.LEARNED, OWN),
        ("unit", Stage.USED, STUDENT),
        ("lead", Stage.DONE, BOTH),
        ("walk", Stage.DONE, ATTENDED),
    ],
)
def test_a_draft_begins_with_what_the_activity_leaves_no_choice_about(
    university: University, activity, stage, kinds
) -> None:
    with university.store.write() as session:
        by = university.actor(session, "Ada")
        claim = evidence.start(session, activity, stage, by=by, now=university.now)

    assert (claim.kind_set, claim.status, claim.version) == (kinds, Status.DRAFT, 1)
    assert claim.minutes == (60 if activity == "walk" else 0)


@pytest.mark.parametrize(("activity", "stage"), [("chess", "done"), ("unit", "done")])
def test_what_is_not_offered_cannot_be_begun(university: University, activity, stage) -> None:
    with pytest.raises(NotFound, match="activity"):
        university.drafts("Ada", activity, stage=Stage(stage))


def test_who_has_left_begins_nothing_and_hands_nothing_in(university: University) -> None:
    claim = university.drafts("Ada")
    university.leaves("Ada")

    with pytest.raises(NotPermitted, match="take_part"):
        university.drafts("Ada")
    with pytest.raises(NotPermitted, match="take_part"):
        university.does_with(claim, evidence.submit, by="Ada")


def test_a_form_sent_twice_begins_one_draft(university: University) -> None:
    known = new_id()
    university.drafts("Ada", evidence_id=known)

    with pytest.raises(NotPermitted, match="write_evidence"):
        university.drafts("Ada", evidence_id=known)


def test_saving_keeps_what_is_hers_to_write_and_nothing_else(university: University) -> None:
    claim = university.drafts("Ada", kinds=OWN)

    saved = university.does_with(
        claim,
        evidence.write,
        by="Ada",
        did="More.",
        kinds=[kind.value for kind in BOTH],
        status="approved",
    ).claim

    assert (saved.did, saved.kind_set, saved.status) == ("More.", BOTH, Status.DRAFT)
    assert (saved.version, saved.saved_at) == (2, university.now)


def test_nobody_else_writes_submits_or_takes_it_back(university: University) -> None:
    draft, waiting = university.drafts("Ada"), university.submits("Ada")

    for act in (evidence.write, evidence.submit):
        with pytest.raises(NotPermitted, match="write_evidence"):
            university.does_with(draft, act, by="Ruth")
    with pytest.raises(NotPermitted):
        university.does_with(waiting, evidence.withdraw, by="Dana")


@pytest.mark.parametrize("act", [evidence.write, evidence.submit])
def test_what_waits_is_not_written_on(university: University, act) -> None:
    claim = university.submits("Ada")

    with pytest.raises(AlreadyDecided, match="submitted"):
        university.does_with(claim, act, by="Ada")


def test_what_is_attached_can_be_taken_off_until_it_is_handed_in(university: University) -> None:
    claim = university.drafts("Ada", link="")
    assert attached(university, claim) == []
    for link in ("https://a.example", "https://b.example"):
        university.does_with(claim, attach, by="Ada", link=link)
    university.does_with(claim, detach_first, by="Ada")

    assert attached(university, claim) == ["https://b.example"]
    university.does_with(claim, evidence.submit, by="Ada")
    for act in (attach, detach_first):
        with pytest.raises(AlreadyDecided):
            university.does_with(claim, act, by="Ada", **({"link": "x"} if act is attach else {}))


def test_what_it_is_about_may_be_said_later(university: University) -> None:
    claim = university.drafts("Ada", "", kinds=(), link="")
    assert (claim.activity, claim.minutes, claim.kinds) == ("", 0, "")

    about = {"activity": "unit", "stage": Stage.LEARNED}
    unit = university.does_with(claim, evidence.assign, by="Ada", **about)
    assert (unit.activity, unit.stage, unit.kind_set, unit.did) == (
        "unit", Stage.LEARNED, OWN, "Tried it.",
    )  # fmt: skip
    walk = university.does_with(claim, evidence.assign, by="Ada", activity="walk", stage=Stage.DONE)
    assert (walk.activity, walk.minutes) == ("walk", 60)


def test_what_was_handed_in_is_about_what_it_was_about(university: University) -> None:
    claim = university.submits("Ada")
    about = {"activity": "unit", "stage": Stage.LEARNED}

    with pytest.raises(AlreadyDecided):
        university.does_with(claim, evidence.assign, by="Ada", **about)
    with pytest.raises(NotPermitted):
        university.does_with(claim, evidence.assign, by="Ruth", **about)


# -- handing in ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "lacking"),
    [
        ({"kinds": ()}, ("kinds",)),
        ({"on": None}, ("done_on",)),
        ({"on": TODAY + DAY}, ("done_on",)),
        ({"learned": " "}, ("learned",)),
        ({"did": ""}, ("did",)),
        ({"changed": "\n"}, ("changed",)),
        ({"link": ""}, ("artifacts",)),
        ({"measure": "Talk"}, ("measure",)),
        ({"measured_before": 3, "measured_after": 5}, ("measure",)),
        ({"measure": "Talk", "measured_before": 3}, ("measure",)),
        (
            {"measure": "T", "measured_of": 4, "measured_before": 3, "measured_after": 5},
            ("measured_of",),
        ),
        (
            {"measure": "T", "measured_of": 2, "measured_before": 3, "measured_after": 1},
            ("measured_of",),
        ),
        ({"did": "", "changed": ""}, ("did", "changed")),
    ],
)
def test_what_is_lacking_is_named(university: University, written, lacking) -> None:
    claim = university.drafts("Ada", **written)

    with pytest.raises(Incomplete) as refusal:
        university.does_with(claim, evidence.submit, by="Ada")
    assert refusal.value.fields == lacking


@pytest.mark.parametrize(
    "written",
    [
        {"kinds": OWN, "changed": "", "link": ""},
        {"kinds": STUDENT, "learned": ""},
        {"measure": "Talk", "measured_before": 3, "measured_after": 1},
        {"measure": "Talk", "measured_of": 24, "measured_before": 12, "measured_after": 24},
    ],
)
def test_what_is_not_asked_may_be_left_out(university: University, written) -> None:
    assert university.submits("Ada", **written).status is Status.SUBMITTED


def test_other_kinds_than_the_activity_asks_for_are_refused(university: University) -> None:
    with pytest.raises(KindNotWanted) as refusal:
        university.submits("Ada", "lead", kinds=OWN)
    assert refusal.value.wanted is EvidenceWanted.BOTH


def test_what_comes_before_comes_before(university: University) -> None:
    for activity, stage, missing in (
        ("unit", "used", ("unit/learned",)),
        ("lead", "done", ("unit",)),
    ):
        with pytest.raises(StageMissing) as refusal:
            university.submits("Ada", activity, stage=Stage(stage))
        assert refusal.value.missing == missing
        assert hindrance(university, "Ada", activity, stage) == refusal.value.code

    university.completes("Ada", "unit", stage="learned")
    university.completes("Ada", "unit", stage="used")

    assert hindrance(university, "Ada", "lead") is None
    assert university.submits("Ada", "lead").status is Status.SUBMITTED


def test_another_audience_is_told_before_all_else(university: University) -> None:
    university.joins("Bob", audience=Audience.CLASSIFIED)

    with pytest.raises(OtherAudience, match="bus"):
        university.submits("Ada", "bus", kinds=(), did="")
    assert hindrance(university, "Ada", "bus") == "other_audience"
    assert hindrance(university, "Bob", "bus") is None
    assert university.submits("Bob", "bus").status is Status.SUBMITTED


def test_an_answer_is_promised_by_school_days(university: University) -> None:
    claim = university.submits("Ada")

    assert claim.answer_by == TODAY + 7 * DAY


def test_no_answer_is_promised_for_a_break(university: University) -> None:
    spring = "breaks: {spring: {title: Spring, first: 2026-03-04, last: 2026-03-13}}"
    university.publishes({"pack.yaml": PACK, "breaks.yaml": spring}, policy=Policy.NEW_WORK)
    university.now += DAY

    claim = university.submits("Ada")

    assert claim.answer_by == date(2026, 3, 20), "three days of break lie between, and two weekends"


def test_today_is_the_districts_own_day(university: University) -> None:
    """At 15:00 UTC it is the same day in Chicago; at 03:00 UTC it is still the day before."""
    university.now = university.now.replace(hour=3)

    with pytest.raises(Incomplete):
        university.submits("Ada", on=TODAY)
    assert university.submits("Ada", on=TODAY - DAY).status is Status.SUBMITTED


def test_what_was_withdrawn_waits_no_more_and_may_come_again(university: University) -> None:
    claim = university.submits("Ada")
    university.does_with(claim, evidence.withdraw, by="Ada")
    with pytest.raises(AlreadyDecided):
        university.does_with(claim, evidence.withdraw, by="Ada")

    with university.store.session() as session:
        assert evidence.queue_length(session, university.actor(session, "Ruth")) == 0
    again = university.does_with(claim, evidence.submit, by="Ada")
    assert (again.status, again.submitted_at) == (Status.SUBMITTED, university.now)


def attach(session, claim, *, by, now, link) -> None:
    evidence.attach(session, claim, Artifact(name=link, url=link), by=by, now=now)


def detach_first(session, claim, *, by, now) -> None:
    evidence.detach(session, claim, evidence.artifacts(session, claim)[0], by=by)


def attached(university: University, claim: Evidence) -> list[str]:
    with university.store.session() as session:
        return [each.url for each in evidence.artifacts(session, claim)]


def hindrance(university: University, who: str, activity: str, stage: str = "done") -> str | None:
    with university.store.session() as session:
        by = university.actor(session, who)
        found = evidence.hindrance(session, activity, Stage(stage), by=by, now=university.now)
    return found.code if found else None


def test_every_coming_and_going_is_known_and_not_the_last_alone(university: University) -> None:
    claim, other = university.submits("Ada"), university.submits("Ada")
    university.does_with(claim, evidence.withdraw, by="Ada")
    university.does_with(claim, evidence.submit, by="Ada")
    university.does_with(claim, evidence.send_back, by="Ruth", note="More, please.")
    last = university.does_with(claim, evidence.submit, by="Ada")

    with university.store.session() as session:
        moments = evidence.comings_and_goings(session, last)

    assert [handed_in for _at, handed_in in moments] == [True, False, True, True]
    assert moments[0][0] == claim.submitted_at
    assert moments[-1][0] == last.submitted_at
    assert other.submitted_at not in [at for at, _handed_in in moments]


def test_a_file_that_changed_meanwhile_is_not_replaced(university) -> None:
    claim = university.drafts("Ada")
    file = Artifact(name="a.png", digest="a" * 64, media_type="image/png")
    university.does_with(claim, _attaches, by="Ada", file=file)
    drawn = {"digest": "b" * 64, "size": 1}

    university.does_with(claim, _replaces, by="Ada", file=file.id, before="a" * 64, **drawn)
    with pytest.raises(ChangedMeanwhile):
        university.does_with(claim, _replaces, by="Ada", file=file.id, before="a" * 64, **drawn)


def _attaches(session, claim, *, file, by, now) -> None:
    evidence.attach(session, claim, file, by=by, now=now)


def _replaces(session, claim, *, file, by, now, **what) -> None:
    artifact = evidence.artifact(session, claim, file)
    evidence.replace_file(session, claim, artifact, by=by, now=now, **what)
