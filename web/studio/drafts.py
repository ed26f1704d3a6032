"""The drafts of a district, and the page of one: what it holds, what is wrong, what it changes."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from engine import catalogs, people, studio
from engine.studio import Draft, DraftEdit
from rules.pack import PackError
from rules.writing import Difference
from web import page
from web.studio import areas, places, sections, trying
from web.studio.desk import draft_at, pages, undone, writes_all
from web.studio.forms import BeginForm, TitleForm

EDITS_SHOWN = 12


@dataclass(frozen=True)
class Mending:
    """One thing that keeps a draft from being published, with the address of its field."""

    error: PackError
    what: str
    href: str


@dataclass(frozen=True)
class Changed:
    """One thing that the draft says otherwise than the newest catalog."""

    difference: Difference
    section: str
    title: str
    href: str | None


@pages.get("/studio")
def shelf() -> Answer:
    return _shelf(BeginForm(formdata=None, title=_("Catalog for next year")))


@pages.post("/studio")
def begin() -> Answer:
    """Begin a draft from the newest catalog, or from the one that is chosen."""
    form = BeginForm()
    _offer_numbers(form)
    if not form.validate_on_submit():
        return _shelf(form), 422
    with page.transaction() as session:
        draft = studio.begin(
            session, form.title.data, number=form.number.data, by=page.me(), now=page.now()
        )
    return page.go(url_for(".show", draft_id=draft.id))


@pages.get("/studio/<uuid:draft_id>")
def show(draft_id: uuid.UUID) -> Answer:
    draft = draft_at(draft_id)
    edits = studio.edits(page.session(), page.me(), draft_id)
    return render_template(
        "studio/show.html",
        draft=draft,
        form=TitleForm(formdata=None, obj=draft),
        parts=_parts(draft),
        mendings=mendings(draft),
        changes=changes_of(draft),
        edits=[(each, _about(draft, each)) for each in edits[:EDITS_SHOWN]],
        names=_names([draft.made_by, draft.changed_by, *(each.edited_by for each in edits)]),
        published=catalogs.newest(page.session(), page.district()),
        tried_at=trying.chosen(draft),
    )


@pages.post("/studio/<uuid:draft_id>/title")
def retitle(draft_id: uuid.UUID) -> Answer:
    form = TitleForm()
    if form.validate_on_submit():
        with page.transaction() as session:
            studio.retitle(session, draft_id, form.title.data, by=page.me())
    else:
        page.say(_("A draft needs a name."), "stop")
    return page.go(url_for(".show", draft_id=draft_id))


@pages.post("/studio/<uuid:draft_id>/discard")
def discard(draft_id: uuid.UUID) -> Answer:
    with page.transaction() as session:
        draft = studio.discard(session, draft_id, by=page.me(), now=page.now())
    page.say(_("“%(title)s” is put aside. Nothing of it is lost.", title=draft.title))
    return page.go(url_for(".shelf"))


@pages.post("/studio/<uuid:draft_id>/return")
def bring_back(draft_id: uuid.UUID) -> Answer:
    with page.transaction() as session:
        studio.bring_back(session, draft_id, by=page.me())
    return page.go(url_for(".show", draft_id=draft_id))


@pages.post("/studio/<uuid:draft_id>/undo")
def undo(draft_id: uuid.UUID) -> Answer:
    return undone(draft_id)


@pages.get("/studio/<uuid:draft_id>/<any(title, year, discard, return, undo):_part>")
def back(draft_id: uuid.UUID, _part: str) -> Answer:
    """Reloading the address that a form was sent to."""
    return redirect(url_for(".show", draft_id=draft_id))


def mendings(draft: Draft, section: str | None = None) -> list[Mending]:
    """What is to be mended before the draft can be published, with the field of each."""
    return [
        Mending(error, places.named(draft, error.steps), places.address(draft, error))
        for error in studio.faults(draft.files)
        if section is None or error.steps[:1] == (section,)
    ]


def changes_of(draft: Draft) -> list[Changed]:
    """What the draft says otherwise than the newest catalog."""
    return [_changed(draft, each) for each in studio.changed_since(page.session(), draft)]


def _shelf(form: BeginForm) -> str:
    _offer_numbers(form)
    rows = studio.drafts(page.session(), page.me())
    return render_template(
        "studio/drafts.html",
        form=form,
        open_ones=[each for each in rows if each.published is None and each.discarded_at is None],
        area=sorted(page.me().areas),
        done=[each for each in rows if each.published is not None],
        aside=[each for each in rows if each.published is None and each.discarded_at is not None],
        names=_names(each.changed_by for each in rows),
    )


def _offer_numbers(form: BeginForm) -> None:
    form.offer(
        [
            (each.number, _("Catalog %(n)s, %(year)s", n=each.number, year=each.catalog_year))
            for each in catalogs.published(page.session(), page.district())
        ][: None if writes_all() else 1]
    )


def _names(whose: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, str]:
    return people.names(page.session(), page.district(), list(set(whose)))


def _parts(draft: Draft) -> Sequence[tuple[sections.Section, int | None, int]]:
    """Every section with how many things stand in it, and how many of them are to be mended."""
    faults = [error.steps[0] for error in studio.faults(draft.files) if error.steps]
    return [
        (
            each,
            None if each.single else len(areas.listed(draft, each.key)),
            faults.count(each.key),
        )
        for each in sections.SECTIONS
        if writes_all() or each.key in sections.OF_AN_AREA
    ]


def _changed(draft: Draft, each: Difference) -> Changed:
    before = page.catalog()
    title = sections.title_of(draft, each.path)
    if each.turn == "gone" and len(each.path) > 1:
        gone = getattr(before, str(each.path[0]), {})
        thing = gone.get(each.path[1]) if isinstance(gone, dict) else None
        text = getattr(thing, "title", None)
        title = text.in_(page.language()) if text else title
    href = None if each.turn == "gone" else places.entry(draft, each.path)
    return Changed(each, sections.section_name(str(each.path[0])), title, href)


def _about(draft: Draft, edit: DraftEdit) -> str:
    if edit.verb in ("write", "undo") and edit.path and str(edit.path[0]) in draft.files:
        return str(edit.path[0])
    return places.named(draft, tuple(edit.path)) if edit.path else ""


def wants_revision(draft: Draft) -> dict[str, str]:
    """What a form of one button carries along."""
    return {"revision": str(draft.revision), "next": request.full_path.rstrip("?")}


pages.app_context_processor(lambda: {"wants_revision": wants_revision})
