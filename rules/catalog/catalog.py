"""The program of one catalog year: what a pack says, read, checked and frozen.

These models are at once the notation of packs and the catalog that the engine works with: short
forms are expanded while reading, unknown keys are refused, and nothing changes afterwards. What
refers to what is checked in `rules.pack`, which knows the line of everything.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Literal

from pydantic import Field

from rules.catalog.attainments import (
    Badge,
    BadgeOffer,
    BadgeOrigin,
    Degree,
    Level,
    Pathway,
    Sharing,
)
from rules.catalog.calendar import Break, SchoolDays
from rules.catalog.colleagues import CoachingTerms, FollowUpTerms, NominationTerms
from rules.catalog.earning import Bonus, ByScore, Cap, EarningRule, Grant, Match
from rules.catalog.forms import Form, Metric, Question, QuestionKind
from rules.catalog.identity import Branding, Colour, District, PackNote, School, Word
from rules.catalog.learning import (
    Activity,
    ActivityKind,
    Campus,
    Criterion,
    Minutes,
    Rubric,
    StageOffer,
)
from rules.catalog.offers import (
    FileTerms,
    ProposalTerms,
    ReviewTerms,
    Reward,
    RewardClass,
    SchoolAward,
    Season,
    StandingTerms,
    UpkeepTerms,
)
from rules.catalog.paying import Held, Kinds, Paid, Pay
from rules.catalog.together import MentoringTerms, TeamPoints, TeamTerms
from rules.terms import Frozen, Key, MonthDay, Stage

__all__ = [
    "Activity",
    "ActivityKind",
    "Badge",
    "BadgeOffer",
    "BadgeOrigin",
    "Bonus",
    "Branding",
    "Break",
    "ByScore",
    "Campus",
    "Cap",
    "Catalog",
    "CoachingTerms",
    "Colour",
    "Criterion",
    "Degree",
    "District",
    "EarningRule",
    "FileTerms",
    "FollowUpTerms",
    "Form",
    "Grant",
    "Key",
    "Level",
    "Match",
    "MentoringTerms",
    "Metric",
    "Minutes",
    "NominationTerms",
    "PackNote",
    "Pathway",
    "ProposalTerms",
    "Question",
    "QuestionKind",
    "ReviewTerms",
    "Reward",
    "RewardClass",
    "Rubric",
    "School",
    "SchoolAward",
    "SchoolDays",
    "Season",
    "Sharing",
    "StageOffer",
    "StandingTerms",
    "TeamPoints",
    "TeamTerms",
    "UpkeepTerms",
    "Word",
]


class Catalog(Frozen):
    """One pack, whole."""

    pack: PackNote
    district: District
    branding: Branding = Branding()
    words: dict[Key, Word] = Field(default_factory=dict)
    schools: dict[Key, School] = Field(default_factory=dict)
    campuses: dict[Key, Campus] = Field(default_factory=dict)
    rubrics: dict[Key, Rubric] = Field(default_factory=dict)
    activities: dict[Key, Activity] = Field(default_factory=dict)
    rules: dict[Key, EarningRule] = Field(default_factory=dict)
    levels: dict[Key, Level] = Field(default_factory=dict)
    badges: dict[Key, Badge] = Field(default_factory=dict)
    pathways: dict[Key, Pathway] = Field(default_factory=dict)
    degrees: dict[Key, Degree] = Field(default_factory=dict)
    between_degrees: Literal["exclusive", "free"] = "free"
    sharing: tuple[Sharing, ...] = ()
    rewards: dict[Key, Reward] = Field(default_factory=dict)
    seasons: dict[Key, Season] = Field(default_factory=dict)
    breaks: dict[Key, Break] = Field(default_factory=dict)
    review: ReviewTerms = ReviewTerms()
    files: FileTerms = FileTerms()
    proposals: ProposalTerms = ProposalTerms()
    mentoring: MentoringTerms = MentoringTerms()
    nominations: NominationTerms = NominationTerms()
    coaching: CoachingTerms = CoachingTerms()
    follow_ups: FollowUpTerms = FollowUpTerms()
    standings: StandingTerms = StandingTerms()
    upkeep: UpkeepTerms = UpkeepTerms()
    school_awards: dict[Key, SchoolAward] = Field(default_factory=dict)

    @property
    def languages(self) -> tuple[str, ...]:
        return self.pack.languages

    @property
    def year_starts(self) -> MonthDay:
        return self.district.year_starts

    @cached_property
    def school_days(self) -> SchoolDays:
        return SchoolDays.without(self.breaks.values())

    @cached_property
    def earning_rules(self) -> Mapping[str, EarningRule]:
        """Every rule by key: those that activities carry (`activity` or `activity.stage`) first."""
        carried = {
            key if stage is Stage.DONE else f"{key}.{stage}": _carried_rule(
                key, offer.points, stage, once=stage in activity.once
            )
            for key, activity in self.activities.items()
            for stage, offer in activity.stages.items()
            if offer.points is not None
        }
        return {**carried, **self.rules}

    @cached_property
    def rule_caps(self) -> Mapping[str, Cap]:
        """The caps of those rules that have one."""
        return {key: rule.cap for key, rule in self.earning_rules.items() if rule.cap}

    @cached_property
    def rules_by_activity(self) -> Mapping[tuple[str, Stage], tuple[tuple[str, EarningRule], ...]]:
        """The rules that can match a completion of this activity and stage."""
        return {
            (name, stage): tuple(
                (key, rule)
                for key, rule in self.earning_rules.items()
                if activity.fits(name, rule.match)
                and (rule.match.stages is None or stage in rule.match.stages)
            )
            for name, activity in self.activities.items()
            for stage in Stage
        }

    def look_back_months(self, activity: str) -> int:
        """Of how many months work on this activity can be claimed."""
        return self.activities[activity].look_back_months or self.review.look_back_months

    def follow_up_days(self, activity: str) -> tuple[int, ...]:
        """How many days after its approval somebody is asked about it."""
        written = self.activities[activity].follow_up_days
        return self.follow_ups.days if written is None else written

    def paid(self, activity: str, stage: Stage, kinds: Kinds) -> Paid | None:
        """What evidence of these kinds is paid for a stage, and the caps that it is held to.

        None when the catalog has no such activity. It is laid out when it is first asked for.
        """
        asked = (activity, stage, kinds)
        if asked not in self._paid:
            self._paid[asked] = self._laid_out(activity, stage, kinds)
        return self._paid[asked]

    @cached_property
    def _paid(self) -> dict[tuple[str, Stage, Kinds], Paid | None]:
        return {}

    def _laid_out(self, name: str, stage: Stage, kinds: Kinds) -> Paid | None:
        activity, rules = self.activities.get(name), self.rules_by_activity.get((name, stage))
        if activity is None or rules is None:
            return None
        shared = activity.team is not None and activity.team.is_shared
        return Paid(
            campus=activity.campus or "",
            level=activity.level,
            pays=tuple(
                Pay.of(key, rule, kinds, shared=shared and key not in self.rules)
                for key, rule in rules
            ),
            caps=tuple(self._held(name, rules)),
        )

    def _held(self, name: str, rules: Iterable[tuple[str, EarningRule]]) -> Iterator[Held]:
        for place, (key, rule) in enumerate(rules):
            if rule.cap:
                yield Held(f"cap:rule/{key}", rule.cap, place)
        activity = self.activities[name]
        if activity.cap:
            yield Held(f"cap:activity/{name}", activity.cap)
        campus = self.campuses.get(activity.campus or "")
        if campus and campus.cap:
            yield Held(f"cap:campus/{activity.campus}", campus.cap)

    def parts_of(self, pathway: str) -> tuple[tuple[str, Stage], ...]:
        """The parts of a pathway, each as an activity and the stage of it that is meant."""
        return self._parts[pathway]

    @cached_property
    def _parts(self) -> Mapping[str, tuple[tuple[str, Stage], ...]]:
        return {
            key: tuple(self._part(written) for written in pathway.parts)
            for key, pathway in self.pathways.items()
        }

    def _part(self, written: str) -> tuple[str, Stage]:
        name, _, stage = written.partition("/")
        return name, Stage(stage) if stage else self.activities[name].last_stage

    @cached_property
    def pathways_by_part(self) -> Mapping[tuple[str, Stage], tuple[str, ...]]:
        """The pathways that an activity and stage is a part of."""
        found: dict[tuple[str, Stage], tuple[str, ...]] = {}
        for key in self.pathways:
            for part in self.parts_of(key):
                found[part] = (*found.get(part, ()), key)
        return found

    @cached_property
    def renewing(self) -> Mapping[tuple[str, Stage], frozenset[tuple[str, Stage]]]:
        """What each activity and stage renews: itself if it expires, and what is renewed by it."""
        found: dict[tuple[str, Stage], set[tuple[str, Stage]]] = {}
        for key, activity in self.activities.items():
            if activity.valid_months is None:
                continue
            parts = {(key, stage) for stage in activity.stages}
            for part in parts:
                found.setdefault(part, set()).add(part)
            for other in activity.renewed_by:
                if other in self.activities:
                    part = other, self.activities[other].last_stage
                    found.setdefault(part, set()).update(parts)
        return {part: frozenset(renewed) for part, renewed in found.items()}

    @cached_property
    def credited(self) -> frozenset[str]:
        """The activities that the program counts by itself, whatever it is that it sees done."""
        named = (
            self.review.counts_as,
            self.proposals.counts_as,
            self.coaching.counts_as,
            self.coaching.asked_counts_as,
            self.mentoring.counts_as,
            self.follow_ups.counts_as,
            *(each.leading_counts_as for each in self.activities.values()),
        )
        return frozenset(key for key in named if key)

    @cached_property
    def mentored_badges(self) -> frozenset[str]:
        """The badges that credit a mentor; none of those by which mentoring itself is rewarded."""
        credited, named = self.mentoring.counts_as, self.mentoring.badges
        by_pathway = {key for key in self.pathways if credited in dict(self.parts_of(key))}
        by_requirement = {
            key
            for key, badge in self.badges.items()
            for node in badge.requires.walk()
            for where in node.wheres
            if credited in (where.activities or ())
        }
        rewarding = {credited, *by_pathway, *by_requirement}
        return frozenset(named or self.badge_catalog) - rewarding

    @cached_property
    def badge_catalog(self) -> Mapping[str, BadgeOffer]:
        """Every badge by its key: written ones, then those of pathways and of activities."""
        offers = (
            *(_written_badge(key, badge) for key, badge in self.badges.items()),
            *(_pathway_badge(key, pathway) for key, pathway in self.pathways.items()),
            *(_activity_badge(key, each) for key, each in self.activities.items() if each.badge),
        )
        return {offer.key: offer for offer in offers}


def _carried_rule(activity: str, grants: Grant, stage: Stage, *, once: bool) -> EarningRule:
    match = Match(activities=(activity,), stages=(stage,))
    return EarningRule(match=match, grants=grants, cap=Cap(times=1) if once else None)


def _written_badge(key: str, badge: Badge) -> BadgeOffer:
    return BadgeOffer(
        key=key,
        origin=BadgeOrigin.REQUIREMENT,
        title=badge.title,
        criteria=badge.criteria,
        campus=badge.campus,
        art=badge.art,
        tags=badge.tags,
    )


def _pathway_badge(key: str, pathway: Pathway) -> BadgeOffer:
    return BadgeOffer(
        key=key,
        origin=BadgeOrigin.PATHWAY,
        title=pathway.badge or pathway.title,
        criteria=pathway.summary or pathway.title,
        campus=pathway.campus,
    )


def _activity_badge(key: str, activity: Activity) -> BadgeOffer:
    """It says what the holder did, and only where nothing does, what the form asks for."""
    asked = activity.stages[activity.last_stage].guidance
    return BadgeOffer(
        key=key,
        origin=BadgeOrigin.ACTIVITY,
        title=activity.title,
        criteria=activity.summary or asked or activity.title,
        campus=activity.campus,
        tags=activity.tags,
    )
