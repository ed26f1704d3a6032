"""What an installation may choose: one table of settings, read from the environment and `.env`."""

from engine.settings.listing import BadSetting, Settings, table, table_in_markdown, without_password
from engine.settings.sources import load, read_dotenv
from engine.settings.values import ROOT

__all__ = [
    "ROOT",
    "BadSetting",
    "Settings",
    "load",
    "read_dotenv",
    "table",
    "table_in_markdown",
    "without_password",
]
