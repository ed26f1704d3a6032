"""The bell, the list behind it, and the pages that stop letters."""

import re
from datetime import timedelta

import pytest

from engine import notifications, people
from engine.errors import NotFound
from engine.notifications import Kind
from engine.people import Rhythm
from tests.web.doing import does, submits
from tests.web.test_queue_costs import asked

LIST = "/oakdale/notifications"


def place(site, session, who="ada"):
    return site.actor(session, who).participant


def told(site, who="ada"):
    with site.store.session() as session:
        return list(notifications.told(session, place(site, session, who), limit=99))


def stop_link(site, kind, who="ada"):
    with site.store.session() as session:
        return notifications.stop_path(place(site, session, who), kind)


def wants(site, who="ada"):
    with site.store.session() as session:
        someone = place(site, session, who)
        return someone.mail, notifications.stopped(session, someone)


def chooses(site, rhythm, who="ada"):
    with site.act() as session:
        notifications.want(session, place(site, session, who), rhythm, stops=(), now=site.now)


def heading(answer):
    return re.search(r"<h1>(.*?)</h1>", answer.text)[1]


# -- the list and the bell -------------------------------------------------------------------


def test_who_was_told_nothing_reads_what_will_be_there(site):
    page = site.as_("ada").get(LIST).text

    assert "Nothing new, and nothing you missed" in page
    assert 'aria-label="Notifications"' in page


def test_a_decision_stands_in_the_list_with_the_way_to_it(site):
    made = does(site, "ada", "mentoring")

    ada = site.as_("ada")
    page = ada.get(LIST).text
    assert 'aria-label="Notifications, one new"' in page
    assert "Today" in page
    assert "One is new." in page
    one = told(site)[0]
    assert one.subject in page

    opened = ada.get(f"{LIST}/{one.id}")
    assert opened.location == f"/oakdale/evidence/{made}"
    assert told(site)[0].read_at == site.now
    assert 'aria-label="Notifications"' in ada.get(LIST).text


def test_days_are_called_as_people_call_them(site):
    for ago in (400, 3, 1, 0):
        does(site, "ada", "mentoring")
        with site.act() as session:
            newest = notifications.told(session, place(site, session), limit=1)[0]
            newest.at = site.now - timedelta(days=ago)
            session.add(newest)

    page = site.as_("ada").get(LIST).text
    named = re.findall(r'id="day-[\d-]+">(.*?)</h2>', page)
    assert named[:2] == ["Today", "Yesterday"]
    assert re.fullmatch(r"\w+day, \w+ \d+", named[2])
    assert re.fullmatch(r"\w+ \d+, \d{4}", named[3])


def test_all_that_was_shown_is_read_at_once_and_what_came_since_stays_new(site):
    for _ in range(2):
        does(site, "ada", "mentoring")
    newest = told(site)[0].id
    does(site, "ada", "mentoring")

    ada = site.as_("ada")
    assert ada.post(f"{LIST}/read", data={"newest": newest}).location == LIST
    assert [each.read_at is None for each in told(site)] == [True, False, False]
    assert ada.post(f"{LIST}/read", data={"newest": "x"}).status_code == 400


def test_nobody_opens_what_another_was_told(site):
    does(site, "ada", "mentoring")

    assert site.as_("ben").get(f"{LIST}/{told(site)[0].id}").status_code == 404
    assert told(site)[0].read_at is None


def test_the_page_that_it_leads_to_reads_it_whichever_way_one_came(site):
    does(site, "ada", "mentoring")
    ada, leads = site.as_("ada"), told(site)[0].path

    assert "Notifications, one new" in ada.get("/oakdale/home").text
    assert "one new" not in ada.get(leads).text
    assert told(site)[0].read_at == site.now
    assert "one new" not in ada.get("/oakdale/home").text


def test_older_ones_are_on_the_next_page(site):
    place_of = does(site, "ada", "mentoring")
    with site.act() as session:
        ada = place(site, session)
        for _ in range(31):
            facts = {"university": "Oakdale", "reward": "Mug", "slip": "1", "path": "/x"}
            notifications.tell(session, ada, Kind.REWARDS, "ticket_drawn", facts, now=site.now)

    ada = site.as_("ada")
    assert "page=2" in ada.get(LIST).text
    older = ada.get(f"{LIST}?page=2").text
    assert older.count('<li class="t-told ') == 2
    assert "page=1" in older
    assert place_of


