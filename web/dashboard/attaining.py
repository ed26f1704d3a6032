"""Sheets about what is attained: degrees, how near people are to them, levels and badges."""

from flask_babel import gettext as _
from flask_babel import ngettext

from engine import progress
from engine.credentials import Attainment
from web import charts, page
from web.dashboard.sheets import Sheet, lying
from web.dashboard.sums import Sums, added, campus_name, degree_name
from web.formats import first_up, in_language, number
from web.wording import count, words

NEAR = 2
"""So many open requirements count as near."""


def degrees(sums: Sums) -> Sheet:
    """How many pursue each degree, and on how many it was conferred."""
    written = page.catalog().degrees
    keys = [*(key for key in written), *(key for key in sums.degrees if key not in written)]
    found = [(degree_name(key), sums.degrees[key]) for key in keys if key in sums.degrees]
    rows = [(name, n.pursuing, n.conferred, n.conferred_ever) for name, n in found]
    pursuing, conferred = sum(row[1] for row in rows), sum(row[2] for row in rows)
    return Sheet(
        key="degrees",
        title=ngettext(
            "%(conferred)s conferred, %(pursuing)s under way today",
            "%(conferred)s conferred, %(pursuing)s under way today",
            conferred,
            conferred=count("degree", conferred), pursuing=number(pursuing),
        ),
        heads=(
            first_up(words("degree", 1)), _("Under way today"),
            _("Conferred in %(year)s", year=str(sums.asked.year)), _("Conferred ever"),
        ),
        rows=rows,
        total=(_("Together"), pursuing, conferred, sum(row[3] for row in rows)),
        figure=charts.pairs(
            [row[0] for row in rows],
            [
                (_("%(n)s under way", n="{}"), [row[1] for row in rows]),
                (_("%(n)s conferred", n="{}"), [row[2] for row in rows]),
            ],
        ),
        height=lying(rows, each=2),
    )  # fmt: skip


def requirements(sums: Sums) -> Sheet:
    """How many of those who pursue a degree are how many requirements away from it."""
    away = added(sums.still_open.items(), lambda each: each[0][1], lambda each: each[1])
    numbers = list(range(1, max(away, default=0) + 1))
    near = sum(away[n] for n in range(1, NEAR + 1))
    return Sheet(
        key="requirements",
        title=ngettext(
            "One is within %(near)s requirements of the %(degree)s",
            "%(n)s are within %(near)s requirements of the %(degree)s",
            near,
            n=number(near), near=NEAR, degree=words("degree", 1),
        ),
        heads=(_("Requirements open"), _("Under way today")),
        rows=[(number(n), away[n]) for n in numbers],
        total=(_("Together"), sum(away.values())),
        figure=charts.columns(
            [number(n) for n in numbers],
            [away[n] for n in numbers],
            [number(away[n]) if away[n] else "" for n in numbers],
            until=NEAR - 1, beyond=charts.QUIET,
        ),
        note=_("Across: how many requirements are open, by the shortest way."),
        height="low",
    )  # fmt: skip


def levels(sums: Sums) -> Sheet:
    """How many people are on each level today."""
    ladder = page.catalog().levels
    reached = progress.level_counts(page.session(), sums.asked.scope, today=page.today())
    come_to = [reached.get(key, 0) for key in ladder]
    on_each = [n - beyond for n, beyond in zip(come_to, [*come_to[1:], 0], strict=False)]
    titles = [in_language(level.title) for level in ladder.values()]
    return Sheet(
        key="levels",
        title=_("%(levels)s that people have come to", levels=first_up(words("level"))),
        heads=(first_up(words("level", 1)), _("People")),
        rows=list(zip(titles, on_each, strict=True)),
        total=(_("Together"), sum(on_each)),
        figure=charts.amounts(titles, on_each, [number(n) for n in on_each]),
        note=_("People with approved work who keep the game layer switched on."),
        height=lying(titles),
    )


def badges(sums: Sums) -> Sheet:
    """Badges that were earned in the year, by campus."""
    offers = page.catalog().badge_catalog
    campus_of = {key: offer.campus or "" for key, offer in offers.items()}
    earned = added(
        sums.earned_as(Attainment.BADGE),
        lambda each: campus_of.get(each.key, ""),
        lambda each: each.number,
    )
    keys = [key for key in (*page.catalog().campuses, "") if key or earned[key]]
    rows = [(campus_name(key), earned[key]) for key in keys]
    whole = sum(earned.values())
    return Sheet(
        key="badges",
        title=ngettext(
            "%(badges)s earned", "%(badges)s earned", whole, badges=count("badge", whole)
        ),
        heads=(first_up(words("campus", 1)), first_up(words("badge"))),
        rows=rows,
        total=(_("Together"), whole),
        figure=charts.amounts(
            [row[0] for row in rows], [row[1] for row in rows], [number(row[1]) for row in rows]
        ),
        height=lying(rows),
    )
