"""The dry run's pages: chosen, worked out, listed by name, published, and kept."""

import csv
import io
import uuid
from datetime import timedelta
from typing import Any

import pytest

from engine import carrying_out, catalogs, changes, studio
from engine.changes import Publishing
from engine.studio import Draft, Put
from rules.terms import Stage
from tests import mini_pack
from tests.site import Site
from tests.web.doing import does, enrolls
from tests.web.earning import words

PART = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def draft(site: Site) -> Draft:
    """Learning to read aloud is worth less, and Ada has done it."""
    enrolls(site, "ada")
    does(site, "ada", "reading-aloud", Stage.LEARNED)
    with site.act() as session:
        return studio.begin(session, "Next year", by=site.actor(session, "dana"), now=site.now)


def edits(site: Site, draft: Draft, *changes: Any) -> None:
    with site.act() as session:
        by = site.actor(session, "dana")
        revision = studio.draft(session, by, draft.id).revision
        studio.edit(session, draft.id, changes, revision=revision, by=by, now=site.now)


def worth(points: int) -> Put:
    return Put(("activities", "reading-aloud", "stages", "learned", "points"), points)


def listed(site: Site, draft: Draft, policy: str = "recompute", **more: str) -> str:
    """The address of the list, worked out to its end."""
    dana = site.as_("dana")
    begun = dana.post(f"/oakdale/studio/{draft.id}/dry-run", data={"policy": policy, **more})
    assert begun.status_code == 303
    for _ in range(5):
        shown = dana.get(begun.location).text
        if 'id="working"' not in shown:
            break
    return str(begun.location)


def attempted(site: Site, where: str) -> Publishing:
    """An attempt to publish it that goes on in another process."""
    with site.act() as session:
        by = site.actor(session, "dana")
        run = changes.run(session, by, uuid.UUID(where.rpartition("/")[2]))
        begun = changes.attempt(session, run, by=by, now=site.now)
    assert begun is not None
    return begun


def hears(site: Site, begun: Publishing, done: int, people: int) -> None:
    with site.act() as session:
        changes.hear_of(session, begun, done, people, site.now)


def test_the_draft_leads_to_the_three_choices(site: Site, draft: Draft) -> None:
    dana = site.as_("dana")
    assert f"/studio/{draft.id}/dry-run" in dana.get(f"/oakdale/studio/{draft.id}").text
    page = dana.get(f"/oakdale/studio/{draft.id}/dry-run").text
    assert "Work done from" in page
    assert "<strong>Recompute, and nobody loses</strong>" in page
    for who in ("ada", "ruth", "lee"):
        assert site.as_(who).get(f"/oakdale/studio/{draft.id}/dry-run").status_code == 403


def test_a_draft_with_faults_says_them_at_their_fields_and_has_no_button(
    site: Site, draft: Draft
) -> None:
    edits(site, draft, Put(("activities", "reading-aloud", "campus"), "litteracy"))
    dana, where = site.as_("dana"), f"/oakdale/studio/{draft.id}/dry-run"
    page = dana.get(where).text
    assert "To mend before publishing" in page
    assert "Make the list" not in page
    assert dana.post(where, data={"policy": "recompute"}).status_code == 422


def test_the_list_says_who_what_and_by_which_rule(site: Site, draft: Draft) -> None:
    edits(site, draft, worth(1))
    page = site.as_("dana").get(listed(site, draft)).text
    assert "have less afterwards" in page
    assert "Ada" in page
    assert "By these rules" in page
    assert "At these requirements" in page


def test_who_is_spared_is_told_what_she_keeps(site: Site, draft: Draft) -> None:
    edits(site, draft, worth(1))
    dana, where = site.as_("dana"), listed(site, draft, "nobody_loses")
    page = words(dana.get(where))
    assert "Spared keeps 19 points, and one thing more" in page
    assert "Spared, so that nothing of this goes: 19 points" in page
    assert "Now Without being spared" in page
    answer = dana.get(f"{where}/list.csv")
    (row,) = csv.DictReader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff")))
    assert (row["Is spared"][:9], row["Before and after"]) == ("19 points", "")


def test_a_day_that_contradicts_the_policy_is_told_at_its_field(site: Site, draft: Draft) -> None:
    sent = {"policy": "new_work", "applies_from": "2020-01-01"}
    answer = site.as_("dana").post(f"/oakdale/studio/{draft.id}/dry-run", data=sent)
    assert answer.status_code == 422
    assert "New work is what is done on" in answer.text
    nothing = site.as_("dana").post(f"/oakdale/studio/{draft.id}/dry-run", data={})
    assert "Please choose what it does with earlier work." in nothing.text


def test_new_work_only_changes_nothing_for_anybody(site: Site, draft: Draft) -> None:
    edits(site, draft, worth(1))
    page = site.as_("dana").get(listed(site, draft, "new_work")).text
    assert "Nothing changes for anybody" in page


def test_publishing_asks_once_and_then_does_what_is_listed(site: Site, draft: Draft) -> None:
    edits(site, draft, worth(1))
    dana, where = site.as_("dana"), listed(site, draft)
    assert "Publish catalog 2?" in dana.get(f"{where}/publish").text
    done = dana.post(f"{where}/publish", follow_redirects=True).text
    assert "Catalog 2 is published." in done
    assert "kept as the record of the change" in done
    assert "Published as catalog 2" in done
    assert dana.get(f"{where}/publish").status_code == 303
    assert "This is catalog 2 now" in dana.get(f"/oakdale/studio/{draft.id}").text
    assert "This is catalog 2 now" in dana.get(f"/oakdale/studio/{draft.id}/dry-run").text


