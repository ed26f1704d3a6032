"""`tassel prepare`: an empty folder becomes an installation to be looked at; twice is once."""

import pytest
from click.testing import CliRunner

from engine import catalogs, demo, people
from engine.cli import prepare as module
from engine.cli.house import House
from engine.cli.main import tassel
from engine.demo import PASSWORD


@pytest.fixture
def prepare(tmp_path, monkeypatch):
    """Prepare a new installation in a folder of its own, with few people in the demo."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "var"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("PORT", "8123")
    fill = demo.fill
    monkeypatch.setattr(module.demo, "fill", lambda *args, **more: fill(*args, size=8, **more))
    return lambda: CliRunner().invoke(tassel, ["prepare"])


def heads(district="deerfield"):
    house = House()
    with house.store.session() as session:
        found = people.head_count(session, district), catalogs.newest(session, district).number
    house.store.engine.dispose()
    return found


def test_an_empty_folder_becomes_the_demo_and_stays_as_it_is(prepare):
    first = prepare()

    assert first.exit_code == 0, first.output
    assert "Published the sample pack of Deerfield University." in first.output
    assert "Filled the demo district" in first.output
    assert "http://127.0.0.1:8123" in first.output
    for sign_in in demo.SIGN_INS:
        assert sign_in.email in first.output
    assert first.output.count(PASSWORD) == len(demo.SIGN_INS)
    assert heads() == (8, 1)

    second = prepare()

    assert "Published" not in second.output
    assert "Filled" not in second.output
    assert PASSWORD in second.output
    assert heads() == (8, 1)


def test_without_the_demo_there_are_packs_and_nobody(prepare, monkeypatch):
    monkeypatch.setenv("DEMO", "no")

    prepared = prepare()

    assert "Published the sample pack" in prepared.output
    assert PASSWORD not in prepared.output
    assert heads() == (0, 1)


def test_a_district_with_people_is_never_filled(prepare, monkeypatch):
    monkeypatch.setenv("DEMO", "no")
    prepare()
    house = House()
    with house.transaction() as session:
        now = house.now()
        person = people.add_person(session, email="a@b.example", name="Ada", now=now)
        people.join(session, person, "wtps", on=now.date())
    house.store.engine.dispose()
    monkeypatch.setenv("DEMO", "yes")

    assert "Filled" not in prepare().output
    assert heads("deerfield") == (0, 1)


def test_what_was_stopped_half_way_leaves_nothing(prepare, monkeypatch):
    def stopped(session, *_args, **_more):
        people.open_district(session, "half", now=House().now())
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(module.demo, "fill", stopped)
        assert prepare().exit_code == 1

    assert "Filled" in prepare().output
    house = House()
    with house.store.session() as session:
        assert "half" not in people.districts(session)
    house.store.engine.dispose()
