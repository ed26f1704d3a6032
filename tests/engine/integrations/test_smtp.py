"""Letters by a mail server: encrypted where it signs in, and every no is told."""

import ipaddress
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from engine.integrations import mail
from engine.integrations.mail import SmtpMail, Writer

LETTER = {"to": "ada@example.org", "subject": "Señal", "text": "Añade.\n", "letter": "7"}


class Office:
    """What arrived, and from whom; one address is nobody's."""

    def __init__(self):
        self.letters, self.signed_in = [], []

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        if address.startswith("nobody@"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, session, envelope):
        self.letters.append((session.ssl is not None, envelope.content))
        return "250 OK"

    def knows(self, _server, _session, _envelope, _mechanism, told):
        self.signed_in.append(told.login)
        return AuthResult(success=told.password == b"pa:ss", handled=False)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for this machine that its own file vouches for; and how a server shows it."""
    folder = tmp_path_factory.mktemp("certificate")
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]),
            critical=True,
        )
        .sign(key, hashes.SHA256())
    )
    file = folder / "both.pem"
    file.write_bytes(
        signed.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return file


@pytest.fixture
def shown(certificate, monkeypatch):
    """The server's side of the encryption; what sends trusts it."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


@contextmanager
def served(**how) -> Iterator[tuple[Office, dict]]:
    """A real mail server on this machine, and where it is."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        at = {"host": "127.0.0.1", "port": free.getsockname()[1]}
    office = Office()
    controller = Controller(office, at["host"], at["port"], authenticator=office.knows, **how)
    controller.start()
    try:
        yield office, at
    finally:
        controller.stop()


def refused(why: str):
    return pytest.raises(OSError, match=rf"^the mail server did not take it: .*{why}")


def test_a_letter_arrives_whole():
    with served() as (office, at):
        SmtpMail(**at, sender="university@example.org").send(**LETTER)

    [(encrypted, content)] = office.letters
    arrived = message_from_bytes(content, policy=default)
    assert not encrypted
    assert arrived["From"] == "university@example.org"
    assert arrived["To"] == "ada@example.org"
    assert arrived["Subject"] == "Señal"
    assert arrived.get_content().strip() == "Añade."


def test_answers_to_a_letter_go_to_who_helps():
    writer = Writer("Elm University", "help@elm.example")
    with served() as (office, at):
        SmtpMail(**at, sender="university@example.org").send(**LETTER, writer=writer)

    [(_encrypted, content)] = office.letters
    arrived = message_from_bytes(content, policy=default)
    assert arrived["From"] == "Elm University <university@example.org>"
    assert arrived["Reply-To"] == "help@elm.example"


def test_who_signs_in_does_so_encrypted(shown):
    with served(tls_context=shown, require_starttls=True, auth_required=True) as (office, at):
        SmtpMail(**at, sender="u@example.org", name="us@er", password="pa:ss").send(**LETTER)

    assert [encrypted for encrypted, _ in office.letters] == [True]
    assert office.signed_in == [b"us@er"]


def test_a_server_may_be_encrypted_from_the_first_word(shown):
    secret = {"name": "u", "password": "pa:ss"}
    with served(ssl_context=shown, auth_require_tls=False) as (office, at):
        SmtpMail(**at, sender="u@example.org", encrypted_at_once=True, **secret).send(**LETTER)

    assert len(office.letters) == 1


def test_a_password_never_goes_out_in_the_clear():
    with (
        served(auth_require_tls=False) as (office, at),
        refused("STARTTLS extension not supported"),
    ):
        SmtpMail(**at, sender="u@example.org", name="u", password="pa:ss").send(**LETTER)

    assert office.signed_in == office.letters == []


def test_a_server_that_nobody_vouches_for_gets_nothing(shown, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    with (
        served(tls_context=shown) as (office, at),
        pytest.raises(OSError, match="CERTIFICATE_VERIFY_FAILED"),
    ):
        SmtpMail(**at, sender="u@example.org").send(**LETTER)

    assert office.letters == []


def test_a_wrong_password_is_told(shown):
    with served(tls_context=shown) as (office, at), refused("535"):
        SmtpMail(**at, sender="u@example.org", name="u", password="wrong").send(**LETTER)

    assert office.letters == []


def test_a_reader_whom_the_server_does_not_know_is_told():
    with served() as (_, at), refused("no such mailbox"):
        SmtpMail(**at, sender="u@example.org").send(**{**LETTER, "to": "nobody@example.org"})


def test_a_server_that_says_nothing_is_not_waited_for_long(monkeypatch):
    monkeypatch.setattr(mail, "_PATIENCE_S", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent, refused("timed out"):
        SmtpMail("127.0.0.1", silent.getsockname()[1], "u@example.org").send(**LETTER)
