"""Who there is, how somebody is invited, which roles she has, and when she leaves."""

import re

import pytest

from engine import jobs, people
from engine.integrations.mail import FileMail
from engine.people import Person, Role
from tests.site import PASSWORD
from tests.web.doing import enrolls, reads_whole_course
from tests.web.earning import words

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}

NORA = {
    "name": "Nora Vance", "email": "nora@example.org", "school": "cedar", "job": "Grade 4",
    "audience": "certificated", "part": "50", "language": "en",
}  # fmt: skip


def sent_to(site, folder):
    """The path in the only letter that waits."""
    jobs.deliver(site.store, FileMail(folder), site="https://u.example", now=site.now)
    [letter] = folder.iterdir()
    return re.search(r"https://u.example(/oakdale/\S+)", letter.read_text())[1]


def test_an_admin_invites_somebody_who_chooses_a_password_and_is_in(site, tmp_path):
    dana = site.as_("dana")
    assert "/oakdale/people/new" in dana.get("/oakdale/people").text
    answer = dana.post("/oakdale/people/new", data=NORA)
    assert "Nora Vance has chosen no password yet." in dana.get(answer.location).text

    visitor = site.visitor()
    path = sent_to(site, tmp_path / "out")
    shown = visitor.get(path).text
    assert "Welcome, Nora Vance" in shown
    assert "Every other browser" not in shown
    assert visitor.post(path, data={"password": "short"}).status_code == 422
    visitor.post(path, data={"password": PASSWORD})
    home = visitor.get("/oakdale/home").text
    assert "Welcome. Your password is kept, and you are signed in." in home
    assert "Three good beginnings" in home
    assert "has chosen no password" not in dana.get(answer.location).text


def test_an_invitation_can_be_mailed_again(site, tmp_path):
    dana = site.as_("dana")
    where = dana.post("/oakdale/people/new", data=NORA).location
    sent_to(site, tmp_path / "first")
    answer = dana.post(f"{where}/invitation")

    assert answer.location == where
    assert "Another e-mail is on its way to nora@example.org." in dana.get(where).text
    assert "/oakdale/reset/" in sent_to(site, tmp_path / "second")
    assert dana.get(f"{where}/invitation").location == where


def test_who_signs_in_already_is_told_where(site, tmp_path):
    answer = site.as_("dana").post("/oakdale/people/new", data=NORA | {"email": "zoe@example.org"})

    assert answer.status_code == 303
    assert sent_to(site, tmp_path / "out") == "/oakdale/sign-in"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"email": "ada@example.org"}, "Somebody signs in with this address already."),
        ({"email": "nora at example"}, "Please write a whole address, with an @."),
        ({"name": " "}, "Please write the name that others know."),
        ({"part": "0"}, "A number from 1 to 100, please."),
    ],
)
def test_an_invitation_that_cannot_go_out_says_why_beside_the_field(site, changed, told):
    answer = site.as_("dana").post("/oakdale/people/new", data=NORA | changed)

    assert answer.status_code == 422
    assert told in answer.text


def test_only_admins_invite(site):
    lee = site.as_("lee")

    assert lee.get("/oakdale/people/new").status_code == 403
    assert lee.post("/oakdale/people/new", data=NORA).status_code == 403
    assert lee.post(f"/oakdale/people/{_place(site, 'ada').id}/invitation").status_code == 403
    assert "/people/new" not in lee.get("/oakdale/people").text


@pytest.mark.parametrize(("name", "status"), [("ada", 403), ("lee", 200), ("dana", 200)])
def test_leaders_and_admins_look_people_up(site, name, status):
    assert site.as_(name).get("/oakdale/people").status_code == status


def test_a_leader_sees_the_people_of_her_own_school(site):
    shown = site.as_("lee").get("/oakdale/people").text
    asked = site.as_("lee").get("/oakdale/people?school=birch").text

    assert "Ada Byron" in shown
    assert "Ben Okri" not in shown + asked


def test_an_admin_finds_by_name_and_school(site):
    dana = site.as_("dana")

    assert "Ada Byron" in dana.get("/oakdale/people?search=byr").text
    assert "Ben Okri" not in dana.get("/oakdale/people?search=byr").text
    assert "Ben Okri" in dana.get("/oakdale/people?school=birch").text
    assert "Nobody by that name" in dana.get("/oakdale/people?search=100%25").text


def test_the_directory_comes_in_pages(site):
    with site.act() as session:
        for number in range(60):
            person = people.add_person(
                session, email=f"p{number}@example.org", name=f"Person {number:02}", now=site.now
            )
            people.join(session, person, "oakdale", on=site.now.date(), school="cedar")
    first = site.as_("lee").get("/oakdale/people?search=person").text
    second = site.as_("lee").get("/oakdale/people?search=person&page=2").text

    assert "60 people" in first
    assert "Person 49" in first
    assert "Person 49" not in second
    assert "Person 59" in second
    assert "search=person" in first


def test_a_persons_page_is_for_herself_her_leader_and_admins(site):
    address = f"/oakdale/people/{_place(site, 'ada').id}"
    seen = {name: site.as_(name).get(address).status_code for name in ("ada", "ben", "lee", "dana")}

    assert seen == {"ada": 200, "ben": 403, "lee": 200, "dana": 200}
    assert "Give the role" not in site.as_("lee").get(address).text


def test_a_person_of_another_district_is_not_there(site):
    address = f"/oakdale/people/{_place(site, 'zoe', 'elmwood').id}"

    assert site.as_("dana").get(address).status_code == 404


