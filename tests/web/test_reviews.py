"""Review pages: the effect is told before the button, and a decision shows at once."""

import re
from datetime import timedelta

import pytest

from engine import catalogs, evidence, people, progress
from engine.evidence import Artifact, Status
from rules.terms import EvidenceKind, Stage
from tests import mini_pack

PART = {"HX-Request": "true", "HX-Request-Type": "partial"}


def submits(site, who, activity="mentoring", stage=Stage.DONE, kind=EvidenceKind.OWN, **written):
    with site.act() as session:
        me = site.actor(session, who)
        claim = evidence.start(
            session, activity, stage, by=me, now=site.now, kinds=[kind],
            done_on=site.now.date() - timedelta(days=1),
            **{"minutes": 120, "learned": "Learned", "did": "Done", "changed": "Seen"} | written,
        )  # fmt: skip
        link = Artifact(name="work", url="https://example.org/work")
        evidence.attach(session, claim, link, by=me, now=site.now)
        evidence.submit(session, claim, by=me, now=site.now)
    return claim


def status(site, claim):
    with site.store.session() as session:
        return session.get(evidence.Evidence, (claim.district_id, claim.id)).status


@pytest.fixture
def ruth(site):
    return site.as_("ruth")


def test_the_queue_shows_what_waits_and_nothing_of_ones_own(site, ruth):
    submits(site, "ada")
    submits(site, "ben")
    submits(site, "ruth")

    shown = ruth.get("/oakdale/reviews").text

    assert "Ada Byron" in shown
    assert "Tuesday, November 25" in shown
    assert "One piece of evidence waits for you." in shown
    assert "Ben Okri" not in shown, "he is of a school that she does not review"
    assert site.as_("ada").get("/oakdale/reviews").status_code == 403


def test_the_queue_can_be_narrowed(site):
    submits(site, "ada")
    submits(site, "ben", "reading-aloud", Stage.LEARNED)
    dana = site.as_("dana")

    assert "Ben Okri" not in dana.get("/oakdale/reviews?school=cedar").text
    assert "Ada Byron" not in dana.get("/oakdale/reviews?activity=reading-aloud").text
    assert "Birch Middle School (1)" in dana.get("/oakdale/reviews").text
    assert "Ben Okri" not in dana.get("/oakdale/reviews?search=ada").text
    assert "Ada Byron" in dana.get("/oakdale/reviews?search=ada").text
    assert "Nothing like this waits for you" in dana.get("/oakdale/reviews?search=nobody").text


def test_the_queue_is_sorted_by_its_heads(site):
    submits(site, "ben", "reading-aloud", Stage.LEARNED)
    site.now += timedelta(days=1)
    submits(site, "ada")
    dana = site.as_("dana")

    def names(asked):
        shown = dana.get(f"/oakdale/reviews?{asked}").text
        return sorted(("Ada Byron", "Ben Okri"), key=shown.index)

    assert names("") == names("sort=since") == names("sort=name&falling=yes")
    assert names("sort=name") == names("falling=yes") == ["Ada Byron", "Ben Okri"]
    shown = dana.get("/oakdale/reviews?sort=name&school=cedar").text
    assert 'aria-sort="ascending"' in shown
    assert 'name="sort" value="name"' in shown
    assert "school=cedar&amp;sort=name&amp;falling=yes" in shown


def test_an_empty_queue_is_good_news(ruth):
    assert "Everything is answered" in ruth.get("/oakdale/reviews").text


def test_the_effect_of_approval_stands_before_the_button(site, ruth):
    with site.act() as session:
        progress.enroll(session, "associate", by=site.actor(session, "ada"), now=site.now)
    claim = submits(site, "ada", kind=EvidenceKind.STUDENT, minutes=240)

    shown = ruth.get(f"/oakdale/reviews/{claim.id}").text

    assert "+40 points, reaches “Scholar”, completes “One student evidence” (Associate)" in shown
    assert shown.index("completes “One") < shown.index('value="approve"')


def test_a_decision_shows_on_the_participants_next_page(site, ruth):
    """ME-12: approved, and seen with its points on the very next page."""
    first, second = submits(site, "ada"), submits(site, "ada", minutes=60)

    answer = ruth.post(
        f"/oakdale/reviews/{first.id}/decision",
        data={"verdict": "approve", "version": first.version},
        headers=PART,
    )

    assert "Approved." in answer.text
    assert f"/oakdale/reviews/{second.id}" in answer.text, "the next in the queue"
    shown = site.as_("ada").get(f"/oakdale/evidence/{first.id}").text
    assert "+20 points" in shown
    assert "Ruth Asawa" in shown


