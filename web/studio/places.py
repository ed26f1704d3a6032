"""From a path in a pack to the page and field where it is written, and to its name."""

from flask import url_for

from engine.studio import Draft
from rules import writing
from rules.pack import PackError
from rules.pack.written import Path
from web.studio import sections


def named(draft: Draft, path: Path) -> str:
    """`Activities · Number Talks`."""
    if not path:
        return ""
    section = sections.section_name(str(path[0]))
    title = sections.title_of(draft, path[:2])
    return section if title == section else f"{section} · {title}"


def entry(draft: Draft, path: Path) -> str:
    """The address of the thing around a path; that of its file where it has no page."""
    try:
        found = writing.source(draft.files, path[:2])
    except writing.Nowhere:
        return url_for("studio.files", draft_id=draft.id)
    return line(draft, found.file, found.line)


def address(draft: Draft, error: PackError) -> str:
    """The field that an error speaks of."""
    return line(draft, error.file, error.line)


def line(draft: Draft, file: str, number: int) -> str:
    """A line of one of the draft's files."""
    if file not in draft.files:
        return url_for("studio.files", draft_id=draft.id)
    return url_for(
        "studio.file", draft_id=draft.id, file=file, line=number, _anchor=f"line-{number}"
    )