def test_a_bell_that_is_right_already_is_left_alone(site):
    does(site, "ada", "mentoring")
    ada = site.as_("ada")

    assert ada.get(f"{LIST}/bell?shown=1").status_code == 204
    ring = ada.get(f"{LIST}/bell?shown=0")
    assert "One new notification" in ring.text
    assert 'id="bell"' in ring.text
    assert "<html" not in ring.text


def test_a_page_that_tells_something_itself_does_not_ring_the_bell_twice(site):
    does(site, "ada", "mentoring")
    page = site.as_("ada").get("/oakdale/no-such-page").text
    assert page.count('id="bell-news"') == 1
    assert "One new notification" not in page


def test_a_bell_of_a_browser_that_was_signed_out_says_nothing(site):
    assert site.visitor().get(f"{LIST}/bell?shown=0").status_code == 204


def test_a_list_that_is_right_already_is_left_alone(site):
    does(site, "ada", "mentoring")
    ada = site.as_("ada")
    stamp = re.search(r"stamp=([\w-]+)", ada.get(LIST).text)[1]

    part = {"HX-Request": "true", "HX-Request-Type": "partial"}
    assert ada.get(f"{LIST}?stamp={stamp}", headers=part).status_code == 204
    assert ada.get(f"{LIST}?stamp={stamp}").status_code == 200
    does(site, "ada", "mentoring")
    fresh = ada.get(f"{LIST}?stamp={stamp}", headers=part)
    assert fresh.text.lstrip().startswith('<div id="list"')
    assert "2 are new." in fresh.text


def test_the_bell_costs_every_page_one_question(site):
    ada = site.as_("ada")
    costs = []
    for many in (1, 12):
        for _ in range(many):
            does(site, "ada", "mentoring")
        costs.append([])
        for path in ("/oakdale/settings", LIST):
            with asked(site) as said:
                ada.get(path)
            costs[-1].append(len(said))
            assert sum("notification" in each and "count(" in each for each in said) <= 2
    assert costs[0] == costs[1]


# -- what comes by mail ------------------------------------------------------------------------


LATER = (Kind.COLLEAGUES, Kind.FOLLOW_UPS)


def test_a_choice_about_mail_is_kept_and_shown(site):
    ada = site.as_("ada")
    answer = ada.post("/oakdale/settings/mail", data={"mail": "weekly", "about": ["evidence"]})

    assert answer.location == "/oakdale/settings#mail"
    assert wants(site) == (
        Rhythm.WEEKLY,
        {Kind.DEGREES, Kind.REWARDS, *LATER},
    )
    page = ada.get("/oakdale/settings").text
    assert re.search(r'<input[^>]*checked[^>]*value="weekly"', page)


def test_what_is_not_offered_stays_as_it_was(site):
    with site.act() as session:
        someone = place(site, session)
        people.choose(session, someone, plays=False)
        notifications.want(session, someone, Rhythm.AT_ONCE, stops={Kind.REWARDS}, now=site.now)

    site.as_("ada").post("/oakdale/settings/mail", data={"mail": "daily", "about": ["degrees"]})

    assert wants(site) == (
        Rhythm.DAILY,
        {Kind.REWARDS, Kind.EVIDENCE, *LATER},
    )


@pytest.mark.parametrize("data", [{"mail": "hourly"}, {}, {"mail": "daily", "about": ["x"]}])
def test_a_choice_that_is_none_is_sent_back(site, data):
    answer = site.as_("ada").post("/oakdale/settings/mail", data=data)

    assert answer.status_code == 422
    assert wants(site) == (Rhythm.AT_ONCE, frozenset())


def test_another_form_that_is_sent_back_leaves_the_choice_alone(site):
    chooses(site, Rhythm.DAILY)
    page = site.as_("ada").post("/oakdale/settings/name", data={"name": ""}).text

    assert re.search(r'<input[^>]*checked[^>]*value="daily"', page)