def test_each_criterion_is_scored_and_a_low_one_sends_it_back(site, ruth):
    """DU-5: the reviewer scores criterion by criterion, and the owner sees what was seen."""
    claim = submits(site, "ada", "reading-aloud", Stage.LEARNED)
    url = f"/oakdale/reviews/{claim.id}/decision"
    data = {"verdict": "approve", "version": claim.version, "note": "Good to read"}

    unscored = ruth.post(url, data=data)
    low = ruth.post(url, data={**data, "score_clear": "0"})

    assert (unscored.status_code, low.status_code) == (422, 422)
    assert "Please choose one." in unscored.text
    assert "Approval asks for 1 or more here." in low.text
    assert "Good to read" in low.text
    assert status(site, claim) is Status.SUBMITTED
    ruth.post(url, data={**data, "score_clear": "2"})
    assert status(site, claim) is Status.APPROVED
    shown = site.as_("ada").get(f"/oakdale/evidence/{claim.id}").text
    assert "What the reviewer saw" in shown
    assert "Good to read" in shown


MEASURED = """
rubrics:
  seen:
    title: {en: Seen, es: Visto}
    criteria:
      outcome:
        title: {en: Outcome, es: Resultado}
        outcome: true
        passes: 0
        scores: [{en: No measure yet, es: Sin medida}, {en: Measured, es: Medido}]
activities:
  project: {title: {en: Project, es: Proyecto}, rubric: seen, points: 5}
rules:
  growth: {title: {en: Growth, es: Avance}, when: outcome, grants: 10}
"""


def test_a_measure_that_the_reviewer_does_not_see_is_not_paid(site, ruth):
    with site.act() as session:
        catalogs.publish(session, mini_pack.files(also=MEASURED), now=site.now)
    grew = {"measure": "Names the idea", "measured_before": 5, "measured_after": 9}
    claim = submits(site, "ada", "project", kind=EvidenceKind.STUDENT, **grew)
    url, data = f"/oakdale/reviews/{claim.id}", {"verdict": "approve", "version": claim.version}

    foreseen = ruth.get(f"{url}/effect?score_outcome=0", headers=PART).text
    answer = ruth.post(f"{url}/decision", data={**data, "score_outcome": "0"})

    for shown in (foreseen, answer.text):
        assert "With these scores it cannot be approved yet." in shown
        assert "The evidence has a measure that grew, and approving it would count it." in shown
    assert answer.status_code == 422
    assert status(site, claim) is Status.SUBMITTED
    ruth.post(f"{url}/decision", data={**data, "score_outcome": "1"})
    assert "+15 points" in site.as_("ada").get(f"/oakdale/evidence/{claim.id}").text


def test_scores_below_the_rubric_are_told_before_the_button(site, ruth):
    claim = submits(site, "ada", "reading-aloud", Stage.LEARNED)

    foreseen = ruth.get(f"/oakdale/reviews/{claim.id}/effect?score_clear=0", headers=PART).text

    assert "With these scores it cannot be approved yet." in foreseen
    assert "Clear: Approval asks for 1 or more here." in foreseen
    assert "+20 points" not in foreseen


def test_without_scripts_the_next_page_says_what_an_approval_did(site, ruth):
    claim = submits(site, "ada", minutes=240)

    shown = ruth.post(
        f"/oakdale/reviews/{claim.id}/decision",
        data={"verdict": "approve", "version": claim.version},
        follow_redirects=True,
    ).text

    assert "Approved. What it is worth: +40 points, reaches “Scholar”." in shown


@pytest.mark.parametrize("given", [{"starter": "4"}, {"note": "This fits better somewhere else; it "
                                                              "would count there: "}])  # fmt: skip
def test_half_a_sentence_is_no_note(site, ruth, given):
    claim = submits(site, "ada")

    answer = ruth.post(
        f"/oakdale/reviews/{claim.id}/decision",
        data={"verdict": "send_back", "version": claim.version, **given},
    )

    assert answer.status_code == 422
    assert status(site, claim) is Status.SUBMITTED


