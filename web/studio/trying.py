"""Trying a draft on somebody: searched by name, remembered while one writes, shown at once."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from engine import people, studio
from engine.people import Participant
from engine.studio import Draft, Tried
from rules.pack import BrokenPack
from web import page
from web import tried as trial
from web.formats import first_up, in_language, number, percents
from web.studio.desk import draft_at, pages
from web.wording import words

FOUND_MAX = 12


@dataclass(frozen=True)
class Row:
    """One thing that somebody has, before and after."""

    label: str
    before: str
    after: str
    tone: str

    @property
    def is_same(self) -> bool:
        return self.before == self.after


@pages.get("/studio/<uuid:draft_id>/people")
def people_to_try(draft_id: uuid.UUID) -> Answer:
    """People whose name has these letters."""
    draft = draft_at(draft_id)
    search = request.args.get("search", "").strip()[:100]
    rows = people.directory(page.session(), page.district(), search=search, limit=FOUND_MAX)
    found = [(place, person.name) for place, person in rows] if search else []
    return render_template("studio/people.html", draft=draft, search=search, found=found)


@pages.get("/studio/<uuid:draft_id>/people/<uuid:participant_id>")
def tried(draft_id: uuid.UUID, participant_id: uuid.UUID) -> Answer:
    """What she would have; from now on it is shown wherever the draft is written."""
    draft = draft_at(draft_id)
    place = people.participant(page.session(), page.district(), participant_id)
    facts = _facts(draft, place)
    trial.choose(place)
    if page.wants_part():
        return render_template("studio/_tried.html", draft=draft, **facts)
    return render_template("studio/tried.html", draft=draft, **facts)


@pages.get("/studio/<uuid:draft_id>/people/nobody")
def nobody(draft_id: uuid.UUID) -> Answer:
    """Try it on nobody in particular any more."""
    trial.forget()
    return page.go(page.safe_next(url_for(".people_to_try", draft_id=draft_id)))


def chosen(draft: Draft) -> str | None:
    """The address of what the draft would do to the person who was chosen last."""
    place = trial.somebody()
    return url_for("studio.tried", draft_id=draft.id, participant_id=place.id) if place else None


def _facts(draft: Draft, place: Participant) -> dict[str, object]:
    name = people.person_of(page.session(), place).name
    try:
        done = studio.try_on(page.session(), draft, place, by=page.me(), now=page.now())
    except BrokenPack:
        return {"name": name, "place": place, "rows": None}
    return {"name": name, "place": place, "rows": list(_rows(done))}


def _rows(done: Tried) -> Iterator[Row]:
    before, after = done.before, done.after
    yield _number(first_up(words("point")), before.experience, after.experience)
    yield _number(_("To spend"), before.redeemable, after.redeemable)
    ladder = list(done.catalog.levels)
    yield Row(
        first_up(words("level", 1)),
        _level(before.level, done, earlier=True),
        _level(after.level, done),
        _tone(_rung(before.level, ladder), _rung(after.level, ladder)),
    )
    for key in sorted(after.badges - before.badges):
        yield Row(_badge(key, done), _("not yet"), _("earned"), "good")
    for key in sorted(before.badges - after.badges):
        yield Row(_badge(key, done), _("earned"), _("no longer"), "stop")
    for key, (was, share) in done.degrees.items():
        title = in_language(done.catalog.degrees[key].title)
        told, would = percents(share if was is None else was, share)
        yield Row(title, _("new") if was is None else told, would, _tone(was or 0, share))


def _number(label: str, before: int, after: int) -> Row:
    return Row(label, number(before), number(after), _tone(before, after))


def _tone(before: object, after: object) -> str:
    return "calm" if before == after else "good" if after > before else "stop"  # type: ignore[operator]


def _rung(level: str | None, ladder: list[str]) -> int:
    return ladder.index(level) if level in ladder else -1


def _level(level: str | None, done: Tried, *, earlier: bool = False) -> str:
    ladder = (done.earlier if earlier else done.catalog).levels
    return in_language(ladder[level].title) if level in ladder else _("none")


def _badge(key: str, done: Tried) -> str:
    known = done.catalog.badge_catalog.get(key) or done.earlier.badge_catalog.get(key)
    return in_language(known.title) if known else key
