"""One degree in several catalogs: compared, switched to, and gone back from."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from engine import progress
from web import page, rights
from web.catalog_names import catalog_name
from web.formats import day, in_language
from web.versions import comparing
from web.versions.forms import SwitchForm

pages = page.blueprint("versions")


@pages.get("/degrees/<degree>/catalogs")
def show(degree: str) -> Answer:
    """What later catalogs ask instead, with how far I am in each."""
    found = progress.versions(page.session(), page.me().participant, degree, now=page.now())
    return render_template(
        "versions/show.html",
        key=degree,
        found=found,
        mine=catalog_name(found.mine.catalog),
        sides=comparing.sides(found),
        met=comparing.met,
        asked=comparing.asked,
        until=progress.last_day_to_go_back(page.today()),
        kept=rights.told(page.me().participant, degree),
    )


@pages.post("/degrees/<degree>/catalogs")
def switch(degree: str) -> Answer:
    """Be judged by a later catalog, if what follows is still what was shown."""
    form = SwitchForm()
    if not form.validate_on_submit():
        return page.go(url_for(".show", degree=degree))
    with page.transaction() as session:
        row = progress.switch(
            session,
            degree,
            form.catalog.data,
            by=page.me(),
            now=page.now(),
            promised=form.promise.data,
        )
    place = page.me().participant
    if any(each.degree == degree for each in progress.conferrals(page.session(), place)):
        return page.go(url_for("home.show"))
    page.say(
        _(
            "Done. You can go back until %(day)s.",
            day=day(progress.last_day_to_go_back(row.switched_on)),
        )
    )
    return page.go(url_for("degrees.show", degree=degree))


@pages.post("/degrees/<degree>/catalogs/undoing")
def go_back(degree: str) -> Answer:
    with page.transaction() as session:
        progress.undo_switch(session, degree, by=page.me(), now=page.now())
    place = page.me().participant
    found = progress.versions(page.session(), place, degree, now=page.now())
    page.say(
        _("You are back with what “%(degree)s” asked of you before.",
          degree=in_language(found.mine.degree.title))
    )  # fmt: skip
    return page.go(url_for("degrees.show", degree=degree))
