"""What a stage asks beside words: a metric, and the questions of a form or of a quiz."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from wtforms import StringField, TextAreaField

from rules.catalog import QuestionKind
from rules.pack.written import Path
from web.studio.pieces import as_ordered, in_language_of, mapping, trimmed
from web.studio.sorts import (
    ABSENT,
    About,
    Choice,
    Data,
    Fields,
    Flag,
    Line,
    Lines,
    Said,
    Sort,
    Unless,
)

Part = tuple[str, str, Sort, str]
"""A key, what it is called here, the sort of its value, and a help."""


class Parted(Sort):
    """A value of several keys, each with fields of its own."""

    layout = "parted"

    def parts(self) -> Iterator[Part]:
        raise NotImplementedError

    def fields(self, name: str, label: str, note: str, value: Any, about: About) -> Fields:
        made: Fields = {}
        for key, title, sort, help in self.parts():
            written = mapping(value).get(key, ABSENT)
            made |= sort.fields(f"{name}-{key}", title, help, written, about)
        return made

    def read(self, name: str, value: Any, about: About) -> dict[str, Any] | None:
        written = {} if value is ABSENT or value is None else value
        if not isinstance(written, dict) or not set(written) <= {each[0] for each in self.parts()}:
            return None
        shown: dict[str, Any] = {}
        for key, _title, sort, _help in self.parts():
            part = sort.read(f"{name}-{key}", written.get(key, ABSENT), about)
            if part is None:
                return None
            shown |= part
        return shown

    def write(self, name: str, data: Data, value: Any, about: About) -> Any:
        before = mapping(value)
        said = {
            key: sort.write(f"{name}-{key}", data, before.get(key, ABSENT), about)
            for key, _title, sort, _help in self.parts()
        }
        said = {key: each for key, each in said.items() if each is not ABSENT}
        return as_ordered(said, before) or ABSENT

    def field_of(self, name: str, rest: Path, value: Any, about: About) -> str:
        sorts = {key: sort for key, _title, sort, _help in self.parts()}
        key = str(rest[0]) if rest and rest[0] in sorts else next(iter(sorts))
        written = mapping(value).get(key, ABSENT)
        return sorts[key].field_of(f"{name}-{key}", rest[1:], written, about)


class MetricSort(Parted):
    """A value that is asked with its source."""

    def parts(self) -> Iterator[Part]:
        yield "title", _("Figure to hand in"), Said(once=True), _("None, if nothing is written.")
        yield "unit", _("Its unit"), Said(), _("As in % or days.")


class FormSort(Parted):
    """Questions; with a threshold they are a quiz."""

    def parts(self) -> Iterator[Part]:
        yield (
            "passes_percent", _("Approved from so many percent right"), Line("numeric"),
            _("A quiz that approves by itself; without it a reviewer reads the answers."),
        )  # fmt: skip
        yield "attempts", _("Attempts"), Line("numeric"), _("3 unless you write another number.")
        yield "wait_hours", _("Hours between attempts"), Line("numeric"), ""
        yield "shuffled", _("Choices stay in their order"), Unless(), ""
        yield "questions", _("Questions"), QuestionsSort(), ""


class QuestionSort(Parted):
    """One question, beside its key."""

    def parts(self) -> Iterator[Part]:
        yield "text", _("Question"), Said(long=True), ""
        yield "kind", _("Answered by"), Choice(QuestionKind, QuestionKind.SHORT), ""
        yield "choices", _("Choices"), ChoicesSort(), ""
        yield (
            "right", _("What is right"), RightSort(),
            _("Keys of choices, a number, a day, or words that will do; one a line."),
        )  # fmt: skip
        yield "points", _("Points of the quiz"), Line("numeric"), _("1 unless you write another.")
        yield "look_again", _("Where to look again"), Said(), ""
        yield "required", _("May be left out"), Unless(), ""
        yield "in_order", _("Its choices stay in their order"), Flag(), ""


class RightSort(Lines):
    """What is right, one a line; a single one may be written without a list."""

    def write(self, name: str, data: Data, value: Any, about: About) -> Any:
        said = super().write(name, data, value, about)
        return said[0] if isinstance(value, str) and said is not ABSENT and len(said) == 1 else said


@dataclass(frozen=True)
class QuestionsSort(Sort):
    """All questions by their keys, and an empty one to write into."""

    layout = "questions"

    def fields(self, name: str, label: str, note: str, value: Any, about: About) -> Fields:
        made: Fields = {}
        for at, (_key, question) in enumerate(self._lines(value)):
            made[f"{name}-{at}-key"] = StringField(
                _("Key"), filters=[trimmed], render_kw={"autocomplete": "off"}
            )
            made |= QuestionSort().fields(f"{name}-{at}", "", "", question, about)
        return made

    def read(self, name: str, value: Any, about: About) -> dict[str, Any] | None:
        if value is not ABSENT and not isinstance(value, dict):
            return None
        shown: dict[str, Any] = {}
        for at, (key, question) in enumerate(self._lines(value)):
            part = QuestionSort().read(f"{name}-{at}", question, about)
            if part is None:
                return None
            shown |= {f"{name}-{at}-key": key, **part}
        return shown

    def write(self, name: str, data: Data, value: Any, about: About) -> Any:
        said: dict[str, Any] = {}
        for at, (_before, question) in enumerate(self._lines(value)):
            if key := data.get(f"{name}-{at}-key"):
                said[key] = QuestionSort().write(f"{name}-{at}", data, question, about)
        return {key: {} if each is ABSENT else each for key, each in said.items()} or ABSENT

    def field_of(self, name: str, rest: Path, value: Any, about: About) -> str:
        keys = list(mapping(value))
        if not rest or rest[0] not in keys:
            return f"{name}-0-key"
        key = str(rest[0])
        line = f"{name}-{keys.index(key)}"
        if not rest[1:]:
            return f"{line}-key"
        return QuestionSort().field_of(line, rest[1:], value[key], about)

    def _lines(self, value: Any) -> list[tuple[str, Any]]:
        return [*mapping(value).items(), ("", {})]


@dataclass(frozen=True)
class ChoicesSort(Sort):
    """Choices by their keys, one a line in each language."""

    layout = "said"

    def fields(self, name: str, label: str, note: str, value: Any, about: About) -> Fields:
        return {
            f"{name}-{each}": TextAreaField(
                label + in_language_of(each, about),
                description=_("One a line, with a key: “yes: Yes, always”.")
                if each == about.languages[0]
                else "",
                render_kw={"lang": each},
            )
            for each in about.languages
        }

    def read(self, name: str, value: Any, about: About) -> dict[str, Any] | None:
        written = {} if value is ABSENT or value is None else value
        if not isinstance(written, dict):
            return None
        lines: dict[str, list[str]] = {each: [] for each in about.languages}
        for key, text in written.items():
            texts = dict.fromkeys(about.languages, text) if isinstance(text, str) else text
            if not isinstance(texts, dict) or not set(texts) <= set(lines):
                return None
            for language, said in texts.items():
                lines[language].append(f"{key}: {said}")
        return {f"{name}-{each}": "\n".join(said) for each, said in lines.items()}

    def write(self, name: str, data: Data, value: Any, about: About) -> Any:
        said: dict[str, dict[str, str]] = {}
        for language in about.languages:
            for line in data[f"{name}-{language}"].splitlines():
                key, _colon, text = (part.strip() for part in line.partition(":"))
                if key:
                    said.setdefault(key, {})[language] = text or key
        return {key: self._text(key, texts, value) for key, texts in said.items()} or ABSENT

    def _text(self, key: str, texts: Mapping[str, str], before: Any) -> str | Mapping[str, str]:
        """Written once where it was before, or where there is one language."""
        bare = isinstance(mapping(before).get(key), str) and len(set(texts.values())) == 1
        one = next(iter(texts.values()))
        return one if bare or len(texts) == 1 else texts

    def field_of(self, name: str, rest: Path, value: Any, about: About) -> str:
        language = rest[1] if len(rest) > 1 else about.languages[0]
        return f"{name}-{language}"
