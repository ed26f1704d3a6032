"""The site's sentences in the reader's language, so that a journey is written once."""

from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

_FOLDER = Path(__file__).parents[2] / "web" / "translations"


def said(language: str, sentence: str, **facts: object) -> str:
    """What the page says for this English sentence."""
    told = _spoken(language).get(sentence, sentence) if language != "en" else sentence
    return told % facts if facts else told


@cache
def _spoken(language: str) -> dict[str, str]:
    with (_FOLDER / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return {
            message.id: str(message.string)
            for message in read_po(file, locale=language)
            if isinstance(message.id, str) and message.string
        }
