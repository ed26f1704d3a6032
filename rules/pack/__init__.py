"""Packs: a district's text becomes a catalog, or a list of everything that is wrong with it."""

from rules.pack.reading import (
    BrokenPack,
    PackError,
    pack_schema,
    read_pack,
    read_what_stands,
)

__all__ = [
    "BrokenPack",
    "PackError",
    "pack_schema",
    "read_pack",
    "read_what_stands",
]
