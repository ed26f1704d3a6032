"""The history of a piece of evidence: each version, what changed, and having it back."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import LazyString, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from engine import evidence, people
from engine.evidence import Evidence, Occasion, Version
from engine.people import Act
from rules.terms import EvidenceKind
from web import answers, page
from web.evidence.desk import pages, seen
from web.evidence.differing import Kind, Piece, differences, words_more
from web.evidence.story import Moment, story
from web.formats import day, exact, hours, in_language, joined, moment_text
from web.wording import worded

TEXTS: Mapping[str, LazyString] = {
    "learned": _l("What was learned"),
    "did": _l("What was done"),
    "changed": _l("What students showed, or what changed for them"),
    "measure": _l("What was counted"),
}
FACTS: Mapping[str, LazyString] = {
    "kinds": _l("What it shows"),
    "done_on": _l("Day"),
    "minutes": _l("Hours"),
    "outside_minutes": _l("Outside contract"),
    "measured_of": _l("Of how many students"),
    "measured_before": _l("Before"),
    "measured_after": _l("After"),
    "value": _l("Figure"),
    "value_source": _l("Source"),
}

_OCCASIONS: Mapping[Occasion, tuple[LazyString, str]] = {
    Occasion.SAVED: (_l("Saved"), "device-floppy"),
    Occasion.ASIDE: (_l("Typed in another window"), "copy"),
    Occasion.SUBMITTED: (_l("Submitted"), "send"),
    Occasion.BROUGHT_BACK: (_l("An earlier text brought back"), "history"),
}


@dataclass(frozen=True)
class Line:
    """One line of the history: a version, or something else that happened."""

    moment: Moment
    version: Version | None = None
    changed: str = ""
    href: str = ""


@dataclass(frozen=True)
class Told:
    """One field of a version beside the one before."""

    label: str
    pieces: list[Piece] = field(default_factory=list)
    before: str = ""
    after: str = ""


@pages.get("/evidence/<uuid:evidence_id>/history")
def history(evidence_id: uuid.UUID) -> Answer:
    claim = seen(evidence_id)
    if evidence.second_look(page.session(), claim, by=page.me()):
        return page.go(url_for("reviews.show", evidence_id=evidence_id))
    return render_template(
        "evidence/history.html",
        claim=claim,
        is_mine=_is_mine(claim),
        someone=_owner(claim),
        lines=[*_lines(claim)][::-1],
    )


@pages.get("/evidence/<uuid:evidence_id>/history/<uuid:version_id>")
def version(evidence_id: uuid.UUID, version_id: uuid.UUID) -> Answer:
    """One version, beside the one before it or beside what stands there now."""
    session, me, claim = page.session(), page.me(), seen(evidence_id)
    if evidence.second_look(session, claim, by=me):
        return page.go(url_for("reviews.show", evidence_id=evidence_id))
    shown = evidence.version(session, me, claim, version_id)
    stands = evidence.wording_of(claim)
    now = _is_mine(claim) and request.args.get("beside") == "now"
    before = stands if now else _before(claim, shown)
    return render_template(
        "evidence/version.html",
        claim=claim,
        version=shown,
        files=shown.files if _knows_files(claim) else (),
        occasion=_OCCASIONS[shown.occasion][0],
        is_mine=_is_mine(claim),
        someone=_owner(claim),
        beside_now=now,
        texts=[*_texts(before, shown.written)],
        facts=[*_facts(claim, before, shown.written)],
        stands=all(stands.get(name, "") == it for name, it in shown.written.items()),
    )


@pages.post("/evidence/<uuid:evidence_id>/history/<uuid:version_id>")
def bring_back(evidence_id: uuid.UUID, version_id: uuid.UUID) -> Answer:
    with page.transaction() as session:
        claim = evidence.get(session, page.me(), evidence_id)
        chosen = evidence.version(session, page.me(), claim, version_id)
        evidence.bring_back(session, claim, chosen, by=page.me(), now=page.now())
    page.say(
        _("The text of %(when)s stands here again. What stood here before is kept in the history.",
          when=moment_text(chosen.at))
    )  # fmt: skip
    return page.go(url_for(".edit", evidence_id=evidence_id))


# -- how these pages are put together --------------------------------------------------------------


def _knows_files(claim: Evidence) -> bool:
    """Whether the names of files are for me: those beside student evidence may be children's."""
    owner = people.participant(page.session(), claim.district_id, claim.participant_id)
    guarded = EvidenceKind.STUDENT in claim.kind_set
    return not guarded or _is_mine(claim) or page.me().may(Act.REVIEW, owner)


