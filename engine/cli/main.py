"""The group of all commands; each one's module is loaded only when it is asked for."""

from importlib import import_module
from importlib.util import find_spec

import click
from sqlalchemy.exc import OperationalError

from engine.cli.house import House
from engine.errors import Refusal
from engine.migrating import NotReady
from engine.settings import BadSetting

COMMANDS = {
    "prepare": "engine.cli.prepare:prepare",
    "settings": "engine.cli.settings:settings",
    "migrate": "engine.cli.migrate:migrate",
    "packs": "engine.cli.packs:packs",
    "invite": "engine.cli.invite:invite",
    "import": "engine.cli.imports:imports",
    "dry-run": "engine.cli.dry_runs:dry_runs",
    "audit": "engine.cli.audits:audit",
    "ledger": "engine.cli.ledger:books",
    "replay": "engine.cli.replay:replay",
    "statement": "engine.cli.ledger:statement",
    "way": "engine.cli.ways:way",
    "work": "engine.cli.work:work",
}


class Sorry(click.ClickException):
    """What could not be done, in a sentence."""

    exit_code = 2


class Commands(click.Group):
    """The commands of the table above; what goes wrong in one is told in a sentence."""

    def list_commands(self, _context: click.Context) -> list[str]:
        return [name for name, place in COMMANDS.items() if find_spec(place.partition(":")[0])]

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in self.list_commands(context):
            return None
        module, _, attribute = COMMANDS[name].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except (BadSetting, NotReady) as stop:
            raise Sorry(str(stop)) from stop
        except Refusal as refusal:
            raise Sorry(_sentence(refusal)) from refusal
        except OperationalError as error:
            raise Sorry(f"The database (DATABASE_URL) does not answer: {error.orig}") from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def tassel(context: click.Context) -> None:
    """Run a district's own university."""
    context.obj = House()


def main() -> None:
    tassel(prog_name="tassel")


def _sentence(refusal: Refusal) -> str:
    """The refusal's own caption and its facts."""
    caption = (type(refusal).__doc__ or refusal.code).partition("\n")[0]
    facts = ", ".join(f"{name} {value}" for name, value in refusal.facts.items())
    return f"{caption} ({facts})" if facts else caption
