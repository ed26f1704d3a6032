"""Files of what is read without names: called by numbers, as their own names may tell whose."""

from collections.abc import Sequence
from itertools import count
from pathlib import PurePath

from flask_babel import gettext as _

from engine.evidence import Artifact


def numbered(artifacts: Sequence[Artifact]) -> list[Artifact]:
    """The same files and links; each file is called by its place among the files."""
    numbers = count(1)
    return [_called(next(numbers), each) if each.digest else each for each in artifacts]


def _called(n: int, file: Artifact) -> Artifact:
    name = _("File %(n)s", n=n) + PurePath(file.name).suffix
    return Artifact.model_construct(**{**file.model_dump(), "name": name})