def test_while_it_is_published_there_is_a_bar_and_nothing_is_begun_twice(
    site: Site, draft: Draft
) -> None:
    edits(site, draft, worth(1))
    dana, where = site.as_("dana"), listed(site, draft)
    begun = attempted(site, where)
    assert "looking whom it concerns" in dana.get(where).text
    hears(site, begun, 120, 800)
    shown = dana.get(where).text
    assert "what changes is worked out for 120 of 800 people" in shown
    assert '<progress value="120"' in shown
    assert "See how far it is" in shown
    assert "Make another list" not in shown
    assert dana.get(f"{where}/publish").location == where
    assert dana.post(f"{where}/publish").location == where
    again = dana.post(f"/oakdale/studio/{draft.id}/dry-run", data={"policy": "recompute"})
    assert again.location == where
    hears(site, begun, 800, 800)
    part = dana.get(f"{where}/publishing", headers=PART).text
    assert "everything is worked out, and is written now" in part
    assert "<html" not in part


def test_when_it_is_over_the_list_says_so(site: Site, draft: Draft) -> None:
    edits(site, draft, worth(1))
    dana, where = site.as_("dana"), listed(site, draft)
    begun = attempted(site, where)
    carrying_out.carry_out(site.store, begun, clock=lambda: site.now)
    over = dana.get(f"{where}/publishing", headers=PART)
    assert over.headers["HX-Redirect"] == where
    assert "Catalog 2 is published. What it did is what this list says." in dana.get(where).text


def test_one_that_was_killed_left_all_as_it_was_and_says_so(site: Site, draft: Draft) -> None:
    edits(site, draft, worth(1))
    dana, where = site.as_("dana"), listed(site, draft)
    attempted(site, where)
    site.now += timedelta(minutes=2)
    told = dana.get(f"{where}/publishing", follow_redirects=True).text
    assert "Publishing stopped on the way" in told
    assert "Nothing was published, and everything is as it was before." in told
    assert "Catalog 2 is published." in dana.post(f"{where}/publish", follow_redirects=True).text
    assert "Publishing stopped" not in dana.get(where).text


def test_a_catalog_that_came_between_is_told(site: Site, draft: Draft) -> None:
    edits(site, draft, worth(1))
    dana, where = site.as_("dana"), listed(site, draft)
    with site.act() as session:
        catalogs.publish(session, mini_pack.files(also=""), now=site.now, again=True)
    told = dana.post(f"{where}/publish", follow_redirects=True).text
    assert "Catalog 2 was published" in told
    assert "Make another list" in told


def test_what_happened_meanwhile_is_shown_before_anything_is_published(
    site: Site, draft: Draft
) -> None:
    edits(site, draft, worth(1))
    dana, where = site.as_("dana"), listed(site, draft)
    does(site, "lee", "reading-aloud", Stage.LEARNED)
    told = dana.post(f"{where}/publish", follow_redirects=True).text
    assert "says something else for one person now" in told
    assert "Lee" in told
    assert "Catalog 2 is published." in dana.post(f"{where}/publish", follow_redirects=True).text


def test_a_draft_that_was_changed_since_needs_another_list(site: Site, draft: Draft) -> None:
    edits(site, draft, worth(1))
    dana, where = site.as_("dana"), listed(site, draft)
    edits(site, draft, worth(2))
    assert "The draft has changed since this list was made." in dana.get(where).text
    told = dana.post(f"{where}/publish", follow_redirects=True).text
    assert "Nothing was published." in told


def test_the_list_is_a_file_and_formulas_in_it_are_text(site: Site, draft: Draft) -> None:
    edits(site, draft, worth(1))
    answer = site.as_("dana").get(f"{listed(site, draft)}/list.csv?means=loses")
    rows = list(csv.reader(io.StringIO(answer.get_data(as_text=True).lstrip("\ufeff"))))
    assert rows[0][0] == "Name"
    assert [row[0][:3] for row in rows[1:]] == ["Ada"]


def test_the_list_can_be_narrowed_and_sorted(site: Site, draft: Draft) -> None:
    edits(site, draft, worth(1))
    dana, where = site.as_("dana"), listed(site, draft)
    assert "Nobody by this name or choice" in dana.get(f"{where}?search=nobody").text
    assert "Nobody by this name or choice" in dana.get(f"{where}?means=gains").text
    assert "One person" in dana.get(f"{where}?means=loses&order=names&school=").text


def test_a_name_that_another_catalog_has_is_told_and_a_free_one_offered(
    site: Site, draft: Draft
) -> None:
    dana, where = site.as_("dana"), f"/oakdale/studio/{draft.id}"
    edits(site, draft, worth(5))
    told = "Catalog 1 is called 2025-26 too."
    asked = dana.get(f"{where}/dry-run").text
    assert told in asked
    assert "Call it 2025-26-2" in asked
    assert told in dana.get(f"{listed(site, draft)}/publish").text

    assert dana.get(f"{where}/year").location.endswith(where)
    named = dana.post(f"{where}/year", data={"revision": "1"}, follow_redirects=True).text
    assert "is called" not in named
    assert dana.post(f"{where}/year", data={"revision": "2"}).location.endswith("/dry-run")
    with site.store.session() as session:
        now = studio.draft(session, site.actor(session, "dana"), draft.id)
    assert "catalog_year: 2025-26-2" in now.files["pack.yaml"]


def test_what_should_be_thought_about_is_asked_apart(site: Site, draft: Draft) -> None:
    dana, where = site.as_("dana"), f"/oakdale/studio/{draft.id}/concerns"
    assert "To think about" in dana.get(where).text
    part = dana.get(where, headers={"HX-Request": "true", "HX-Request-Type": "partial"}).text
    assert "<html" not in part
    edits(site, draft, Put(("activities", "reading-aloud", "campus"), "litteracy"))
    assert "when everything in the draft fits together" in dana.get(where).text
