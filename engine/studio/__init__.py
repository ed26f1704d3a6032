"""The studio: drafts of a district's next pack, each the very text that a person would write."""

from engine.studio.actions import begin, bring_back, discard, note_published, retitle
from engine.studio.changing import (
    Copy,
    Duplicate,
    Edit,
    Insert,
    Move,
    Put,
    Remove,
    Rename,
    Reshape,
    Rewrite,
    Write,
)
from engine.studio.editing import edit, take_in, undo
from engine.studio.queries import (
    Outline,
    catalog_of,
    changed_since,
    draft,
    drafts,
    edits,
    faults,
    newest_open,
)
from engine.studio.tables import Draft, DraftEdit, Verb
from engine.studio.trying import Tried, try_on

__all__ = [
    "Copy",
    "Draft",
    "DraftEdit",
    "Duplicate",
    "Edit",
    "Insert",
    "Move",
    "Outline",
    "Put",
    "Remove",
    "Rename",
    "Reshape",
    "Rewrite",
    "Tried",
    "Verb",
    "Write",
    "begin",
    "bring_back",
    "catalog_of",
    "changed_since",
    "discard",
    "draft",
    "drafts",
    "edit",
    "edits",
    "faults",
    "newest_open",
    "note_published",
    "retitle",
    "take_in",
    "try_on",
    "undo",
]
