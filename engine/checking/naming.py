"""Names of files: cleaned of what hides or misleads, with an ending that tells the truth."""

import re
import unicodedata
from pathlib import PurePath

from engine.checking.kinds import ENDINGS, kind_of
from engine.checking.wholeness import Flaw
from rules.terms import FileKind

_ENDING = re.compile(r"\.([a-z0-9]*[a-z][a-z0-9]*)$", re.IGNORECASE)
_LONGEST = 160


def cleaned(name: str) -> str:
    """The last part of a path, without signs that nobody sees or that turn letters around."""
    last = PurePath(name.replace("\\", "/")).name
    seen = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C")
    words = " ".join(seen.split()).strip(". ")
    stem, ending = words[: -len(_dotted(words)) or None], _dotted(words)
    return f"{stem[: _LONGEST - len(ending)]}{ending}" or "file"


def must_agree(name: str, media_type: str) -> None:
    """Refuse a name that says another kind than the content is."""
    said = {each for each, endings in ENDINGS.items() if ending_of(name) in endings}
    if said and media_type not in said and not _are_close(said, media_type):
        raise Flaw("mislabelled")


def fitting(name: str, media_type: str) -> str:
    """The name with an ending that fits; another picture's ending is put right."""
    endings, ending = ENDINGS[media_type], ending_of(name)
    if ending in endings:
        return name
    is_known = any(ending in each for each in ENDINGS.values())
    return f"{name.removesuffix(_dotted(name)) if is_known else name}.{endings[0]}"


def ending_of(name: str) -> str:
    return _dotted(name)[1:].lower()


def _dotted(name: str) -> str:
    found = _ENDING.search(name)
    return found[0] if found and len(found[0]) <= 9 else ""


def _are_close(said: set[str], media_type: str) -> bool:
    """Pictures, and recordings, are often saved under the ending of another sort of the same."""
    kinds = {kind_of(media_type), *(kind_of(each) for each in said)}
    return kinds == {FileKind.IMAGE} or kinds <= {FileKind.AUDIO, FileKind.VIDEO}
