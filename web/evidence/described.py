"""What is said of each file in the form: in words, of consent, and of who may look."""

from collections.abc import Mapping
from typing import Any

from flask import request
from flask_babel import gettext as _

from engine import evidence
from engine.evidence import Artifact, Consent, Evidence, SeenBy
from engine.store import Session
from web import page
from web.evidence.sandbox import SHOWN_IN_THE_BROWSER

_LONGEST = 20_000


def keep(session: Session, claim: Evidence) -> None:
    """Save it for every file that the form had."""
    for artifact in evidence.artifacts(session, claim):
        keep_one(session, claim, artifact)


def keep_one(session: Session, claim: Evidence, artifact: Artifact) -> None:
    if said := _said(artifact):
        evidence.describe(session, claim, artifact, by=page.me(), now=page.now(), **said)


def _said(artifact: Artifact) -> Mapping[str, Any]:
    told = request.form.get(f"told-{artifact.id}")
    consent = request.form.get(f"consent-{artifact.id}", "")
    seen_by = request.form.get(f"seen_by-{artifact.id}", "")
    return {
        **({} if told is None else {"told": told[:_LONGEST]}),
        **({"consent": Consent(consent)} if consent in TO_CHOOSE else {}),
        **({"seen_by": SeenBy(seen_by)} if seen_by in [*SeenBy] else {}),
    }


def can_blur(claim: Evidence, artifact: Artifact) -> bool:
    """Whether it is a picture that its owner may still change, and that she sees herself."""
    return (
        artifact.media_type in SHOWN_IN_THE_BROWSER
        and claim.status.editable
        and artifact.forgotten_at is None
        and not page.waits_for_scan(artifact)
    )


TO_CHOOSE = (Consent.OPEN, Consent.NOT_NEEDED, Consent.GIVEN)


STILL_ASKED = ("told", "consent")


def still_asked(session: Session, claim: Evidence, name: str) -> dict[str, str]:
    """What to say of each file that lacks it, by the field in which it is said."""
    lack = evidence.untold if name == "told" else evidence.unconsented
    return {f"{name}-{each.id}": _asked(name, each.name) for each in lack(session, claim)}


def _asked(name: str, file: str) -> str:
    if name == "told":
        return _("Please write what is heard or seen in “%(file)s”.", file=file)
    return _("Please say whether there is consent for “%(file)s”.", file=file)
