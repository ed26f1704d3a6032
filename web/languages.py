"""The interface's languages: which one a reader gets, and where the translations are."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

from babel import Locale
from babel.messages import mofile, pofile
from flask import Flask, request
from flask_babel import Babel, get_locale

from web import page

NAMES = {"en": "English", "es": "Español"}
_WRITTEN_AS = {"en": "en_US", "es": "es_US"}
TRANSLATIONS = Path(__file__).parent / "translations"


def register(app: Flask) -> None:
    compile_changed(TRANSLATIONS.glob("*/LC_MESSAGES/*.po"))
    Babel(app, locale_selector=_choose)
    app.context_processor(_known_to_templates)


def locale() -> Locale:
    """The reader's language with the country's ways of writing dates and numbers."""
    return Locale.parse(_WRITTEN_AS[page.language()])


def compile_changed(written: Iterable[Path]) -> None:
    """Make anew what programs read from what translators wrote, where it is older.

    Several processes may begin at once: each writes a file of its own, and the last one stays.
    """
    for po in written:
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            with po.open("rb") as source:
                catalog = pofile.read_po(source, locale=po.parent.parent.name)
            with tempfile.NamedTemporaryFile(dir=mo.parent, delete=False) as part:
                mofile.write_mo(part, catalog)
            draft = Path(part.name)
            draft.chmod(0o644)
            draft.replace(mo)


def _choose() -> str | None:
    chosen = page.chosen_language()
    return chosen if chosen in NAMES else request.accept_languages.best_match(NAMES)


def _known_to_templates() -> dict[str, object]:
    return {"language": page.language(), "languages": NAMES, "get_locale": get_locale}
