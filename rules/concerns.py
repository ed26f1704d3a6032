"""What to ask about a catalog before it is published: out of reach, far too cheap, or stale."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from rules import exploits as cheap
from rules import figures
from rules import reach as far
from rules.catalog import Catalog
from rules.exploits import Exploit
from rules.figures import Stale
from rules.pack.written import Path, Place, find, read_files
from rules.reach import Block, Reach
from rules.terms import Audience, Text

LANGUAGES = ("en", "es")


class About(StrEnum):
    """What a concern is about."""

    REACH = "reach"
    EXPLOIT = "exploit"
    NUMBER = "number"


@dataclass(frozen=True)
class Concern:
    """One thing to think about; a catalog may be published with it."""

    about: About
    code: str
    path: Path
    """Where the pack writes it."""
    message: Text
    suggestion: Text
    everybody: bool = False
    """Whether nobody can reach it, whatever audience `reach` names."""
    reach: Reach | None = None
    block: Block | None = None
    exploit: Exploit | None = None
    """The facts, of which there is one sort; a stale number has none."""


def concerns(catalog: Catalog) -> tuple[Concern, ...]:
    """Everything that some audience can never reach, every exploit, and every stale number."""
    return (*_out_of_reach(catalog), *_exploits(catalog), *_stale_numbers(catalog))


def placed(
    found: tuple[Concern, ...], files: Mapping[str, str]
) -> tuple[tuple[Concern, Place], ...]:
    """The concerns of a pack, each with its file and line."""
    texts = {name: text for name, text in files.items() if name.endswith(".yaml")}
    written, _slips = read_files(texts)
    return tuple((each, find(written, each.path)[1]) for each in found)


def _out_of_reach(catalog: Catalog) -> Iterator[Concern]:
    """Each block once: for one audience, or for everybody if it is in everybody's way."""
    found: dict[object, dict[Audience, tuple[Reach, Block]]] = {}
    for each in far.unreached(catalog):
        for block in each.blocks:
            same = (each.target.section, each.target.key, block.path, block.cause)
            found.setdefault(same, {}).setdefault(each.audience, (each, block))
    for audiences in found.values():
        everybody = _are_all(frozenset(audiences), next(iter(audiences.values()))[0])
        for each, block in list(audiences.values())[: 1 if everybody else None]:
            yield _concern(each, block, catalog, everybody=everybody)


def _are_all(audiences: frozenset[Audience], reach: Reach) -> bool:
    """Whether it is meant for several audiences, and in the way of each of them."""
    meant = [audience for audience in Audience if reach.target.is_for(audience)]
    return len(meant) > 1 and audiences.issuperset(meant)


def _concern(reach: Reach, block: Block, catalog: Catalog, *, everybody: bool) -> Concern:
    return Concern(
        about=About.REACH,
        code=block.cause.value,
        path=block.path,
        message=_text(partial(far.told, everybody=everybody), reach, block, catalog),
        suggestion=_text(partial(far.mending, everybody=everybody), reach, block, catalog),
        everybody=everybody,
        reach=reach,
        block=block,
    )


def _exploits(catalog: Catalog) -> Iterator[Concern]:
    for each in cheap.exploits(catalog):
        yield Concern(
            about=About.EXPLOIT,
            code=each.kind.value,
            path=each.path,
            message=_text(cheap.told, each, catalog),
            suggestion=_text(cheap.mending, each),
            exploit=each,
        )


def _stale_numbers(catalog: Catalog) -> Iterator[Concern]:
    """Each text once, by what it says in the reader's language."""
    found: dict[Path, list[Stale]] = {}
    for each in figures.stale(catalog):
        found.setdefault(each.path, []).append(each)
    for path, every in found.items():
        yield Concern(
            about=About.NUMBER,
            code="stale_number",
            path=path,
            message=_text(figures.told, every),
            suggestion=_text(figures.mending),
        )


def _text(say: Callable[..., str], *facts: object) -> Text:
    """A sentence in every language of the interface."""
    return Text({language: say(*facts, language) for language in LANGUAGES})
