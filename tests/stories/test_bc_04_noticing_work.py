"""BC-4, IL-13: a colleague names work that she saw, and it ends in a badge with her words."""

import json
import re
import uuid
from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import pytest

from engine import evidence, nominations, people
from engine.errors import Refusal
from engine.evidence import Evidence, Status
from engine.nominations import Nomination, State
from engine.people import Role
from rules.terms import Audience, Stage
from tests.stories.people import ADA, BEN, DANA, RUTH
from tests.stories.world import World

SAW = "She sat with the new bus driver until he knew every stop."
NOMINATION = r"/oak/nominations/[0-9a-f-]{36}"
BADGE = r"/oak/credentials/[0-9a-f-]{36}"


@pytest.fixture
def noticing(world: World) -> World:
    world.joins(RUTH, Role.REVIEWER)
    world.joins(DANA, Role.DISTRICT_ADMIN)
    for name in (ADA, BEN):
        world.joins(name)
    return world


def names(world: World, who: str, whom: str, activity: str = "seen", **how: Any) -> Nomination:
    with world._act() as session:
        told = {"saw": SAW, "seen_on": world.today, "activity": activity, **how}
        of, by = world.place(session, whom).id, world._actor(session, who)
        return nominations.name(session, of, by=by, now=world.now, **told)


def answers(world: World, act: Callable[..., Any], who: str, named: Nomination, **how: Any) -> Any:
    with world._act() as session:
        by = world._actor(session, who)
        found = nominations.get(session, by, named.id)
        return act(session, found, by=by, now=world.now, **how)


def is_refused(act: Callable[..., Any], *args: Any, **how: Any) -> str:
    with pytest.raises(Refusal) as refusal:
        act(*args, **how)
    return refusal.value.code


def test_it_ends_in_a_badge_with_the_words_of_whoever_saw_it(noticing: World) -> None:
    """
    activities:
      seen: {title: Seen, evidence: own, points: 10, nominations: true, badge: true}
    """
    ada, ben = noticing.browser(ADA), noticing.browser(BEN)
    found = ben.get("/oak/nominations/new?search=ada").text
    of = re.search(r"whom=([0-9a-f-]{36})", found)[1]
    sent = {"saw": SAW, "seen_on": "2025-09-12", "activity": "seen"}
    assert ben.post(f"/oak/nominations/of/{of}", data=sent).status_code == 303
    assert any(SAW in letter for letter in noticing.letters(ADA))
    assert "Ben saw your work" in noticing.sees(ADA, "/home")

    where = re.search(NOMINATION, ada.get("/oak/nominations").text)[0]
    assert SAW in unescape(ada.get(where).text)
    taken = ada.post(f"{where}/acceptance", data={"activity": "seen/done", "do": "submit"})
    claim = Evidence(id=uuid.UUID(taken.headers["Location"].rpartition("/")[2]))

    assert any("Ada took up what you saw" in letter for letter in noticing.letters(BEN))
    assert "What Ben saw" in noticing.sees(RUTH, f"/reviews/{claim.id}")
    noticing.approves(RUTH, claim)

    assert (noticing.points(ADA), noticing.badges(ADA)) == (10, {"seen"})
    badge = re.search(BADGE, ada.get("/oak/credentials").text)[0]
    assert SAW in unescape(ada.get(f"{badge}/mine").text)


def test_others_read_the_words_only_where_both_want_that(noticing: World) -> None:
    """
    activities:
      seen: {title: Seen, evidence: own, nominations: true, badge: true}
    """
    for word, share in (("Open", True), ("Between us", False)):
        named = names(noticing, BEN, ADA, share=share, saw=word)
        claim = answers(noticing, nominations.accept, ADA, named, did="And what I thought.")
        noticing.approves(RUTH, noticing.hands_in(ADA, claim))
    ada, visitor = noticing.browser(ADA), noticing.app.test_client()
    badge = re.search(BADGE, ada.get("/oak/credentials").text)[0]
    ada.post(f"{badge}/share", data={"public": "yes"})
    assert "What Ben saw" not in visitor.get(badge).text
    assert "evidence" not in json.loads(visitor.get(f"{badge}/credential.json").text)

    switches = re.findall(f"{NOMINATION}/showing", ada.get(f"{badge}/mine").text)
    for switch in switches:
        assert ada.post(switch, data={"shown": "yes"}).status_code == 303
    assert (
        ada.post(f"/oak/nominations/{named.id}/showing", data={"shown": "yes"}).status_code == 303
    )

    shown = visitor.get(badge).text
    assert len(switches) == 1
    assert "Open" in shown
    assert "Between us" not in shown
    assert json.loads(visitor.get(f"{badge}/credential.json").text)["evidence"] == [
        {"type": ["Evidence"], "name": "Ben", "narrative": "Open"}
    ]


