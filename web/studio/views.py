"""The pages of the studio; each module of this folder adds its own."""

from web.studio import concerns, drafts, dry_runs, entries, numbers, publishing, texts, trying
from web.studio.desk import pages

__all__ = [
    "concerns",
    "drafts",
    "dry_runs",
    "entries",
    "numbers",
    "pages",
    "publishing",
    "texts",
    "trying",
]
