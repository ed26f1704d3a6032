"""The fields of a form that the pack asks: one a question, each kept as a text."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Field, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from rules.catalog import Form, QuestionKind
from rules.quizzes import choices
from web.formats import in_language
from web.forms import AtMost, DayField, ExactField, SeveralField


def fields(form: Form, turn: str) -> Mapping[str, Any]:
    """A field for each question, by the question's key; `turn` orders the choices of a quiz."""
    return {key: _field(form, key, turn) for key in form.questions}


def as_text(value: Any) -> str:
    """What a field of these says, as it is kept."""
    match value:
        case None:
            return ""
        case list():
            return ",".join(value)
        case Decimal():
            return format(value, "f")
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _field(form: Form, key: str, turn: str) -> Field:
    question = form.questions[key]
    label = in_language(question.text)
    options = [SelectChoice(each, in_language(text)) for each, text in choices(form, key, turn)]
    match question.kind:
        case QuestionKind.ONE_OF:
            return RadioField(label, [Optional()], choices=options)
        case QuestionKind.SEVERAL_OF:
            return SeveralField(label, choices=options, description=_l("All that apply."))
        case QuestionKind.NUMBER:
            return ExactField(label, render_kw={"inputmode": "decimal", "autocomplete": "off"})
        case QuestionKind.DATE:
            return DayField(label, [Optional()])
        case QuestionKind.LONG:
            return TextAreaField(label, [AtMost(20_000)])
        case _:
            return StringField(label, [AtMost(500)])
