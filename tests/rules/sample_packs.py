"""The packs that the product brings, as tests read them."""

from functools import cache
from pathlib import Path

from rules.catalog import Catalog
from rules.pack import read_pack

FOLDER = Path(__file__).parents[2] / "data" / "packs"
NAMES = sorted(folder.name for folder in FOLDER.iterdir() if folder.is_dir())


@cache
def sample(name: str) -> Catalog:
    return read_pack(written(name))


def written(name: str) -> dict[str, str]:
    folder = FOLDER / name
    return {
        str(file.relative_to(folder)): file.read_text(encoding="utf-8")
        for file in sorted(folder.rglob("*.yaml"))
    }
