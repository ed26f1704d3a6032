"""What the site stands on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import current_app

from engine.evidence import Artifact, Scan
from engine.integrations import Integrations
from engine.settings import Settings
from engine.store import Store


@dataclass
class House:
    """What the site stands on."""

    store: Store
    integrations: Integrations
    settings: Settings


def house() -> House:
    """The site's store, integrations and settings."""
    found: House = current_app.extensions["house"]
    return found


def clock() -> Callable[[], datetime]:
    """What tells the moment to whatever goes on after this request."""
    return current_app.config.get("CLOCK") or _clock


def _clock() -> datetime:
    return datetime.now(UTC)


def scans() -> bool:
    """Whether files are scanned here before anybody opens them."""
    return house().integrations.scanner is not None


def waits_for_scan(artifact: Artifact) -> bool:
    """Whether nobody opens this file yet, for the scanner has still to look at it."""
    return scans() and bool(artifact.digest) and artifact.scan is Scan.OPEN
