"""What every requirement may have, a name in each language and an id; and a group."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    Field,
    HiddenField,
    IntegerField,
    RadioField,
)
from wtforms.validators import Optional, Regexp

from rules.outline import Grouping
from web.languages import NAMES
from web.requirements.forms.fields import NUMBER, line
from web.wording import words


class NamedForm(FlaskForm):
    """What every requirement may have: a name in each language of the pack, and an id."""

    languages: tuple[str, ...] = ()
    node_id = line(
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
    n = line(
        _l("How many"),
        checks=[Regexp(r"[1-9]\d{0,2}$", message=_l("Please write a whole number from 1 up."))],
        render_kw=NUMBER,
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


def titled(form: type[NamedForm], languages: Iterable[str]) -> type[Any]:
    """The form with a field for the name in each language of the pack."""
    languages = tuple(languages)
    fields: dict[str, Any] = {"languages": languages}
    for language in languages:
        spoken = NAMES.get(language, language)
        label = _("Name") if len(languages) == 1 else _("Name in %(language)s", language=spoken)
        ties = {"lang": language, "autocomplete": "off"}
        fields[title_field(language)] = line(label, render_kw=ties)
    return type(form.__name__, (form,), fields)


def title_field(language: str) -> str:
    return f"title_{language.replace('-', '_')}"
