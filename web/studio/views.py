"""The pages of the studio; each module of this folder adds its own."""

from web.studio import drafts, texts
from web.studio.desk import pages

__all__ = ["drafts", "pages", "texts"]
