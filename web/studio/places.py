"""From a path in a pack to the page and field where it is written, and to its name."""

from flask import url_for

from engine.studio import Draft
from rules import writing
from rules.pack import PackError
from rules.pack.written import Path, path_text
from web.navigation import has_page
from web.studio import sections, shapes
from web.studio.sorts import About


def named(draft: Draft, path: Path) -> str:
    """`Activities · Number Talks`."""
    if not path:
        return ""
    section = sections.section_name(str(path[0]))
    title = sections.title_of(draft, path[:2])
    return section if title == section else f"{section} · {title}"


def thing(path: Path) -> Path:
    """The path of the thing of which something is a part: `(section, key)`, or a whole section."""
    part = sections.BY_KEY.get(str(path[0])) if path else None
    return path[:1] if part is not None and part.single else path[:2]


def entry(draft: Draft, path: Path, field: str | None = None) -> str:
    """The address of the form of a thing; of its line, where it has no form."""
    whole = thing(path)
    if has_form(draft, whole):
        if len(whole) == 1:
            return url_for("studio.section", draft_id=draft.id, section=whole[0], _anchor=field)
        return url_for(
            "studio.entry", draft_id=draft.id, section=whole[0], key=whole[1], _anchor=field
        )
    try:
        found = writing.source(draft.files, path[:2])
    except writing.Nowhere:
        return url_for("studio.files", draft_id=draft.id)
    return line(draft, found.file, found.line)


def tree(draft: Draft, path: Path) -> str:
    """The address of a requirement; of its thing's form, where there is no editor of trees."""
    if not has_page("requirements.show"):
        return entry(draft, path)
    section, key, *rest = path
    return url_for(
        "requirements.show",
        draft_id=draft.id,
        section=section,
        key=key,
        at=path_text(tuple(rest[1:])) or None,
    )


def address(draft: Draft, error: PackError) -> str:
    """The field that an error speaks of, or else the line."""
    whole = thing(error.steps)
    if asks(draft, error.steps):
        return tree(draft, error.steps)
    if has_form(draft, whole):
        field = field_of(draft, whole, error.steps)
        return entry(draft, whole, field or "errors")
    return line(draft, error.file, error.line)


def asks(draft: Draft, path: Path) -> bool:
    """Whether it stands in a tree of requirements."""
    return path[2:3] == ("requires",) and writing.is_written(draft.files, path[:2])


def has_form(draft: Draft, whole: Path) -> bool:
    """Whether there is a form for it: of what is one thing, also before anything is written."""
    if not whole or whole[0] not in shapes.GROUPS:
        return False
    return len(whole) == 1 or writing.is_written(draft.files, whole)


def field_of(draft: Draft, whole: Path, path: Path) -> str:
    """The field of a thing's form that shows what stands at the path; "" for none."""
    written = (
        writing.written_at(draft.files, whole) if writing.is_written(draft.files, whole) else {}
    )
    about = About(draft, sections.languages(draft))
    known = written if isinstance(written, dict) else {}
    return shapes.field_of(str(whole[0]), path[len(whole) :], known, about)


def line(draft: Draft, file: str, number: int) -> str:
    """A line of one of the draft's files."""
    if file not in draft.files:
        return url_for("studio.files", draft_id=draft.id)
    return url_for(
        "studio.file", draft_id=draft.id, file=file, line=number, _anchor=f"line-{number}"
    )
