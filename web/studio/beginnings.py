"""What a new thing says at first, and the key that it gets."""

import re
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from engine.studio import Draft
from rules import writing
from web.studio import sections

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def no_key(draft: Draft, section: str, key: str) -> str:
    """What speaks against a key; nothing for a good one."""
    if not _KEY.fullmatch(key) or len(key) > writing.KEY_LONGEST:
        return _("A key is made of small letters, digits and single hyphens, as in number-talks.")
    if writing.is_written(draft.files, (section, key)):
        return _("“%(key)s” is taken already.", key=key)
    return ""


def blank(draft: Draft, section: str, title: str) -> dict[str, Any]:
    """What a new thing says at first: enough to be read where that needs no choice of hers."""
    text: Any = title
    many = sections.languages(draft)
    if len(many) > 1:
        text = dict.fromkeys(many, title)
    if section == "words":
        return {"one": text, "other": text}
    return {"title": text, **_FIRST.get(section, {})}


_FIRST: Mapping[str, Mapping[str, Any]] = {
    "rules": {"grants": "5"},
    "badges": {"requires": {"count": "1"}},
    "degrees": {"requires": {"all": [{"points": "100"}]}},
    "rewards": {"price": "100", "kind": "merchandise"},
}


def copied_title(written: Any) -> Any:
    titled = written.get("title") if isinstance(written, dict) else None
    if isinstance(titled, str):
        return _("%(title)s (copy)", title=titled)
    if isinstance(titled, dict):
        return {each: f"{text} (2)" for each, text in titled.items()}
    return None