@pytest.mark.parametrize(
    ("verdict", "after"), [("send_back", Status.SENT_BACK), ("decline", Status.DECLINED)]
)
def test_turning_down_needs_a_note(site, ruth, verdict, after):
    claim = submits(site, "ada")
    url = f"/oakdale/reviews/{claim.id}/decision"
    data = {"verdict": verdict, "version": claim.version}

    assert ruth.post(url, data=data).status_code == 422
    assert status(site, claim) is Status.SUBMITTED
    ruth.post(url, data={**data, "starter": "1", "note": "See page 2."})

    assert status(site, claim) is after
    shown = site.as_("ada").get(f"/oakdale/evidence/{claim.id}").text
    assert "Please add what your students did with it." in shown
    assert "See page 2." in shown


def test_a_note_is_begun_without_losing_what_stands_in_it(site, ruth):
    claim = submits(site, "ada")

    answer = ruth.post(
        f"/oakdale/reviews/{claim.id}/note",
        data={"starter": "2", "note": "Typed", "version": 1},
        headers=PART,
    )

    assert re.search(r"Please add a file or a link that shows it\.\s+Typed", answer.text)


def test_scores_change_the_effect_while_they_are_chosen(site, ruth):
    claim = submits(site, "ada", "reading-aloud", Stage.LEARNED)

    part = ruth.get(f"/oakdale/reviews/{claim.id}/effect?score_clear=2", headers=PART)

    assert 'id="effect"' in part.text
    assert "+20 points" in part.text


def test_the_same_link_twice_is_pointed_out(site, ruth):
    submits(site, "ben", "reading-aloud", Stage.LEARNED)
    claim = submits(site, "ada")

    shown = ruth.get(f"/oakdale/reviews/{claim.id}").text

    assert "stands beside other evidence too" in shown
    assert "Ben Okri" in shown


def test_what_was_changed_after_it_was_read_is_not_decided(site, ruth):
    claim = submits(site, "ada")
    with site.act() as session:
        mine = evidence.get(session, site.actor(session, "ada"), claim.id)
        evidence.withdraw(session, mine, by=site.actor(session, "ada"), now=site.now)
        evidence.submit(session, mine, by=site.actor(session, "ada"), now=site.now)

    answer = ruth.post(
        f"/oakdale/reviews/{claim.id}/decision",
        data={"verdict": "approve", "version": claim.version},
    )

    assert answer.status_code == 409
    assert status(site, claim) is Status.SUBMITTED


def test_nobody_reviews_her_own(site, ruth):
    claim = submits(site, "ruth")

    assert ruth.get(f"/oakdale/reviews/{claim.id}").status_code == 403
    data = {"verdict": "approve", "version": claim.version}
    assert ruth.post(f"/oakdale/reviews/{claim.id}/decision", data=data).status_code == 403
    assert site.as_("lee").get(f"/oakdale/reviews/{claim.id}").status_code == 403


TWICE_REVIEWED = """
activities:
  capstone:
    title: {en: Capstone, es: Proyecto final}
    evidence: own
    points: 100
    reviewers: 2
"""


def test_a_second_reviewer_completes_what_the_first_approved(site, ruth):
    with site.act() as session:
        catalogs.publish(session, mini_pack.files(also=TWICE_REVIEWED), now=site.now)
    claim = submits(site, "ada", "capstone")
    url, data = f"/oakdale/reviews/{claim.id}", {"verdict": "approve", "version": claim.version}

    assert "2 more approvals complete this." in ruth.get(url).text
    first = ruth.post(f"{url}/decision", data=data, headers=PART)

    assert "It now waits for a second reviewer." in first.text
    assert status(site, claim) is Status.SUBMITTED
    assert "Ada Byron" not in ruth.get("/oakdale/reviews").text
    assert "It is with The district office" not in site.as_("ada").get("/oakdale/evidence").text
    assert "It is with Dana Cruz" in site.as_("ada").get("/oakdale/evidence").text
    dana = site.as_("dana")
    assert "Ruth Asawa approved on Nov 18, 2025." in dana.get(url).text
    dana.post(f"{url}/decision", data=data)
    assert status(site, claim) is Status.APPROVED


def test_the_reviewer_reads_what_was_asked_and_what_came_before(site, ruth):
    earlier = submits(site, "ada", "reading-aloud", Stage.LEARNED)
    data = {"verdict": "approve", "version": earlier.version, "score_clear": "2"}
    ruth.post(f"/oakdale/reviews/{earlier.id}/decision", data=data)
    claim = submits(site, "ada", "reading-aloud", Stage.USED, EvidenceKind.STUDENT)

    shown = ruth.get(f"/oakdale/reviews/{claim.id}").text

    assert "Read to a class every day." in shown
    assert 'href="/oakdale/activities/reading-aloud"' in shown
    assert f'href="/oakdale/evidence/{earlier.id}"' in shown
    assert "Learned it, approved Nov 18, 2025" in shown


