"""Sending mail: into a folder, to the console, or by a mail server."""

import hashlib
import smtplib
import ssl
import sys
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Protocol, TextIO
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

_POLICY = SMTP.clone(refold_source="none")
"""Leaves a raw header on its line: folding would encode a link, and no mail program reads that."""

_PATIENCE_S = 20
"""How long a mail server may take to answer anything that it is told."""


@dataclass(frozen=True)
class Writer:
    """In whose name a letter is sent, and where answers to it are welcome."""

    name: str = ""
    address: str = ""


class Mail(Protocol):
    """Whatever takes a letter to its reader; raises OSError when it cannot.

    `stop` is the address of the page that ends letters of its kind.
    """

    def send(
        self,
        *,
        to: str,
        subject: str,
        text: str,
        letter: str,
        writer: Writer = Writer(),
        stop: str = "",
    ) -> None: ...


@dataclass(frozen=True)
class FileMail:
    """Letters as files in a folder, for trying things out."""

    folder: Path

    def send(
        self,
        *,
        to: str,
        subject: str,
        text: str,
        letter: str,
        writer: Writer = Writer(),
        stop: str = "",
    ) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        message = _message(
            writer.address or "university@localhost", writer, to, subject, text, letter, stop
        )
        (self.folder / f"{letter}.eml").write_bytes(message.as_bytes())


@dataclass(frozen=True)
class ConsoleMail:
    """Letters on the console."""

    out: TextIO = sys.stderr

    def send(
        self,
        *,
        to: str,
        subject: str,
        text: str,
        letter: str,
        writer: Writer = Writer(),
        stop: str = "",
    ) -> None:
        del letter, writer, stop
        self.out.write(f"\nTo: {to}\nSubject: {subject}\n\n{text}\n")
        self.out.flush()


@dataclass(frozen=True)
class SmtpMail:
    """Letters by a mail server; `smtp` asks for encryption and needs it where it signs in."""

    host: str
    port: int
    sender: str
    name: str = ""
    password: str = ""
    encrypted_at_once: bool = False

    def send(
        self,
        *,
        to: str,
        subject: str,
        text: str,
        letter: str,
        writer: Writer = Writer(),
        stop: str = "",
    ) -> None:
        message = _message(self.sender, writer, to, subject, text, letter, stop)
        try:
            with self._connected() as server:
                self._sign_in(server)
                server.send_message(message)
        except smtplib.SMTPException as error:
            raise OSError(f"the mail server did not take it: {error}") from error

    def _connected(self) -> smtplib.SMTP:
        if not self.encrypted_at_once:
            return smtplib.SMTP(self.host, self.port, timeout=_PATIENCE_S)
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(self.host, self.port, timeout=_PATIENCE_S, context=context)

    def _sign_in(self, server: smtplib.SMTP) -> None:
        server.ehlo()
        if not self.encrypted_at_once and (self.name or server.has_extn("starttls")):
            server.starttls(context=ssl.create_default_context())
        if self.name:
            server.login(self.name, self.password)


def mail_at(address: str) -> Mail:
    """The mail that MAIL_URL names."""
    parts = urlsplit(address)
    match parts.scheme:
        case "file":
            return FileMail(Path(parts.path))
        case "console":
            return ConsoleMail()
        case _:
            return _by_server(parts)


def _by_server(parts: SplitResult) -> SmtpMail:
    encrypted = parts.scheme == "smtps"
    return SmtpMail(
        host=parts.hostname or "localhost",
        port=parts.port or (465 if encrypted else 587),
        sender=parse_qs(parts.query)["from"][0],
        name=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        encrypted_at_once=encrypted,
    )


def _message(
    sender: str, writer: Writer, to: str, subject: str, text: str, letter: str, stop: str
) -> EmailMessage:
    """A message whose id is the letter's, so that a second copy is known as one.

    With `stop`, the reader's mail program offers to end such letters by one click (RFC 8058).
    """
    message = EmailMessage(policy=_POLICY)
    message["From"] = Address(writer.name, addr_spec=sender)
    message["To"], message["Subject"] = to, subject
    if writer.address and writer.address != sender:
        message["Reply-To"] = writer.address
    message["Message-ID"] = f"<{letter}.{hashlib.sha256(to.encode()).hexdigest()[:8]}@tassel>"
    message["Auto-Submitted"] = "auto-generated"
    if stop:
        message.set_raw("List-Unsubscribe", f"<{stop}>")
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(text)
    return message
