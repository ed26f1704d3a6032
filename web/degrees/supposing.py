"""What if: a degree as it would stand with evidence that is not approved, marked as an if."""

from dataclasses import dataclass

from flask import request, url_for
from flask_babel import gettext as _

from engine import evidence
from engine.evidence import Status
from engine.people import Participant
from engine.progress import Supposed
from web import page


@dataclass(frozen=True)
class Choice:
    """One way to look at the plan."""

    label: str
    href: str
    supposed: tuple[Supposed, ...]
    current: bool
    note: str = ""
    """What is supposed, in a sentence."""


def choices(place: Participant, degree: str) -> list[Choice]:
    """The ways that there is evidence for; none where there is nothing to suppose."""
    counts = evidence.counts(page.session(), place)
    asked = request.args.get("with", "")
    found = [_choice(degree, "", asked, ())]
    if counts.get(Status.SUBMITTED):
        found.append(_choice(degree, "waiting", asked, (Supposed.PENDING,)))
    if counts.get(Status.DRAFT) or counts.get(Status.SENT_BACK):
        everything = (Supposed.PENDING, Supposed.SENT_BACK, Supposed.PLANNED)
        found.append(_choice(degree, "drafts", asked, everything))
    return found if len(found) > 1 else []


def _choice(degree: str, key: str, asked: str, supposed: tuple[Supposed, ...]) -> Choice:
    label, note = {
        "": (_("As it stands"), ""),
        "waiting": (
            _("If what is waiting is approved"),
            _("This is an if: as though everything that waits for a reviewer were approved."),
        ),
        "drafts": (
            _("If my drafts are approved too"),
            _("This is an if: as though everything that waits, and every draft of yours as it is "
              "written now, were approved."),
        ),
    }[key]  # fmt: skip
    href = url_for("degrees.show", degree=degree)
    href = f"{href}?with={key}" if key else href
    return Choice(label, href, supposed, asked == key, note)