def test_what_is_past_its_promise_says_so(site, ruth):
    submits(site, "ada")
    assert "Promised for" not in ruth.get("/oakdale/reviews").text
    site.now += timedelta(days=8)

    assert "Promised for Nov 25" in ruth.get("/oakdale/reviews").text


def test_a_slip_is_taken_back_by_its_reviewer_for_half_an_hour(site, ruth):
    first, second = submits(site, "ada"), submits(site, "ada", minutes=60)
    for claim in (first, second):
        data = {"verdict": "approve", "version": claim.version}
        shown = ruth.post(f"/oakdale/reviews/{claim.id}/decision", data=data, headers=PART).text
        assert "Take my decision back" in shown

    back = ruth.post(f"/oakdale/reviews/{first.id}/second-thoughts", follow_redirects=True).text
    site.now += timedelta(minutes=31)
    late = ruth.post(f"/oakdale/reviews/{second.id}/second-thoughts")

    assert "Taken back. It waits for a decision as before." in back
    assert status(site, first) is Status.SUBMITTED
    assert "Take my decision back" not in ruth.get(f"/oakdale/reviews/{second.id}").text
    assert late.status_code == 409
    assert status(site, second) is Status.APPROVED


def taker(site, claim):
    with site.store.session() as session:
        taken = {each.by for each in evidence.takings(session, claim)}
        return list(people.names(session, claim.district_id, taken).values())


def test_whoever_opens_a_review_has_it_and_others_read_who(site, ruth):
    claim = submits(site, "ada")
    url = f"/oakdale/reviews/{claim.id}"
    ruth.get(url, headers={"Sec-Purpose": "prefetch"})
    ruth.head(url)
    assert taker(site, claim) == [], "a browser that looks ahead takes nothing"

    assert "You have it until" in ruth.get(url).text
    assert taker(site, claim) == ["Ruth Asawa"]
    seen = site.as_("dana").get(url).text
    assert "It has been with Ruth Asawa since" in seen
    assert 'value="approve"' not in seen
    refused = site.as_("dana").post(
        f"{url}/decision", data={"verdict": "approve", "version": claim.version}
    )
    assert refused.status_code == 409
    assert "Ruth Asawa has this review, until" in refused.text
    shown = site.as_("ada").get(f"/oakdale/evidence/{claim.id}").text
    assert "It has been with Ruth Asawa since" in shown
    assert "Take it back" not in shown
    assert "A reviewer has it now" in shown


def test_a_review_is_taken_from_the_queue_and_let_go(site, ruth):
    claim = submits(site, "ada")
    submits(site, "ada", minutes=60)
    url = f"/oakdale/reviews/{claim.id}/taking"

    taken = ruth.post(f"{url}?activity=mentoring&sort=name", follow_redirects=True)
    assert taken.request.query_string == b"activity=mentoring&sort=name"
    assert "You, until" in taken.text
    assert "Somebody else (1)" in site.as_("dana").get("/oakdale/reviews").text
    others = site.as_("dana").get("/oakdale/reviews?hold=others").text
    assert "Ruth Asawa, until" in others
    assert ruth.get("/oakdale/reviews?hold=mine").text.count("You, until") == 1

    ruth.post(f"{url}/end")
    assert taker(site, claim) == []


def test_the_queue_is_narrowed_by_campus_and_tag_and_the_next_review_keeps_to_it(site, ruth):
    also = "activities: {choir: {title: {en: Choir, es: Coro}, points: 5, tags: [song-book]}}"
    with site.act() as session:
        catalogs.publish(session, mini_pack.files(also=also), now=site.now)
    first, _, other = submits(site, "ada"), submits(site, "ada"), submits(site, "ada", "choir")

    by_tag = ruth.get("/oakdale/reviews?tag=song-book").text
    assert f"/reviews/{other.id}?tag=song-book" in by_tag
    assert f"/reviews/{first.id}" not in by_tag
    by_campus = ruth.get("/oakdale/reviews?campus=leadership").text
    assert f"/reviews/{first.id}?campus=leadership" in by_campus
    assert f"/reviews/{other.id}" not in by_campus
    answer = ruth.post(
        f"/oakdale/reviews/{other.id}/decision?tag=song-book",
        data={"verdict": "approve", "version": other.version}, headers=PART,
    )  # fmt: skip
    assert f"/oakdale/reviews/{first.id}?tag=song-book" in answer.text, "with that done, the rest"