def test_whoever_named_it_does_not_decide_on_it(noticing: World) -> None:
    """
    activities:
      seen: {title: Seen, evidence: own, nominations: true}
    """
    named = names(noticing, RUTH, ADA)
    claim = noticing.hands_in(ADA, answers(noticing, nominations.accept, ADA, named))

    assert noticing.waits_for(RUTH) == 0
    assert is_refused(noticing.approves, RUTH, claim) == "named_it"
    assert "Dana" in noticing.sees(ADA, f"/evidence/{claim.id}")
    noticing.approves(DANA, claim)


def test_what_is_declined_and_what_lapses_looks_the_same(noticing: World) -> None:
    """
    nominations: {answer_days: 10}
    activities:
      seen: {title: Seen, evidence: own, nominations: true}
    """
    declined, left = names(noticing, BEN, ADA), names(noticing, BEN, ADA, activity="")
    told = len(noticing.letters(BEN))
    answers(noticing, nominations.decline, ADA, declined)
    noticing.passes(days=10)
    assert left.stands(noticing.today) is State.OPEN
    noticing.passes(days=1)

    assert left.stands(noticing.today) is State.LAPSED
    assert is_refused(answers, noticing, nominations.accept, ADA, left, activity="seen") == (
        "nomination_over"
    )
    assert noticing.sees(BEN, "/nominations").count("Not taken up") == 2
    assert len(noticing.letters(BEN)) == told
    assert noticing.browser(ADA).post(f"/oak/nominations/{left.id}/declining").status_code == 409


def test_nobody_names_without_end_nor_herself_nor_the_same_twice(noticing: World) -> None:
    """
    nominations: {per_month: 2}
    activities:
      seen: {title: Seen, evidence: own, nominations: true}
      lead: {title: Led, evidence: own, nominations: true, audience: [leader]}
      other: {title: Other, evidence: own}
    """
    assert is_refused(names, noticing, BEN, BEN) == "own_work"
    assert is_refused(names, noticing, BEN, ADA, "other") == "not_found"
    assert is_refused(names, noticing, BEN, ADA, "lead") == "other_audience"
    assert is_refused(names, noticing, BEN, ADA, saw=" ") == "incomplete"
    noticing.joins("Lea", audience=Audience.LEADER)

    first = names(noticing, BEN, "Lea", "lead")
    assert is_refused(names, noticing, BEN, "Lea", "lead") == "named_already"
    answers(noticing, nominations.take_back, BEN, first)
    names(noticing, BEN, ADA)

    assert is_refused(names, noticing, BEN, ADA, "") == "too_many_nominations"
    assert "You have written as many" in noticing.sees(BEN, f"/nominations/new?whom={of(noticing)}")
    noticing.passes(days=16)
    names(noticing, BEN, ADA, "")
    with noticing._act() as session:
        people.end_participation(
            session, noticing.place(session, ADA), last=noticing.today, today=noticing.today,
            by=noticing._actor(session, DANA), now=noticing.now,
        )  # fmt: skip
    assert is_refused(names, noticing, BEN, ADA) == "not_found"


def of(world: World) -> uuid.UUID:
    with world.store.session() as session:
        return world.place(session, ADA).id


def test_what_else_is_asked_is_still_asked(noticing: World) -> None:
    """
    activities:
      seen:
        title: Seen
        stages:
          learned: {evidence: either}
          used: {evidence: student}
        nominations: true
    """
    named = names(noticing, BEN, ADA, "")
    where = f"/oak/nominations/{named.id}"
    ada = noticing.browser(ADA)
    assert "Seen: " in noticing.sees(ADA, f"/nominations/{named.id}")

    taken = ada.post(f"{where}/acceptance", data={"activity": "seen/used", "do": "submit"})

    assert taken.headers["Location"].endswith("/edit")
    assert "What Ben saw" in ada.get(taken.headers["Location"]).text
    with noticing.store.session() as session:
        claim = evidence.mine(session, noticing.place(session, ADA))[0]
    either = answers(
        noticing, nominations.accept, ADA, names(noticing, BEN, ADA), stage=Stage.LEARNED
    )
    assert either.kinds == "own_learning"
    assert (claim.status, claim.stage, claim.done_on) == (Status.DRAFT, Stage.USED, named.seen_on)


