"""What somebody is told stands in the site always, and comes by mail as she chose."""

from datetime import timedelta
from pathlib import Path

from engine import jobs, notifications, people
from engine.integrations.mail import FileMail
from engine.notifications import Kind, Notification
from engine.outbox import SITE, Letter, post
from engine.people import Rhythm
from engine.reactions import telling
from tests.engine.university import PACK, University


def told(university: University, who: str = "Ada") -> list[Notification]:
    with university.store.session() as session:
        return list(notifications.told(session, university.place(session, who), limit=99))


def wants(university: University, who: str, rhythm: Rhythm, *stops: Kind) -> None:
    with university.store.write() as session:
        place = university.place(session, who)
        notifications.want(session, place, rhythm, stops=stops, now=university.now)


def test_a_decision_is_told_in_the_site_and_by_letter_in_the_same_words(
    university: University,
) -> None:
    claim = university.approves(university.submits("Ada"), note="Lovely.")

    (one,) = told(university)
    (letter,) = university.letters("Ada")
    assert one.kind is Kind.EVIDENCE
    assert one.path == f"/elm/evidence/{claim.id}"
    for words in (one.subject, one.text, f"{one.call}:\n{SITE}{one.path}", "Lovely."):
        assert words in letter


def test_who_wants_no_mail_reads_it_in_the_site_alone(university: University) -> None:
    wants(university, "Ada", Rhythm.NEVER)
    university.completes("Ada")

    assert len(told(university)) == 1
    assert university.letters("Ada") == []


def test_a_kind_that_was_stopped_comes_no_more_and_others_do(university: University) -> None:
    wants(university, "Ada", Rhythm.AT_ONCE, Kind.DEGREES)
    university.enrolls("Ada", "associate")
    university.completes("Ada", "talk")
    university.completes("Ada", "unit", stage="learned")

    assert {each.kind for each in told(university)} == {Kind.EVIDENCE, Kind.DEGREES}
    assert not any(each.startswith("Congratulations") for each in university.letters("Ada"))
    assert len(university.letters("Ada")) == 2


def test_a_letter_says_how_it_ends_to_people_and_to_mail_programs(
    university: University, tmp_path: Path
) -> None:
    university.completes("Ada")
    jobs.deliver(university.store, FileMail(tmp_path), site="https://u.example", now=university.now)

    (sent,) = tmp_path.glob("*.eml")
    text = sent.read_text()
    head = text.splitlines()
    with university.store.session() as session:
        link = notifications.stop_path(university.place(session, "Ada"), Kind.EVIDENCE)
    assert f"List-Unsubscribe: <https://u.example{link}>" in head  # on one line, as it is
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in head
    assert "https://u.example/elm/settings#mail" in text


def test_what_everybody_must_know_cannot_be_stopped(university: University, tmp_path: Path) -> None:
    mail = FileMail(tmp_path)
    mail.send(to="ada@example.org", subject="A new password", text="…", letter="1")

    assert "Unsubscribe" not in (tmp_path / "1.eml").read_text()


def test_what_is_read_stays_read(university: University) -> None:
    university.completes("Ada")
    first = university.now
    for later in (first, first + timedelta(days=1)):
        with university.store.write() as session:
            one = notifications.told(session, university.place(session, "Ada"), limit=1)[0]
            notifications.read(session, one, now=later)

    assert told(university)[0].read_at == first
    with university.store.session() as session:
        assert notifications.unread(session, university.place(session, "Ada")) == 0


def test_old_ones_are_removed_when_their_time_is_over(university: University) -> None:
    university.completes("Ada")
    kept = timedelta(days=180)
    for age, left in ((kept, 1), (kept + timedelta(minutes=1), 0)):
        jobs._tidy(university.store, told(university)[0].at + age)
        assert len(told(university)) == left


def test_a_pack_may_keep_them_for_less(store) -> None:
    university = University(store, {"pack.yaml": PACK + "upkeep: {notification_days: 30}\n"})
    university.staff()
    university.completes("Ada")
    jobs._tidy(university.store, told(university)[0].at + timedelta(days=31))
    assert told(university) == []
    with university.store.write() as session:
        notifications.forget_old(session, "nowhere", now=university.now)


def test_every_message_has_a_subject_a_text_and_the_words_of_its_link() -> None:
    """Greeting, link and university stand in the frame, and nowhere a second time."""
    for path in post.TEMPLATES.glob("*/*.txt"):
        if path.stem in ("frame", "phrases"):
            continue
        subject, _, rest = path.read_text("utf-8").rstrip().partition("\n")
        paragraphs = rest.split("\n\n")
        assert subject
        assert len(paragraphs) >= 2, path
        assert not any(each in rest for each in ("{site}", "{path}", "{name}"))
        assert not paragraphs[-1].endswith((".", ":")), path
        assert len(paragraphs[-1]) < 70, path


def test_every_letter_that_can_be_stopped_is_of_a_kind() -> None:
    must_know = {"invited", "joined", "guest", "guest_known", "reset", "digest", "frame", "phrases"}
    written = {path.stem for path in (post.TEMPLATES / "en").glob("*.txt")}

    assert written - must_know == set(telling._ABOUT)


def test_letters_that_people_must_know_carry_no_link_that_stops_them(
    university: University,
) -> None:
    with university.store.write() as session:
        place = university.place(session, "Ada")
        facts = {"university": "Elm", "path": "/elm/reset/x"}
        reader = people.person_of(session, place)
        letter = post.write_letter(
            session, "elm", to=reader, template="reset", facts=facts, now=university.now
        )
        assert isinstance(letter, Letter)
        assert letter.stop == ""
