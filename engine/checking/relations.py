"""What an office document says of its own parts, and what it would fetch from somewhere else."""

import re
from collections.abc import Mapping, Sequence
from xml.parsers import expat

from engine.checking.wholeness import Flaw

_MACROS = re.compile(r"macroEnabled|vbaProject|macrosheet|activeX", re.IGNORECASE)
_FETCHED = ("attachedtemplate", "oleobject", "frame", "subdocument", "afchunk", "control")
"""What is fetched as soon as somebody opens the document, and may bring macros with it."""
_ELSEWHERE = re.compile(r"(?!file:)[a-z][a-z0-9+.-]+:|[^/\\]*[/\\]+[^/\\]*@", re.IGNORECASE)
"""A place in the web, or a folder that is reached through it.

A district's own templates lie on drives and shares of its own.
"""

Said = Mapping[str, str]


def must_name_no_macros(told: bytes) -> None:
    """The list of a document's parts, and of what kind each is."""
    if any(_MACROS.search(said.get("ContentType", "")) for said in _elements(told)):
        raise Flaw("macros")


def must_fetch_nothing(told: bytes) -> None:
    """What a part refers to: links that somebody follows, and what comes by itself."""
    for said in _elements(told):
        sort = said.get("Type", "").rpartition("/")[2].casefold()
        if sort in _FETCHED and _ELSEWHERE.match(said.get("Target", "").strip()):
            raise Flaw("macros")


def _elements(told: bytes) -> Sequence[Said]:
    """What each element says; a text that defines words of its own is no list."""
    found: list[Said] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda _name, said: found.append(said)
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(told, True)
    except expat.ExpatError:
        raise Flaw("damaged") from None
    return found


def _refuse(*_said: object) -> None:
    raise Flaw("swells")
