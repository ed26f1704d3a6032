"""Signing in: a token that ends, guesses that are held back, and links that work once."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from argon2 import PasswordHasher
from sqlmodel import SQLModel, func, select

from engine import people
from engine.errors import LinkNotValid, TooManyAttempts, WeakPassword, WrongCredentials
from engine.people import PASSWORD_CHARACTERS_MIN, Person, signing
from engine.people.tables import ResetLink, SignIn, SignInAttempt
from tests.engine.instant import at_once, refusals
from tests.engine.world import START, World

PASSWORD, OTHER = "correct horse battery", "staple and then some"
IN_EARNEST = signing._hasher
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hashes that cost little, since these tests make hundreds."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(signing, "_hasher", quick)
    signing._hash_of_nobody.cache_clear()
    yield
    signing._hash_of_nobody.cache_clear()


@pytest.fixture
def ada(world: World) -> World:
    return with_password(world)


def with_password(world: World) -> World:
    """Ada, who has a password."""
    world.joins("Ada")
    with world.store.write() as session:
        people.set_password(session, person(session), PASSWORD)
    return world


def person(session) -> Person:
    return session.exec(select(Person)).one()


def signs_in(world: World, password: str = PASSWORD, *, now: datetime = START, **where):
    email = where.pop("email", "ada@elm.example")
    with world.store.write() as session:
        return people.sign_in(session, email, password, now=now, **where)


def name_of(world: World, token: str, *, now: datetime = START) -> str | None:
    with world.store.session() as session:
        found = people.signed_in(session, token, now=now)
    return found.name if found else None


def test_a_password_opens_a_sign_in_that_ends(ada: World) -> None:
    token = signs_in(ada, lasts=timedelta(days=1), browser="x" * 999)

    assert name_of(ada, token) == "Ada"
    assert name_of(ada, token, now=START + timedelta(days=1)) is None
    assert name_of(ada, token[:-1]) is None


def test_a_guess_costs_memory() -> None:
    assert IN_EARNEST.memory_cost >= 19 * 1024


def test_neither_token_nor_password_is_kept(ada: World) -> None:
    token = signs_in(ada)
    with ada.store.session() as session:
        kept = f"{session.exec(select(SignIn)).one()!r} {person(session)!r}"

    assert token not in kept
    assert PASSWORD not in kept
    assert "argon2id" in kept


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("ada@elm.example", OTHER),
        ("eve@elm.example", PASSWORD),
        ("ada@elm.example", ""),
    ],
)
def test_what_does_not_match_is_answered_alike(ada: World, email: str, password: str) -> None:
    assert signs_in(ada, password, email=email) is None


def test_who_has_no_password_yet_cannot_sign_in(world: World) -> None:
    world.joins("Ada")

    assert signs_in(world, "") is None


def test_guessing_an_address_is_held_back_for_a_while(ada: World) -> None:
    for number in range(8):
        assert signs_in(ada, OTHER, now=START + number * MINUTE) is None

    with pytest.raises(TooManyAttempts) as refusal:
        signs_in(ada, PASSWORD, now=START + 8 * MINUTE)
    assert refusal.value.until == START + 15 * MINUTE
    assert signs_in(ada, now=START + 15 * MINUTE)


def test_a_network_that_many_share_may_err_more_often(ada: World) -> None:
    for number in range(80):
        assert signs_in(ada, OTHER, email=f"p{number}@elm.example", network="school") is None
    with pytest.raises(TooManyAttempts):
        signs_in(ada, network="school")
    assert signs_in(ada, network="home")


def test_signing_out_ends_this_browser_or_all(ada: World) -> None:
    one, two, three = (signs_in(ada) for _ in range(3))
    with ada.store.write() as session:
        people.sign_out(session, one)
        people.sign_out(session, "nothing")
    assert [name_of(ada, token) for token in (one, two)] == [None, "Ada"]

    with ada.store.write() as session:
        people.sign_out_everywhere(session, person(session))
    assert [name_of(ada, token) for token in (two, three)] == [None, None]


# -- a new password --------------------------------------------------------------------------


def test_a_mailed_link_works_once_and_ends_every_sign_in(ada: World) -> None:
    before, link = signs_in(ada), asks(ada)

    resets(ada, link)

    assert name_of(ada, before) is None
    assert signs_in(ada) is None
    assert signs_in(ada, OTHER)
    with pytest.raises(LinkNotValid):
        resets(ada, link)


def test_a_link_sent_twice_at_once_works_once(any_world: World) -> None:
    link = asks(with_password(any_world))

    assert refusals(at_once(*[lambda: resets(any_world, link)] * 2)) == [LinkNotValid]


def test_a_link_that_is_old_or_was_never_sent_is_refused(ada: World) -> None:
    link = asks(ada)
    for token, now in ((link, START + timedelta(hours=2)), ("guessed", START)):
        with pytest.raises(LinkNotValid):
            resets(ada, token, now=now)
    assert signs_in(ada)


def test_for_a_stranger_there_is_no_link(ada: World) -> None:
    assert asks(ada, "eve@elm.example") is None


@pytest.mark.parametrize(
    "password", ["short", "x" * (PASSWORD_CHARACTERS_MIN - 1), "ADA@elm.example"]
)
def test_what_is_easily_guessed_is_refused_and_the_link_stays(ada: World, password: str) -> None:
    link = asks(ada)
    with pytest.raises(WeakPassword) as refusal:
        resets(ada, link, password=password)

    assert refusal.value.characters_min == PASSWORD_CHARACTERS_MIN
    resets(ada, link)


def test_changing_it_asks_for_the_old_one(ada: World) -> None:
    with ada.store.write() as session:
        with pytest.raises(WrongCredentials):
            people.change_password(session, person(session), old=OTHER, new=OTHER)
        people.change_password(session, person(session), old=PASSWORD, new=OTHER)

    assert signs_in(ada, OTHER)


def test_a_hash_that_nobody_can_read_fits_no_password(world: World) -> None:
    world.joins("Ada")
    with world.store.write() as session:
        person(session).password_hash = "$2b$from-elsewhere"

    assert signs_in(world) is None


def test_an_older_hash_is_made_anew_when_its_password_is_known(world: World) -> None:
    weak = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1).hash(PASSWORD)
    world.joins("Ada")
    with world.store.write() as session:
        person(session).password_hash = weak

    assert signs_in(world)
    with world.store.session() as session:
        assert person(session).password_hash != weak
    assert signs_in(world)


def test_what_has_ended_is_forgotten(ada: World) -> None:
    signs_in(ada, OTHER)
    signs_in(ada, lasts=MINUTE)
    asks(ada)
    later = START + timedelta(hours=3)
    kept = signs_in(ada, now=later)

    with ada.store.write() as session:
        people.tidy(session, now=later)

    assert {rows(ada, table) for table in (SignInAttempt, ResetLink)} == {0}
    assert rows(ada, SignIn) == 1
    assert name_of(ada, kept, now=later) == "Ada"


def asks(world: World, email: str = " ADA@elm.example") -> str | None:
    with world.store.write() as session:
        found = people.ask_for_reset(session, email, now=START)
    return found[1] if found else None


def resets(
    world: World, token: str, *, password: str = OTHER, now: datetime = START + MINUTE
) -> None:
    with world.store.write() as session:
        people.reset_password(session, token, password, now=now)


def rows(world: World, table: type[SQLModel]) -> int:
    with world.store.session() as session:
        return session.exec(select(func.count()).select_from(table)).one()
