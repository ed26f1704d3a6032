"""What a form of each section asks, in the order in which a person thinks of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from flask_babel import lazy_gettext as _l

from rules.catalog import ActivityKind, Bonus, RewardClass
from rules.pack.written import Path
from rules.terms import Audience, KeptFrom, Stage
from web.formats import first_up
from web.studio.compounds import (
    CapSort,
    MatchSort,
    PartsSort,
    TeamSort,
    levels_in_use,
    tags_in_use,
)
from web.studio.granting import GrantSort
from web.studio.scoring import CriteriaSort
from web.studio.sorts import (
    ABSENT,
    About,
    Choice,
    Data,
    Fields,
    Flag,
    Label,
    Line,
    Lines,
    Money,
    Pick,
    Said,
    Some,
    Sort,
    Span,
    Tags,
    told,
)
from web.studio.staging import StagesSlot
from web.wording import words


class Asks(Protocol):
    """What a form asks of one thing, under one key or several."""

    @property
    def key(self) -> str: ...
    @property
    def keys(self) -> tuple[str, ...]: ...
    @property
    def layout(self) -> str: ...
    def fields(self, entry: Mapping[str, Any], about: About) -> Fields: ...
    def read(self, entry: Mapping[str, Any], about: About) -> dict[str, Any] | None: ...
    def write(self, entry: Mapping[str, Any], data: Data, about: About) -> dict[str, Any]: ...
    def field_of(self, rest: Path, entry: Mapping[str, Any], about: About) -> str: ...


@dataclass(frozen=True)
class Slot:
    """One key of an entry: what it is called here, and the sort of its value."""

    key: str
    label: Label
    sort: Sort
    note: Label = ""

    @property
    def keys(self) -> tuple[str, ...]:
        return (self.key,)

    @property
    def layout(self) -> str:
        return self.sort.layout

    @property
    def title(self) -> str:
        return told(self.label)

    @property
    def help(self) -> str:
        return told(self.note)

    def fields(self, entry: Mapping[str, Any], about: About) -> Fields:
        value = entry.get(self.key, ABSENT)
        return self.sort.fields(self.key, self.title, self.help, value, about)

    def read(self, entry: Mapping[str, Any], about: About) -> dict[str, Any] | None:
        return self.sort.read(self.key, entry.get(self.key, ABSENT), about)

    def write(self, entry: Mapping[str, Any], data: Data, about: About) -> dict[str, Any]:
        return {self.key: self.sort.write(self.key, data, entry.get(self.key, ABSENT), about)}

    def field_of(self, rest: Path, entry: Mapping[str, Any], about: About) -> str:
        return self.sort.field_of(self.key, rest[1:], entry.get(self.key, ABSENT), about)


@dataclass(frozen=True)
class Group:
    """Fields that are thought of together."""

    title: Label
    slots: tuple[Asks, ...]

    @property
    def name(self) -> str:
        return told(self.title)


def named(term: str, n: int | None = 1) -> Label:
    return lambda: first_up(words(term, n))


_TITLE = Slot("title", _l("Title"), Said(once=True))
_SUMMARY = Slot("summary", _l("In a sentence"), Said(long=True))
_AUDIENCE = Slot("audience", _l("For whom"), Some(family=Audience),
                 _l("For everybody, if none is chosen."))  # fmt: skip
_CAMPUS = Slot("campus", named("campus"), Pick("campuses", _l("None")))
_TAGS = Slot("tags", _l("Tags"), Tags(hints=tags_in_use), _l("With commas between them."))
_CAP = Slot("cap", _l("Never more than"), CapSort(), _l("No limit, if no number is written."))

GROUPS: Mapping[str, tuple[Group, ...]] = {
    "activities": (
        Group(_l("What it is"), (
            _TITLE, _SUMMARY, _CAMPUS,
            Slot("kind", _l("What sort of learning"), Choice(ActivityKind, ActivityKind.COURSE)),
            _AUDIENCE, _TAGS,
            Slot("level", _l("Level"), Line(hints=levels_in_use),
                 _l("A word of your own, for rules by level.")),
        )),
        Group(_l("What one does, and what it earns"), (StagesSlot(),)),
        Group(_l("Limits"), (
            Slot("once", _l("Earns a single time"), Some(family=Stage),
                 _l("Later times stay in the record and earn nothing more.")),
            _CAP,
            Slot("after", _l("Comes after"), Some(section="activities"),
                 _l("What has to be completed before.")),
        )),
        Group(_l("How long it counts"), (
            Slot("valid_months", _l("Months that it counts"), Line("numeric"),
                 _l("For good, if nothing is written; 12 for a year.")),
            Slot("renewed_by", _l("Renewed by"), Some(section="activities"),
                 _l("Beside doing it again, which always renews it.")),
        )),
        Group(_l("What was done before"), (
            Slot("look_back_months", _l("Months back that work can be claimed"), Line("numeric"),
                 _l("As for everything else, if nothing is written.")),
        )),
        Group(_l("In a team"), (
            Slot("team", _l("How many hand it in together"), TeamSort(),
                 _l("If nothing is written, everybody alone. 1 at least lets one person alone.")),
        )),
        Group(_l("Looking back"), (
            Slot("follow_up_days", _l("Days after which its owner is asked about it"), Tags(),
                 _l("As for every activity, if nothing is written.")),
        )),
        Group(_l("Review and badge"), (
            Slot("rubric", _l("Rubric"), Pick("rubrics", _l("None"))),
            Slot("reviewers", _l("How many reviewers"), Line("numeric"),
                 _l("1 to 3; one unless you write another number.")),
            Slot("blind", _l("Read without names"), Flag(),
                 _l("A reviewer sees neither who handed it in nor from which school.")),
            Slot("anonymous", _l("About a colleague who is not named in it"), Flag(),
                 _l("Names of colleagues are pointed out before it is submitted.")),
            Slot("nominations", _l("Colleagues may name somebody for it"), Flag()),
            Slot("confidence", _l("Asks how sure one feels, before and now"), Flag(),
                 _l("For its owner alone; admins see averages of five people or more.")),
            Slot("badge", _l("Finishing it earns a badge of its name"), Flag()),
            Slot("leading_counts_as", _l("Leading a gathering of it counts as"),
                 Pick("activities", _l("Nothing")),
                 _l("An activity that the program itself credits, once for each gathering.")),
            Slot("help", _l("Whom to ask"), Line()),
            Slot("authors", _l("Authors"), Lines(),
                 _l("One name on a line, as each agreed to be shown.")),
        )),
    ),
    "rules": (
        Group(_l("What it is called"), (_TITLE,)),
        Group(_l("Which work it looks at"), (
            Slot("match", _l("Only"), MatchSort()),
            Slot("when", _l("When it pays"), Choice(Bonus, Bonus.EVERY)),
        )),
        Group(_l("What it grants"), (
            Slot("grants", named("point", None),
                 GrantSort(("points", "points_per_hour", "by_score", "by_stage", "by_level"))),
            Slot("redeemable", _l("Of these to spend"), Line("numeric"),
                 _l("As many, if nothing is written; 0 for experience alone.")),
            _CAP,
        )),
    ),
    "campuses": (
        Group(_l("What it is"), (
            _TITLE, _SUMMARY,
            Slot("icon", _l("Icon"), Line(), _l("A name from the set of icons, such as books.")),
        )),
        Group(_l("Limits"), (_CAP,)),
    ),
    "rubrics": (
        Group(_l("What it is"), (_TITLE,)),
        Group(_l("What a reviewer scores"), (Slot("criteria", _l("Its lines"), CriteriaSort()),)),
    ),
    "levels": (
        Group(_l("What it is"), (
            _TITLE,
            Slot("experience", lambda: first_up(words("point")), Line("numeric"),
                 _l("From how many on it is reached.")),
            _SUMMARY,
        )),
    ),
    "badges": (
        Group(_l("What it is"), (
            _TITLE,
            Slot("criteria", _l("What it stands for"), Said(long=True)),
            _CAMPUS, _TAGS,
        )),
    ),
    "pathways": (
        Group(_l("What it is"), (_TITLE, _SUMMARY, _CAMPUS)),
        Group(_l("Its parts"), (
            Slot("parts", _l("Parts"), PartsSort(), _l("At least two. None takes a part out.")),
            Slot("ordered", _l("One after the other, in this order"), Flag()),
        )),
        Group(_l("What the whole earns"), (
            Slot("points", lambda: first_up(words("point")), Line("numeric")),
            Slot("badge", _l("Title of the badge"), Said(once=True),
                 _l("The title of the whole, if nothing is written.")),
        )),
    ),
    "degrees": (
        Group(_l("What it is"), (
            _TITLE, _SUMMARY,
            Slot("years", _l("Usual school years"), Span(), _l("Never a deadline.")),
            Slot("rights_years", _l("Years that an enrollment keeps this version"), Line("numeric"),
                 _l("For good, if nothing is written.")),
            _AUDIENCE,
        )),
    ),
    "rewards": (
        Group(_l("What it is"), (
            _TITLE, _SUMMARY,
            Slot("kind", _l("Sort"), Choice(RewardClass)),
            Slot("picture", _l("Picture"), Line(),
                 _l("A drawing’s name, such as pin, bottle, shirt, parking, jeans or time.")),
        )),
        Group(_l("What it costs"), (
            Slot("price", lambda: first_up(words("point")), Line("numeric")),
            Slot("value_cents", _l("Worth in dollars"), Money("decimal"),
                 _l("For the tax list; gift cards need it.")),
        )),
        Group(_l("Limits"), (
            Slot("stock", _l("How many there are"), Line("numeric"),
                 _l("No end, if nothing is written.")),
            Slot("limit", _l("For one person in a school year"), Line("numeric"),
                 _l("No limit, if nothing is written.")),
            _AUDIENCE,
            Slot("approval", _l("Asks for an approval"), Flag()),
            Slot("leaders_approve", _l("A leader of the person’s school may approve it"), Flag()),
        )),
        Group(_l("What is chosen"), (
            Slot("of_a_badge", _l("It is made of one of the person’s badges"), Flag(),
                 _l("Whoever redeems it chooses which.")),
        )),
    ),
    "seasons": (
        Group(_l("What it is"), (
            _TITLE,
            Slot("first", _l("First day"), Line(kind="date")),
            Slot("last", _l("Last day"), Line(kind="date"), _l("This day included.")),
        )),
    ),
    "breaks": (
        Group(_l("What it is"), (
            _TITLE,
            Slot("first", _l("First day"), Line(kind="date")),
            Slot("last", _l("Last day"), Line(kind="date"),
                 _l("This day included. One day, if nothing is written.")),
        )),
    ),
    "school_awards": (
        Group(_l("What it is"), (
            _TITLE,
            Slot("points_per_head", _l("Points a head"), Line("numeric")),
            Slot("participating_percent", _l("Percent who take part"), Line("numeric")),
        )),
    ),
    "schools": (
        Group(_l("What it is"), (
            _TITLE, Slot("staff", _l("Staff"), Line("numeric"), _l("For numbers a head.")),
        )),
    ),
    "words": (
        Group(_l("How it is said"), (
            Slot("one", _l("One of them"), Said()), Slot("other", _l("Several"), Said()),
        )),
    ),
    "pack": (
        Group(_l("What it is"), (
            _TITLE,
            Slot("catalog_year", _l("Catalog year"), Line(), _l("As in 2026-27.")),
            Slot("applies_from", _l("First day that it judges"), Line(kind="date")),
            Slot("languages", _l("Languages"), Tags(),
                 _l("As in en, es; the first one stands in.")),
        )),
        Group(_l("Where it comes from"), (
            Slot("invented", _l("What in it was made up"), Said(long=True)),
            Slot("sources", _l("Sources"), Lines()),
        )),
    ),
    "district": (
        Group(_l("What it is called"), (
            Slot("name", _l("District"), Said(once=True)),
            Slot("university", _l("What it calls its program"), Said(once=True)),
            Slot("state", _l("State"), Line(), _l("Two letters.")),
            Slot("staff", _l("Staff"), Line("numeric")),
        )),
        Group(_l("How it keeps time"), (
            Slot("timezone", _l("Time zone"), Line(), _l("As in America/Chicago.")),
            Slot("year_starts", _l("The school year starts"), Line(),
                 _l("Month and day, as in 07-01.")),
        )),
        Group(_l("Whom to ask"), (
            Slot("help", _l("Address or telephone"), Line()),
            Slot("site", _l("Website"), Line()),
        )),
    ),
    "branding": (
        Group(_l("Colors"), (
            Slot("primary", _l("First color"), Line(), _l("As in #1f4d3a.")),
            Slot("accent", _l("Second color"), Line(), _l("As in #9a5a12.")),
        )),
        Group(_l("Crest"), (
            Slot("crest", _l("File"), Line(), _l("One of the draft’s files, as in crest.svg.")),
            Slot("motto", _l("Motto"), Said()),
        )),
    ),
    "review": (
        Group(_l("What those who wait are promised"), (
            Slot("answer_school_days", _l("An answer within so many school days"),
                 Line("numeric")),
            Slot("keep_school_days", _l("So many school days a reviewer keeps what she took"),
                 Line("numeric"), _l("After that others can take it.")),
            Slot("reciprocal_days", _l("So many days two people do not review each other"),
                 Line("numeric"), _l("0 lets them.")),
            Slot("attempts", _l("After so many times sent back, a talk is offered"),
                 Line("numeric"), _l("With whomever your district names for help.")),
            Slot("second_look_percent", _l("Percent that a second reviewer reads unawares"),
                 Line("numeric"), _l("0 to 100; the first answer counts, and both are compared.")),
            Slot("counts_as", _l("A finished review counts as"), Pick("activities", _l("Nothing")),
                 _l("An activity that the program itself credits; the same whatever is decided.")),
        )),
        Group(_l("What was done before"), (
            Slot("look_back_months", _l("Months back that work can be claimed"), Line("numeric"),
                 _l("12, if nothing is written.")),
        )),
    ),
    "files": (
        Group(_l("The most for one file, in megabytes; 0 takes none"), (
            Slot("image", _l("Pictures"), Line("numeric")),
            Slot("pdf", _l("PDF"), Line("numeric")),
            Slot("office", _l("Office documents"), Line("numeric")),
            Slot("audio", _l("Sound"), Line("numeric")),
            Slot("video", _l("Video"), Line("numeric")),
            Slot("text", _l("Text"), Line("numeric")),
        )),
        Group(_l("How long files of student evidence are kept"), (
            Slot("student_months", _l("Months"), Line("numeric"),
                 _l("As long as the evidence, if nothing is written.")),
            Slot("counted_from", _l("Counted from"), Choice(KeptFrom, KeptFrom.DECISION)),
        )),
    ),
    "proposals": (
        Group(_l("What a published proposal brings"), (
            Slot("counts_as", _l("Credited as"), Pick("activities", _l("Nothing")),
                 _l("An activity that the program itself credits, once for each proposal.")),
        )),
    ),
    "nominations": (
        Group(_l("How colleagues name each other’s work"), (
            Slot("per_month", _l("For each person in a month"), Line("numeric"),
                 _l("5, if nothing is written.")),
            Slot("answer_days", _l("Days that one waits for an answer"), Line("numeric"),
                 _l("30, if nothing is written. Then it lapses quietly.")),
        )),
    ),
    "coaching": (
        Group(_l("What time with a coach counts as"), (
            Slot("counts_as", _l("For the coach"), Pick("activities", _l("Nothing")),
                 _l("An activity that the program itself credits, with the hours written down.")),
            Slot("asked_counts_as", _l("For whoever asked"), Pick("activities", _l("Nothing"))),
        )),
    ),
    "mentoring": (
        Group(_l("What a mentee’s badge brings the mentor"), (
            Slot("counts_as", _l("Credited as"), Pick("activities", _l("Nothing")),
                 _l("An activity that the program itself credits, once for each badge.")),
            Slot("badges", _l("Badges that count"), Tags(),
                 _l("By their keys, with commas between. All of them, if nothing is written.")),
            Slot("each_colleague_once", _l("Each colleague counts once"), Flag()),
        )),
    ),
    "follow_ups": (
        Group(_l("When people are asked whether they still use it"), (
            Slot("days", _l("Days after the approval"), Tags(),
                 _l("With commas between them, as in 60, 180. Nobody is asked without them.")),
            Slot("counts_as", _l("An answer counts as"), Pick("activities", _l("Nothing")),
                 _l("An activity that the program itself credits, whatever the answer says.")),
        )),
    ),
    "standings": (
        Group(_l("How schools are compared"), (
            Slot("shrinkage_heads", _l("How far small schools are drawn to the mean"),
                 Line("numeric"), _l("As the weight of so many heads; 0 for not at all.")),
        )),
    ),
    "upkeep": (
        Group(_l("When things go"), (
            Slot("deleted_days", _l("Days a deleted draft can be brought back"), Line("numeric"),
                 _l("30, if nothing is written.")),
            Slot("notification_days", _l("Days a notification stays on the list"),
                 Line("numeric"), _l("180, if nothing is written.")),
        )),
        Group(_l("Digests"), (
            Slot("digest_hour", _l("The hour from which they are written"), Line("numeric"),
                 _l("By your clock, from 0 to 23; 7, if nothing is written.")),
        )),
    ),
}  # fmt: skip


def slots(section: str) -> Iterator[Asks]:
    for group in GROUPS[section]:
        yield from group.slots


def shown(section: str, entry: Mapping[str, Any], about: About) -> dict[str, Any]:
    """The values of a form's fields; of those that it can show."""
    found: dict[str, Any] = {}
    for slot in slots(section):
        found |= slot.read(entry, about) or {}
    return found


