"""Integrations: what stands outside and answers to us: mail, files, scanner, signing key."""

from dataclasses import dataclass
from pathlib import Path

from engine.integrations.files import Files, Kept, LocalFiles
from engine.integrations.mail import Mail, Writer, mail_at
from engine.integrations.parts import Parts
from engine.integrations.scanner import NoAnswer, Scanner
from engine.integrations.signer import Signer, verified
from engine.settings import Settings

__all__ = [
    "Files",
    "Integrations",
    "Kept",
    "LocalFiles",
    "Mail",
    "NoAnswer",
    "Parts",
    "Scanner",
    "Signer",
    "Writer",
    "configure",
    "files_at",
    "mail_at",
    "verified",
]


@dataclass(frozen=True)
class Integrations:
    """Configured objects that are handed to whoever needs them."""

    mail: Mail
    files: Files
    parts: Parts
    signer: Signer
    scanner: Scanner | None = None
    """Whatever looks at files before anybody else does, where the operator has named one."""


def configure(settings: Settings) -> Integrations:
    """What this installation is connected to."""
    return Integrations(
        mail=mail_at(settings.mail_url),
        files=files_at(settings.files_url),
        parts=Parts(settings.data_dir / "uploads"),
        signer=Signer(settings.data_dir / "signing-key.pem"),
        scanner=Scanner(settings.files_scan) if settings.files_scan else None,
    )


def files_at(url: str) -> Files:
    """The folder or bucket at this address; what speaks S3 is loaded where it is wanted."""
    if url.startswith("file:"):
        return LocalFiles(Path(url.removeprefix("file:")))
    from engine.integrations.objects import ObjectFiles

    return ObjectFiles.at(url)
