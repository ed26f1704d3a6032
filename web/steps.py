"""The next good steps in words: what each asks, and what it finishes or counts for."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from engine import progress
from rules.audits import Finding
from rules.catalog import Catalog
from rules.steps import Move, Step
from rules.terms import Stage
from web import page, sentences
from web.formats import in_language, inner, takes
from web.wording import count, worded, words

_WHYS_MOST = 2


@dataclass(frozen=True)
class Told:
    """A step as a page shows it."""

    step: Step
    title: str
    stage: str
    takes: str
    points: str
    whys: tuple[str, ...]
    href: str
    begin: str

    @property
    def moves(self) -> tuple[Move, ...]:
        return self.step.moves


def told(step: Step) -> Told:
    activity = page.catalog().activities[step.activity]
    return Told(
        step=step,
        title=in_language(activity.title),
        stage=worded(step.stage) if step.stage is not Stage.DONE else "",
        takes=takes(step.minutes),
        points=count("point", step.points) if step.points and _plays() else "",
        whys=tuple(_whys(step))[:_WHYS_MOST],
        href=url_for("catalogs.activity", activity=step.activity),
        begin=url_for("evidence.new", activity=step.activity, stage=step.stage.value),
    )


def requirement(degree: str, finding: Finding) -> str:
    """What the district calls a requirement that is moved."""
    catalog = _catalog(degree)
    written = sentences.nodes(catalog.degrees[degree].requires, catalog).get(finding.path)
    return sentences.title(finding, catalog, written)


def degree_title(degree: str) -> str:
    """What the degree is called where I have taken it up, though it be offered no longer."""
    return in_language(_catalog(degree).degrees[degree].title)


def _catalog(degree: str) -> Catalog:
    """The one that judges me in the degree."""
    place = page.me().participant
    return progress.judging(page.session(), place, degree, now=page.now())


def _plays() -> bool:
    acting = page.actor()
    return acting is None or acting.participant.plays


def _whys(step: Step) -> Iterator[str]:
    """The greatest thing that it does comes first."""
    for degree in step.completes:
        yield _("Completes the %(the_degree)s “%(title)s”.", the_degree=words("degree", 1),
                title=degree_title(degree))  # fmt: skip
    if step.level and _plays():
        level = page.catalog().levels[step.level]
        yield _("Brings you to the %(the_level)s “%(title)s”.", the_level=words("level", 1),
                title=in_language(level.title))  # fmt: skip
    finished = [move for move in step.moves if move.finishes]
    for move in finished or _one_a_degree(step):
        sentence = (
            _("Finishes “%(what)s” (%(degree)s).")
            if move.finishes
            else _("Counts for “%(what)s” (%(degree)s).")
        )
        yield sentence % {
            "what": inner(requirement(move.degree, move.finding)),
            "degree": degree_title(move.degree),
        }
    if step.badge and _plays():
        yield _("Earns its %(badge)s.", badge=words("badge", 1))


def _one_a_degree(step: Step) -> list[Move]:
    first: dict[str, Move] = {}
    for move in step.moves:
        first.setdefault(move.degree, move)
    return list(first.values())
