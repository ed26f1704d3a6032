"""Two versions of a degree as rows: what both ask, and how far one is in each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from engine import catalogs, progress
from engine.progress import Version, Versions
from rules.audits.findings import FindingStatus
from rules.catalog import Catalog
from rules.requirements import Requirement
from rules.requirements.comparing import Likeness, Pair
from rules.requirements.phrases import summary
from web import amounts, needs, page, sentences
from web.catalog_names import catalog_name
from web.formats import first_up, in_language, percents


@dataclass(frozen=True)
class Cell:
    """One requirement in one version."""

    title: str
    asks: str
    """What it asks, where that is not the same in both."""
    amounts: tuple[str, ...]
    status: FindingStatus
    begun: bool


@dataclass(frozen=True)
class Row:
    """A requirement in both versions."""

    title: str
    likeness: Likeness
    mine: Cell | None
    newer: Cell | None
    inside: bool = False
    """Whether it is a part of the requirement above it."""

    @property
    def became(self) -> str:
        return str(_BECAME[self.likeness])


@dataclass(frozen=True)
class Beside:
    """Another degree that switching moves."""

    title: str
    before: str
    after: str


@dataclass(frozen=True)
class Side:
    """A later version beside the one that is asked of me."""

    version: Version
    label: str
    nearer: progress.Nearer
    rows: tuple[Row, ...]
    confers: tuple[str, ...]
    beside: tuple[Beside, ...]
    comes: bool
    """Whether it does not apply yet: it can be looked at, and chosen later."""


_BECAME: dict[Likeness, LazyString] = {
    Likeness.SAME: _l("The same"),
    Likeness.CHANGED: _l("Asks otherwise"),
    Likeness.NEW: _l("New"),
    Likeness.GONE: _l("No longer asked"),
}


def sides(found: Versions) -> list[Side]:
    """Every later version, the last one first; then those that do not apply yet."""
    return [_side(found, each) for each in (*reversed(found.newer), *found.coming)]


def met(version: Version) -> int:
    root = version.audit.findings[0]
    return int(min(root.have, root.want))


def asked(version: Version) -> int:
    return int(version.audit.findings[0].want)


def _side(found: Versions, newer: Version) -> Side:
    return Side(
        version=newer,
        label=catalog_name(newer.catalog),
        nearer=progress.nearer(found.mine, newer),
        rows=tuple(_rows(progress.compared(found.mine, newer), found.mine, newer)),
        confers=tuple(_title(key) for key in newer.confers),
        beside=tuple(_beside(found.mine, newer)),
        comes=newer in found.coming,
    )


def _beside(mine: Version, newer: Version) -> Iterator[Beside]:
    """Other degrees that are further, or less far, when this one uses other work."""
    for key, audit in newer.audits.items():
        before, after = mine.audits[key].progress, audit.progress
        others = key != mine.audit.degree and key not in newer.confers
        if others and before != after:
            yield Beside(_title(key), *percents(before, after))


def _rows(
    pairs: Iterable[Pair], mine: Version, newer: Version, *, inside: bool = False
) -> Iterator[Row]:
    for pair in pairs:
        yield _row(pair, mine, newer, inside=inside)
        if pair.likeness is Likeness.CHANGED:
            yield from _rows(pair.parts, mine, newer, inside=True)


def _row(pair: Pair, mine: Version, newer: Version, *, inside: bool) -> Row:
    shown = _cell(pair, pair.after, newer) or _cell(pair, pair.before, mine)
    title = shown.title if shown else ""
    return Row(
        title=title,
        likeness=pair.likeness,
        mine=_without(title, _cell(pair, pair.before, mine)),
        newer=_without(title, _cell(pair, pair.after, newer)),
        inside=inside,
    )


def _cell(pair: Pair, node: Requirement | None, version: Version) -> Cell | None:
    if node is None:
        return None
    finding, catalog = version.audit.at(node.id), _catalog(version)
    tells = pair.likeness is not Likeness.SAME and not pair.parts  # Else the parts tell it.
    return Cell(
        title=sentences.title(finding, catalog, node),
        asks=first_up(needs.asks(summary(node), catalog)) if tells else "",
        amounts=amounts.amounts(finding, node),
        status=finding.status,
        begun=not finding.is_met and finding.progress > 0,
    )


def _without(title: str, cell: Cell | None) -> Cell | None:
    """What the row's title says already is not said twice."""
    return replace(cell, asks="") if cell and cell.asks == title else cell


def _title(degree: str) -> str:
    found = page.catalog().degrees.get(degree)
    return in_language(found.title) if found else degree


def _catalog(version: Version) -> Catalog:
    return catalogs.numbered(page.session(), page.district(), version.catalog)
