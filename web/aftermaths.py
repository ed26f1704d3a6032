"""Everything that follows from a correction, a sentence each, and the lines of the ledger."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from engine import catalogs, evidence, progress
from engine.corrections import Consequences, Line
from engine.evidence import Evidence
from engine.ledger import EntryKind
from engine.people import Participant
from rules.catalog import Catalog
from rules.terms import Currency
from web import page
from web.formats import in_language, number, percents
from web.rulings import cap_of
from web.wording import count, words


@dataclass(frozen=True)
class Row:
    """One line that the ledger gets."""

    title: str
    note: str
    points: int
    line: Line


@dataclass(frozen=True)
class Told:
    """What follows, as an admin reads it before anything is done."""

    sentences: Sequence[str]
    rows: Sequence[Row]
    digest: str

    @classmethod
    def of(cls, found: Consequences, owner: Participant) -> "Told":
        sentences = [
            *_points(found), *_caps(found), *_level(found), *_badges(found),
            *_degrees(found, owner), *_places(found),
        ]  # fmt: skip
        rest = [] if sentences else [_("No number moves, and nothing that was reached is lost.")]
        claims = {each.source: each for each in evidence.mine(page.session(), owner)}
        rows = [_row(line, claims) for line in found.lines]
        return cls([*sentences, *rest], rows, found.digest)


def _points(found: Consequences) -> Iterator[str]:
    before, after = found.before, found.after
    if before.experience != after.experience:
        yield _(
            "Lifetime %(points)s: %(after)s instead of %(before)s.",
            points=words("point"), after=number(after.experience), before=number(before.experience),
        )  # fmt: skip
    if before.redeemable != after.redeemable:
        yield _(
            "%(points)s to spend: %(after)s instead of %(before)s.",
            points=words("point").capitalize(),
            after=number(after.redeemable), before=number(before.redeemable),
        )  # fmt: skip
    if after.owes:
        owed = count("point", -after.redeemable)
        yield _("%(owed)s of it were spent already. The next ones that are earned make up for it;"
                " what was bought stays.", owed=owed)  # fmt: skip


def _caps(found: Consequences) -> Iterator[str]:
    """Room under a cap that other work takes up now."""
    opened = sum(
        line.points
        for line in found.lines
        if line.kind is EntryKind.CAP and line.currency is Currency.EXPERIENCE
    )
    if opened > 0:
        yield _("A cap has room again: %(points)s of other work count now.",
                points=count("point", opened))  # fmt: skip


def _level(found: Consequences) -> Iterator[str]:
    before, after = found.before.level, found.after.level
    if before == after:
        return
    ladder = list(page.catalog().levels)
    fell = _rung(after, ladder) < _rung(before, ladder)
    if fell and before:
        yield _("“%(level)s” is to be reached anew.", level=_level_title(before))
    elif after:
        yield _("Reaches “%(level)s”.", level=_level_title(after))


def _rung(level: str | None, ladder: Sequence[str]) -> int:
    return ladder.index(level) if level in ladder else -1


def _level_title(level: str) -> str:
    found = page.catalog().levels.get(level)
    return in_language(found.title) if found else level


def _badges(found: Consequences) -> Iterator[str]:
    catalog = page.catalog()
    for key in found.lost_badges:
        if key in catalog.pathways:
            yield _("The pathway “%(title)s” is open again, and its badge rests.",
                    title=in_language(catalog.pathways[key].title))  # fmt: skip
        else:
            yield _("The %(badge)s “%(title)s” is revoked until it is earned again.",
                    badge=words("badge", 1), title=_badge_title(key))  # fmt: skip
    for key in found.new_badges:
        yield _("Earns the %(badge)s “%(title)s”.",
                badge=words("badge", 1), title=_badge_title(key))  # fmt: skip


def _badge_title(key: str) -> str:
    found = page.catalog().badge_catalog.get(key)
    return in_language(found.title) if found else key


def _degrees(found: Consequences, owner: Participant) -> Iterator[str]:
    titles = _degree_titles(owner)
    for key in found.put_in_question:
        yield _("“%(degree)s” stays conferred, and is put in question: an admin decides on it.",
                degree=titles.get(key, key))  # fmt: skip
    for key in found.new_degrees:
        yield _("“%(degree)s” is conferred at once, for good.", degree=titles.get(key, key))
    for key, before in found.before.degrees.items():
        after = found.after.degrees.get(key, before)
        if after != before and key not in found.after.conferred:
            told, then = percents(before, after)
            yield _(
                "“%(degree)s” is at %(after)s instead of %(before)s.",
                degree=titles.get(key, key), after=then, before=told,
            )  # fmt: skip


def _degree_titles(owner: Participant) -> Mapping[str, str]:
    pursued = progress.pursued(page.session(), owner, now=page.now())
    return {each.enrollment.degree: in_language(each.degree.title) for each in pursued}


def _places(found: Consequences) -> Iterator[str]:
    seasons = {
        f"season:{key}": season
        for recorded in catalogs.timeline(page.session(), page.district()).recorded
        for key, season in recorded.catalog.seasons.items()
    }
    for window, before in found.before.places.items():
        after, season = found.after.places[window], in_language(seasons[window].title)
        points = count("point", after.points)
        if after.rank != before.rank:
            yield _(
                "%(season)s: place %(after)s instead of %(before)s, with %(points)s.",
                season=season, after=number(after.rank), before=number(before.rank), points=points,
            )  # fmt: skip
        elif after != before:
            yield _("%(season)s: the same place, with %(points)s.", season=season, points=points)


def _row(line: Line, claims: Mapping[str, Evidence]) -> Row:
    catalog = catalogs.numbered(page.session(), page.district(), line.catalog)
    return Row(_title(line, claims, catalog), _note(line), line.points, line)


def _title(line: Line, claims: Mapping[str, Evidence], catalog: Catalog) -> str:
    if line.source in claims:
        activity = catalog.activities.get(claims[line.source].activity)
        return in_language(activity.title) if activity else _("Other work")
    if found := cap_of(line.rule, catalog):
        return _("Cap on %(what)s", what=found[0])
    pathway = catalog.pathways.get(line.rule.removeprefix("pathway/"))
    return in_language(pathway.title) if pathway else line.rule


def _note(line: Line) -> str:
    to_spend = line.currency is Currency.REDEEMABLE
    kind = {
        EntryKind.REVERSAL: _("Taken back"),
        EntryKind.ADJUSTMENT: _("Left to the person"),
        EntryKind.AWARD: _("Granted"),
        EntryKind.CAP: _("Cap"),
    }[line.kind]
    return f"{kind} · {_('to spend')}" if to_spend else kind


def lines_in_words(rows: Sequence[Row]) -> str:
    """`The ledger gets 4 lines`."""
    return ngettext("The ledger gets one line", "The ledger gets %(num)s lines", len(rows))
