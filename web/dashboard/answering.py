"""Sheets about answers and outcomes: how soon people are answered, what changed for students."""

from flask_babel import gettext as _
from flask_babel import ngettext

from engine import evidence
from engine.evidence import Outcome, OutcomeSum
from web import charts, page
from web.dashboard.sheets import Cell, Sheet, lying, share
from web.dashboard.sums import Sums, activity_name, campus, campus_name, school_name
from web.formats import first_up, number, percent
from web.wording import words

_DAYS_SHOWN = 10


def answers(sums: Sums) -> Sheet:
    """After how many school days evidence was answered, beside what the district promises."""
    days = evidence.answer_days(page.session(), sums.asked.scope, sums.asked.year)
    promise = page.catalog().review.answer_school_days
    last = max(_DAYS_SHOWN, promise + 1)
    labels = [*(number(day) for day in range(last)), _("%(n)s and more", n=number(last))]
    numbers = [*(days.get(day, 0) for day in range(last)),
               sum(n for day, n in days.items() if day >= last)]  # fmt: skip
    kept = share(sum(numbers[: promise + 1]), sum(numbers))
    return Sheet(
        key="answers",
        title=_("How soon evidence is answered")
        if not sum(numbers)
        else ngettext(
            "%(share)s of the answers came within one school day",
            "%(share)s of the answers came within %(num)s school days",
            promise,
            share=percent(float(kept)),
        ),
        heads=(_("School days until the answer"), _("Answers")),
        rows=list(zip(labels, numbers, strict=True)),
        total=(_("Together"), sum(numbers)),
        figure=charts.columns(
            [*labels[:-1], f"{number(last)}+"],
            numbers,
            [number(n) if n else "" for n in numbers],
            until=promise,
        ),
        note=_("Across: school days from handing in to the answer. What the district promises "
               "has its own color."),
        height="low",
    )  # fmt: skip


def outcomes(sums: Sums) -> Sheet:
    """What approved evidence measured before and after, by campus."""
    found = sums.outcomes
    by_campus: dict[str, list[Outcome]] = {}
    for each in found:
        by_campus.setdefault(campus(each.activity), []).append(each)
    keys = [key for key in (*page.catalog().campuses, "") if key in by_campus]
    added_up = [(campus_name(key), evidence.added_up(by_campus[key])) for key in keys]
    whole = evidence.added_up(found)
    return Sheet(
        key="outcomes",
        title=in_one_sentence(whole),
        heads=(
            first_up(words("campus", 1)), _("Measures"), _("Students"), _("Before"), _("After"),
            _("Share before"), _("Share after"),
        ),
        rows=[_row(name, measured) for name, measured in added_up],
        total=_row(_("Together"), whole),
        figure=charts.changes(
            [name for name, _sum in added_up],
            [float(share(each.before, each.of)) for _name, each in added_up],
            [float(share(each.after, each.of)) for _name, each in added_up],
            [_shares(each) for _name, each in added_up],
        ),
        note=_("From the ring to the dot: the share of students before and after. A student who "
               "was measured in two classes counts twice."),
        height=lying(keys),
    )  # fmt: skip


def measures(sums: Sums) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """Every measure for a spreadsheet: the heads, and a row each."""
    heads = (
        _("Day"),
        first_up(words("school", 1)),
        first_up(words("campus", 1)),
        first_up(words("activity", 1)),
        _("What was counted"),
        _("Students"),
        _("Before"),
        _("After"),
    )
    return heads, [
        (
            each.done_on.isoformat(), school_name(each.school), campus_name(campus(each.activity)),
            activity_name(each.activity), each.measure, each.of, each.before, each.after,
        )
        for each in sums.outcomes
    ]  # fmt: skip


def in_one_sentence(whole: OutcomeSum) -> str:
    """`From 312 to 421 of 560 students`."""
    if not whole.measures:
        return _("What changed for students")
    return _(
        "From %(before)s to %(after)s of %(of)s students",
        before=number(whole.before), after=number(whole.after), of=number(whole.of),
    )  # fmt: skip


def _row(name: str, measured: OutcomeSum) -> tuple[Cell, ...]:
    return (
        name, measured.measures, measured.of, measured.before, measured.after,
        share(measured.before, measured.of), share(measured.after, measured.of),
    )  # fmt: skip


def _shares(measured: OutcomeSum) -> tuple[str, str]:
    return (
        percent(float(share(measured.before, measured.of))),
        percent(float(share(measured.after, measured.of))),
    )
