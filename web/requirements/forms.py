"""The forms of one requirement: what it asks, under which conditions, and what it is called."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, Optional, Regexp
from wtforms.widgets import CheckboxInput, ListWidget

from rules.outline import Asked, Grouping
from rules.requirements.shortforms import fraction
from web.languages import NAMES
from web.requirements.choices import (
    AMOUNTS,
    BESIDE,
    CHOICES,
    NAMED,
    NEEDS,
    NUMBERED,
    UNNUMBERED,
    Choices,
    named,
)
from web.wording import words

_DECIMAL = {"inputmode": "decimal", "autocomplete": "off"}
_NUMBER = {"inputmode": "numeric", "autocomplete": "off"}
_YEARS = [
    Regexp(r"[1-9]\d{0,6}$", message=_l("Please write a whole number from 1 up.")),
]
_DAY = {"placeholder": "2026-08-31", "autocomplete": "off"}


def _trimmed(text: Any) -> str:
    return str(text or "").strip()


def _text(label: Any, description: Any = "", **kwargs: Any) -> StringField:
    ties = kwargs.pop("render_kw", {"autocomplete": "off"})
    checks = [Optional(), Length(max=300), *kwargs.pop("checks", ())]
    return StringField(label, checks, description=description, filters=[_trimmed], render_kw=ties)


def _checks(label: Any, description: Any = "") -> SelectMultipleField:
    """Several of many, each with a box to tick."""
    return SelectMultipleField(
        label,
        description=description,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


class NamedForm(FlaskForm):
    """What every requirement may have: a name in each language of the pack, and an id."""

    languages: tuple[str, ...] = ()
    node_id = _text(
        _l("Id"),
        _l("A short word by which other requirements and decisions name this one."),
        checks=[Regexp(r"[a-z0-9]+(-[a-z0-9]+)*$",
                       message=_l("Small letters, digits and single hyphens, as in “core-work”."))],
    )  # fmt: skip
    at = HiddenField()
    revision = IntegerField(widget=HiddenField.widget, default=0)

    @property
    def titles(self) -> Mapping[str, Field]:
        """The fields of its name, by language."""
        return {language: self[title_field(language)] for language in self.languages}

    @property
    def is_named(self) -> bool:
        return bool(self.node_id.data or self.node_id.errors)

    def check(self) -> bool:
        """Whether what was sent belongs together."""
        return True


class GroupForm(NamedForm):
    grouping = RadioField(_l("How many are asked"), [Optional()])
    n = _text(
        _l("How many"),
        checks=[Regexp(r"[1-9]\d{0,2}$", message=_l("Please write a whole number from 1 up."))],
        render_kw=_NUMBER,
    )

    def fill(
        self,
        grouping: Grouping,
        n: int | None,
        children: int,
        *,
        in_campuses: bool,
        bound: bool,
    ) -> None:
        """What can be chosen, and unless it was sent what stands there."""
        every, one = (
            (
                _("In every one of the %(things)s", things=words("campus")),
                _("In one of the %(things)s", things=words("campus")),
            )
            if in_campuses
            else (_("All of them"), _("One of them"))
        )
        self.grouping.choices = [
            (Grouping.ALL.value, every),
            (Grouping.ANY.value, one),
            (Grouping.N_OF.value, _("In so many of them") if in_campuses else _("So many of them")),
        ]
        if not bound:
            self.grouping.data = grouping.value
            self.n.data = str(n or min(2, children))


class LeafForm(NamedForm):
    asked = SelectField(_l("What it asks for"), [Optional()])
    n = _text(_l("How many"), render_kw=_DECIMAL)
    activity = SelectField(named("activity", 1), [Optional()])
    activities = _checks(named("activity"))
    attribute = SelectField(_l("Different …"), [Optional()])
    level = SelectField(named("level", 1), [Optional()])
    degree = SelectField(named("degree", 1), [Optional()])
    campuses = _text(
        LazyString(lambda: _("In so many %(things)s", things=words("campus"))),
        _l("Leave it empty if any will do."),
        render_kw=_NUMBER,
    )
    with_outcome = _text(
        _l("So many of them with a measured outcome"),
        _l("Leave it empty if none has to."),
        render_kw=_NUMBER,
    )
    years = _text(_l("In so many school years"), render_kw=_NUMBER)
    in_a_row = BooleanField(_l("School years in a row"))
    by_fte = BooleanField(
        _l("In proportion to part-time employment"),
        description=_l("Half the hours for whoever works half of full time."),
    )
    covers = BooleanField(
        _l("One piece of work may stand for several"),
        description=_l("Otherwise each piece stands for one of them."),
    )

    where_campuses = _checks(named("campus", 1))
    where_activity_kinds = _checks(_l("Kind of activity"))
    where_stages = _checks(_l("Stage"))
    where_kinds = _checks(_l("Evidence"))
    where_tags_any = _checks(_l("Theme"))
    where_audiences = _checks(_l("Activities for"))
    where_activities = _checks(_l("Only these activities"))
    where_outcome = SelectField(_l("Measured outcome"), [Optional()])
    where_from = _text(_l("From this day on"), render_kw=_DAY)
    where_to = _text(_l("Up to this day"), render_kw=_DAY)
    where_school_years = _text(
        _l("School years"),
        _l("The calendar year in which each one starts, with commas between: 2026, 2027."),
    )
    where_max_age_months = _text(_l("Not older than so many months"), render_kw=_NUMBER)
    where_min_score = _text(_l("Scored so much or more"), render_kw=_NUMBER)
    where_min_points = _text(_l("Worth so much or more"), render_kw=_NUMBER)
    where_min_value = _text(_l("With a value of so much or more"), render_kw=_DECIMAL)
    where_since_degree = SelectField(_l("Dated after this was conferred"), [Optional()])
    where_until_degree = SelectField(_l("Dated before this was conferred"), [Optional()])

    part_kinds = _checks(_l("Evidence"))
    part_campuses = _checks(named("campus", 1))
    part_stages = _checks(_l("Stage"))

    collect = BooleanField(
        _l("This work serves nothing else"),
        description=_l("One piece of work is used here or in another such requirement, "
                       "and not in both."),
    )  # fmt: skip
    expired_ok = BooleanField(
        _l("Work that has expired counts as well"),
        description=_l("Otherwise only what still counts on the day that is looked at."),
    )
    within = _text(_l("All within so many school years"), render_kw=_NUMBER)
    share_from = SelectField(_l("Of work dated before this was conferred"), [Optional()])
    share = _text(_l("At most this part"), _l("For example 40%."))
    ceiling = _text(_l("At most"), render_kw=_NUMBER)
    ceiling_in = SelectField(_l("Counted in"), [Optional()])
    ceiling_per = SelectField(_l("For each of the"), [Optional()])
    ceiling_cuts = BooleanField(
        _l("A piece counts in part up to there"),
        description=_l("Otherwise whole pieces fit under it or are left out."),
    )
    ceiling_campuses = _checks(_l("Of work in"))
    ceiling_kinds = _checks(_l("Of evidence"))
    after = _checks(
        _l("Work begins after"),
        description=_l("Only work counts that is dated after all of these are complete."),
    )

    def offer(self, choices: Choices, *, any_text: bool) -> None:
        """Fill in what can be chosen; what is chosen already stays among it."""
        measures = choices.measures()
        as_it_is = {"": [("", _("What its text says"))]} if any_text else {}
        self.asked.choices = as_it_is | measures
        for field in self:
            family = CHOICES.get(field.name)
            if family:
                field.choices = choices.of(family, _chosen(field), several=is_several(field))

    @property
    def measure(self) -> Asked | None:
        """What is asked; None where only the text says it."""
        chosen = self.asked.data
        return Asked(chosen) if chosen in set(Asked) else None

    @property
    def looks_at_work(self) -> bool:
        return self.measure is None or self.measure.looks_at_work

    def measure_fields(self) -> list[Field]:
        """The fields of what is asked, each with the label that it has there."""
        asked = self.measure
        if asked is None:
            return []
        named = [self[NAMED[asked]]] if asked in NAMED else []
        if asked not in UNNUMBERED:
            self.n.label.text = str(AMOUNTS.get(asked, self.n.label.text))
            named.append(self.n)
        return [*named, *(self[name] for name in BESIDE.get(asked, ()))]

    def condition_fields(self) -> list[Field]:
        return [field for field in self if field.name.startswith("where_")]

    @property
    def has_conditions(self) -> bool:
        return any(field.data or field.errors for field in self.condition_fields())

    def ceiling_rows(self) -> list[list[Field]]:
        """Exclusive use, the window, shares and a ceiling, as far as the measure knows them."""
        asked = self.measure
        rows = [["collect"]] if asked is None or asked.may_collect else []
        rows += [["expired_ok"], ["within"]]
        rows += [["share_from", "share"]] if asked is Asked.POINTS else []
        return [[self[name] for name in row] for row in (*rows, *_CEILING)]

    @property
    def has_ceilings(self) -> bool:
        return any(
            field.data or field.errors
            for row in self.ceiling_rows()
            for field in row
            if field.name != "ceiling_in"
        )

    def check(self) -> bool:
        """Whether the measure says all that it has to."""
        if not self.asked.data:
            return True
        asked = Asked(self.asked.data)
        field = self[NAMED[asked]] if asked in NAMED else None
        if field is not None and not field.data:
            field.errors = [_("Please choose one.")]
        if asked in NEEDS and not self.n.data:
            self.n.errors = [_("Please write a number.")]
        for name in NUMBERED:
            if self[name].data and not _is_amount(self[name].data):
                self[name].errors = [_("Please write a number, as in 2 or 1.5.")]
        return not any(each.errors for each in self)


_CEILING = (
    ["ceiling", "ceiling_in", "ceiling_per"],
    ["ceiling_cuts"],
    ["ceiling_campuses"],
    ["ceiling_kinds"],
)


class TextForm(FlaskForm):
    """One requirement as the pack's file has it."""

    text = TextAreaField(_l("As text"), render_kw={"spellcheck": "false", "rows": 6})
    at = HiddenField()
    revision = IntegerField(widget=HiddenField.widget, default=0)


