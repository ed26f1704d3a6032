"""What requirements ask, need by need, in the district's words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from rules.catalog import ActivityKind, Catalog
from rules.requirements import Attribute, Kind, Measure
from rules.requirements.phrases import Phrase
from rules.terms import EvidenceKind
from web import formats
from web.conditions import activity_name, conditions, degree_name, either
from web.formats import in_language, joined, number, percent
from web.wording import count, words

Values = Mapping[str, Any]


def asks(phrase: Phrase, catalog: Catalog) -> str:
    """What a requirement or one of its needs asks: `4 different activities: courses`."""
    if phrase.parts and phrase.code in (Kind.COLLECT, Kind.CHECK):
        return _all_needs(phrase, catalog)
    return _SAY[phrase.code](_Said(phrase, catalog))


def each_need(phrases: Sequence[Phrase], catalog: Catalog) -> list[str]:
    """Needs in words, one after the other; an outcome is told as of some of all the pieces."""
    said = []
    for phrase in phrases:
        inside = next((each for each in phrases if _is_part(each, phrase)), None)
        if inside:
            told, n = asks(phrase, catalog), int(inside.values["n"])
            said.append(_("%(what)s (%(n)s with an outcome)", what=told, n=number(n)))
        elif not any(_is_part(phrase, each) for each in phrases):
            said.append(asks(phrase, catalog))
    return said


def _is_part(inner: Phrase, outer: Phrase) -> bool:
    """Whether the pieces of the one may be among those of the other, with an outcome."""
    narrow, wide = inner.values.get("where", {}), outer.values.get("where", {})
    return (
        inner.code == outer.code == Measure.COUNT
        and not wide.get("outcome")
        and narrow == {**wide, "outcome": True}
        and Fraction(inner.values["n"]) <= Fraction(outer.values["n"])
    )


# -- one need ------------------------------------------------------------------------------------


class _Said:
    """A phrase that is being put into words."""

    def __init__(self, phrase: Phrase, catalog: Catalog) -> None:
        self.phrase, self.catalog = phrase, catalog
        self.values: Values = phrase.values
        self.where: Values = phrase.values.get("where", {})

    @property
    def exact(self) -> Fraction:
        return Fraction(self.values.get("n", 0))

    @property
    def n(self) -> int:
        return int(self.exact)

    def with_tail(self, head: str, *told: str) -> str:
        """The words, and after them the conditions that they did not say yet."""
        tail = [said for key, said in conditions(self.where, self.catalog) if key not in told]
        return ", ".join([head, *tail])


def _points(said: _Said) -> str:
    return said.with_tail(count("point", said.n))


def _count(said: _Said) -> str:
    n, kinds = said.n, said.where.get("kinds")
    if said.where.get("activities"):
        names = either(activity_name(name, said.catalog) for name in said.where["activities"])
        told = ngettext("%(what)s once", "%(what)s %(num)s times", n, what=names)
        return said.with_tail(told, "activities")
    if kinds == [EvidenceKind.STUDENT] and said.where.get("outcome"):
        told = ngettext(
            "%(num)s piece of student evidence with a measured outcome",
            "%(num)s pieces of student evidence with a measured outcome",
            n,
        )
        return said.with_tail(told, "kinds", "outcome")
    if kinds == [EvidenceKind.STUDENT]:
        told = ngettext(
            "%(num)s piece of student evidence", "%(num)s pieces of student evidence", n
        )
        return said.with_tail(told, "kinds")
    if kinds == [EvidenceKind.OWN]:
        told = ngettext("%(num)s piece of own learning", "%(num)s pieces of own learning", n)
        return said.with_tail(told, "kinds")
    return said.with_tail(ngettext("%(num)s piece of work", "%(num)s pieces of work", n))


def _hours(said: _Said) -> str:
    return said.with_tail(_part_time(formats.hours(int(said.exact * 60)), said))


def _outside_hours(said: _Said) -> str:
    told = _("%(hours)s outside contract time", hours=formats.hours(int(said.exact * 60)))
    return said.with_tail(_part_time(told, said))


def _part_time(told: str, said: _Said) -> str:
    if said.values.get("by_fte"):
        return _("%(hours)s in proportion to your employment", hours=told)
    return told


def _distinct(said: _Said) -> str:
    n = said.n
    attribute = Attribute(said.values["attribute"])
    if said.where.get("activities") and attribute is Attribute.ACTIVITY:
        names = [activity_name(name, said.catalog) for name in said.where["activities"]]
        if n == len(names):
            return said.with_tail(joined(names), "activities")
        told = _("%(n)s of %(names)s", n=number(n), names=either(names))
        return said.with_tail(told, "activities")
    if said.values.get("more") and attribute is Attribute.CAMPUS:
        return _more_campuses(said)
    if said.where.get("activity_kinds") == [ActivityKind.COURSE] and attribute in _COURSES:
        return said.with_tail(_COURSES[attribute](n), "activity_kinds")
    return said.with_tail(_DIFFERENT[attribute](n))


def _more_campuses(said: _Said) -> str:
    """Of a need that work on other campuses has begun."""
    n, things = number(said.n), words("campus", said.n)
    if said.where.get("activity_kinds") == [ActivityKind.COURSE]:
        told = _("courses in %(n)s more %(things)s", n=n, things=things)
        return said.with_tail(told, "activity_kinds")
    return said.with_tail(_("work in %(n)s more %(things)s", n=n, things=things))


def _different_activities(n: int) -> str:
    return _("%(things)s, each a different one", things=count("activity", n)) if n > 1 else (
        count("activity", n)
    )  # fmt: skip


_DIFFERENT: Mapping[Attribute, Any] = {
    Attribute.ACTIVITY: _different_activities,
    Attribute.CAMPUS: lambda n: _("work in %(things)s", things=count("campus", n)),
    Attribute.CATEGORY: lambda n: ngettext("%(num)s field", "%(num)s different fields", n),
    Attribute.KIND: lambda n: ngettext(
        "%(num)s kind of evidence", "%(num)s different kinds of evidence", n
    ),
    Attribute.SCHOOL_YEAR: lambda n: ngettext(
        "work in %(num)s school year", "work in %(num)s different school years", n
    ),
    Attribute.TAG: lambda n: ngettext("%(num)s theme", "%(num)s different themes", n),
    Attribute.ACTIVITY_KIND: lambda n: ngettext(
        "%(num)s way of learning", "%(num)s different ways of learning", n
    ),
    Attribute.STAGE: lambda n: ngettext("%(num)s stage", "%(num)s different stages", n),
}


_COURSES: Mapping[Attribute, Any] = {
    Attribute.ACTIVITY: lambda n: ngettext("%(num)s course", "%(num)s different courses", n),
    Attribute.CAMPUS: lambda n: _("courses in %(things)s", things=count("campus", n)),
}


def _span(said: _Said) -> str:
    told = ngettext(
        "%(num)s day between the first and the last", "%(num)s days between the first and the last",
        said.n,
    )  # fmt: skip
    return said.with_tail(told)


def _mean(said: _Said) -> str:
    return said.with_tail(_("a mean score of %(score)s", score=formats.amount(said.exact)))


def _share(said: _Said) -> str:
    part = percent(float(said.exact))
    return said.with_tail(
        _("%(part)s of the %(points)s looked at", part=part, points=words("point"))
    )


def _hours_per_year(said: _Said) -> str:
    each, span = Fraction(said.values["hours"]), said.values["years"]
    if said.exact != each * span and not said.values.get("by_fte"):
        return said.with_tail(formats.hours(int(said.exact * 60)))
    if said.values.get("by_fte") and said.exact < each * span:
        return said.with_tail(formats.hours(int(said.exact * 60)))
    hours = formats.hours(int(each * 60))
    if span == 1:
        told = _("%(hours)s in one school year", hours=hours)
    elif said.values.get("consecutive"):
        told = _("%(hours)s in each of %(n)s school years in a row", hours=hours, n=number(span))
    else:
        told = _("%(hours)s in each of %(n)s school years", hours=hours, n=number(span))
    return said.with_tail(_part_time(told, said))


def _years_since(said: _Said) -> str:
    return ngettext(
        "%(num)s whole school year after “%(degree)s”",
        "%(num)s whole school years after “%(degree)s”",
        said.n,
        degree=degree_name(said.values["degree"], said.catalog),
    )


# -- groups, and what is attained ------------------------------------------------------------------


def _all_needs(phrase: Phrase, catalog: Catalog) -> str:
    """A leaf's needs, then the filter and the window that hold for all of them."""
    said = _Said(phrase, catalog)
    parts = phrase.parts
    if len(parts) == 1 and said.where:
        whole = {**said.where, **parts[0].values.get("where", {})}
        parts = (Phrase(parts[0].code, {**parts[0].values, "where": whole}),)
        said.where = {}
    needs = joined(each_need(parts, catalog))
    if span := phrase.values.get("school_years"):
        needs = ngettext(
            "%(what)s within one school year", "%(what)s within %(num)s school years", span,
            what=needs,
        )  # fmt: skip
    expired = [_("expired work as well")] if phrase.values.get("expired_ok") else []
    limits = _limits(phrase.values.get("limits", ()), catalog)
    return ", ".join([said.with_tail(needs), *expired, *limits])


