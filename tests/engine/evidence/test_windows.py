"""Two open windows never write over each other unseen, whatever the order of their savings."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import SQLModel

from engine import evidence
from engine.evidence import Window
from engine.evidence.drafts.thinning import nearly_holds
from engine.store import open_store
from tests.engine.university import BOTH, OWN, University

FIELDS = ("did", "changed")


@dataclass
class Tab:
    """An open page: what it shows, what it knows of the draft, and what was typed in it."""

    university: University
    id: str
    claim: evidence.Evidence
    shows: dict[str, str] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)
    seq: int = 0
    aside: set[str] = field(default_factory=set)
    saved: list[tuple[str, str]] = field(default_factory=list)
    began: dict[str, str] = field(default_factory=dict)
    """What each field said when the page learned of it last."""
    known: set[str] = field(default_factory=set)
    """Every text that was to be read in this page, or came from it."""
    last: tuple[int, dict[str, str]] = (0, {})
    """What was saved last, and the how-manieth saving it was."""
    held: list["Tab"] = field(default_factory=list)
    """What was sent and has not arrived."""

    def opens(self) -> "Tab":
        now = standing(self.university, self.claim)
        self.shows = {name: getattr(now, name) for name in FIELDS}
        self.seen = evidence.marks(evidence.wording_of(now))
        self.began = dict(self.shows)
        self.known |= {*self.shows.values()}
        return self

    def types(self, name: str, text: str, *, anew: bool = False) -> None:
        self.shows[name] = text if anew else self.shows[name] + text

    def saves(self, *, lost: bool = False) -> None:
        """Send every field, as a page without scripts does; an answer may be lost on its way."""
        self.university.now += timedelta(seconds=2)
        self.seq += 1
        answer, stands = self.sends(self.shows)
        self.last = (self.seq, dict(self.shows))
        self.saved += [(name, self.shows[name]) for name in FIELDS]
        if lost:
            return
        self.aside = set(answer.aside)
        for name in FIELDS:
            if stands[name] == self.shows[name]:
                self.seen[name] = evidence.marks(stands)[name]
                self.began[name] = self.shows[name]
            else:
                told = name in answer.aside or self.shows[name] == self.began[name]
                assert told, "what was typed here is not there, and nobody is asked"

    def sends(self, shows: dict[str, str]) -> tuple[evidence.Saved, dict[str, str]]:
        """What is answered, and what stands then; nothing goes that this page did not know."""
        before = evidence.wording_of(standing(self.university, self.claim))
        window = Window(self.id, dict(self.seen), self.seq)
        answer = self.university.does_with(
            self.claim, evidence.write, by="Ada", window=window, **shows
        )
        self.known |= {*shows.values()}
        stands = evidence.wording_of(answer.claim)
        for name in FIELDS:
            assert stands[name] in (before[name], shows[name])
            assert stands[name] == before[name] or before[name] in self.known
        return answer, stands

    def holds(self) -> None:
        """What stands here is sent, and on its way for long."""
        self.seq += 1
        self.known |= {*self.shows.values()}
        shown = {"shows": dict(self.shows), "seen": dict(self.seen), "known": set(self.known)}
        self.held.append(replace(self, **shown))

    def arrives(self) -> None:
        """What was on its way longest is there at last, behind whatever was sent after it."""
        if self.held:
            late = self.held.pop(0)
            before = evidence.wording_of(standing(self.university, self.claim))
            _answer, stands = late.sends(late.shows)
            seq, texts = self.last
            if self.id == late.id and seq > late.seq:
                for name in FIELDS:
                    assert stands[name] == before[name] or before[name] != texts[name]

    def asks(self) -> None:
        """See both texts, and go on with one's own: a new page, which knows what stands there."""
        self.id += "'"
        self.seq, self.last = 0, (0, {})
        now = evidence.wording_of(standing(self.university, self.claim))
        self.seen = evidence.marks(now)
        self.known |= {now[name] for name in FIELDS}
        self.began = {name: now[name] for name in FIELDS}
        self.saves()


def standing(university: University, claim):
    with university.store.session() as session:
        return session.get_one(evidence.Evidence, (claim.district_id, claim.id))


def reachable(university: University, claim, name: str) -> list[str]:
    """What stands in a field now, and all that its history holds."""
    with university.store.session() as session:
        by = university.actor(session, "Ada")
        kept = [each.written for each in evidence.versions(session, by, claim)]
    now = evidence.wording_of(standing(university, claim))
    return [str(each.get(name, "")) for each in (now, *kept)]


def is_there(text: str, kept: list[str]) -> bool:
    """Whether a text is kept, but for scraps: less than a slip of the finger is none."""
    return any(text in each or nearly_holds({"did": each}, {"did": text}) for each in kept)


@pytest.fixture
def tabs(university: University):
    claim = university.drafts("Ada", did="Begun.", changed="")
    return [Tab(university, name, claim).opens() for name in ("first", "second")]


def test_other_fields_merge(tabs) -> None:
    first, second = tabs
    first.types("did", " By the first.")
    first.saves()
    second.types("changed", "By the second.")
    second.saves()

    now = standing(first.university, first.claim)
    assert (now.did, now.changed) == ("Begun. By the first.", "By the second.")
    assert (first.aside, second.aside) == (set(), set())


