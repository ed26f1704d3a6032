"""A way in words: its work by school years and months, what it takes, and when it would end."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from engine import evidence, progress
from engine.people import Participant
from engine.progress import NearestWay, Wish
from rules.audits.lasting import lasting_at
from rules.badges import missing_before
from rules.catalog import Catalog
from rules.facts import Completion
from rules.requirements import Requirement
from rules.terms import EvidenceWanted, SchoolYear, Stage
from rules.ways import Aim, Moved, Planned, Way
from web import page, sentences
from web.conditions import activity_name
from web.formats import (
    day,
    hours,
    in_language,
    inner,
    month_name,
    month_within,
    number,
    percent,
    takes,
)
from web.ways.seasons import beside_the_months
from web.wording import count, worded

_MOVES_MOST = 2


@dataclass(frozen=True)
class Piece:
    """One piece of work of the plan."""

    title: str
    stage: str
    times: str
    href: str
    begin: str
    """Where to begin it; empty while something comes before, or where it stands a second time."""
    takes: str
    points: str
    shows: tuple[str, ...]
    moves: tuple[str, ...]


@dataclass(frozen=True)
class Month:
    name: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Year:
    name: str
    months: tuple[Month, ...]


@dataclass(frozen=True)
class Plan:
    """The whole way."""

    years: tuple[Year, ...]
    sum: str
    sure: str
    finish: str
    to_take_up: tuple[tuple[str, str], ...]
    """Degrees on the way, by key and title."""
    ends: tuple[str, ...]
    """Earlier work that the plan counts on and that has an end."""
    waits: str
    """What is still to be waited for where no work is left; empty where there is some."""


@dataclass(frozen=True)
class _Telling:
    """What every piece is told with."""

    catalog: Catalog
    """Today's: what is offered."""
    judging: Catalog
    nodes: dict[str, Requirement]
    done: tuple[Completion, ...]
    waived: frozenset[str]
    plays: bool


def plan(place: Participant, wish: Wish, found: NearestWay, way: Way) -> Plan:
    session, now = page.session(), page.now()
    judging = progress.judging(session, place, wish.degree, now=now)
    tree = progress.tree_of(judging, wish.degree)
    telling = _Telling(
        page.catalog(),
        judging,
        {node.id: node for node in tree.walk()},
        evidence.completions(session, place),
        evidence.waivers.waived(session, place),
        place.plays,
    )
    ends = tuple(_ends(place, way, telling)) if way.work else ()
    return Plan(
        years=tuple(_years(way.work, telling)),
        sum=_sum(way),
        sure=_sure(way),
        finish=beside_the_months(found.finish, way.work[-1].day)
        if found.finish and way.work and not ends
        else "",
        ends=ends,
        to_take_up=tuple(
            (key, degree_title(place, key)) for key in found.to_take_up if key != wish.degree
        ),
        waits="" if way.work else _waits(way),
    )


def requirement_title(place: Participant, wish: Wish) -> str:
    """What the requirement is called that is to be reached; empty for the whole degree."""
    judging = progress.judging(page.session(), place, wish.degree, now=page.now())
    tree = progress.tree_of(judging, wish.degree)
    found = next((node for node in tree.walk() if node.id == wish.requirement), None)
    return sentences.name(found, judging) if found else ""


def degree_title(place: Participant, degree: str) -> str:
    judging = progress.judging(page.session(), place, degree, now=page.now())
    return in_language(judging.degrees[degree].title)


def _years(work: Iterable[Planned], telling: _Telling) -> Iterator[Year]:
    begun: set[tuple[str, Stage]] = set()
    starts = telling.catalog.year_starts
    for year, in_year in groupby(work, lambda each: SchoolYear.of(each.day, starts)):
        months = tuple(
            Month(month_name(first), tuple(_pieces(in_month, telling, begun)))
            for first, in_month in groupby(in_year, lambda each: each.day.replace(day=1))
        )
        yield Year(_("School year %(year)s", year=str(year)), months)


def _pieces(
    in_month: Iterable[Planned], telling: _Telling, begun: set[tuple[str, Stage]]
) -> Iterator[Piece]:
    """The work of a month; what is to be done several times stands once."""
    alike: dict[Planned, list[Planned]] = {}
    for each in in_month:
        alike.setdefault(replace(each, day=date.min, points=0, moves=()), []).append(each)
    for several in alike.values():
        yield _piece(several, telling, begun)