def _lines(claim: Evidence) -> Iterator[Line]:
    """Versions and moments, in the order in which they came."""
    kept = evidence.versions(page.session(), page.me(), claim)
    submitted = {each.at for each in kept if each.occasion is Occasion.SUBMITTED}
    happened = [
        Line(each)
        for each in story(page.session(), claim)
        if not (each.sign == "send" and each.at in submitted)
    ]
    yield from sorted([*happened, *_kept(claim)], key=lambda line: line.moment.at)
    yield from _now(claim)


def _kept(claim: Evidence) -> Iterator[Line]:
    for each in evidence.versions(page.session(), page.me(), claim):
        words, sign = _OCCASIONS[each.occasion]
        href = url_for(".version", evidence_id=claim.id, version_id=each.id)
        changed = _changed(claim, _before(claim, each), each.written)
        yield Line(Moment(each.at, str(words), sign), each, changed, href)


def _now(claim: Evidence) -> Iterator[Line]:
    """What stands there, when it is no version yet."""
    stands, before = evidence.wording_of(claim), _before(claim)
    if _is_mine(claim) and stands != before:
        href = url_for(".show", evidence_id=claim.id)
        now = Moment(claim.saved_at, _("As it stands now"), "pencil")
        yield Line(now, changed=_changed(claim, before, stands), href=href)


def _before(claim: Evidence, shown: Version | None = None) -> Mapping[str, Any]:
    """The version of the whole before this one, or the last, of those that the reader may see."""
    found: Mapping[str, Any] = {}
    for each in evidence.versions(page.session(), page.me(), claim):
        if shown is not None and each.id == shown.id:
            break
        if each.occasion is not Occasion.ASIDE:
            found = each.written
    return found


def _changed(claim: Evidence, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """`What was done: 34 words more; Day`."""
    texts = [
        f"{label}: {_by_how_much(before.get(name) or '', after[name] or '')}"
        for name, label in TEXTS.items()
        if name in after and (before.get(name) or "") != (after[name] or "")
    ]
    facts = [str(each.label) for each in _facts(claim, before, after) if before]
    return "; ".join([*texts, *([joined(facts)] if facts else [])])


def _by_how_much(before: str, after: str) -> str:
    more = words_more(before, after)
    if more > 0:
        return ngettext("one word more", "%(num)s words more", more)
    if more < 0:
        return ngettext("one word less", "%(num)s words less", -more)
    return _("said otherwise")


def _texts(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Told]:
    for name, label in TEXTS.items():
        old, new = before.get(name) or "", after.get(name) or ""
        if name in after and (old or new):
            pieces = differences(old, new) if before else [Piece(Kind.SAME, new)]
            yield Told(str(label), pieces)


def _facts(claim: Evidence, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Told]:
    for name, label in FACTS.items():
        old, new = (_said(name, each.get(name)) for each in (before, after))
        if name in after and old != new:
            yield Told(str(label), before=old, after=new)
    for name, question in answers.questions_of(claim).items():
        old, new = (answers.in_words(question, each.get(name, "")) for each in (before, after))
        if name in after and old != new:
            yield Told(in_language(question.text), before=old, after=new)


def _said(name: str, value: Any) -> str:
    if value in (None, "", 0):
        return ""
    if name == "done_on":
        return day(date.fromisoformat(value))
    if name == "kinds":
        return joined([worded(kind) for kind in sorted(evidence.kind_set(value))])
    if name == "value":
        return exact(value)
    return hours(value) if "minutes" in name else str(value)


def _is_mine(claim: Evidence) -> bool:
    return claim.participant_id == page.me().participant.id


def _owner(claim: Evidence) -> people.Person | None:
    """None where it is read without names."""
    if evidence.is_unnamed(page.session(), page.me(), claim):
        return None
    owner = people.participant(page.session(), claim.district_id, claim.participant_id)
    return people.person_of(page.session(), owner)
