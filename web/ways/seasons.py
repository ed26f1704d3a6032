"""When somebody would be done at her own pace, by seasons and without a deadline."""

from collections.abc import Mapping
from datetime import date

from flask_babel import LazyString, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from rules.ways import Finish


def done_between(finish: Finish) -> str:
    """`At the pace of your last two years you would be done between spring 2027 and fall 2028.`"""
    first, last = season(finish.first), season(finish.last)
    if first == last:
        when = _("you would be done around %(season)s", season=first)
    else:
        when = _("you would be done between %(first)s and %(last)s", first=first, last=last)
    return _("%(pace)s %(when)s. Nothing runs out.", pace=_pace(finish.years), when=when)


def season(day: date) -> str:
    """`spring 2027`; a winter has the years of both its ends."""
    if day.month in _SEASONS:
        return _SEASONS[day.month] % {"year": day.year}
    first = day.year if day.month == 12 else day.year - 1
    return _("winter %(year)s", year=f"{first}–{(first + 1) % 100:02}")


def _pace(years: int) -> str:
    if not years:
        return _("At your pace so far")
    return ngettext("At the pace of your last year", "At the pace of your last %(num)s years",
                    years)  # fmt: skip


_SPRING, _SUMMER, _FALL = _l("spring %(year)s"), _l("summer %(year)s"), _l("fall %(year)s")
_SEASONS: Mapping[int, LazyString] = {
    **dict.fromkeys((3, 4, 5), _SPRING),
    **dict.fromkeys((6, 7, 8), _SUMMER),
    **dict.fromkeys((9, 10, 11), _FALL),
}