def test_the_same_field_asks_and_is_written_over_when_it_was_seen(tabs) -> None:
    first, second = tabs
    for tab in tabs:
        tab.types("did", f" By the {tab.id}.")
        tab.saves()
    assert (first.aside, second.aside) == (set(), {"did"})
    assert standing(first.university, first.claim).did == "Begun. By the first."

    second.asks()
    assert standing(first.university, first.claim).did == "Begun. By the second."
    assert "Begun. By the first." in reachable(first.university, first.claim, "did")


def test_what_was_knowingly_written_over_stays_to_the_letter(tabs) -> None:
    first, second = tabs
    first.types("did", " A.")
    first.saves()
    second.asks()
    second.types("did", "Something else, which is a good deal longer than that.", anew=True)
    second.saves()

    assert "Begun. A." in reachable(first.university, first.claim, "did")


def test_the_same_text_from_both_is_no_question(tabs) -> None:
    for tab in tabs:
        tab.types("did", " The same.")
        tab.saves()

    assert [tab.aside for tab in tabs] == [set(), set()]


def test_an_answer_that_got_lost_is_no_question_to_oneself(tabs) -> None:
    first, _second = tabs
    first.types("did", " Once.")
    first.saves(lost=True)
    first.types("did", " Twice.")
    first.saves()

    assert first.aside == set()
    assert standing(first.university, first.claim).did == "Begun. Once. Twice."


def test_what_arrives_late_does_not_write_over_what_came_after_it(tabs) -> None:
    first, _second = tabs
    first.id = "first of two"
    early = Window(first.id, dict(first.seen), 1)
    first.seq = 1
    first.types("did", " Then.")
    first.saves()

    late = first.university.does_with(
        first.claim, evidence.write, by="Ada", window=early, did="Begun. Th"
    )
    assert (late.claim.did, late.aside) == ("Begun. Then.", {})


@pytest.mark.parametrize(
    ("name", "mine", "theirs"),
    [
        ("minutes", 60, 90),
        ("done_on", date(2026, 2, 1), date(2026, 2, 2)),
        ("kinds", BOTH, OWN),
        ("measured_after", None, 19),
    ],
)
def test_figures_days_and_choices_are_asked_about_too(university, name, mine, theirs) -> None:
    claim = university.drafts("Ada", **{name: mine})
    seen = evidence.marks(evidence.wording_of(standing(university, claim)))

    def saves(tab: str, **what):
        return university.does_with(
            claim, evidence.write, by="Ada", window=Window(tab, seen, 1), **what
        )

    assert saves("first", **{name: theirs}).aside == {}
    assert saves("second", **{name: mine}).aside == {}, "it was not touched there"
    other = {"minutes": 15, "done_on": date(2026, 2, 3), "kinds": (), "measured_after": 4}[name]
    assert saves("second", **{name: other}).aside.keys() == {name}
    stands = evidence.wording_of(standing(university, claim))
    assert evidence.marks({name: theirs})[name] == evidence.marks(stands)[name]


@pytest.fixture(scope="module")
def founded() -> Iterator[University]:
    """A district in which each example begins a draft of its own."""
    with TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/founded.db")
        SQLModel.metadata.create_all(store.engine)
        university = University(store)
        university.staff()
        yield university
        store.engine.dispose()


WORDS = st.text(alphabet="abcdefgh ", min_size=1, max_size=60)
STEPS = st.one_of(
    st.tuples(st.just("types"), st.sampled_from((0, 1)), st.sampled_from(FIELDS), WORDS),
    st.tuples(st.just("anew"), st.sampled_from((0, 1)), st.sampled_from(FIELDS),
              st.text(alphabet="ijklmnop ", min_size=50, max_size=90)),
    st.tuples(st.sampled_from(("saves", "lost", "asks", "opens", "holds", "arrives")),
              st.sampled_from((0, 1))),
)  # fmt: skip


@given(st.lists(STEPS, min_size=4, max_size=24))
def test_no_text_that_was_saved_is_out_of_reach(founded: University, steps) -> None:
    """Whichever window says what when: it stands there, or in the history, but for scraps."""
    claim = founded.drafts("Ada", did="Begun.", changed="")
    tabs = [Tab(founded, name, claim).opens() for name in ("first", "second")]
    for step, which, *what in steps:
        takes(tabs[which], step, *what)
    for tab in tabs:
        tab.saves()
    for name in FIELDS:
        found = reachable(founded, claim, name)
        saved = {text for tab in tabs for field, text in tab.saved if field == name}
        assert [text for text in saved if not is_there(text, found)] == []


def takes(tab: Tab, step: str, *what: str) -> None:
    match step:
        case "types" | "anew":
            tab.types(*what, anew=step == "anew")
        case "saves" | "lost":
            tab.saves(lost=step == "lost")
        case "asks":
            tab.asks()
        case "holds":
            tab.holds()
        case "arrives":
            tab.arrives()
        case "opens":
            tab.saves()
            tab.opens()
