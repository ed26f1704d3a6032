"""Letters: written in the reader's language, sent once, tried again when they could not be."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
from sqlmodel import SQLModel, select

from engine import catalogs, jobs, outbox, people
from engine.integrations import Integrations, LocalFiles, Parts
from engine.integrations.mail import ConsoleMail, FileMail, SmtpMail, mail_at
from engine.outbox import Letter, post
from engine.store import open_store
from tests.engine.university import PACK

NOW = datetime(2025, 11, 18, 15, 0, tzinfo=UTC)
SITE = "https://university.example"
FILES = LocalFiles(Path("nowhere"))
PARTS = Parts(Path("nowhere"))
FACTS = {"university": "Oakdale {University}", "path": "/oakdale/reset/x"}


@dataclass
class Reader:
    email: str = "ada@example.org"
    name: str = "Ada"
    language: str = "en"


@dataclass
class Post:
    """Mail that remembers, and that cannot be reached when told so."""

    closed: bool = False
    sent: list[dict] = field(default_factory=list)

    def send(self, **letter):
        if self.closed:
            raise OSError("nobody answers")
        self.sent.append(letter)


@pytest.fixture
def store(tmp_path):
    store = open_store(f"sqlite:///{tmp_path}/mail.db")
    SQLModel.metadata.create_all(store.engine)
    with store.write() as session:
        people.open_district(session, "oakdale", now=NOW)
    yield store
    store.engine.dispose()


def write(store, **reader):
    with store.write() as session:
        outbox.write_letter(
            session, "oakdale", to=Reader(**reader), template="reset", facts=FACTS, now=NOW
        )


def kept(store):
    with store.session() as session:
        return session.exec(select(Letter)).one()


def test_a_letter_goes_out_once_with_the_sites_address(store):
    write(store)
    office = Post()

    assert jobs.deliver(store, office, site=SITE, now=NOW) == 1
    assert jobs.deliver(store, office, site=SITE, now=NOW + timedelta(days=9)) == 0
    [letter] = office.sent
    assert letter["to"] == "ada@example.org"
    assert letter["subject"] == "A new password for Oakdale {University}"
    assert f"{SITE}/oakdale/reset/x" in letter["text"]
    assert kept(store).sent_at == NOW


def test_a_letter_is_written_in_the_readers_language(store):
    write(store, language="es")

    assert kept(store).subject.startswith("Una contraseña nueva")


def test_a_language_without_the_letter_gets_it_in_english(store):
    write(store, language="fr")

    assert kept(store).subject.startswith("A new password")


def test_what_could_not_be_sent_is_tried_again_later_and_later(store):
    write(store)
    closed, now, pauses = Post(closed=True), NOW, []
    for _ in range(outbox.post.TRIES_MAX):
        jobs.deliver(store, closed, site=SITE, now=now)
        pauses.append(kept(store).next_try_at - now)
        now = kept(store).next_try_at

    assert pauses[:3] == [timedelta(minutes=m) for m in (1, 2, 4)]
    assert pauses == sorted(pauses)
    assert kept(store).trouble == "nobody answers"
    assert jobs.deliver(store, Post(), site=SITE, now=now + timedelta(days=9)) == 0


def test_two_senders_never_take_the_same_letter(store):
    write(store)
    with store.write() as session:
        first = outbox.take_due(session, now=NOW)
    with store.write() as session:
        second = outbox.take_due(session, now=NOW)

    assert (len(first), len(second)) == (1, 0)


def test_a_sender_who_died_leaves_the_letter_to_the_next(store):
    write(store)
    with store.write() as session:
        outbox.take_due(session, now=NOW)
    office = Post()
    jobs.deliver(store, office, site=SITE, now=NOW + timedelta(minutes=6))

    assert len(office.sent) == 1


def test_the_worker_works_until_it_is_told_to_stop(store):
    write(store)
    office, stop = Post(), Event()
    clock = iter([NOW, NOW, NOW, NOW])

    def tick():
        if office.sent:
            stop.set()
        return next(clock)

    jobs.work(store, office, FILES, PARTS, site=SITE, clock=tick, stop=stop)

    assert len(office.sent) == 1


def test_a_letter_that_is_written_meanwhile_goes_out_in_the_next_round(store):
    write(store)
    stop = Event()

    class Busy(Post):
        """Somebody asks for another letter while the first goes out."""

        def send(self, **letter):
            super().send(**letter)
            if len(self.sent) == 1:
                write(store, email="ben@example.org")
            else:
                stop.set()

    office = Busy()
    jobs.work(store, office, FILES, PARTS, site=SITE, clock=lambda: NOW, stop=stop)

    assert [letter["to"] for letter in office.sent] == ["ada@example.org", "ben@example.org"]


def test_trouble_does_not_end_the_work(store, caplog):
    stop = Event()

    def broken_clock():
        stop.set()
        raise RuntimeError("what time is it?")

    jobs.work(store, Post(), FILES, PARTS, site=SITE, clock=broken_clock, stop=stop)

    assert "put off" in caplog.text


def test_a_database_that_is_away_is_one_line_a_round(tmp_path, caplog):
    stop = Event()
    empty = open_store(f"sqlite:///{tmp_path}/empty.db")

    def clock():
        stop.set()
        return NOW

    jobs.work(empty, Post(), FILES, PARTS, site=SITE, clock=clock, stop=stop)
    empty.engine.dispose()

    [line] = caplog.records
    assert line.levelname == "WARNING"
    assert line.exc_info is None
    assert line.getMessage() == ("The work waits, for the database says: no such table: letter")


def test_the_worker_beside_can_be_stopped(store):
    outside = Integrations(mail=Post(), files=FILES, parts=PARTS, signer=None)
    stop = jobs.work_beside(store, outside, site=SITE, clock=lambda: NOW)
    stop.set()

    assert stop.is_set()


def test_tidying_forgets_what_has_ended(store):
    with store.write() as session:
        person = people.add_person(session, email="ada@example.org", name="Ada", now=NOW)
        people.join(session, person, "oakdale", on=date(2025, 8, 1))
        token = people.begin(session, person, now=NOW, lasts=timedelta(days=1))
        people.tidy(session, now=NOW + timedelta(days=2))

        assert people.signed_in(session, token, now=NOW) is None


def test_mail_into_a_folder_is_a_message_with_its_letters_in_order(tmp_path):
    FileMail(tmp_path).send(to="ada@example.org", subject="Señal", text="Añade", letter="7")
    text = (tmp_path / "7.eml").read_text()

    assert "To: ada@example.org" in text
    assert "Subject: =?utf-8?" in text


def test_mail_on_the_console_can_be_read(capsys):
    import sys

    ConsoleMail(sys.stderr).send(to="ada@example.org", subject="Hi", text="There", letter="7")

    assert "To: ada@example.org\nSubject: Hi\n\nThere" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("address", "mail"),
    [
        ("console:", ConsoleMail),
        ("file:/srv/mail", FileMail),
        ("smtp://mail.example.org?from=u@example.org", SmtpMail),
    ],
)
def test_the_setting_names_the_mail(address, mail):
    assert isinstance(mail_at(address), mail)


def test_a_mail_server_is_named_with_its_sender_and_secret():
    mail = mail_at("smtps://us%40er:pa%3Ass@mail.example.org?from=u@example.org")

    assert mail == SmtpMail("mail.example.org", 465, "u@example.org", "us@er", "pa:ss", True)


def test_every_letter_is_written_in_every_language():
    names = {
        folder.name: {letter.name for letter in folder.iterdir()}
        for folder in post.TEMPLATES.iterdir()
    }

    assert set(names) == {"en", "es"}
    assert names["en"] == names["es"]


@pytest.mark.parametrize(
    ("help_at", "sender"),
    [
        ("help@elm.example", "Elm University <help@elm.example>"),
        ("room 4", "Elm University <university@localhost>"),
    ],
)
def test_a_letter_comes_in_the_name_of_its_university(store, tmp_path, help_at, sender):
    with store.write() as session:
        people.open_district(session, "elm", now=NOW)
        text = PACK.replace("  id: elm\n", f"  id: elm\n  help: {help_at}\n")
        catalogs.publish(session, {"pack.yaml": text}, now=NOW)
        outbox.write_letter(session, "elm", to=Reader(), template="reset", facts=FACTS, now=NOW)

    jobs.deliver(store, FileMail(tmp_path), site=SITE, now=NOW)

    (sent,) = tmp_path.glob("*.eml")
    assert f"From: {sender}" in sent.read_text()


def test_a_sentence_that_is_seldom_needed_is_in_both_languages():
    facts = ("activity", "points", "word", "level", "badges", "titles", "title")
    told = dict.fromkeys(facts, "…")
    for language in ("en", "es"):
        for name in ("stage_learned", "stage_used", "points", "level", "badges", "quoted"):
            assert outbox.phrase(language, name, **told)
