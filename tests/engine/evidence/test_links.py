"""A web address is known again however it was copied."""

import pytest

from engine import evidence
from engine.evidence.links import link_of
from tests.engine.university import University

SAME = (
    "https://www.edutopia.org/article/talk",
    "http://edutopia.org/article/talk/",
    "HTTPS://WWW.Edutopia.ORG:443/article/talk#comments",
    "https://edutopia.org/article/talk?utm_source=mail&utm_campaign=x&fbclid=1&gclid=2&mc_cid=3",
    "https://edutopia.org/article/talk?usp=sharing&ouid=1",
    "https://edutopia.org/article/%74alk",
)


@pytest.mark.parametrize("url", SAME)
def test_it_is_the_same_page(url: str) -> None:
    assert link_of(url) == "edutopia.org/article/talk"


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://example.org/", "example.org"),
        ("https://example.org/Talk", "example.org/Talk"),
        ("https://example.org/watch?v=2&a=1&v=1", "example.org/watch?a=1&v=1&v=2"),
        ("https://example.org/watch?list=", "example.org/watch?list="),
        ("https://example.org:8443/a", "example.org:8443/a"),
        ("http://example.org:443/a", "example.org:443/a"),
        ("https://example.org:port/a", "example.org/a"),
        ("https://example.org/año 1", "example.org/a%C3%B1o%201"),
        ("", ""),
        ("no address at all", "no address at all"),
    ],
)
def test_what_makes_a_difference_stays(url: str, link: str) -> None:
    assert link_of(url) == link


def test_the_reviewer_is_told_of_anybodys_and_the_owner_of_her_own(university: University) -> None:
    """PD-4: the same address claimed twice is flagged."""
    university.submits("Rob", link=SAME[0])
    first = university.drafts("Ada", link=SAME[1])
    claim = university.submits("Ada", link=SAME[3])

    with university.store.session() as session:
        flagged = evidence.also_claimed(session, claim)
        before = evidence.used_before(session, claim)

    assert [each.name for each in flagged] == ["Rob"]
    assert [each.claim.id for each in before] == [first.id]


def test_without_files_and_links_nothing_is_asked(university: University) -> None:
    claim = university.drafts("Ada", link="")

    with university.store.session() as session:
        assert evidence.also_claimed(session, claim) == ()