def _group(said: _Said) -> str:
    parts = [asks(part, said.catalog) for part in said.phrase.parts]
    if said.values.get("each"):
        in_each = joined(parts)
        if "n" not in said.values:
            return _("in every one of the %(things)s: %(what)s", things=words("campus"),
                     what=in_each)  # fmt: skip
        return _("in %(things)s: %(what)s", things=count("campus", said.n), what=in_each)
    if _asks_one(said) and len(parts) == 2:
        return _("either %(one)s, or %(other)s", one=parts[0], other=parts[1])
    head = _head(said)
    return _("%(head)s: %(what)s", head=head, what="; ".join(parts)) if parts else head


def _head(said: _Said) -> str:
    whole = int(said.values.get("of", len(said.phrase.parts)) or 0)
    if _asks_one(said):
        return _("one of these %(n)s", n=number(whole)) if whole else _("one of these")
    if said.phrase.code == Kind.N_OF:
        return _("any %(n)s of these %(whole)s", n=number(said.n), whole=number(whole))
    return _("all of these")


def _asks_one(said: _Said) -> bool:
    return said.phrase.code == Kind.ANY or (said.phrase.code == Kind.N_OF and said.n == 1)


def _requirements(said: _Said) -> str:
    return ngettext("one requirement of these", "%(num)s requirements of these", said.n)


