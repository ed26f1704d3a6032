"""What a piece is worth once it is approved, in one line before the button, and after it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from engine import evidence, progress
from engine.evidence import Evidence, Shortfall
from engine.progress import Step, Turn
from engine.store import Session
from rules.catalog import Criterion, Rubric
from rules.scoring.awards import Award
from web import page, sentences
from web.awards import points_of, told
from web.formats import in_language, inner, percents, signed
from web.wording import words


@dataclass(frozen=True)
class Effect:
    """The line, and why there are not more points where there could be."""

    line: str
    reasons: tuple[str, ...] = ()
    stops: bool = False
    """Whether these scores are no approval; the line says so, and the reasons why."""


def effect(
    session: Session, claim: Evidence, scores: Mapping[str, int] | None, *, now: datetime
) -> Effect:
    """What approving it with these scores would add, or what would keep it from that."""
    rubric = evidence.rubric_of(session, claim)
    if stops := tuple(_stops(claim, rubric, scores or {})):
        return Effect(_("With these scores it cannot be approved yet."), stops, stops=True)
    if evidence.is_unnamed(session, page.me(), claim):
        return _alone(evidence.effect(session, claim, scores, alone=True))
    awards = evidence.effect(session, claim, scores)
    turn = progress.turn(session, claim, now=now, scores=scores)
    parts = [*_points(awards), *_reached(turn)]
    line = ", ".join(parts) if parts else _("It counts as done; nothing else changes.")
    return Effect(line[:1].upper() + line[1:], tuple(_reasons(awards)))


def _alone(awards: Sequence[Award]) -> Effect:
    """What is the same whoever handed it in; the rest would tell who did."""
    points = "".join(_points(awards))
    if not points:
        return Effect(_("It counts as done."))
    return Effect(
        _("%(points)s at most", points=points),
        (_("What more follows depends on whose it is, and you read it without a name."),),
    )


def asked_of(short: Shortfall, criterion: Criterion | None) -> str:
    """What would have to change under a criterion, in a sentence beside it."""
    match short:
        case Shortfall.MISSING:
            return _("Please choose one.")
        case Shortfall.TOO_LOW:
            return _("Approval asks for %(least)s or more here. Sending it back is the other way.",
                     least=criterion.passes if criterion else 0)  # fmt: skip
        case Shortfall.DENIES_MEASURE:
            return _(
                "The evidence has a measure that grew, and approving it would count it. "
                "If you see it, choose 1 or more; if not, send it back and say so."
            )


def _stops(claim: Evidence, rubric: Rubric | None, scores: Mapping[str, int]) -> Iterator[str]:
    """What the scores that are chosen already rule out; those still open are no hindrance."""
    for key, short in evidence.shortfalls(claim, rubric, scores).items():
        if rubric and short is not Shortfall.MISSING:
            criterion = rubric.criteria[key]
            yield f"{in_language(criterion.title)}: {asked_of(short, criterion)}"


def _points(awards: Sequence[Award]) -> Iterator[str]:
    if page.me().participant.plays and awards:
        points = points_of(awards)
        yield f"{signed(points)} {words('point', points)}"


def _reasons(awards: Sequence[Award]) -> Iterator[str]:
    """Whatever is less than it could be, with its reason."""
    if page.me().participant.plays:
        for award in awards:
            if award.experience < award.full or award.reason in ("displaced", "shared"):
                each = told(award)
                yield f"{each.title}: {each.why}"


def _reached(turn: Turn) -> Iterator[str]:
    catalog = page.catalog()
    if page.me().participant.plays:
        for level in turn.levels[-1:]:
            yield _("reaches “%(level)s”", level=in_language(catalog.levels[level].title))
        for badge in turn.badges:
            if badge in catalog.badge_catalog:
                title = in_language(catalog.badge_catalog[badge].title)
                yield _("earns the %(badge)s “%(title)s”", badge=words("badge", 1), title=title)
    for step in turn.steps:
        if not step.conferred:
            yield from _step(step)


def _step(step: Step) -> Iterator[str]:
    degree = in_language(step.degree.title)
    if step.completes:
        yield _("completes “%(degree)s”", degree=degree)
        return
    for found in step.met:
        title = inner(sentences.title(found, page.catalog()))
        yield _("completes “%(title)s” (%(degree)s)", title=title, degree=degree)
    if not step.met:
        before, after = percents(step.before, step.after)
        yield _(
            "brings “%(degree)s” from %(before)s to %(after)s",
            degree=degree,
            before=before,
            after=after,
        )
