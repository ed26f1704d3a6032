"""The form of a proposal, in the order in which a teacher thinks, and the answers to one."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    widgets,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional

from engine.proposals import Wanted, Wording
from rules.terms import Audience
from web.forms import HoursField
from web.wording import worded


def _trimmed(text: str | None) -> str:
    return (text or "").strip()


_TEXT = [Length(max=4000, message=_l("Please keep this under %(max)d characters."))]
_LINE = [Length(max=120, message=_l("Please keep this under %(max)d characters."))]


class ProposalForm(FlaskForm):
    wanted = RadioField(
        _l("What you propose"),
        choices=[
            SelectChoice(Wanted.ACTIVITY.value, _l("Something that people do")),
            SelectChoice(Wanted.BADGE.value, _l("A badge for what people do already")),
        ],
    )
    title = StringField(
        _l("What it is called"), _LINE, filters=[_trimmed], render_kw={"autocomplete": "off"}
    )
    summary = TextAreaField(
        _l("What one does for it"),
        _TEXT,
        filters=[_trimmed],
        description=_l("In a few sentences, as you would tell a colleague."),
        render_kw={"rows": 4},
    )
    learned = TextAreaField(
        _l("What shows that somebody learned it"),
        _TEXT,
        filters=[_trimmed],
        description=_l("What one writes down or hands in afterwards."),
        render_kw={"rows": 3},
    )
    used = TextAreaField(
        _l("What shows that it was used with students"),
        _TEXT,
        filters=[_trimmed],
        description=_l("Leave one of the two empty if it has no such part."),
        render_kw={"rows": 3},
    )
    minutes = HoursField(
        _l("About how many hours"),
        description=_l("In all, for example 1.5 or 1:30."),
        render_kw={"inputmode": "decimal", "autocomplete": "off"},
    )
    campus = SelectField(validators=[Optional()])
    audience = SelectMultipleField(
        _l("For whom"),
        option_widget=widgets.CheckboxInput(),
        widget=widgets.ListWidget(prefix_label=False),
        description=_l("For everybody, if none is chosen."),
    )
    badge = BooleanField(_l("Finishing it should earn a badge"))
    signature = StringField(
        _l("Your name, as it is shown with it"),
        _LINE,
        filters=[_trimmed],
        description=_l("Everybody reads it in the catalog. Leave it empty if you would rather "
                       "not be named."),
        render_kw={"autocomplete": "name"},
    )  # fmt: skip
    version = IntegerField(validators=[Optional()], render_kw={"hidden": True})

    def offer(self, campuses: Sequence[tuple[str, str]], *, one: str, none: str) -> None:
        """What can be chosen; what the catalog calls a campus is said by the district."""
        self.campus.label.text = one
        self.campus.choices = [
            SelectChoice("", none),
            *(SelectChoice(key, title) for key, title in campuses),
        ]
        self.audience.choices = [SelectChoice(each.value, worded(each)) for each in Audience]

    @property
    def wording(self) -> Wording:
        """What it says; hours and the like are of an activity alone."""
        wanted = Wanted(self.wanted.data)
        common = Wording(
            wanted=wanted,
            title=self.title.data,
            summary=self.summary.data,
            campus=self.campus.data or "",
            signature=self.signature.data,
        )
        if wanted is Wanted.BADGE:
            return common
        return Wording(
            **{
                **vars(common),
                "learned": self.learned.data,
                "used": self.used.data,
                "minutes": self.minutes.data or None,
                "audience": tuple(Audience(each) for each in self.audience.data or ()),
                "badge": bool(self.badge.data),
            }
        )


class AnswerForm(FlaskForm):
    """What a reader says to whoever proposed it."""

    note = TextAreaField(
        _l("Your note"),
        [Length(max=4000)],
        filters=[_trimmed],
        description=_l("It goes to whoever proposed it, word for word."),
        render_kw={"rows": 4},
    )


class StudioForm(FlaskForm):
    """Into which draft of the next catalog it goes."""

    draft = SelectField(_l("Into this draft"))

    def offer(self, drafts: Sequence[tuple[str, str]]) -> None:
        self.draft.choices = [SelectChoice(key, title) for key, title in drafts]


class KeyForm(FlaskForm):
    """What the draft calls it, where that was changed."""

    key = SelectField(_l("It is this one"))

    def offer(self, things: Sequence[tuple[str, str]]) -> None:
        self.key.choices = [SelectChoice(key, title) for key, title in things]
