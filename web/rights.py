"""For how long a catalog goes on judging somebody's degree, in a sentence."""

from flask_babel import gettext as _

from engine import progress
from engine.people import Participant
from web import page
from web.catalog_names import catalog_name
from web.formats import day


def told(place: Participant, degree: str) -> str:
    """Until when it is kept, and what follows as far as that is known; nothing where for good."""
    session = page.session()
    found = progress.rights(session, place, degree, now=page.now())
    if found is None:
        return ""
    runs, then = found.until >= page.today(), found.next
    if then is None:
        return (
            _("This catalog is yours until %(day)s at least.", day=day(found.until)) if runs else ""
        )
    return _("This catalog is yours for now; from %(day)s on, that of %(year)s asks.",
             day=day(then.since), year=catalog_name(then.catalog))  # fmt: skip
