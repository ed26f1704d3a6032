"""The lines of a dry run in words: what changes for somebody, and what makes the difference."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from engine import changes
from engine.changes import DryRun, Line, Outcome, Why
from rules.audits.findings import Finding
from rules.catalog import Catalog
from rules.holdings import Holdings
from rules.pairing import Moved, Shift
from rules.terms import Text
from web import amounts, page, sentences
from web.awards import rule_title
from web.formats import first_up, in_language, percents, signed
from web.formats import number as written
from web.wording import count, words

Turn = tuple[str, str, str]
"""What differs, as it is now, and as it would be."""
SIGNS: Mapping[Outcome, tuple[str, str]] = {
    Outcome.LOSES: ("arrow-down", "stop"),
    Outcome.SPARED: ("lock", "wait"),
    Outcome.GAINS: ("arrow-up", "good"),
}
"""The icon and the tone of each outcome."""


@dataclass(frozen=True)
class Told:
    """One person's line as the page shows it."""

    line: Line
    school: str
    points: str
    headline: str
    turns: tuple[Turn, ...]
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    rules: tuple[str, ...]
    requirements: tuple[str, ...]
    spared: tuple[str, ...] = ()
    """What would be less or gone if she were not spared; what differs is told as it would be."""

    @property
    def outcome(self) -> Outcome:
        return self.line.foretold.outcome or Outcome.SAME

    @property
    def sign(self) -> str:
        return SIGNS[self.outcome][0]

    @property
    def tone(self) -> str:
        return SIGNS[self.outcome][1]


class Teller:
    """Tells the lines of one dry run, by the names of its catalog and of the one before it."""

    def __init__(self, run: DryRun) -> None:
        self.catalogs: tuple[Catalog, ...] = (changes.catalog_of(run), page.catalog())

    def told(self, line: Line) -> Told:
        row = line.foretold
        before, why = changes.before(row), changes.why(row)
        after = why.otherwise or changes.after(row)
        gained, lost = tuple(self._gained(before, after)), tuple(self._gained(after, before))
        turns = tuple(self._turns(before, after))
        spared = tuple(self._spared(before, after, lost)) if why.otherwise else ()
        return Told(
            line=line,
            school=self._title("schools", line.school) if line.school else "",
            points=_points(row.experience),
            headline=_keeps(spared) if spared else self._headline(turns, gained, lost),
            turns=turns,
            gained=gained,
            lost=lost,
            rules=tuple(self._rule(each) for each in why.shifts),
            requirements=tuple(self._requirements(why)),
            spared=spared,
        )

    def badge(self, key: str) -> str:
        for catalog in self.catalogs:
            if offer := catalog.badge_catalog.get(key):
                return in_language(offer.title)
        return key

    def degree(self, key: str) -> str:
        return self._title("degrees", key)

    def _headline(
        self,
        turns: tuple[Turn, ...],
        gained: tuple[str, ...],
        lost: tuple[str, ...],
    ) -> str:
        """The greatest thing that happens to her beside points, in a few words."""
        if lost:
            return _("without “%(what)s”", what=lost[0])
        if gained:
            return _("gets “%(what)s”", what=gained[0])
        others = [each for each in turns if each[0] not in (_in_all(), _to_spend())]
        return first_up("{}: {} → {}".format(*others[0])) if others else ""

    def _spared(self, before: Holdings, after: Holdings, lost: tuple[str, ...]) -> Iterator[str]:
        """What she keeps, the greatest thing first."""
        yield from (f"“{each}”" for each in lost)
        if after.experience < before.experience:
            yield count("point", before.experience - after.experience)
        elif after.redeemable < before.redeemable:
            yield _("%(n)s to spend", n=written(before.redeemable - after.redeemable))
        if before.level != after.level:
            yield f"{words('level', 1)} “{self._level(before.level)}”"
        for key, share in before.degrees.items():
            if after.degrees.get(key, share) < share:
                part, _less = percents(share, after.degrees[key])
                yield _("%(part)s of “%(degree)s”", part=part, degree=self.degree(key))

    def _turns(self, before: Holdings, after: Holdings) -> Iterator[Turn]:
        yield _in_all(), written(before.experience), written(after.experience)
        spend = before.redeemable, after.redeemable
        if spend != (before.experience, after.experience):
            yield _to_spend(), written(before.redeemable), written(after.redeemable)
        if before.level != after.level:
            yield words("level", 1), self._level(before.level), self._level(after.level)
        for key, share in before.degrees.items():
            now = after.degrees.get(key, share)
            if now != share:
                yield self.degree(key), *percents(share, now)

    def _gained(self, before: Holdings, after: Holdings) -> Iterator[str]:
        yield from (self.degree(key) for key in sorted(after.complete - before.complete))
        yield from (self.badge(key) for key in sorted(after.badges - before.badges))

    def _rule(self, shift: Shift) -> str:
        titles = (rule_title(shift.rule, each) for each in self.catalogs)
        title = next((each for each in titles if each), shift.rule)
        points = _points(shift.experience)
        if shift.experience == shift.redeemable:
            return f"{title}: {points}"
        spend = _("%(n)s to spend", n=signed(shift.redeemable))
        return f"{title}: {points}, {spend}" if shift.experience else f"{title}: {spend}"

    def _requirements(self, why: Why) -> Iterator[str]:
        for each in why.moved:
            yield f"{self.degree(each.degree)} · {self._asked(each)}"

    def _asked(self, moved: Moved) -> str:
        title = sentences.title(moved.after, self.catalogs[0])
        one, other = _amount(moved.before), _amount(moved.after)
        return title if one == other else f"{title}: {one} → {other}"

    def _level(self, key: str | None) -> str:
        return self._title("levels", key) if key else _("none yet")

    def _title(self, section: str, key: str) -> str:
        for catalog in self.catalogs:
            thing = getattr(catalog, section).get(key)
            title: Text | None = thing.title if thing else None
            if title:
                return in_language(title)
        return key


def _keeps(spared: tuple[str, ...]) -> str:
    """The first thing that she is spared the loss of, and how many more there are."""
    if len(spared) == 1:
        return _("keeps %(what)s", what=spared[0])
    return ngettext("keeps %(what)s, and one thing more", "keeps %(what)s, and %(num)s things more",
                    len(spared) - 1, what=spared[0])  # fmt: skip


def _in_all() -> str:
    return _("%(points)s in all", points=first_up(words("point")))


def _to_spend() -> str:
    return _("To spend, earned so far")


def _points(more: int) -> str:
    return f"{signed(more)} {words('point', abs(more))}"


def _amount(finding: Finding) -> str:
    """Of what is simply met or not, which of the two."""
    return amounts.told(finding) or (_("met") if finding.is_met else _("open"))
