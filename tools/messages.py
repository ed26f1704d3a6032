"""Bring the translations up to the code: extract, keep what is translated, take in what is given.

`tools/messages.py` lists what has no translation yet; `tools/messages.py FILE.json` takes in
`{"English": "Español", "One|%(num)s many": ["Uno", "%(num)s muchos"]}` first; `--check` changes
nothing and fails when the written file is not what the code says.
"""

import fcntl
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
WRITTEN = ROOT / "web" / "translations"
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
OPTIONS = {"templates/**.html": {"trimmed": "true", "newstyle_gettext": "true"}}
CONTEXT = "\x04"
"""Stands between the context and the English, as in gettext's own files; `\\u0004` in JSON."""
KEYWORDS = {
    "_": None,
    "_l": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "lazy_pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}

PATTERNS = {"say": None, "pattern": None}
"""How the floors below mark a sentence that pages may say otherwise (`rules/saying.py`)."""
FLOORS = {"web": KEYWORDS, "engine": PATTERNS, "rules": PATTERNS}


def extracted() -> Catalog:
    """Every message that the code and the templates say."""
    said = Catalog(project="Tassel")
    for floor, keywords in FLOORS.items():
        found = extract_from_dir(
            ROOT / floor, METHODS, OPTIONS, keywords, directory_filter=lambda _folder: True
        )
        for name, _line, message, _comments, context in found:
            said.add(message, locations=[(f"{floor}/{name}", 0)], context=context)
    return said


def read(path: Path) -> Catalog:
    with path.open("rb") as source:
        return read_po(source, locale=path.parent.parent.name)


def brought_up(path: Path) -> Catalog:
    """The written translations, for exactly what is said now; nothing is guessed."""
    written, said = read(path), extracted()
    fresh = Catalog(locale=written.locale, project="Tassel", fuzzy=False)
    for message in said:
        if message.id:
            known = written.get(message.id, message.context)
            files = sorted({(file, 0) for file, _line in message.locations})
            kept = known.string if known is not None and not known.fuzzy else None
            kept = kept if isinstance(kept, tuple) == isinstance(message.id, tuple) else None
            fresh.add(message.id, kept, locations=files, context=message.context)
    return fresh


def take_in(catalog: Catalog, given: dict[str, str | list[str]]) -> list[str]:
    """Fill in translations by the English; answers with the English that nothing says."""
    strangers = []
    for english, translated in given.items():
        context, _, said = english.rpartition(CONTEXT)
        one, _, several = said.partition("|")
        message = catalog.get(said, context or None) or (several and catalog.get((one, several)))
        if message and message.id:
            message.string = tuple(translated) if isinstance(translated, list) else translated
        else:
            strangers.append(english)
    return strangers


def as_text(catalog: Catalog) -> bytes:
    text = BytesIO()
    write_po(text, catalog, width=100, sort_output=True, omit_header=True, include_lineno=False)
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    plural = f'"Language: {catalog.locale}\\n"\n"Plural-Forms: {catalog.plural_forms}\\n"\n\n'
    return (header + plural).encode() + text.getvalue()


def untranslated(catalog: Catalog) -> list[str]:
    return [
        f"{message.context}\\u0004" * bool(message.context)
        + (" | ".join(message.id) if isinstance(message.id, tuple) else message.id)
        for message in catalog
        if message.id
        and not all(message.string if isinstance(message.string, tuple) else [message.string])
    ]


@contextmanager
def alone() -> Iterator[None]:
    """Of several who bring translations at once, one after the other."""
    folder = os.open(WRITTEN, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    try:
        yield
    finally:
        os.close(folder)


def main(words: list[str]) -> int:
    check = "--check" in words
    given = [json.loads(Path(word).read_text("utf-8")) for word in words if word != "--check"]
    missing: list[str] = []
    stale: list[str] = []
    with alone():
        for path in sorted(WRITTEN.glob("*/LC_MESSAGES/messages.po")):
            catalog = brought_up(path)
            for each in given:
                for stranger in take_in(catalog, each):
                    print(f"Nothing says: {stranger}", file=sys.stderr)
            missing += untranslated(catalog)
            text = as_text(catalog)
            if text != path.read_bytes():
                stale.append(str(path.relative_to(ROOT)))
                if not check:
                    path.write_bytes(text)
    for message in missing:
        print(message)
    if check and stale:
        print(f"Run tools/messages.py: {', '.join(stale)}", file=sys.stderr)
    return int(check and bool(missing or stale))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
