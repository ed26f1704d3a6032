"""What a section holds, as its list shows it: searched, sorted, with what is to be mended."""

from dataclasses import dataclass
from typing import Any

from flask import render_template, request

from engine import studio
from engine.studio import Draft
from web import page
from web.studio import areas, sections
from web.studio.drafts import mendings
from web.studio.forms import NewForm
from web.studio.sections import Section
from web.wording import count


@dataclass(frozen=True)
class Line:
    """One thing of a section as its list shows it."""

    key: str
    title: str
    note: str
    faults: int
    turn: str


def list_page(draft: Draft, part: Section, form: NewForm) -> str:
    search = request.args.get("search", "").strip()[:100]
    turns = {each.path: each.turn.value for each in studio.changed_since(page.session(), draft)}
    faults = [error.steps[:2] for error in studio.faults(draft.files)]
    lines = [
        Line(
            key,
            sections.called(part.key, key, written),
            _note(draft, part.key, written),
            faults.count((part.key, key)),
            turns.get((part.key, key), ""),
        )
        for key, written in areas.listed(draft, part.key).items()
    ]
    found = [each for each in lines if search.lower() in f"{each.title} {each.key}".lower()]
    sort = request.args.get("sort", "")
    if sort == "title":
        found.sort(key=lambda line: line.title.lower())
    return render_template(
        "studio/section.html",
        draft=draft, part=part, lines=found, whole=len(lines), search=search, sort=sort, form=form,
        ordered=part.key == "levels" and not search and not sort,
        mendings=mendings(draft, part.key),
    )  # fmt: skip


def _note(draft: Draft, section: str, written: Any) -> str:
    """A short word beside a title: its campus, price, threshold, first day."""
    if not isinstance(written, dict):
        return ""
    if section in ("activities", "badges", "pathways") and isinstance(written.get("campus"), str):
        return sections.title_of(draft, ("campuses", written["campus"]))
    for key in ("price", "experience"):
        if str(written.get(key)).isdecimal():
            return count("point", int(written[key]))
    told = written.get("first") or written.get("staff")
    return told if isinstance(told, str) else ""
