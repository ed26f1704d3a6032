"""What reviewing brought a reviewer this month, in one line."""

from flask_babel import gettext as _
from flask_babel import ngettext

from engine import evidence
from web import page
from web.wording import count


def this_month() -> str:
    """`7 reviews this month, 14 points.`; nothing where reviews don't count, or there was none."""
    if not page.catalog().review.counts_as:
        return ""
    place, first = page.me().participant, page.today().replace(day=1)
    found = evidence.reviewed(page.session(), place, since=first, now=page.now())
    if not found.reviews:
        return ""
    told = ngettext("One review this month", "%(num)s reviews this month", found.reviews)
    if not place.plays:
        return f"{told}."
    return _("%(reviews)s, %(points)s.", reviews=told, points=count("point", found.points))