def _piece(several: Sequence[Planned], telling: _Telling, begun: set[tuple[str, Stage]]) -> Piece:
    each, times = several[0], len(several)
    part, minutes = (each.activity, each.stage), each.minutes * times
    points = sum(one.points for one in several)
    first = missing_before(telling.catalog, *part, telling.done, waived=telling.waived)
    ready = part not in begun and not first
    begun.add(part)
    return Piece(
        title=in_language(telling.catalog.activities[each.activity].title),
        stage=worded(each.stage) if each.stage is not Stage.DONE else "",
        times=ngettext("once", "%(num)s times", times) if times > 1 else "",
        href=url_for("catalogs.activity", activity=each.activity),
        begin=url_for("evidence.new", activity=each.activity, stage=each.stage.value)
        if ready
        else "",
        takes=takes(minutes),
        points=count("point", points) if points and telling.plays else "",
        shows=tuple(_shows(each)),
        moves=tuple(_moves([moved for one in several for moved in one.moves], telling))
        or tuple(_renews(part, telling)),
    )


def _shows(each: Planned) -> Iterator[str]:
    """What it has to show at least."""
    yield from (worded(kind) for kind in sorted(each.kinds))
    if each.outcome:
        yield _("with a measured outcome")
    if each.outside:
        yield _("outside contract time")
    if each.value is not None:
        yield _("with a value of %(n)s or more", n=number(each.value))


def _moves(moved: Sequence[Moved], telling: _Telling) -> Iterator[str]:
    """What it finishes, or else the first things that it counts for."""
    met = dict.fromkeys(each.path for each in moved if each.meets)
    counting = dict.fromkeys(each.path for each in moved)
    for path in met or list(counting)[:_MOVES_MOST]:
        what = inner(sentences.name(telling.nodes[path], telling.judging))
        yield (
            _("Finishes “%(what)s”.", what=what) if met else _("Counts for “%(what)s”.", what=what)
        )


def _renews(part: tuple[str, Stage], telling: _Telling) -> Iterator[str]:
    """What a piece of work keeps from expiring, where it moves nothing else."""
    renewed = {name for name, _stage in telling.catalog.renewing.get(part, ())}
    done = {each.activity for each in telling.done}
    for name in sorted(renewed & done):
        what = in_language(telling.catalog.activities[name].title)
        yield _("Renews “%(what)s”.", what=what)


def _ends(place: Participant, way: Way, telling: _Telling) -> Iterator[str]:
    """What has been done, is not renewed, and ends in the school year in which the plan does."""
    record = progress.record(page.session(), place, on=page.today())
    last = SchoolYear.of(way.finish, telling.catalog.year_starts).last
    renewing = telling.catalog.renewing
    renewed = {part for each in way.work for part in renewing.get((each.activity, each.stage), ())}
    leaves = (node for node in telling.nodes.values() if node.need)
    there = {each.item.id: each for leaf in leaves for each in lasting_at(leaf, record)}
    for each in sorted(there.values(), key=lambda each: each.until):
        part = each.item.activity, Stage(each.item.stage)
        if way.finish <= each.until <= last and part not in renewed:
            work = activity_name(each.item.activity, telling.catalog)
            yield _("%(work)s counts until %(day)s; by this plan the rest is done by then.",
                    work=work, day=day(each.until))  # fmt: skip


def _sum(way: Way) -> str:
    if not way.work:
        return _("All the work is done.")
    pieces = ngettext("%(num)s piece of work", "%(num)s pieces of work", len(way.work))
    if not way.minutes:
        return _("%(pieces)s in all, with no set hours.", pieces=pieces)
    if not way.unwritten:
        return _("%(pieces)s in all, about %(hours)s.", pieces=pieces, hours=hours(way.minutes))
    return ngettext(
        "%(pieces)s in all, about %(hours)s; %(num)s of them has no set hours.",
        "%(pieces)s in all, about %(hours)s; %(num)s of them have no set hours.",
        way.unwritten, pieces=pieces, hours=hours(way.minutes),
    )  # fmt: skip


def _sure(way: Way) -> str:
    """Whether a plan could ask for less, within as many school years."""
    if not way.work:
        return ""
    if not way.exact:
        return _("A plan might get by with up to %(part)s less; none was found.",
                 part=percent(float(way.gap)))  # fmt: skip
    span = ngettext("this school year", "%(num)s school years", way.years)
    if way.aim is Aim.ITEMS:
        return _("No plan within %(span)s needs fewer pieces.", span=span)
    if way.aim is Aim.INTEREST:
        return _("No plan within %(span)s stays nearer to the fields that you know.", span=span)
    if _names_all_hours(page.catalog()):
        return _("No plan within %(span)s needs fewer hours.", span=span)
    return _("No plan within %(span)s needs fewer hours, where work without set hours counts as "
             "one hour.", span=span)  # fmt: skip


def _names_all_hours(catalog: Catalog) -> bool:
    """Whether everything that people can hand in has its hours written."""
    return all(
        offer.minutes or offer.evidence is EvidenceWanted.SYSTEM
        for activity in catalog.activities.values()
        for offer in activity.stages.values()
    )


def _waits(way: Way) -> str:
    if way.finish <= page.today():
        return _("Once it is taken up, it is conferred at once.")
    return _("What is left is time: it can be conferred from %(month)s on.",
             month=month_within(way.finish))  # fmt: skip
