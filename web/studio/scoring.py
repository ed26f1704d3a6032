"""The lines of a rubric, each with what every score means."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from wtforms import StringField, TextAreaField

from rules.pack.written import Path
from web.studio.pieces import as_ordered, in_language_of, mapping, small_number, trimmed
from web.studio.sorts import ABSENT, About, Data, Fields, Said, Sort

_TITLE = Said(once=True)


@dataclass(frozen=True)
class CriteriaSort(Sort):
    """A rubric's lines, each with what every score means; one more empty line to write into."""

    layout = "criteria"

    def fields(self, name: str, label: str, note: str, value: Any, about: About) -> Fields:
        made: Fields = {}
        criteria = list(mapping(value).items())
        for at, (_key, criterion) in enumerate([*criteria, ("", {})]):
            line = f"{name}-{at}"
            made[f"{line}-key"] = StringField(
                _("Key"), filters=[trimmed], render_kw={"autocomplete": "off"}
            )
            titled = mapping(criterion).get("title", ABSENT)
            made |= _TITLE.fields(f"{line}-title", _("What is looked at"), "", titled, about)
            for language in about.languages:
                title = _("What each score means") + in_language_of(language, about)
                made[f"{line}-scores-{language}"] = TextAreaField(
                    title,
                    description=_("One a line, from 0 up.")
                    if language == about.languages[0]
                    else "",
                    render_kw={"lang": language},
                )
            made[f"{line}-passes"] = small_number(
                _("Passes from"), _("1 unless you write another.")
            )
        return made

    def read(self, name: str, value: Any, about: About) -> dict[str, Any] | None:
        criteria = {} if value is ABSENT or value is None else value
        if not isinstance(criteria, dict):
            return None
        shown: dict[str, Any] = {}
        for at, (key, criterion) in enumerate([*criteria.items(), ("", {})]):
            line = self._line(f"{name}-{at}", key, criterion, about)
            if line is None:
                return None
            shown |= line
        return shown

    def _line(self, line: str, key: str, criterion: Any, about: About) -> dict[str, Any] | None:
        if not isinstance(criterion, dict):
            return None
        title = _TITLE.read(f"{line}-title", criterion.get("title", ABSENT), about)
        scores = criterion.get("scores") or []
        if title is None or not isinstance(scores, list):
            return None
        shown = {f"{line}-key": key, f"{line}-passes": criterion.get("passes") or "", **title}
        for language in about.languages:
            texts = [each.get(language, "") if isinstance(each, dict) else each for each in scores]
            if any(not isinstance(each, str) or "\n" in each for each in texts):
                return None
            shown[f"{line}-scores-{language}"] = "\n".join(texts)
        return shown

    def write(self, name: str, data: Data, value: Any, about: About) -> Any:
        before = mapping(value)
        keys = [*before, ""]
        said: dict[str, Any] = {}
        for at, old in enumerate(keys):
            line = f"{name}-{at}"
            key = data.get(f"{line}-key", "")
            if not key:
                continue
            criterion = dict(mapping(before.get(old)))
            titled = criterion.get("title", ABSENT)
            title = _TITLE.write(f"{line}-title", data, titled, about)
            scores = self._scores(line, data, criterion.get("scores"), about)
            criterion = {"title": None, **criterion, "scores": scores}
            criterion["title"] = None if title is ABSENT else title
            criterion.pop("passes", None)
            if data[f"{line}-passes"]:
                criterion["passes"] = data[f"{line}-passes"]
            said[key] = as_ordered(criterion, before.get(old))
        return said or ABSENT

    def _scores(self, line: str, data: Data, before: Any, about: About) -> list[Any]:
        columns = {
            each: data[f"{line}-scores-{each}"].replace("\r\n", "\n").strip("\n").split("\n")
            for each in about.languages
        }
        longest = max(map(len, columns.values()))
        scores = []
        for at in range(longest):
            texts = {each: lines[at].strip() for each, lines in columns.items() if at < len(lines)}
            bare = isinstance(before, list) and at < len(before) and isinstance(before[at], str)
            alike = len(set(texts.values())) == 1
            if len(about.languages) == 1 or (bare and alike):
                scores.append(next(iter(texts.values())))
            else:
                scores.append(texts)
        return scores

    def field_of(self, name: str, rest: Path, value: Any, about: About) -> str:
        keys = list(mapping(value))
        line = f"{name}-{keys.index(str(rest[0])) if rest and rest[0] in keys else 0}"
        if rest[1:2] == ("scores",):
            language = rest[3] if len(rest) > 3 else about.languages[0]
            return f"{line}-scores-{language}"
        if rest[1:2] == ("passes",):
            return f"{line}-passes"
        if rest[1:2] == ("title",):
            titled = mapping(mapping(value).get(str(rest[0]))).get("title", ABSENT)
            return _TITLE.field_of(f"{line}-title", rest[2:], titled, about)
        return f"{line}-key"