def unknown(section: str, entry: Mapping[str, Any], about: About) -> list[str]:
    """The keys that are written in a way that the form can't show; they stay as they are."""
    return [slot.key for slot in slots(section) if slot.read(entry, about) is None]


def said(section: str, entry: Mapping[str, Any], data: Data, about: About) -> dict[str, Any]:
    """The entry as the form says it; whatever the form does not know of stays."""
    whole = dict(entry)
    before = ""
    for slot in slots(section):
        if slot.read(entry, about) is None:
            continue
        for key, value in slot.write(entry, data, about).items():
            if value is ABSENT:
                whole.pop(key, None)
            elif key in whole:
                whole[key], before = value, key
            else:
                whole = _with(whole, key, value, before)
                before = key
        before = next((key for key in slot.keys if key in whole), before)
    return whole


def field_of(section: str, rest: Path, entry: Mapping[str, Any], about: About) -> str:
    """The field that a complaint about a part of an entry speaks of; "" for none."""
    for slot in slots(section):
        if rest and rest[0] in slot.keys and slot.read(entry, about) is not None:
            return slot.field_of(rest, entry, about)
    return ""


def _with(whole: dict[str, Any], key: str, value: Any, before: str) -> dict[str, Any]:
    """With a new key behind that one, or in front of all."""
    found: dict[str, Any] = {} if before else {key: value}
    for each, thing in whole.items():
        found[each] = thing
        if each == before:
            found[key] = value
    return {**found, key: value} if key not in found else found
