"""The pages of the studio; each module of this folder adds its own."""

from web.studio import drafts, entries, numbers, texts, trying
from web.studio.desk import pages

__all__ = ["drafts", "entries", "numbers", "pages", "texts", "trying"]