def test_admins_read_sums_and_who_named_each_other(noticing: World) -> None:
    """
    activities:
      seen: {title: Seen, evidence: own, nominations: true}
    """
    assert "Nobody, this school year." in noticing.sees(DANA, "/nominations/year")
    names(noticing, RUTH, ADA)
    named = names(noticing, BEN, ADA, seen_on=date(2025, 9, 1))
    names(noticing, ADA, BEN)
    claim = noticing.hands_in(ADA, answers(noticing, nominations.accept, ADA, named))
    noticing.approves(RUTH, claim)

    shown = noticing.sees(DANA, "/nominations/year")

    assert "3 named 1 taken up 1 approved 2 still open" in shown
    assert "Ada and Ben" in shown or "Ben and Ada" in shown
    assert SAW not in shown
    assert noticing.browser(ADA).get("/oak/nominations/year").status_code == 403
    assert noticing.browser(DANA).get(f"/oak/nominations/{named.id}").status_code == 404


def test_the_pages_say_what_is_missing_and_what_became_of_it(noticing: World) -> None:
    """
    review: {look_back_months: 2}
    activities:
      seen: {title: Seen, evidence: own, nominations: true, badge: true}
      lead: {title: Led, evidence: own, nominations: true, audience: [leader]}
    badges:
      both: {title: Both, criteria: Two., requires: {activity: [seen, lead], times: 2}}
    pathways:
      way: {title: Way, parts: [seen, lead]}
    """
    ada, ben = noticing.browser(ADA), noticing.browser(BEN)
    where = f"/oak/nominations/of/{of(noticing)}"
    day = {"seen_on": "2025-09-12"}
    assert "Name of a colleague" in noticing.sees(BEN, "/nominations/new")
    assert "Name what you see" in noticing.sees(BEN, "/nominations")
    assert "What I saw of Ada" in noticing.sees(BEN, f"/nominations/new?whom={of(noticing)}")
    assert ben.post(where, data={"saw": "", **day}).status_code == 422
    assert (
        "This day is still to come."
        in ben.post(where, data={"saw": SAW, "seen_on": "2025-10-01"}).text
    )
    assert ada.post(where, data={"saw": SAW, **day}).status_code == 404
    assert ben.post(where, data={"saw": SAW, **day}).status_code == 303
    assert "You have named this already" in ben.post(where, data={"saw": SAW, **day}).text

    with noticing.store.session() as session:
        named = nominations.mine(session, noticing.place(session, BEN))[0]
    page = f"/oak/nominations/{named.id}"
    assert (
        "Led"
        not in noticing.sees(ADA, f"/nominations/{named.id}").partition("What colleagues see")[0]
    )
    assert ben.post(f"{page}/declining").status_code == 403
    assert ada.post(f"{page}/taking-back").status_code == 403
    assert is_refused(
        answers, noticing, nominations.accept, ADA, named, activity="seen", stage=Stage.USED
    ) == "not_found"  # fmt: skip
    assert ada.post(f"{page}/acceptance", data={"did": "x" * 3000}).status_code == 422
    assert ben.post(f"{page}/taking-back").status_code == 303
    assert "Taken back" in noticing.sees(BEN, "/nominations")

    second = names(noticing, BEN, ADA, seen_on=date(2025, 7, 1))
    late = ada.post(f"/oak/nominations/{second.id}/acceptance", data={"activity": "seen/done"})
    assert late.headers["Location"].endswith("/edit")
    assert "Work of the last 2 months" in ada.get(late.headers["Location"]).text
    third = names(noticing, BEN, ADA)
    more = ada.post(f"/oak/nominations/{third.id}/acceptance", data={"do": "write"})
    assert more.headers["Location"].endswith("/edit")
    form = ada.get(more.headers["Location"]).text
    assert 'for="done_on" data-t-asked' in form
    assert 'for="learned" data-t-asked' not in form
    assert 'for="did" data-t-asked' not in form
    fourth = names(noticing, BEN, ADA, "")
    assert ada.post(f"/oak/nominations/{fourth.id}/declining").status_code == 303
    assert "It was not taken up." in noticing.sees(ADA, f"/nominations/{fourth.id}")
