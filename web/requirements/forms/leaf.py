"""What one requirement asks, under which conditions and up to which ceiling."""

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    Field,
    SelectField,
)
from wtforms.validators import Optional

from rules.outline import Asked
from rules.requirements.shortforms import fraction
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
from web.requirements.forms.fields import DAY, DECIMAL, NUMBER, boxes, is_several, line
from web.requirements.forms.named import NamedForm
from web.wording import words


class LeafForm(NamedForm):
    asked = SelectField(_l("What it asks for"), [Optional()])
    n = line(_l("How many"), render_kw=DECIMAL)
    activity = SelectField(named("activity", 1), [Optional()])
    activities = boxes(named("activity"))
    attribute = SelectField(_l("Different …"), [Optional()])
    level = SelectField(named("level", 1), [Optional()])
    degree = SelectField(named("degree", 1), [Optional()])
    campuses = line(
        LazyString(lambda: _("In so many %(things)s", things=words("campus"))),
        _l("Leave it empty if any will do."),
        render_kw=NUMBER,
    )
    with_outcome = line(
        _l("So many of them with a measured outcome"),
        _l("Leave it empty if none has to."),
        render_kw=NUMBER,
    )
    years = line(_l("In so many school years"), render_kw=NUMBER)
    in_a_row = BooleanField(_l("School years in a row"))
    by_fte = BooleanField(
        _l("In proportion to part-time employment"),
        description=_l("Half the hours for whoever works half of full time."),
    )
    covers = BooleanField(
        _l("One piece of work may stand for several"),
        description=_l("Otherwise each piece stands for one of them."),
    )

    where_campuses = boxes(named("campus", 1))
    where_activity_kinds = boxes(_l("Kind of activity"))
    where_stages = boxes(_l("Stage"))
    where_kinds = boxes(_l("Evidence"))
    where_tags_any = boxes(_l("Theme"))
    where_audiences = boxes(_l("Activities for"))
    where_activities = boxes(_l("Only these activities"))
    where_outcome = SelectField(_l("Measured outcome"), [Optional()])
    where_from = line(_l("From this day on"), render_kw=DAY)
    where_to = line(_l("Up to this day"), render_kw=DAY)
    where_school_years = line(
        _l("School years"),
        _l("The calendar year in which each one starts, with commas between: 2026, 2027."),
    )
    where_max_age_months = line(_l("Not older than so many months"), render_kw=NUMBER)
    where_min_score = line(_l("Scored so much or more"), render_kw=NUMBER)
    where_min_points = line(_l("Worth so much or more"), render_kw=NUMBER)
    where_min_value = line(_l("With a value of so much or more"), render_kw=DECIMAL)
    where_since_degree = SelectField(_l("Dated after this was conferred"), [Optional()])
    where_until_degree = SelectField(_l("Dated before this was conferred"), [Optional()])

    part_kinds = boxes(_l("Evidence"))
    part_campuses = boxes(named("campus", 1))
    part_stages = boxes(_l("Stage"))

    collect = BooleanField(
        _l("This work serves nothing else"),
        description=_l("One piece of work is used here or in another such requirement, "
                       "and not in both."),
    )  # fmt: skip
    expired_ok = BooleanField(
        _l("Work that has expired counts as well"),
        description=_l("Otherwise only what still counts on the day that is looked at."),
    )
    within = line(_l("All within so many school years"), render_kw=NUMBER)
    share_from = SelectField(_l("Of work dated before this was conferred"), [Optional()])
    share = line(_l("At most this part"), _l("For example 40%."))
    ceiling = line(_l("At most"), render_kw=NUMBER)
    ceiling_in = SelectField(_l("Counted in"), [Optional()])
    ceiling_per = SelectField(_l("For each of the"), [Optional()])
    ceiling_cuts = BooleanField(
        _l("A piece counts in part up to there"),
        description=_l("Otherwise whole pieces fit under it or are left out."),
    )
    ceiling_campuses = boxes(_l("Of work in"))
    ceiling_kinds = boxes(_l("Of evidence"))
    after = boxes(
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


def _chosen(field: Field) -> list[str]:
    return list(field.data or []) if is_several(field) else [field.data] if field.data else []


def _is_amount(text: str) -> bool:
    try:
        return fraction(text) >= 0
    except ValueError:
        return False
