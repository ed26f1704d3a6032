"""Names in a text: every way in which people write them is found, and no part of another word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.students import find
from engine.students.ordinary import ORDINARY, PARTICLES

MARIA = "María José García-López"


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        (MARIA, "Then María José García-López read aloud.", "María José García-López"),
        (MARIA, "then MARIA JOSE read", "MARIA JOSE"),
        (MARIA, "maria read", "maria"),
        (MARIA, "The word of García, María was last.", "García, María"),
        (MARIA, "A poster by López", "López"),
        (MARIA, "A poster by Lo\u0301pez", "López"),
        (MARIA, "Mari\u00ada and her poster", "Maria"),
        (MARIA, "The group of Gar-\ncía", "García"),
        (MARIA, "maria_garcia_essay_2.pdf", "maria_garcia"),
        ("Juan de la Cruz", "juan de la cruz counts", "juan de la cruz"),
        ("Siobhán O’Brien", "O'Brien's drawing", "O'Brien's"),
        ("Siobhán O'Brien", "Siobhan’s drawing", "Siobhan’s"),
        ("Łukasz Ørsted", "lukasz and ORSTED", "lukasz"),
        ("Anne-Marie Weiß", "anne marie WEISS", "anne marie WEISS"),
        ("Li Wei", "Then Li said so", "Li"),
        ("Will Jones", "will jones", "will jones"),
        ("王小明", "我的学生王小明写了", "王小明"),
        ("Al De", "Al said", "Al"),
    ],
)
def test_a_name_is_found(name: str, text: str, found: str) -> None:
    assert find(text, [name])[0].found == found


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (MARIA, "Mariana, Marias, Lopezian"),
        ("Ann Lee", "She planned to flee with Annabel and sleep."),
        ("Will Hope", "I will hope for more, and they will too."),
        ("Li Wei", "a li of rice"),
        ("Juan de la Cruz", "the value of de la"),
        ("B. Smith", "plan b, group B"),
        ("", "nothing"),
        ("Ada", ""),
    ],
)
def test_what_is_no_name_is_left_alone(name: str, text: str) -> None:
    assert find(text, [name]) == []


def test_a_hit_has_the_sentence_around_it() -> None:
    [hit] = find("First we sang. Then Rosalind showed her map! All clapped.", ["Rosalind Diaz"])

    assert (hit.before, hit.found, hit.after) == ("Then ", "Rosalind", " showed her map!")


def test_a_long_sentence_is_cut_between_words() -> None:
    [hit] = find(f"{'before ' * 40}Rosalind{' after' * 40}", ["Rosalind"])

    assert hit.before.startswith("… before ")
    assert hit.after.endswith(" after …")
    assert len(hit.before + hit.after) < 200


def test_an_ordinary_word_is_told_to_be_one_unless_more_of_the_name_stands_there() -> None:
    names = ["Hope Miller"]

    assert find("Hope drew a bridge.", names)[0].ordinary
    assert not find("Hope Miller drew a bridge.", names)[0].ordinary


def test_who_has_the_same_first_name_is_named_beside_the_other() -> None:
    names = ["Maria Diaz", "Maria Cole"]

    assert find("So Maria said.", names)[0].names == ("Maria Cole", "Maria Diaz")
    assert [each.names for each in find("So Maria Cole said.", names)] == [("Maria Cole",)]


def test_the_order_is_that_of_the_text() -> None:
    hits = find("Zora, then Abel Cole, then Zora.", ["Abel Cole", "Zora Diaz"])

    assert [each.found for each in hits] == ["Zora", "Abel Cole", "Zora"]


def test_words_are_listed_as_they_are_compared() -> None:
    assert {each for each in ORDINARY | PARTICLES if not (each.isascii() and each.islower())} == (
        set()
    )


LETTERS = st.text("abcdefghijklmnopqrstuvwxyzáñü", min_size=3, max_size=12)


@given(name=LETTERS, before=st.text(max_size=40), after=st.text(max_size=40))
def test_whatever_stands_around_it_a_whole_word_is_found(
    name: str, before: str, after: str
) -> None:
    capital = name.capitalize()

    assert any(capital in each.found for each in find(f"{before} {capital} {after}", [capital]))


@given(LETTERS, LETTERS, LETTERS)
def test_a_part_of_a_word_is_never_found(name: str, before: str, after: str) -> None:
    assert find(f"{before}{name}{after}", [name]) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Rosa came.", []),
        ("Rosa Diaz came.", ["Rosa Diaz"]),
        ("Ms. Díaz came.", ["Díaz"]),
        ("Luz came, Cruz too.", ["Cruz"]),
        ("Plato came.", ["Plato"]),
        ("Ana Maria Diaz came.", ["Maria Diaz"]),
    ],
)
def test_by_surname_a_first_name_alone_is_nobody(text, found):
    names = ["Rosa Diaz", "Maria Diaz", "Luz de la Cruz", "Plato", "Ana Maria Peters Lopez"]
    assert [each.found for each in find(text, names, by_surname=True)] == found