def is_several(field: Field) -> bool:
    return isinstance(field, SelectMultipleField)


class SharingForm(FlaskForm):
    """Work that may count for two degrees, or two requirements that have an id."""

    one = SelectField(_l("Work may count for"), [Optional()])
    other = SelectField(_l("And for"), [Optional()])
    most = _text(_l("At most"), _l("Leave it empty if there is no ceiling."), render_kw=_NUMBER,
                 checks=_YEARS)  # fmt: skip
    unit = SelectField(_l("Counted in"), [Optional()])


def titled(form: type[NamedForm], languages: Iterable[str]) -> type[Any]:
    """The form with a field for the name in each language of the pack."""
    languages = tuple(languages)
    fields: dict[str, Any] = {"languages": languages}
    for language in languages:
        spoken = NAMES.get(language, language)
        label = _("Name") if len(languages) == 1 else _("Name in %(language)s", language=spoken)
        ties = {"lang": language, "autocomplete": "off"}
        fields[title_field(language)] = _text(label, render_kw=ties)
    return type(form.__name__, (form,), fields)


def title_field(language: str) -> str:
    return f"title_{language.replace('-', '_')}"


def _chosen(field: Field) -> list[str]:
    return list(field.data or []) if is_several(field) else [field.data] if field.data else []


def _is_amount(text: str) -> bool:
    try:
        return fraction(text) >= 0
    except ValueError:
        return False
