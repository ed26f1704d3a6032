"""Looking through a piece of evidence for names: its fields, its links, its files."""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from engine import checking, evidence
from engine.errors import FilesAway
from engine.evidence import Artifact, Evidence
from engine.integrations import Files
from engine.people import Actor
from engine.students.colleagues import Colleagues, colleagues_beside
from engine.students.finding import Hit, find
from engine.students.queries import names_of

Names = Callable[[str], Sequence[Hit]]
"""What finds names in a text."""
SECONDS = 8.0
"""For all files of a piece of evidence together: somebody waits for the next page."""
_HUMP = re.compile(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])")
"""Between two words of a file's name that were written as one."""


@dataclass(frozen=True)
class Place:
    """Somewhere in a piece of evidence where names were found."""

    hits: Sequence[Hit]
    field: str = ""
    """A field of the form; `name`, `told`, `text` or `of_itself` of a file or link."""
    artifact: Artifact | None = None
    page: int = 0


@dataclass(frozen=True)
class Unread:
    """What could not be looked through: a file, its pages from one on, or one that is a picture."""

    artifact: Artifact
    page: int = 0
    pictured: bool = False


@dataclass(frozen=True)
class Looked:
    """What came of looking."""

    places: Sequence[Place]
    unread: Sequence[Unread]

    @property
    def asks(self) -> bool:
        """Whether somebody has to look: at names, or at a document that she would think was read.

        That nobody reads a photo or a voice is plain, and beside each stands who is to be seen.
        """
        return bool(self.places) or any(
            checking.is_readable(each.artifact.media_type) for each in self.unread
        )


def look_through(
    session: Session,
    claim: Evidence,
    files: Files,
    *,
    by: Actor,
    unnamed: bool = False,
    clock: Callable[[], float] = time.monotonic,
) -> Looked:
    """Where names of her own list stand in it, and where colleagues are to stay `unnamed`, theirs.

    Without a name to look for, nothing is looked at.
    """
    listed = names_of(session, by)
    colleagues = colleagues_beside(session, claim) if unnamed else Colleagues()
    if not listed and not colleagues.names:
        return Looked((), ())

    def names(text: str) -> Sequence[Hit]:
        return [*find(text, listed), *colleagues.find(text)]

    ends = clock() + SECONDS
    found: list[Place | Unread] = [*_in_fields(claim, names)]
    for artifact in evidence.artifacts(session, claim):
        if artifact.forgotten_at is None:
            found += _in_artifact(artifact, files, names, lambda: clock() > ends)
    return Looked(
        places=[each for each in found if isinstance(each, Place) and each.hits],
        unread=[each for each in found if isinstance(each, Unread)],
    )


def _in_fields(claim: Evidence, names: Names) -> Iterator[Place]:
    written = evidence.wording_of(claim)
    for name in sorted(written, key=_in_order):
        if isinstance(written[name], str) and name not in _NO_WORDS:
            yield Place(names(written[name]), name)


def _in_order(name: str) -> tuple[bool, str]:
    """What was learned and done comes before what was counted, and answers last."""
    return (name not in _FIRST, str(_FIRST.index(name)) if name in _FIRST else name)


_FIRST = ("learned", "did", "changed")
_NO_WORDS = ("kinds", "done_on")


def _in_artifact(
    artifact: Artifact, files: Files, names: Names, enough: Callable[[], bool]
) -> Iterator[Place | Unread]:
    called = _HUMP.sub(" ", f"{artifact.name} {artifact.url}")
    yield Place(names(called), "name", artifact)
    yield Place(names(artifact.told), "told", artifact)
    if not artifact.digest:
        return
    if not checking.is_readable(artifact.media_type) or enough():
        yield Unread(artifact)
        return
    try:
        with files.open(artifact.digest) as stream:
            for page in checking.pages_of(stream, artifact.media_type, enough=enough):
                if page.text is None:
                    yield Unread(artifact, page.number)
                else:
                    where = "of_itself" if page.of_itself else "text"
                    yield Place(names(page.text), where, artifact, page.number)
                if page.pictured:
                    yield Unread(artifact, page.number, pictured=True)
    except (FileNotFoundError, FilesAway):
        yield Unread(artifact)
