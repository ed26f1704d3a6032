"""The forms by which an admin decides about a requirement, and withdraws what was decided."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Self

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DecimalField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange

from rules.audits import Decision, Verb

_WHY = [
    InputRequired(_l("Please say why, in a sentence.")),
    Length(max=2000, message=_l("Please keep this under %(max)d characters.")),
]


class DecisionForm(FlaskForm):
    """Which piece of work or which amount, and why; each decision asks for its own part."""

    evidence = RadioField(
        _l("Which work"), [InputRequired(_l("Please choose one."))], validate_choice=True
    )
    need = RadioField(_l("Which amount"), [InputRequired(_l("Please choose one."))], coerce=int)
    value = DecimalField(
        _l("How much it asks instead"),
        [InputRequired(_l("Please give a number.")), NumberRange(min=0)],
        places=None,
    )
    reason = TextAreaField(
        _l("Why"), _WHY, description=_l("Kept with your name; the person reads it on the plan.")
    )

    def asking(
        self, verb: Verb, work: Iterable[tuple[str, str]], needs: Iterable[tuple[int, str]]
    ) -> Self:
        """The form with the parts that this decision asks for, and no others."""
        if verb in (Verb.SUBSTITUTE, Verb.EXCLUDE):
            self.evidence.choices = [SelectChoice(*each) for each in work]
        else:
            del self.evidence
        needs = list(needs)
        if verb is not Verb.SET_NEED:
            del self.value
        if verb is Verb.SET_NEED and len(needs) > 1:
            self.need.choices = [SelectChoice(*each) for each in needs]
        else:
            del self.need
        if verb is Verb.SET_NEED and len(needs) == 1:
            self.value.description = _("Now it asks for %(what)s.", what=needs[0][1])
        return self

    def decision(self, verb: Verb, degree: str, path: str) -> Decision | None:
        """What is chosen so far, if it is enough to say what it does."""
        chosen = self.evidence.data if self.evidence else None
        value = self.value.data if self.value else 0
        need = self.need.data if self.need else 0
        if (self.evidence and not chosen) or value is None or need is None:
            return None
        return Decision(verb, path, chosen, need, Fraction(value), degree)


class WithdrawalForm(FlaskForm):
    """Why what was decided no longer holds."""

    note = TextAreaField(_l("Why"), _WHY, description=_l("The person reads it in a letter."))
