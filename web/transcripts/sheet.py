"""A transcript in words: degrees, badges, stages, sums and every approved piece of work."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from flask_babel import gettext as _

from engine import catalogs, people, transcripts
from engine.people import Act, Participant, Person
from engine.transcripts import Part, Piece, Staged, Transcript, Year
from rules.catalog import Catalog
from rules.terms import EvidenceKind, Stage
from web import answers, page
from web.awards import rule_title
from web.formats import first_up, in_language, joined, number
from web.wording import worded, words


@dataclass(frozen=True)
class Line:
    """One piece of work, as a row tells it."""

    day: date
    title: str
    kinds: str
    minutes: int
    points: int
    reviewers: str
    figures: Sequence[str]
    """A value with its source; what was counted before and after."""
    statement: str


@dataclass(frozen=True)
class Pursuit:
    """A degree on the way: how many of its requirements are met."""

    title: str
    catalog_year: str
    have: int
    want: int


@dataclass(frozen=True)
class Sheet:
    """Everything that the page shows of one person."""

    place: Participant
    whole: Transcript
    with_points: bool
    as_of: date | None

    @classmethod
    def of(cls, place: Participant, as_of: date | None) -> "Sheet":
        """Points and levels are play: hers, and for others as her ledger is."""
        with_points = place.plays and page.me().may(Act.SEE_GAME, place)
        whole = transcripts.transcript(
            page.session(), place, with_points=with_points, now=page.now()
        )
        return cls(place, whole, with_points, as_of)

    @cached_property
    def someone(self) -> Person:
        return people.person_of(page.session(), self.place)

    @property
    def school(self) -> str:
        schools = page.catalog().schools
        found = schools.get(self.place.school)
        return in_language(found.title) if found else _("District office")

    @property
    def is_empty(self) -> bool:
        whole = self.whole
        return not (whole.years or whole.conferred or whole.pursued or whole.badges)

    @property
    def conferred(self) -> list[tuple[str, str, date]]:
        """Each degree that was conferred, its catalog year and its day."""
        return [
            (
                in_language(_numbered(each.catalog).degrees[each.degree].title),
                _numbered(each.catalog).pack.catalog_year,
                each.conferred_on,
            )
            for each in self.whole.conferred
        ]

    @property
    def pursued(self) -> list[Pursuit]:
        return [
            Pursuit(
                in_language(each.degree.title),
                _numbered(each.enrollment.catalog).pack.catalog_year,
                int(min(each.audit.findings[0].have, each.audit.findings[0].want)),
                int(each.audit.findings[0].want),
            )
            for each in self.whole.pursued
        ]

    @property
    def badges(self) -> list[tuple[str, date]]:
        """By name and day, the first one first; of who does not play, none are told."""
        if not self.place.plays:
            return []
        found = [(_badge(each.key, each.catalog), each.earned_on) for each in self.whole.badges]
        return sorted(found, key=lambda each: (each[1], each[0]))

    @property
    def levels(self) -> list[tuple[str, date]]:
        """Those that today's catalog has and that are reached by experience."""
        written = page.catalog().levels
        days = {each.level: each.reached_on for each in self.whole.levels}
        return [
            (in_language(level.title), days[key])
            for key, level in written.items()
            if level.experience and key in days
        ]

    @property
    def stages(self) -> tuple[str, str]:
        """The heads of what is done in two stages."""
        return worded(Stage.LEARNED), worded(Stage.USED)

    @property
    def staged(self) -> list[tuple[str, Staged]]:
        return [(_activity(each.activity), each) for each in self.whole.staged]

    @property
    def campuses(self) -> list[tuple[str, int]]:
        """Points by field of learning, in the catalog's order; what is of none comes last."""
        held, written = self.whole.campuses, page.catalog().campuses
        other = sum(points for key, points in held.items() if key not in written)
        sums = [(in_language(campus.title), held.get(key, 0)) for key, campus in written.items()]
        sums.append((_("Without a %(campus)s", campus=words("campus", 1)), other))
        return [each for each in sums if each[1]]

    def lines(self, year: Year) -> list[Line]:
        return [_line(each) for each in year.work]

    def parts(self, year: Year) -> list[tuple[str, int]]:
        return [(_part(each), each.points) for each in year.parts]

    @property
    def seal(self) -> str:
        """The digest that the ledger's last entry has, by which the whole chain is known."""
        return self.whole.last.digest[:12] if self.whole.last else ""


def _line(piece: Piece) -> Line:
    done = piece.completion
    return Line(
        done.day,
        f"{_activity(done.activity)}: {worded(done.stage).lower()}"
        if done.stage is not Stage.DONE
        else _activity(done.activity),
        first_up(joined(worded(kind).lower() for kind in EvidenceKind if kind in done.kinds)),
        done.minutes,
        piece.points,
        _reviewers(piece),
        tuple(_figures(piece)),
        " ".join(piece.statement.split()),
    )


def _reviewers(piece: Piece) -> str:
    if piece.reviewers is None:
        return _("Read without a name")
    return joined(piece.reviewers) or first_up(_("the program"))


def _figures(piece: Piece) -> Iterator[str]:
    claim = piece.claim
    figure = answers.metric_of(claim)
    if figure is not None:
        told = f"{figure.title}: {figure.value}"
        yield f"{told} ({piece.source})" if piece.source else told
    if piece.measure and claim.measured_before is not None and claim.measured_after is not None:
        before, after = number(claim.measured_before), number(claim.measured_after)
        if claim.measured_of is None:
            yield _("%(what)s: %(before)s before, %(after)s after",
                    what=piece.measure, before=before, after=after)  # fmt: skip
        else:
            yield _("%(what)s: %(before)s of %(all)s before, %(after)s after",
                    what=piece.measure, before=before, all=number(claim.measured_of),
                    after=after)  # fmt: skip


def _part(part: Part) -> str:
    """A cap, a pathway, or what else stands in the ledger."""
    named = rule_title(part.rule, _numbered(part.catalog)) if part.catalog else None
    return named or _("Other entries of the ledger")


def _activity(key: str) -> str:
    """As the newest catalog that has it calls it."""
    recorded = catalogs.timeline(page.session(), page.district()).recorded
    found = (each.catalog.activities.get(key) for each in reversed(recorded))
    activity = next((each for each in found if each), None)
    return in_language(activity.title) if activity else key


def _badge(key: str, catalog: int) -> str:
    offer = _numbered(catalog).badge_catalog.get(key)
    return in_language(offer.title) if offer else key


def _numbered(catalog: int) -> Catalog:
    return catalogs.numbered(page.session(), page.district(), catalog)
