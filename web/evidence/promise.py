"""What an activity promises to whoever brings evidence, in words: points, kinds, hours."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

from rules.catalog import Activity, Bonus, EarningRule, Grant, Rubric, StageOffer
from rules.scoring.room import Room
from rules.terms import Stage
from web import page
from web.formats import hours, in_language, number
from web.rooms import told
from web.teams import in_words
from web.wording import count, worded, words


@dataclass(frozen=True)
class Promise:
    """One stage of an activity, as it stands above the form."""

    key: str
    stage: Stage
    activity: Activity
    offer: StageOffer
    rubric: Rubric | None
    full: tuple[str, ...] = ()
    """Caps that leave no points for this any more, in sentences."""

    @property
    def parts(self) -> tuple[str, ...]:
        """`25 points`, `student evidence`, `about 3 hours`."""
        return (*(() if self.full else self._points()), self.wanted, *self._hours(), *self._team())

    @property
    def wanted(self) -> str:
        text = worded(self.offer.evidence)
        return text[:1].lower() + text[1:]

    @property
    def extras(self) -> tuple[str, ...]:
        """What may come on top, each with what it is for."""
        return tuple(
            f"{in_language(rule.title) or _('Bonus')}: {_amount(rule, self)}"
            for rule in self._rules()
            if rule.when is not Bonus.EVERY and _plays()
        )

    @property
    def pays_outcomes(self) -> bool:
        return _plays() and any(rule.when is Bonus.OUTCOME for rule in self._rules())

    def _points(self) -> Iterator[str]:
        if _plays():
            yield from (_amount(rule, self) for rule in self._rules() if rule.when is Bonus.EVERY)

    def _hours(self) -> Iterator[str]:
        if self.offer.minutes:
            yield _("about %(hours)s", hours=hours(self.offer.minutes))

    def _team(self) -> Iterator[str]:
        if (team := self.activity.team) is not None:
            yield in_words(team)

    def _rules(self) -> Iterator[EarningRule]:
        for _key, rule in page.catalog().rules_by_activity[self.key, self.stage]:
            yield rule


def promise(key: str, stage: Stage, used: Iterable[Room] = ()) -> Promise | None:
    """The promise of today's catalog; None when it is offered no more.

    `used` is what the reader has filled of its caps.
    """
    catalog = page.catalog()
    activity = catalog.activities.get(key)
    if activity is None or stage not in activity.stages:
        return None
    rubric = catalog.rubrics.get(activity.rubric) if activity.rubric else None
    full = tuple(told(room, catalog) for room in used if _is_spent(room, stage)) if _plays() else ()
    return Promise(key, stage, activity, activity.stages[stage], rubric, full)


def _is_spent(room: Room, stage: Stage) -> bool:
    """Whether this cap takes the points that the activity itself promises for this stage."""
    meant = room.stage is stage if room.holds == "rule" else True
    return meant and not room.left


def _plays() -> bool:
    return page.me().participant.plays


def _amount(rule: EarningRule, promised: Promise) -> str:
    grant: Grant = rule.grants
    if grant.points_per_hour is not None:
        return _("%(points)s an hour", points=count("point", grant.points_per_hour))
    if grant.by_score is not None:
        return _range(list(grant.by_score.points.values()))
    if grant.by_stage is not None:
        return count("point", grant.by_stage.get(promised.stage, 0))
    if grant.by_level is not None:
        return count("point", grant.by_level.get(promised.activity.level or "", 0))
    return count("point", grant.points or 0)


def _range(points: list[int]) -> str:
    least, most = min(points, default=0), max(points, default=0)
    if least == most:
        return count("point", most)
    return _(
        "%(least)s to %(most)s %(points)s, by the reviewer’s scores",
        least=number(least), most=number(most), points=words("point"),
    )  # fmt: skip
