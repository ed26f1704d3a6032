"""How long the files beside a piece of evidence are kept, in a sentence."""

from flask_babel import gettext as _
from flask_babel import ngettext

from engine import retention
from engine.evidence import Evidence
from rules.terms import KeptFrom
from web import page
from web.formats import day


def told(claim: Evidence) -> str:
    """Until when, or for how long after what; nothing where they stay with the evidence."""
    until = retention.kept_until(page.session(), claim, page.catalog())
    if until:
        return _("The files are kept until %(day)s. What was decided stays.", day=day(until))
    return in_general() if retention.ends(claim, page.catalog()) else ""


def in_general() -> str:
    terms = page.catalog().files
    if terms.student_months is None:
        return ""
    if terms.counted_from is KeptFrom.DEGREE:
        return ngettext(
            "Files of student evidence are kept for a month after the next degree.",
            "Files of student evidence are kept for %(num)s months after the next degree.",
            terms.student_months,
        )
    return ngettext(
        "Files of student evidence are kept for a month after the decision.",
        "Files of student evidence are kept for %(num)s months after the decision.",
        terms.student_months,
    )