def _needs(said: _Said) -> str:
    return ngettext("%(num)s part", "%(num)s parts", said.n)


def _manual(_said: _Said) -> str:
    return _("confirmed by your district")


def _level(said: _Said) -> str:
    return _("%(the_level)s “%(title)s”", the_level=words("level", 1), title=_level_title(said))


def _level_title(said: _Said) -> str:
    key = str(said.values.get("level", ""))
    level = said.catalog.levels.get(key)
    return in_language(level.title) if level else key


def _experience(said: _Said) -> str:
    """So many points up to a level."""
    if not said.n:
        return _level(said)
    return _("%(points)s to “%(title)s”", points=count("point", said.n), title=_level_title(said))


def _attained(said: _Said) -> str:
    return _("the %(the_degree)s “%(title)s”", the_degree=words("degree", 1),
             title=degree_name(said.values.get("degree", ""), said.catalog))  # fmt: skip


_SAY: Mapping[str, Any] = {
    Measure.POINTS: _points,
    Measure.COUNT: _count,
    Measure.HOURS: _hours,
    Measure.OUTSIDE_HOURS: _outside_hours,
    Measure.DISTINCT: _distinct,
    Measure.SPAN_DAYS: _span,
    Measure.MEAN_SCORE: _mean,
    Measure.SHARE_POINTS: _share,
    Measure.HOURS_PER_YEAR: _hours_per_year,
    Measure.SCHOOL_YEARS_SINCE: _years_since,
    Kind.ALL: _group,
    Kind.ANY: _group,
    Kind.N_OF: _group,
    Kind.COLLECT: _needs,
    Kind.CHECK: _needs,
    Kind.MANUAL: _manual,
    Kind.LEVEL: _level,
    Kind.DEGREE: _attained,
    "requirements": _requirements,
    "needs": _needs,
    "experience": _experience,
}
"""Every code of `rules.requirements.phrases` and `rules.audits.findings`, and who says it."""

CODES = frozenset(_SAY)


def _limits(limits: Iterable[Values], catalog: Catalog) -> Iterator[str]:
    for limit in limits:
        tail = ", ".join(said for _key, said in conditions(limit.get("where", {}), catalog))
        yield " ".join(filter(None, (_limit(limit), tail)))


def _limit(limit: Values) -> str:
    if "max_points" in limit:
        return _("at most %(what)s", what=count("point", limit["max_points"]))
    if "max_count" in limit:
        n = limit["max_count"]
        return _("at most %(what)s", what=ngettext("%(num)s piece", "%(num)s pieces", n))
    if "max_distinct" in limit:
        return _("at most %(what)s", what=_DIFFERENT[Attribute(limit["max_distinct"])](limit["n"]))
    return _("each kind at least %(n)s times", n=number(limit["count"]))