def test_an_admin_gives_a_role_and_takes_it_back(site):
    address = f"/oakdale/people/{_place(site, 'ada').id}/roles"
    dana = site.as_("dana")
    given = dana.post(
        address, data={"do": "give", "role": "reviewer", "school": "birch"}, headers=PARTIAL
    )

    assert given.text.lstrip().startswith("<section")
    assert "Birch Middle School" in given.text
    assert _roles(site, "ada") == {(Role.REVIEWER, "birch")}

    dana.post(address, data={"do": "take", "role": "reviewer", "school": "birch"})
    assert _roles(site, "ada") == set()
    told = words(dana.get(address.removesuffix("/roles")))
    assert "Taken back: Reviewer Birch Middle School November 18, 2025 at 9:00 AM , by Dana" in told
    assert "Given: Reviewer Birch Middle School" in told


@pytest.mark.parametrize("name", ["ada", "lee", "ruth"])
def test_nobody_else_gives_roles(site, name):
    address = f"/oakdale/people/{_place(site, name).id}/roles"
    form = {"do": "give", "role": "district_admin", "school": ""}

    assert site.as_(name).post(address, data=form).status_code == 403


def test_the_last_admin_stays(site):
    address = f"/oakdale/people/{_place(site, 'dana').id}/roles"
    form = {"do": "take", "role": "district_admin", "school": ""}
    answer = site.as_("dana").post(address, data=form, headers=PARTIAL)

    assert answer.status_code == 409
    assert "Give the role to somebody else first." in answer.text
    assert _roles(site, "dana") == {(Role.DISTRICT_ADMIN, "")}


@pytest.mark.parametrize("form", [{}, {"do": "give", "role": "king"}, {"do": "x", "role": "desk"}])
def test_a_change_of_roles_that_means_nothing_is_not_taken(site, form):
    address = f"/oakdale/people/{_place(site, 'ada').id}/roles"

    assert site.as_("dana").post(address, data=form).status_code == 400


def _place(site, name, district="oakdale"):
    with site.store.session() as session:
        return people.actor(session, session.get_one(Person, site.ids[name]), district).participant


def _roles(site, name):
    with site.store.session() as session:
        found = people.actor(session, session.get_one(Person, site.ids[name]), "oakdale")
        return {(grant.role, grant.school) for grant in found.grants}


def test_the_list_is_filtered_by_role_and_sorted_by_progress(site):
    dana = site.as_("dana")
    reviewers = dana.get("/oakdale/people?role=reviewer").text
    assert "Ruth Asawa" in reviewers
    assert "Ada Byron" not in reviewers

    falling = dana.get("/oakdale/people?sort=progress&falling=yes").text
    assert 'aria-sort="descending"' in falling
    assert "/oakdale/people?sort=progress" in falling
    assert 'name="falling" value="yes"' in falling
    by_name = dana.get("/oakdale/people").text
    assert 'aria-sort="ascending"' in by_name
    assert 'href="/oakdale/people?falling=yes"' in by_name
    assert 'name="sort"' not in by_name
    assert "Nobody by that name" in dana.get("/oakdale/people?role=gone").text


def test_a_level_in_the_list_is_for_whoever_may_see_the_game(site):
    enrolls(site, "ada")
    reads_whole_course(site, "ada")

    assert "Scholar" in site.as_("dana").get("/oakdale/people").text
    lee = site.as_("lee")
    address = f"/oakdale/people/{_place(site, 'ada').id}"
    for shown in (lee.get("/oakdale/people").text, lee.get(address).text):
        assert "Associate" in shown
        assert "Scholar" not in shown
    assert f"{address}/ledger" not in lee.get(address).text
    assert lee.get(f"{address}/ledger").status_code == 403

    with site.act() as session:
        people.choose(session, site.actor(session, "ada").participant, on_boards=True)
    assert "Scholar" in lee.get("/oakdale/people").text
    assert lee.get(f"{address}/ledger").status_code == 200


PLACE = {"school": "birch", "job": "Coach", "audience": "classified", "part": "60"}


def test_an_admin_moves_somebody_to_another_school_and_working_time(site):
    dana, address = site.as_("dana"), f"/oakdale/people/{_place(site, 'ada').id}"
    answer = dana.post(f"{address}/place", data=PLACE)
    shown = dana.get(answer.location).text

    assert answer.location == address
    assert "It is written anew." in shown
    assert "Birch Middle School" in shown
    assert "60%" in shown
    assert dana.get(f"{address}/place").location == address
    assert (
        "A number from 1 to 100" in dana.post(f"{address}/place", data=PLACE | {"part": "0"}).text
    )


def test_a_participation_is_ended_and_resumed(site):
    dana, ada = site.as_("dana"), site.as_("ada")
    address = f"/oakdale/people/{_place(site, 'ada').id}"
    assert "The last day lies from" in dana.post(f"{address}/end", data={"last": "2031-01-01"}).text
    dana.post(f"{address}/end", data={"last": site.now.date().isoformat()})
    assert "took part until" in dana.get(address).text
    assert "Ada Byron" in dana.get("/oakdale/people?role=gone").text
    assert "Ada Byron" not in dana.get("/oakdale/people").text
    assert ada.get("/oakdale/evidence/new").status_code in (200, 403)

    dana.post(f"{address}/resume")
    assert "Ada Byron" in dana.get("/oakdale/people").text


@pytest.mark.parametrize("act", ["place", "end", "resume"])
def test_nobody_but_admins_changes_places(site, act):
    address = f"/oakdale/people/{_place(site, 'ada').id}/{act}"
    assert site.as_("lee").post(address, data=PLACE).status_code == 403
