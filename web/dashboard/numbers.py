"""Where a catalog's numbers are set: each with the file and the line on which it is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from engine import catalogs
from rules.catalog import Cap, Catalog, Grant
from rules.pack.written import Place
from rules.requirements.phrases import summary
from rules.terms import Stage
from web import needs, page
from web.awards import cap_in_words
from web.formats import first_up, hour_of_day, hours, in_language, number
from web.wording import count, worded, words

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Number:
    """What something is set to, and the path to it inside the pack."""

    label: str
    value: str
    path: Path
    href: str = ""
    where: str = ""
    """File and line, `activities/literacy.yaml, line 12`; or that nobody wrote another."""

    @property
    def written_path(self) -> str:
        """Its path as an address writes it."""
        return "/".join(map(str, self.path))


@dataclass(frozen=True)
class Group:
    """Numbers of one kind."""

    key: str
    title: str
    numbers: tuple[Number, ...]

    @property
    def lines(self) -> list[tuple[str, list[Number]]]:
        """What belongs to the same thing, side by side."""
        return [(label, list(found)) for label, found in groupby(self.numbers, _label)]


def groups(number: int, search: str = "") -> list[Group]:
    """Every number of the catalog by kind; those whose name or value has these letters."""
    catalog = catalogs.numbered(page.session(), page.district(), number)
    found = [
        Group("activities", first_up(words("activity")), tuple(_activities(catalog))),
        Group("bonuses", _("Bonuses and caps"), tuple(_rules(catalog))),
        Group("levels", first_up(words("level")), tuple(_levels(catalog))),
        Group("degrees", first_up(words("degree")), tuple(_degrees(catalog))),
        Group("rewards", first_up(words("reward")), tuple(_rewards(catalog))),
        Group("terms", _("Reviews and standings"), tuple(_terms(catalog))),
    ]
    kept = [replace(each, numbers=tuple(_matching(each.numbers, search))) for each in found]
    return _linked(number, [group for group in kept if group.numbers])


def address(number: int, path: Path) -> str:
    """Where in the text of the catalog this path is written."""
    place = catalogs.where_written(page.session(), page.district(), number, [path])[path]
    return _address(number, place.file, place.line)


def path_of(rule: str, catalog: Catalog) -> Path:
    """The path to a rule as entries name it: `number-talks.used`, `pathway/stem`, `outcome`."""
    if rule.startswith("pathway/"):
        return ("pathways", rule.removeprefix("pathway/"), "points")
    if rule in catalog.rules:
        return ("rules", rule, "grants")
    if rule.startswith("cap:"):
        family, _slash, name = rule.removeprefix("cap:").partition("/")
        section = {"activity": "activities", "campus": "campuses"}.get(family, "rules")
        return (section, name, "cap") if name in getattr(catalog, section) else _carried(name)
    return _carried(rule)


def _carried(rule: str) -> Path:
    """A rule that an activity, or one of its stages, carries."""
    key, _dot, stage = rule.partition(".")
    return ("activities", key, "stages", stage or Stage.DONE.value, "points")


def _address(number: int, file: str, line: int) -> str:
    return url_for("dashboard.text", number=number, file=file, _anchor=f"line-{line}")


def _linked(number: int, found: Sequence[Group]) -> list[Group]:
    paths = [each.path for group in found for each in group.numbers]
    places = catalogs.where_written(page.session(), page.district(), number, paths)
    return [
        replace(
            group,
            numbers=tuple(_link(number, each, places[each.path]) for each in group.numbers),
        )
        for group in found
    ]


def _link(number: int, each: Number, place: Place) -> Number:
    if not place.path:
        return replace(each, where=_("as usual; the pack writes no other"))
    where = _("%(file)s, line %(line)s", file=place.file, line=place.line)
    href = _address(number, place.file, place.line)
    return replace(each, href=href, where=where)


def _label(each: Number) -> str:
    return each.label


def _matching(numbers: Sequence[Number], search: str) -> Iterator[Number]:
    asked = search.casefold().split()
    for each in numbers:
        told = f"{each.label} {each.value}".casefold()
        if all(part in told for part in asked):
            yield each


def _activities(catalog: Catalog) -> Iterator[Number]:
    for key, activity in catalog.activities.items():
        title = in_language(activity.title)
        for stage, offer in activity.stages.items():
            label = title if stage is Stage.DONE else f"{title}: {worded(stage).lower()}"
            path = ("activities", key, "stages", stage.value)
            if offer.points is not None:
                yield Number(label, _granted(offer.points), (*path, "points"))
            if offer.minutes:
                yield Number(label, hours(offer.minutes), (*path, "hours"))
        if activity.cap is not None:
            yield _cap(title, activity.cap, ("activities", key, "cap"))


def _rules(catalog: Catalog) -> Iterator[Number]:
    for key, rule in catalog.rules.items():
        title = in_language(rule.title) or key
        yield Number(title, _granted(rule.grants), ("rules", key, "grants"))
        if rule.cap is not None:
            yield _cap(title, rule.cap, ("rules", key, "cap"))
    for key, campus in catalog.campuses.items():
        if campus.cap is not None:
            yield _cap(in_language(campus.title), campus.cap, ("campuses", key, "cap"))
    for key, pathway in catalog.pathways.items():
        if pathway.points:
            yield Number(
                in_language(pathway.title),
                count("point", pathway.points),
                ("pathways", key, "points"),
            )


def _levels(catalog: Catalog) -> Iterator[Number]:
    for key, level in catalog.levels.items():
        value = _("from %(points)s", points=count("point", level.experience))
        yield Number(in_language(level.title), value, ("levels", key, "experience"))


def _degrees(catalog: Catalog) -> Iterator[Number]:
    for key, degree in catalog.degrees.items():
        path = ("degrees", key, "requires", "all", "of")
        for place, each in enumerate(degree.requires.of or (degree.requires,)):
            asked = each.title or first_up(needs.asks(summary(each), catalog))
            yield Number(in_language(degree.title), in_language(asked), (*path, place))


def _rewards(catalog: Catalog) -> Iterator[Number]:
    for key, reward in catalog.rewards.items():
        title = in_language(reward.title)
        yield Number(title, count("point", reward.price), ("rewards", key, "price"))
        if reward.stock is not None:
            yield Number(title, _("%(n)s in stock", n=number(reward.stock)),
                         ("rewards", key, "stock"))  # fmt: skip
        if reward.limit is not None:
            yield Number(title, _("%(n)s for each person", n=number(reward.limit)),
                         ("rewards", key, "limit"))  # fmt: skip


def _terms(catalog: Catalog) -> Iterator[Number]:
    yield Number(
        _("An answer is promised within"),
        _("%(n)s school days", n=catalog.review.answer_school_days),
        ("review", "answer_school_days"),
    )
    for kind, most in catalog.files.megabytes.items():
        size = _("%(n)s MB", n=number(most)) if most else _("none are taken")
        yield Number(_("One file: %(kind)s", kind=worded(kind)), size, ("files", kind.value))
    if months := catalog.files.student_months:
        yield Number(_("Files of student evidence are kept for"),
                     ngettext("%(num)s month", "%(num)s months", months),
                     ("files", "student_months"))  # fmt: skip
    yield Number(
        _("Small schools are compared as if they had so many more people"),
        number(catalog.standings.shrinkage_heads),
        ("standings", "shrinkage_heads"),
    )
    upkeep = catalog.upkeep
    yield Number(_("A deleted draft can be brought back for"),
                 ngettext("%(num)s day", "%(num)s days", upkeep.deleted_days),
                 ("upkeep", "deleted_days"))  # fmt: skip
    yield Number(_("A notification stays on the list for"),
                 ngettext("%(num)s day", "%(num)s days", upkeep.notification_days),
                 ("upkeep", "notification_days"))  # fmt: skip
    yield Number(_("Digests are written at"), hour_of_day(upkeep.morning),
                 ("upkeep", "digest_hour"))  # fmt: skip
    for key, award in catalog.school_awards.items():
        yield Number(
            in_language(award.title),
            _("%(n)s for each person", n=count("point", award.points_per_head)),
            ("school_awards", key, "points_per_head"),
        )


def _cap(title: str, cap: Cap, path: Path) -> Number:
    return Number(title, _("at most %(cap)s", cap=cap_in_words(cap)), path)


def _granted(grant: Grant) -> str:
    if grant.points_per_hour is not None:
        return _("%(points)s an hour", points=count("point", grant.points_per_hour))
    scale = grant.by_score.points if grant.by_score else grant.by_stage or grant.by_level
    if scale:
        least, most = min(scale.values()), max(scale.values())
        return _("%(least)s to %(points)s", least=number(least), points=count("point", most))
    return count("point", grant.points or 0)
