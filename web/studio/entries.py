"""The things of a draft: listed, begun, written in forms, copied, ordered, taken out."""

import uuid
from collections.abc import Mapping
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from engine import studio
from engine.errors import OutsideArea
from engine.studio import Draft, Duplicate, Insert, Move, Put, Remove, Rename
from rules import writing
from rules.pack import PackError
from rules.pack.written import Path
from web import page
from web.complaints import complaint
from web.studio import areas, places, readings, sections, shapes, trying
from web.studio.beginnings import blank, copied_title, no_key
from web.studio.desk import draft_at, edited, pages
from web.studio.forms import KeyForm, NewForm, entry_form
from web.studio.listing import list_page
from web.studio.sections import BY_KEY, Section
from web.studio.sorts import About

TREES = ("levels", "badges", "degrees")
"""Sections whose things ask for something, as a tree."""


@pages.get("/studio/<uuid:draft_id>/parts/<section>")
def section(draft_id: uuid.UUID, section: str) -> Answer:
    """What a section holds; where it is one thing, its form."""
    draft, part = draft_at(draft_id), _part(section)
    if part.single:
        return _form(draft, (section,))
    return list_page(draft, part, NewForm(formdata=None))


@pages.post("/studio/<uuid:draft_id>/parts/<section>")
def add(draft_id: uuid.UUID, section: str) -> Answer:
    """Begin a new thing, or keep the one that the section is."""
    draft, part = draft_at(draft_id), _part(section)
    if part.single:
        return _keep(draft, (section,))
    form = NewForm()
    if not form.validate_on_submit():
        return list_page(draft, part, form), 422
    key = form.key.data or writing.key_of(form.title.data)
    if complaint := no_key(draft, section, key):
        form.key.errors = [complaint]
        return list_page(draft, part, form), 422
    path = (section, key)
    return edited(
        draft_id,
        Insert(path, areas.begun(section, blank(draft, section, form.title.data))),
        lambda _draft: page.go(url_for(".entry", draft_id=draft_id, section=section, key=key)),
    )


@pages.get("/studio/<uuid:draft_id>/parts/<section>/<key>")
def entry(draft_id: uuid.UUID, section: str, key: str) -> Answer:
    return _form(draft_at(draft_id), _path(section, key))


@pages.post("/studio/<uuid:draft_id>/parts/<section>/<key>")
def keep(draft_id: uuid.UUID, section: str, key: str) -> Answer:
    """Keep what the form says, even where it is to be mended before publishing."""
    return _keep(draft_at(draft_id), _path(section, key))


@pages.post("/studio/<uuid:draft_id>/parts/<section>/<key>/reading")
def read(draft_id: uuid.UUID, section: str, key: str) -> Answer:
    """What the form says at this moment, in plain sentences; nothing is kept."""
    draft, path = draft_at(draft_id), _path(section, key)
    form, said = _said(draft, path)
    files = writing.put(draft.files, path, said)
    told = {"readings": readings.readings(files, path)}
    if page.wants_part():
        return render_template("studio/_reading.html", **told)
    return _form(draft, path, form=form, told=told)


@pages.post("/studio/<uuid:draft_id>/parts/<section>/<key>/copy")
def duplicate(draft_id: uuid.UUID, section: str, key: str) -> Answer:
    """Let a copy stand behind it, and open that."""
    draft, path = draft_at(draft_id), _path(section, key)
    if not writing.is_written(draft.files, path):
        abort(404)
    new = writing.free_key(draft.files, section, key)
    titled = copied_title(sections.entries(draft, section)[key])
    edits: list[studio.Edit] = [Duplicate(path, new)]
    if titled is not None:
        edits.append(Put((section, new, "title"), titled))
    return edited(
        draft_id,
        edits,
        lambda _draft: page.go(url_for(".entry", draft_id=draft_id, section=section, key=new)),
    )


