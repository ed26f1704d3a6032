"""A dry run in total: for how many people it means what, and what comes and goes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from engine.changes import DryRun, Outcome
from web.studio.foretelling import Teller
from web.wording import count, words


@dataclass(frozen=True)
class Total:
    """One number of the list, and what it counts."""

    number: int
    label: str
    outcome: Outcome | None = None


def totals(run: DryRun) -> list[Total]:
    """How many people it means what for; nobody who is touched is left out."""
    outcomes: Mapping[str, int] = run.totals.get("outcomes", {})

    def of(outcome: Outcome) -> int:
        return outcomes.get(outcome, 0)

    listed = sum(outcomes.values())
    found = [
        Total(of(Outcome.GAINS), _("gain something"), Outcome.GAINS),
        Total(of(Outcome.LOSES), _("have less afterwards"), Outcome.LOSES),
        Total(of(Outcome.SPARED), _("are spared"), Outcome.SPARED),
        Total(run.people - listed, _("stay as they are")),
    ]
    always = (Outcome.GAINS, Outcome.LOSES, None)
    return [each for each in found if each.number or each.outcome in always]


def sums(run: DryRun, teller: Teller) -> list[str]:
    """What comes and goes in total, a sentence each."""
    return list(_sums(run.totals, teller))


def _sums(found: Mapping[str, Mapping[str, int]], teller: Teller) -> Iterator[str]:
    points, levels = found.get("points", {}), found.get("levels", {})
    if more := points.get("more"):
        yield _("%(points)s are added.", points=count("point", more))
    if less := -points.get("less", 0):
        yield _("%(points)s are taken back.", points=count("point", less))
    if n := levels.get("higher"):
        yield ngettext(
            "One person comes to a higher %(level)s.",
            "%(num)s people come to a higher %(level)s.",
            n,
            level=words("level", 1),
        )
    if n := levels.get("lower"):
        yield ngettext(
            "One person stands on a lower %(level)s.",
            "%(num)s people stand on a lower %(level)s.",
            n,
            level=words("level", 1),
        )
    yield from _named(found, teller)
    degrees = found.get("degrees", {})
    if n := degrees.get("further"):
        yield ngettext(
            "One %(degree)s is further along.",
            "%(num)s %(degree)s are further along.",
            n,
            degree=words("degree", n),
        )
    if n := degrees.get("back"):
        yield ngettext(
            "One %(degree)s is less far along.",
            "%(num)s %(degree)s are less far along.",
            n,
            degree=words("degree", n),
        )


def _named(found: Mapping[str, Mapping[str, int]], teller: Teller) -> Iterator[str]:
    for key, n in found.get("degrees_gained", {}).items():
        yield ngettext(
            "“%(what)s” is conferred on one person.",
            "“%(what)s” is conferred on %(num)s people.",
            n,
            what=teller.degree(key),
        )
    for key, n in found.get("badges_gained", {}).items():
        yield ngettext(
            "“%(what)s” is issued to one person.",
            "“%(what)s” is issued to %(num)s people.",
            n,
            what=teller.badge(key),
        )
    for key, n in found.get("badges_lost", {}).items():
        yield ngettext(
            "“%(what)s” is revoked for one person.",
            "“%(what)s” is revoked for %(num)s people.",
            n,
            what=teller.badge(key),
        )