def test_what_comes_again_shows_what_is_new_and_asks_what_is_open(site, ruth):
    claim = submits(site, "ada", "reading-aloud", Stage.LEARNED)
    url = f"/oakdale/reviews/{claim.id}"
    ruth.post(
        f"{url}/decision",
        data={"verdict": "send_back", "version": claim.version, "note": "More", "score_clear": "2"},
    )
    site.now += timedelta(hours=1)
    with site.act() as session:
        ada = site.actor(session, "ada")
        mine = evidence.get(session, ada, claim.id)
        evidence.write(session, mine, by=ada, now=site.now, learned="Learned, and tried")
        link = Artifact(name="second work", url="https://example.org/two")
        evidence.attach(session, mine, link, by=ada, now=site.now)
        evidence.submit(session, mine, by=ada, now=site.now)

    shown = ruth.get(url).text
    assert "Sent back once, and handed in again: what changed since" in shown
    assert shown.count("Changed</span>") == 1
    assert shown.count("New</span>") == 1
    assert "What stood there before" in shown
    assert "Ruth Asawa found so on" in shown
    ruth.post(f"{url}/decision", data={"verdict": "approve", "version": mine.version})
    assert status(site, claim) is Status.APPROVED


def test_after_so_many_times_a_talk_is_offered(site, ruth):
    also = "district: {help: university@oakdale.example}\nreview: {attempts: 2}"
    with site.act() as session:
        catalogs.publish(session, mini_pack.files(also=also), now=site.now)
    claim, ada = submits(site, "ada"), site.as_("ada")
    for times in (1, 2):
        version = site.now  # each coming back is a version of its own
        with site.act() as session:
            found = session.get(evidence.Evidence, (claim.district_id, claim.id))
            ruth_ = site.actor(session, "ruth")
            evidence.send_back(session, found, by=ruth_, now=version, note="More")
        shown = ada.get(f"/oakdale/evidence/{claim.id}").text
        assert ("It came back 2 times." in shown) == (times == 2)
        assert ('href="mailto:university@oakdale.example"' in shown) == (times == 2)
        site.now += timedelta(hours=1)
        with site.act() as session:
            mine = evidence.get(session, site.actor(session, "ada"), claim.id)
            evidence.submit(session, mine, by=site.actor(session, "ada"), now=site.now)
    assert "It came back" not in ada.get(f"/oakdale/evidence/{claim.id}").text


def test_who_would_review_back_reads_why_she_does_not(site, ruth):
    also = "review: {reciprocal_days: 30}"
    with site.act() as session:
        catalogs.publish(session, mini_pack.files(also=also), now=site.now)
        person = people.actor(session, session.get(people.Person, site.ids["ada"]), "oakdale")
        people.grant_role(session, person.participant, people.Role.REVIEWER, now=site.now)
    own = submits(site, "ruth")
    site.as_("ada").post(
        f"/oakdale/reviews/{own.id}/decision", data={"verdict": "approve", "version": own.version}
    )
    claim = submits(site, "ada", minutes=60)

    shown = ruth.get(f"/oakdale/reviews/{claim.id}").text
    assert "decided on evidence of yours not long ago" in shown
    assert 'value="approve"' not in shown
    answer = ruth.post(
        f"/oakdale/reviews/{claim.id}/decision",
        data={"verdict": "approve", "version": claim.version},
    )
    assert answer.status_code == 403
    assert status(site, claim) is Status.SUBMITTED


def test_a_reviewer_reads_what_this_month_brought(site, ruth):
    files = mini_pack.files(also="review: {counts_as: reviewing}")
    files["pack.yaml"] = files["pack.yaml"].replace(
        "levels:\n", "  reviewing: {title: Reviewing, evidence: system, points: 3}\nlevels:\n", 1
    )
    with site.act() as session:
        catalogs.publish(session, files, now=site.now)
    assert "this month" not in ruth.get("/oakdale/reviews").text
    for verdict in ("send_back", "approve"):
        claim = submits(site, "ada", minutes=60)
        ruth.post(
            f"/oakdale/reviews/{claim.id}/decision",
            data={"verdict": verdict, "note": "So.", "version": claim.version},
        )

    assert "2 reviews this month, 6 points." in ruth.get("/oakdale/reviews").text
    with site.act() as session:
        people.choose(session, site.actor(session, "ruth").participant, plays=False)
    assert "2 reviews this month." in ruth.get("/oakdale/reviews").text