@pages.post("/studio/<uuid:draft_id>/parts/<section>/<key>/key")
def rename(draft_id: uuid.UUID, section: str, key: str) -> Answer:
    """Give it another key, wherever it is named."""
    draft, path = draft_at(draft_id), _path(section, key)
    form = KeyForm()
    new = str(form.key.data or "")
    if new == key:
        return page.go(url_for(".entry", draft_id=draft_id, section=section, key=key))
    complaint = None if form.validate_on_submit() else str(form.key.errors[0])
    if complaint := complaint or no_key(draft, section, new):
        form.key.errors = [complaint]
        return _form(draft, path, key_form=form), 422
    return edited(
        draft_id,
        Rename(path, new),
        lambda _draft: page.go(url_for(".entry", draft_id=draft_id, section=section, key=new)),
    )


@pages.get("/studio/<uuid:draft_id>/parts/<section>/<key>/removal")
def ask_to_remove(draft_id: uuid.UUID, section: str, key: str) -> Answer:
    """What refers to it, before it is taken out."""
    draft, path = draft_at(draft_id), _path(section, key)
    if not writing.is_written(draft.files, path):
        abort(404)
    named_in = dict.fromkeys(each[:2] for each in writing.references(draft.files, section, key))
    return render_template(
        "studio/removal.html",
        draft=draft,
        part=BY_KEY[section],
        key=key,
        title=sections.title_of(draft, path),
        named_in=[
            (places.named(draft, each), places.entry(draft, each))
            for each in named_in
            if each != path
        ],
    )


@pages.post("/studio/<uuid:draft_id>/parts/<section>/<key>/removal")
def remove(draft_id: uuid.UUID, section: str, key: str) -> Answer:
    draft, path = draft_at(draft_id), _path(section, key)
    title = sections.title_of(draft, path)

    def gone(_draft: Draft) -> Answer:
        page.say(_("“%(title)s” is taken out. One step back brings it back.", title=title))
        return page.go(url_for(".section", draft_id=draft_id, section=section))

    return edited(draft_id, Remove(path), gone)


@pages.post("/studio/<uuid:draft_id>/parts/<section>/<key>/place")
def place(draft_id: uuid.UUID, section: str, key: str) -> Answer:
    """Move it one up or down, or before another one."""
    draft, path = draft_at(draft_id), _path(section, key)
    keys = list(sections.entries(draft, section))
    if key not in keys:
        abort(404)
    at = keys.index(key) + (-1 if request.form.get("do") == "up" else 2)
    to: Path = (section, keys[at]) if at < len(keys) else (section, len(keys))
    return edited(
        draft_id,
        Move(path, to),
        lambda _draft: page.go(
            url_for(".section", draft_id=draft_id, section=section, _anchor=f"entry-{key}")
        ),
    )


@pages.get("/studio/<uuid:draft_id>/parts/<section>/<key>/<any(reading, copy, key, place):_part>")
def back_to_entry(draft_id: uuid.UUID, section: str, key: str, _part: str) -> Answer:
    """Reloading the address that a form was sent to."""
    return redirect(url_for(".entry", draft_id=draft_id, section=section, key=key))


def field_errors(draft: Draft, path: Path) -> tuple[dict[str, list[str]], list[PackError]]:
    """The complaints about a thing by the field that each speaks of, and those without a field."""
    about, written = _about(draft), _written(draft, path)
    by_field: dict[str, list[str]] = {}
    others = []
    for error in studio.faults(draft.files):
        if error.steps[: len(path)] != path:
            continue
        name = shapes.field_of(path_section(path), error.steps[len(path) :], written, about)
        if name:
            by_field.setdefault(name, []).append(complaint(error))
        else:
            others.append(error)
    return by_field, others


def path_section(path: Path) -> str:
    return str(path[0])


# -- the form -------------------------------------------------------------------------------------


def _part(section: str) -> Section:
    part = BY_KEY.get(section) or abort(404)
    areas.must_be_a_part(section)
    return part


def _path(section: str, key: str) -> Path:
    if _part(section).single:
        abort(404)
    return (section, key)


def _about(draft: Draft) -> About:
    return About(draft, sections.languages(draft))


def _written(draft: Draft, path: Path) -> dict[str, Any]:
    """The entry as it is written; nothing yet is an empty one."""
    try:
        found = writing.written_at(draft.files, path)
    except writing.Nowhere:
        if len(path) > 1:
            abort(404)
        return {}
    return found if isinstance(found, dict) else {}


