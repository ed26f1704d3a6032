"""When somebody would be done, by the plan and at her own pace: seasons, and no deadline."""

from collections.abc import Mapping
from datetime import date

from flask_babel import LazyString, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from rules.ways import Finish
from web.formats import month_within


def beside_the_months(finish: Finish, ends: date) -> str:
    """Where the plan's months end and where her own pace leads, as one thing and not as two.

    `ends` is the last month of the plan.
    """
    facts = {"month": month_within(ends), "pace": _pace(finish.years), "when": _when(finish)}
    if _month(ends) < _month(finish.first):
        return _(
            "The months below spread the work up to %(month)s; at %(pace)s you would be done "
            "later, %(when)s. Either is fine: nothing runs out.",
            **facts,
        )
    if _month(finish.last) < _month(ends):
        return _(
            "The months below spread the work up to %(month)s; at %(pace)s you would be done "
            "sooner, %(when)s. Either is fine: nothing runs out.",
            **facts,
        )
    return _(
        "The months below spread the work up to %(month)s. That is about %(pace)s, at which you "
        "would be done %(when)s. Nothing runs out.",
        **facts,
    )


def _when(finish: Finish) -> str:
    first, last = season(finish.first), season(finish.last)
    if first == last:
        return _("around %(season)s", season=first)
    return _("between %(first)s and %(last)s", first=first, last=last)


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def season(day: date) -> str:
    """`spring 2027`; a winter has the years of both its ends."""
    if day.month in _SEASONS:
        return _SEASONS[day.month] % {"year": day.year}
    first = day.year if day.month == 12 else day.year - 1
    return _("winter %(year)s", year=f"{first}–{(first + 1) % 100:02}")


def _pace(years: int) -> str:
    if not years:
        return _("your pace so far")
    return ngettext("the pace of your last year", "the pace of your last %(num)s years", years)


_SPRING, _SUMMER, _FALL = _l("spring %(year)s"), _l("summer %(year)s"), _l("fall %(year)s")
_SEASONS: Mapping[int, LazyString] = {
    **dict.fromkeys((3, 4, 5), _SPRING),
    **dict.fromkeys((6, 7, 8), _SUMMER),
    **dict.fromkeys((9, 10, 11), _FALL),
}
