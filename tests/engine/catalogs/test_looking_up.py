"""What a district has published, and where in its texts a number stands."""

import pytest

from engine import catalogs
from engine.catalogs import folders
from engine.errors import NoCatalog
from rules.pack import BrokenPack, read_pack
from tests.engine.university import PACK, University
from tests.engine.world import TODAY


def test_what_was_published_is_listed_newest_first(university: University) -> None:
    university.publishes(PACK, applies_from=TODAY)
    with university.store.session() as session:
        found = catalogs.published(session, "elm")
        assert catalogs.published(session, "oak") == []

    assert [(each.number, each.catalog_year) for each in found] == [(2, "2025-26"), (1, "2025-26")]
    assert found[0].applies_from == TODAY


def test_a_name_is_free_if_no_catalog_of_the_district_has_it(university: University) -> None:
    pack = read_pack({"pack.yaml": PACK})
    elsewhere = read_pack({"pack.yaml": PACK.replace("id: elm", "id: oak")})
    next_year = read_pack({"pack.yaml": PACK.replace("from: 2025", "from: 2026")})
    university.publishes(PACK.replace("2025-26", "2025-26-2"), applies_from=TODAY)
    with university.store.session() as session:
        assert catalogs.namesakes(session, elsewhere) == []
        assert catalogs.namesakes(session, pack) == [1]
        assert catalogs.free_name(session, pack) == "2025-26-3"
        assert catalogs.free_name(session, next_year) == "2026-27"


def test_a_number_is_found_on_its_line(university: University) -> None:
    lines = PACK.splitlines()
    written = ("levels", "junior", "experience")
    unwritten = ("activities", "talk", "help")
    with university.store.session() as session:
        found = catalogs.where_written(session, "elm", 1, [written, unwritten])

    assert "junior:" in lines[found[written].line - 1]
    assert lines[found[unwritten].line - 1] == "  talk:"
    assert found[written].file == "pack.yaml"


def test_a_number_that_was_never_given_is_no_catalog(university: University) -> None:
    with university.store.session() as session, pytest.raises(NoCatalog):
        catalogs.numbered(session, "elm", 2)


@pytest.mark.parametrize(
    ("branding", "line", "told"),
    [
        ("branding:\n  crest: arms.svg # ours\n", 2, "Put the picture beside this file."),
        ("branding: {crest: arms.svg}\n", 1, "Put the picture beside this file."),
    ],
)
def test_a_crest_that_is_missing_is_told_where_it_is_named(branding, line, told) -> None:
    with pytest.raises(BrokenPack) as broken:
        folders.check({"pack.yaml": branding + PACK.lstrip()})

    (error,) = broken.value.errors
    assert (error.file, error.line, error.suggestion) == ("pack.yaml", line, told)
