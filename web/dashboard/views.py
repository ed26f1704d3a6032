"""The dashboard, who is near a degree, outcomes for students, questions, and published catalogs."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from flask import abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from engine import catalogs, evidence, people, progress
from engine.people import Act
from rules.terms import Audience
from web import page
from web.dashboard import answering, attaining, numbers, questions, taking_part
from web.dashboard.asking import Asked, leads_one_school
from web.dashboard.extra import Extras
from web.dashboard.forms import AnswerForm
from web.dashboard.measuring import Measures
from web.dashboard.nearness import STEPS, Listing
from web.dashboard.sheets import Sheet
from web.dashboard.sums import Sums, activity_name, school_name
from web.exports import csv_file

_SCANS_WITHIN = timedelta(minutes=15)

pages = page.blueprint("dashboard")
pages.context_processor(lambda: {"audiences": tuple(Audience)})

SHEETS: Mapping[str, Callable[[Sums], Sheet]] = {
    "participation": taking_part.participation,
    "months": taking_part.months,
    "campuses": taking_part.campuses,
    "degrees": attaining.degrees,
    "requirements": attaining.requirements,
    "levels": attaining.levels,
    "badges": attaining.badges,
    "outcomes": answering.outcomes,
    "answers": answering.answers,
    "equity": taking_part.equity,
}
"""Every sheet by its name, in the order of the page."""


@pages.get("/dashboard")
def show() -> Answer:
    sums = Sums(Asked.from_address())
    plays = page.me().participant.plays and bool(page.catalog().levels)
    waiting = evidence.promised(page.session(), sums.asked.scope)
    sheets = {key: drawn(sums) for key, drawn in SHEETS.items() if plays or key != "levels"}
    if len(sheets["participation"].rows) == 1:
        sheets["equity"] = replace(sheets["equity"], title=sheets["participation"].title)
    return render_template(
        "dashboard/show.html",
        asked=sums.asked,
        one_school=leads_one_school(),
        sheets=sheets,
        waiting=sum(waiting.values()),
        waiting_longer=sum(n for day, n in waiting.items() if day < page.today()),
        questions=len(_questions()),
        unscanned=_unscanned(),
        to_confirm=len(questions.waiting()) if page.me().may(Act.CORRECT) else 0,
        has_queue="reviews.queue" in current_app.view_functions,
    )  # fmt: skip


@pages.get("/dashboard/<any({}):name>.csv".format(",".join(SHEETS)))
def export(name: str) -> Answer:
    """The numbers of one sheet, for a spreadsheet."""
    asked = Asked.from_address()
    sheet = SHEETS[name](Sums(asked))
    return csv_file(f"{page.district()}-{name}-{asked.year}.csv", sheet.heads, sheet.exported)


@pages.get("/dashboard/near")
def near() -> Answer:
    """Who is within so many requirements of a degree."""
    listing = Listing.from_address()
    return render_template("dashboard/near.html", listing=listing, steps=STEPS)


@pages.get("/dashboard/near.csv")
def export_near() -> Answer:
    return csv_file(f"{page.district()}-near.csv", *Listing.from_address(whole=True).exported)


@pages.get("/dashboard/outcomes")
def outcomes() -> Answer:
    """Every measure before and after, and what they add up to."""
    sums = Sums(Asked.from_address())
    return render_template(
        "dashboard/outcomes.html",
        asked=sums.asked,
        measures=Measures.from_address(sums),
        one_school=leads_one_school(),
        sheet=answering.outcomes(sums),
        whole=evidence.added_up(sums.outcomes),
        without=evidence.without_measure(page.session(), sums.asked.scope, sums.asked.year),
        activity_name=activity_name,
        school_name=school_name,
    )


@pages.get("/dashboard/outcomes/measures.csv")
def export_measures() -> Answer:
    sums = Sums(Asked.from_address())
    name = f"{page.district()}-measures-{sums.asked.year}.csv"
    return csv_file(name, *answering.measures(sums))


@pages.get("/dashboard/extra-hours")
def extra_hours() -> Answer:
    """Hours outside contract time, person by person."""
    extras = Extras.from_address()
    return render_template("dashboard/extra_hours.html", extras=extras, school_name=school_name)


@pages.get("/dashboard/extra-hours.csv")
def export_extra_hours() -> Answer:
    extras = Extras.from_address()
    name = f"{page.district()}-extra-hours-{extras.asked.year}.csv"
    return csv_file(name, *extras.exported)


def _unscanned() -> int:
    """How many files have waited for the scanner longer than one ever does, for who can ask why."""
    if not page.scans() or not page.me().may(Act.ADMINISTER):
        return 0
    before = page.now() - _SCANS_WITHIN
    return evidence.unscanned_since(page.session(), page.district(), before=before)


# -- questions ------------------------------------------------------------------------------------


@pages.get("/dashboard/questions")
def ask() -> Answer:
    page.must(Act.CORRECT)
    asked = [
        (
            each,
            AnswerForm(formdata=None).about(each.conferral.participant_id, each.conferral.degree),
        )
        for each in questions.open_questions()
    ]
    return render_template("dashboard/questions.html", asked=asked, waiting=questions.waiting())


@pages.post("/dashboard/questions/<uuid:participant_id>/<degree>")
def answer(participant_id: uuid.UUID, degree: str) -> Answer:
    """Let a questioned degree stand, or take it back."""
    page.must(Act.CORRECT)
    form = AnswerForm().about(participant_id, degree)
    keep = request.form.get("do") == "keep"
    if request.form.get("do") not in ("keep", "revoke"):
        abort(400)
    asked = questions.open_question(participant_id, degree)
    if asked is not None and not form.validate_on_submit():
        template = "dashboard/_question.html" if page.wants_part() else "dashboard/questions.html"
        return render_template(
            template, question=asked, form=form, asked=[(asked, form)], waiting=()
        ), 422
    with page.transaction() as session:
        progress.answer_question(
            session, participant_id, degree, keep=keep,
            note=form.note.data or "", by=page.me(), now=page.now(),
        )  # fmt: skip
    if not page.wants_part():
        page.say(
            _("It stands, as before.")
            if keep
            else _("It is taken back, and an e-mail is on its way.")
        )
    return page.answer(
        "dashboard/_answered.html", otherwise=url_for(".ask"), question=asked, kept=keep
    )


# -- catalogs -------------------------------------------------------------------------------------


@pages.get("/dashboard/catalogs")
def published() -> Answer:
    """Every catalog that the district published."""
    page.must(Act.ADMINISTER)
    session, district = page.session(), page.district()
    rows = catalogs.published(session, district)
    named = people.names(session, district, [row.published_by for row in rows if row.published_by])
    timeline = catalogs.timeline(session, district)
    return render_template(
        "dashboard/catalogs.html",
        rows=rows,
        names=named,
        in_force=timeline.in_force(page.today()).number,
    )


@pages.get("/dashboard/catalogs/<int:number>")
def set_where(number: int) -> Answer:
    """The numbers of a catalog, each with the line on which it is written."""
    page.must(Act.ADMINISTER)
    texts = _texts(number)
    search = request.args.get("search", "").strip()[:100]
    return render_template(
        "dashboard/catalog.html",
        number=number,
        shown=catalogs.numbered(page.session(), page.district(), number),
        groups=numbers.groups(number, search),
        search=search,
        files=texts,
    )


@pages.get("/dashboard/catalogs/<int:number>/rules/<path:rule>")
def rule(number: int, rule: str) -> Answer:
    """Where a rule that an entry names is written: the number leads to its line."""
    page.must(Act.ADMINISTER)
    _texts(number)
    under = catalogs.numbered(page.session(), page.district(), number)
    return redirect(numbers.address(number, numbers.path_of(rule, under)))


@pages.get("/dashboard/catalogs/<int:number>/change/<path:rule>")
def change(number: int, rule: str) -> Answer:
    """Where the rule that an entry names is changed: in the field of a draft."""
    page.must(Act.ADMINISTER)
    _texts(number)
    under = catalogs.numbered(page.session(), page.district(), number)
    path = "/".join(map(str, numbers.path_of(rule, under)))
    return redirect(url_for("studio.set_here", path=path))


@pages.get("/dashboard/catalogs/<int:number>/text/<path:file>")
def text(number: int, file: str) -> Answer:
    """One file of the pack as it was published, with a number before each line."""
    page.must(Act.ADMINISTER)
    texts = _texts(number)
    if file not in texts:
        abort(404)
    return render_template(
        "dashboard/text.html", number=number, file=file, lines=texts[file].splitlines(),
        files=texts,
    )  # fmt: skip


def _questions() -> list[progress.Conferral]:
    """What waits for an answer of mine."""
    if not page.me().may(Act.CORRECT):
        return []
    return list(progress.questioned(page.session(), page.district()))


def _texts(number: int) -> dict[str, str]:
    """The pack's texts, if there is a catalog of that number."""
    every = catalogs.published(page.session(), page.district())
    if number not in {each.number for each in every}:
        abort(404)
    pack = catalogs.files(page.session(), page.district(), number)
    return {name: pack[name] for name in sorted(pack) if name.endswith((".yaml", ".md"))}
