"""Catalogs: packs that a district published, numbered and frozen, and which of them is in force."""

from engine.catalogs.actions import CatalogPublished, publish
from engine.catalogs.folders import KEPT, check, read_folder
from engine.catalogs.looking_up import Published, published, where_written
from engine.catalogs.naming import free_name, namesakes
from engine.catalogs.queries import (
    altered,
    current,
    end_of,
    files,
    local_day,
    look_again,
    newest,
    numbered,
    sparing,
    timeline,
    timeline_of,
    today,
)
from engine.catalogs.tables import PublishedPack, Spared, digest_of

__all__ = [
    "KEPT",
    "CatalogPublished",
    "Published",
    "PublishedPack",
    "Spared",
    "altered",
    "check",
    "current",
    "digest_of",
    "end_of",
    "files",
    "free_name",
    "local_day",
    "look_again",
    "namesakes",
    "newest",
    "numbered",
    "publish",
    "published",
    "read_folder",
    "sparing",
    "timeline",
    "timeline_of",
    "today",
    "where_written",
]