# -- links in letters --------------------------------------------------------------------------


def test_a_link_asks_first_and_one_button_stops(site):
    link, visitor = stop_link(site, Kind.EVIDENCE), site.visitor()

    asks = visitor.get(link)
    assert heading(asks) == "Stop these letters?"
    assert wants(site)[1] == frozenset()

    done = visitor.post(link)
    assert heading(done) == "These letters no longer come"
    assert "Decisions on your evidence" in done.text
    assert wants(site) == (Rhythm.AT_ONCE, {Kind.EVIDENCE})

    again = visitor.post(f"{link}/again", data={"before": "daily"})
    assert heading(again) == "These letters come again"
    assert wants(site) == (Rhythm.AT_ONCE, frozenset())
    assert visitor.get(f"{link}/again").location == link


def test_a_mail_program_stops_by_itself_and_may_do_so_twice(own_site):
    """RFC 8058: a bare POST, without cookie, form mark or redirect."""
    site = own_site
    site.app.config["WTF_CSRF_ENABLED"] = True
    link = stop_link(site, Kind.DEGREES)
    for _ in range(2):
        answer = site.visitor().post(link, data={"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
    assert wants(site)[1] == {Kind.DEGREES}


@pytest.mark.parametrize("rhythm", [Rhythm.DAILY, Rhythm.WEEKLY])
def test_a_digest_that_was_stopped_comes_back_as_it_came_before(site, rhythm):
    chooses(site, rhythm)
    link, visitor = stop_link(site, Kind.DIGEST), site.visitor()

    done = visitor.post(link)
    assert wants(site)[0] is Rhythm.NEVER
    assert f'value="{rhythm}"' in done.text

    visitor.post(f"{link}/again", data={"before": rhythm})
    assert wants(site)[0] is rhythm


def test_the_link_of_an_old_digest_leaves_letters_at_once_alone(site):
    visitor = site.visitor()
    visitor.post(stop_link(site, Kind.DIGEST))
    visitor.post(stop_link(site, Kind.DIGEST) + "/again", data={"before": "x"})

    assert wants(site) == (Rhythm.AT_ONCE, frozenset())


def test_who_has_no_mail_at_all_reads_so(site):
    chooses(site, Rhythm.NEVER)

    assert heading(site.visitor().get(stop_link(site, Kind.EVIDENCE))) == "All letters are off"


def test_a_page_that_stops_letters_tells_nobody_whose_they_are(site):
    page = site.visitor().get(stop_link(site, Kind.EVIDENCE)).text

    assert not re.search(r"ada", page.replace(stop_link(site, Kind.EVIDENCE), ""), re.IGNORECASE)
    assert '<meta name="robots" content="noindex">' in page


def tampered(site):
    """The link for another kind, for another person, cut, changed, or no link at all."""
    link = stop_link(site, Kind.EVIDENCE)
    head, sign = link.rsplit("/", 1)
    other = stop_link(site, Kind.EVIDENCE, "ben").rsplit("/", 1)[1]
    turned = sign[:-6] + ("A" if sign[-6] != "A" else "B") + sign[-5:]
    yield link.replace("/evidence/", "/degrees/")
    yield link.replace("/evidence/", "/nothing/")
    yield from (f"{head}/{each}" for each in (sign[:22] + other[22:], sign[:21], turned, "é", "a"))


def test_a_link_cannot_be_made_up(site):
    for link in tampered(site):
        assert site.visitor().get(link).status_code == 404, link
        assert site.visitor().post(link).status_code == 404, link
    assert wants(site) == (Rhythm.AT_ONCE, frozenset())
    with site.store.session() as session, pytest.raises(NotFound):
        notifications.whose(session, "oakdale", Kind.EVIDENCE, "")


def test_every_kind_of_letter_has_its_name(site):
    submits(site, "ada", "mentoring")
    for kind in Kind:
        page = site.visitor().get(stop_link(site, kind)).text
        assert re.search(r"<strong>[^<]{5,}</strong>", page)