def _form(
    draft: Draft,
    path: Path,
    *,
    form: FlaskForm | None = None,
    key_form: KeyForm | None = None,
    told: Mapping[str, Any] | None = None,
) -> str:
    """The page of one thing: its form, what it says, and what can be done with it."""
    written, about = _written(draft, path), _about(draft)
    part = BY_KEY[path_section(path)]
    key = str(path[1]) if len(path) > 1 else ""
    form = form or _filled(part.key, written, about)
    by_field, others = field_errors(draft, path)
    for name, errors in by_field.items():
        if name in form:
            form[name].errors = [*form[name].errors, *errors]
    return render_template(
        "studio/entry.html",
        draft=draft, part=part, key=key, path=path, form=form, about=about,
        title=sections.title_of(draft, path),
        groups=shapes.GROUPS[part.key],
        names=_names_of(part.key, written, about),
        unknown=shapes.unknown(part.key, written, about),
        others=[(error, _where(draft, error)) for error in others],
        source=_source(draft, path),
        key_form=key_form or KeyForm(formdata=None, key=key),
        references=len(writing.references(draft.files, part.key, key)) if key else 0,
        has_tree=part.key in TREES, tried_at=trying.chosen(draft),
        foreign=bool(key) and areas.is_foreign(draft, path),
        **(told or {"readings": readings.readings(draft.files, path)}),
    )  # fmt: skip


def _where(draft: Draft, error: PackError) -> str:
    """Where something is mended that no field of the form shows."""
    if error.steps[2:3] == ("requires",):
        return places.tree(draft, error.steps)
    return places.line(draft, error.file, error.line)


def _filled(section: str, written: dict[str, Any], about: About) -> FlaskForm:
    values = shapes.shown(section, written, about)
    return _form_class(section, written, about)(formdata=None, data=values)


def _form_class(section: str, written: dict[str, Any], about: About) -> type[FlaskForm]:
    fields: dict[str, Any] = {}
    for slot in shapes.slots(section):
        if slot.read(written, about) is not None:
            fields |= slot.fields(written, about)
    return entry_form(fields)


def _names_of(section: str, written: dict[str, Any], about: About) -> dict[str, list[str]]:
    """The fields of each slot, for the page to lay out."""
    return {
        slot.key: list(slot.fields(written, about))
        for slot in shapes.slots(section)
        if slot.read(written, about) is not None
    }


def _said(draft: Draft, path: Path) -> tuple[FlaskForm, dict[str, Any]]:
    written, about, section = _written(draft, path), _about(draft), path_section(path)
    form = _form_class(section, written, about)()
    data = {name: "" if value is None else value for name, value in form.data.items()}
    return form, shapes.said(section, written, data, about)


def _keep(draft: Draft, path: Path) -> Answer:
    form, said = _said(draft, path)
    if not form.validate_on_submit():
        return _form(draft, path, form=form), 422

    def kept(draft: Draft) -> Answer:
        by_field, others = field_errors(draft, path)
        if by_field or others:
            page.say(_("Kept. Some of it is to be mended before publishing."), "info")
        else:
            page.say(_("Kept."))
        return page.go(places.entry(draft, path))

    try:
        return edited(draft.id, Put(path, said), kept)
    except OutsideArea as refusal:
        return _outside(draft, path, form, refusal), 403


def _outside(draft: Draft, path: Path, form: FlaskForm, refusal: OutsideArea) -> str:
    """What she wrote, and that it leaves her area: told where the campus is chosen."""
    told = _("This lies outside your program area: %(names)s.",
             names=", ".join(places.named(draft, each) for each in refusal.paths))  # fmt: skip
    if "campus" in form:
        form["campus"].errors = [*form["campus"].errors, told]
    else:
        page.say(told, "stop")
    return _form(draft, path, form=form)


def _source(draft: Draft, path: Path) -> writing.Source | None:
    try:
        return writing.source(draft.files, path)
    except writing.Nowhere:
        return None
