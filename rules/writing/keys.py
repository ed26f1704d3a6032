"""Keys for new things: made from a title, and not taken yet."""

import re
import unicodedata
from collections.abc import Mapping
from itertools import chain, count

from rules.writing.places import is_written

KEY_LONGEST = 60


def key_of(title: str) -> str:
    """`Number Talks, again` is `number-talks-again`."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:KEY_LONGEST].rstrip("-")


def free_key(files: Mapping[str, str], section: str, key: str) -> str:
    """The key itself, or else with the first number behind it that is free."""
    stem = key[: KEY_LONGEST - 4].rstrip("-")
    every = chain([key], (f"{stem}-{number}" for number in count(2)))
    return next(each for each in every if not is_written(files, (section, each)))
