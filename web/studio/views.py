"""The pages of the studio; each module of this folder adds its own."""

from web.studio import drafts, entries, texts, trying
from web.studio.desk import pages

__all__ = ["drafts", "entries", "pages", "texts", "trying"]
