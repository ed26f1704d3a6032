"""My students' names: kept for me alone, and let go whenever I like."""

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _
from flask_babel import ngettext

from engine import students
from engine.people import Act
from web import page
from web.students.forms import NamesForm

pages = page.blueprint("students")


@pages.get("/students/names")
def mine() -> Answer:
    page.must(Act.TAKE_PART)
    listed = students.names_of(page.session(), page.me())
    return _page(NamesForm(formdata=None, data={"names": "\n".join(listed)}))


@pages.post("/students/names")
def keep() -> Answer:
    page.must(Act.TAKE_PART)
    form = NamesForm()
    if not form.validate_on_submit():
        return _page(form, 422)
    return _kept(form.lines)


@pages.post("/students/names/removal")
def remove() -> Answer:
    page.must(Act.TAKE_PART)
    return _kept([])


def _kept(names: list[str]) -> Answer:
    with page.transaction() as session:
        students.keep(session, names, by=page.me())
        n = len(students.names_of(session, page.me()))
    page.say(
        ngettext("One name is kept.", "%(num)s names are kept.", n)
        if n
        else _("Your list is deleted.")
    )
    return page.go(page.safe_next(url_for(".mine")))


def _page(form: NamesForm, status: int = 200) -> Answer:
    return render_template(
        "students/mine.html",
        form=form,
        listed=len(students.names_of(page.session(), page.me())),
        back=page.safe_next(url_for("evidence.mine")),
        is_sent_here="next" in request.values,
    ), status
