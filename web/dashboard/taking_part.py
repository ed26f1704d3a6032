"""Sheets about taking part: how many people, what they handed in, when, where, and who they are."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from babel.dates import format_date
from flask_babel import gettext as _
from flask_babel import ngettext

from engine.credentials import Attainment
from engine.evidence import Status
from rules.terms import Audience, EvidenceKind
from web import charts, page
from web.dashboard.asking import Asked
from web.dashboard.sheets import Cell, Sheet, lying, share
from web.dashboard.sums import (
    Sums,
    added,
    campus,
    campus_name,
    heads,
    minutes,
    pieces,
    school,
    school_name,
    staff,
)
from web.formats import first_up, number, percent
from web.languages import locale
from web.wording import worded, words

_STATUSES = (Status.APPROVED, Status.SUBMITTED, Status.SENT_BACK, Status.DECLINED)


def participation(sums: Sums) -> Sheet:
    """How many of each school handed something in."""
    here, active = added(sums.people, school, heads), added(sums.participating, school, heads)
    keys = [key for key in (*page.catalog().schools, "") if here[key]]
    whole, took_part = sum(here.values()), sum(active.values())
    rows = [
        (school_name(key), here[key], active[key], share(active[key], here[key])) for key in keys
    ]
    return Sheet(
        key="participation",
        title=_(
            "%(active)s of %(people)s people handed in evidence",
            active=number(took_part), people=number(whole),
        ),
        heads=(first_up(words("school", 1)), _("People"), _("Handed something in"), _("Share")),
        rows=rows,
        total=(_("Together"), whole, took_part, share(took_part, whole)),
        figure=_shares([(name, active, people) for name, people, active, _share in rows]),
        height=lying(rows),
    )  # fmt: skip


def months(sums: Sums) -> Sheet:
    """Evidence of each month of the year, by what became of it."""
    counted = added(sums.tallies, lambda each: (each.month, each.status), pieces)
    every = list(_months(sums.asked))
    approved = [counted[month, Status.APPROVED] for month in every]
    return Sheet(
        key="months",
        title=ngettext(
            "One piece of evidence was approved",
            "%(n)s pieces of evidence were approved",
            sum(approved),
            n=number(sum(approved)),
        ),
        heads=(_("Month of the work"), *(worded(status) for status in _STATUSES)),
        rows=[
            (_month(month, "LLLL y"), *(counted[month, status] for status in _STATUSES))
            for month in every
        ],
        total=(_("Together"), *(sum(counted[m, status] for m in every) for status in _STATUSES)),
        figure=charts.columns(
            [_month(month, "LLL") for month in every],
            approved,
            [number(n) if n else "" for n in approved],
        ),
        note=_("By the month in which the work was done."),
        height="low",
    )


def campuses(sums: Sums) -> Sheet:
    """Approved evidence of each campus, and how much of it shows students' work."""
    where = campus_of
    done, spent = added(sums.approved, where, pieces), added(sums.approved, where, minutes)
    shows = (each for each in sums.approved if EvidenceKind.STUDENT in each.kinds)
    with_students: Counter[str] = added(shows, where, pieces)
    keys = [key for key in (*page.catalog().campuses, "") if key or done[key]]
    rows = [(campus_name(key), done[key], with_students[key], spent[key] // 60) for key in keys]
    shown, whole = sum(with_students.values()), sum(done.values())
    return Sheet(
        key="campuses",
        title=_("How much shows students’ work")
        if not whole
        else _(
            "%(share)s of what was approved shows students’ work",
            share=percent(float(share(shown, whole))),
        ),
        heads=(
            first_up(words("campus", 1)), worded(Status.APPROVED),
            worded(EvidenceKind.STUDENT), _("Hours"),
        ),
        rows=rows,
        total=(_("Together"), whole, shown, sum(spent.values()) // 60),
        figure=charts.pairs(
            [row[0] for row in rows],
            [
                (_("%(n)s approved", n="{}"), [row[1] for row in rows]),
                (_("%(n)s with students", n="{}"), [row[2] for row in rows]),
            ],
        ),
        height=lying(rows, each=2),
    )  # fmt: skip


def equity(sums: Sums) -> Sheet:
    """Who takes part and what comes of it, by kind of staff and part of full time."""
    here, active = added(sums.people, staff, heads), added(sums.participating, staff, heads)
    spent = added(sums.approved, staff, minutes)
    badges = added(sums.earned_as(Attainment.BADGE), staff, lambda each: each.number)
    degrees = added(sums.earned_as(Attainment.DEGREE), staff, lambda each: each.number)
    kinds = [(kind, part) for kind in Audience for part in (False, True) if here[kind, part]]
    rows: list[tuple[Cell, ...]] = [
        (
            _staff_name(*key),
            here[key],
            active[key],
            share(active[key], here[key]),
            spent[key] // 60,
            badges[key],
            degrees[key],
        )
        for key in kinds
    ]
    return Sheet(
        key="equity",
        title=_("Taking part, by kind of staff and working time"),
        heads=(
            _("Staff"), _("People"), _("Handed something in"), _("Share"), _("Hours"),
            first_up(words("badge")), first_up(words("degree")),
        ),
        rows=rows,
        figure=_shares([(_staff_name(*key), active[key], here[key]) for key in kinds]),
        note=_("A program for all staff reaches every one of these groups alike."),
        height=lying(rows),
    )  # fmt: skip


def campus_of(part: Any) -> str:
    return campus(part.activity)


def _shares(lines: list[tuple[str, int, int]]) -> charts.Figure:
    """Bars of how many of how many; both numbers stand in the table."""
    return charts.bars(
        [name for name, _part, _whole in lines],
        [float(share(part, whole)) for _name, part, whole in lines],
        [percent(float(share(part, whole))) for _name, part, whole in lines],
    )  # fmt: skip


def _months(asked: Asked) -> Iterator[date]:
    """The months of the school year, until the present one."""
    month = asked.year.first.replace(day=1)
    while month <= min(asked.year.last, page.today()):
        yield month
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _month(month: date, pattern: str) -> str:
    return first_up(format_date(month, pattern, locale=locale()))


def _staff_name(kind: Audience, part_time: bool) -> str:
    return _("%(staff)s, part-time", staff=worded(kind)) if part_time else worded(kind)
