"""The desk on which evidence is written: the form as a page, as a whole, and in its parts."""

import secrets
import uuid
from typing import Any

from flask import Response, abort, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue as Answer

from engine import evidence, progress, students
from engine.errors import StageMissing
from engine.evidence import Evidence, SeenBy, Status
from rules.badges import missing_before
from rules.scoring.room import Room
from rules.terms import EvidenceWanted, FileKind, Stage
from web import navigation, noticed, page, waived
from web.evidence import described, feeling, kept, limits, quizzing
from web.evidence.keeping import Draft
from web.evidence.promise import promise
from web.evidence.story import last_note
from web.htmx import htmx
from web.teams import team_of

pages = page.blueprint("evidence")
"""Every module of this folder adds its pages."""


def own(evidence_id: uuid.UUID) -> Evidence:
    """My own evidence; somebody else's is none that I could write on."""
    claim = evidence.get(page.session(), page.me(), evidence_id)
    if claim.participant_id != page.me().participant.id:
        abort(403)
    return claim


def seen(evidence_id: uuid.UUID) -> Evidence:
    """Evidence that I may see; somebody else's is reached through my queue, or through people."""
    claim = evidence.get(page.session(), page.me(), evidence_id)
    if claim.participant_id != page.me().participant.id:
        navigation.found_through("reviews.queue", "people.directory", "evidence.mine")
    return claim


def edit(draft: Draft, status: int = 200, **more: Any) -> Answer:
    """The whole form; of a note that is about nothing yet, the short one."""
    if bool(htmx) and not htmx.partial and request.method == "GET" and draft.activity:
        return _loaded_anew()
    facts = _facts(draft) | more
    whole, form = ("edit", "_form") if draft.activity else ("quick", "_quick")
    template = f"evidence/{form if page.wants_part() else whole}.html"
    return render_template(template, **facts), status


def part(template: str, target: str, draft: Draft, status: int, **more: Any) -> Answer:
    """A piece of the form in its place, while the rest of it stays as it is being typed."""
    answer = make_response(render_template(template, alone=True, **_facts(draft), **more), status)
    answer.headers["HX-Retarget"], answer.headers["HX-Reswap"] = target, "outerHTML"
    if status == 200:
        here = url_for(".edit", evidence_id=draft.evidence_id)
        answer.headers["HX-Replace-Url"] = here
    return answer


def both(draft: Draft, claim: Evidence) -> Answer:
    """Somebody, perhaps herself in another window, saved in the same field: show both texts."""
    stored = draft.form.shown(claim)
    return edit(draft, 409, other={name: stored[name] for name in draft.aside})


def _loaded_anew() -> Answer:
    """A page may record only when it was loaded as a whole: what it may, its headers say."""
    return Response(headers={"HX-Redirect": request.full_path.rstrip("?")})


def _facts(draft: Draft) -> dict[str, Any]:
    session, claim = page.session(), draft.claim
    offered = draft.activity in page.catalog().activities
    hindrance = (
        evidence.hindrance(session, draft.activity, draft.stage, by=page.me(), now=page.now())
        if offered
        else None
    )
    return {
        "window": secrets.token_hex(8),
        "seen": evidence.marks(draft.form.stands_in(claim) if claim else draft.form.began)
        | feeling.marks(draft.form),
        "quiz": quizzing.told(draft.activity, draft.stage),
        "draft": draft,
        "team": team_of(claim) if claim else None,
        "form": draft.form,
        "unsaid": draft.unsaid,
        "claim": claim,
        "promise": promise(draft.activity, draft.stage, _used(draft.activity)),
        "begun": None if claim else _begun(draft),
        "artifacts": evidence.artifacts(session, claim) if claim else (),
        "first": _first(hindrance.missing) if isinstance(hindrance, StageMissing) else (),
        "hindrance": hindrance,
        "waived": _waived(draft) if offered else (),
        "note": last_note(session, claim) if claim else None,
        "noticed_by": noticed.beside(claim) if claim else None,
        "limits": limits.told(),
        "most": limits.by_ending(),
        "form_most": limits.form_most(),
        "today": page.today(),
        "sends_to": url_for(".sent", upload_id=uuid.UUID(int=0)).rpartition("/")[0],
        "takes_sound": limits.sizes()[FileKind.AUDIO] > 0,
        "used": _used_before(claim) if claim else {},
        "asks_consent": _may_show_students(draft),
        "can_blur": described.can_blur,
        "consents": described.TO_CHOOSE,
        "seers": tuple(SeenBy),
        "keeps_names": bool(students.names_of(session, page.me())),
        "kept_for": kept.in_general() if _may_show_students(draft) else "",
        "endings": limits.endings(),
    }


def _waived(draft: Draft) -> list[tuple[str, evidence.waivers.StageWaiver]]:
    """What somebody let me go on without."""
    place, stage = page.me().participant, Stage(draft.stage)
    done = evidence.completions(page.session(), place)
    parts = missing_before(page.catalog(), draft.activity, stage, done)
    return waived.beside(place, parts)


def _used_before(claim: Evidence) -> dict[str, list[Evidence]]:
    """What else of hers has the same file or link, by what makes them the same."""
    found: dict[str, list[Evidence]] = {}
    for each in evidence.used_before(page.session(), claim):
        found.setdefault(each.artifact.digest or each.artifact.link, []).append(each.claim)
    return found


def _may_show_students(draft: Draft) -> bool:
    """Whether what is written may be student evidence, so that consent is asked."""
    activity = page.catalog().activities.get(draft.activity)
    offer = activity.stages.get(draft.stage) if activity else None
    return offer is not None and offer.evidence in _OF_STUDENTS


_OF_STUDENTS = (EvidenceWanted.STUDENT, EvidenceWanted.BOTH, EvidenceWanted.EITHER)


def _used(activity: str) -> tuple[Room, ...]:
    if activity not in page.catalog().activities:
        return ()
    return progress.room(page.session(), page.me().participant, activity, now=page.now())


def _begun(draft: Draft) -> Evidence | None:
    """What was begun for just this and can still be written on, before a second one is."""
    statuses = [status for status in Status if status.editable]
    own = evidence.mine(page.session(), page.me().participant, statuses=statuses)
    same = (each for each in own if (each.activity, each.stage) == (draft.activity, draft.stage))
    return next(same, None)


def _first(missing: tuple[str, ...]) -> list[tuple[str, Stage, Evidence | None]]:
    """What comes first, each with the evidence that is on its way already."""
    own = evidence.mine(page.session(), page.me().participant)
    found = []
    for name in missing:
        activity, _slash, written = name.partition("/")
        stage = Stage(written) if written else page.catalog().activities[activity].last_stage
        under_way = (each for each in own if (each.activity, each.stage) == (activity, stage))
        found.append((activity, stage, next(under_way, None)))
    return found
