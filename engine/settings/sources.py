"""Where settings come from: the environment, `.env`, and a key that is made once and kept."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from engine.settings.listing import BadSetting, Settings, table
from engine.settings.values import KEY_LENGTH, ROOT


def load(environ: Mapping[str, str] = os.environ, dotenv: Path = ROOT / ".env") -> Settings:
    """This installation's settings; the environment comes before `.env`."""
    written = read_dotenv(dotenv) if dotenv.is_file() else {}
    settings = Settings.read({**written, **{name: text for name, text in environ.items() if text}})
    if settings.secret_key:
        return settings
    try:
        return replace(settings, secret_key=_kept_key(settings.data_dir / "secret-key"))
    except OSError as error:
        raise BadSetting(
            f"DATA_DIR should be a folder that we may write to, not “{settings.data_dir}” "
            f"({error.strerror}). For example: var."
        ) from error


def read_dotenv(path: Path) -> dict[str, str]:
    """The lines of a `.env` file; a name that we don't know is refused and not passed over."""
    names = [row.name for row in table()]
    written: dict[str, str] = {}
    problems: list[str] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        name, text = _parted(line)
        if name in names:
            written[name] = text
        elif name:
            problems.append(f"{path.name}, line {number}: {_unknown(name, names)}")
    if problems:
        raise BadSetting(*problems)
    return written


def _parted(line: str) -> tuple[str, str]:
    name, _, text = line.strip().removeprefix("export ").partition("=")
    return ("", "") if name.startswith("#") else (name.strip(), _unquoted(text.strip()))


def _unquoted(text: str) -> str:
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1]
    return text.partition(" #")[0].rstrip()


def _unknown(name: str, names: list[str]) -> str:
    near = get_close_matches(name.upper(), names, n=1)
    hint = f"did you mean {near[0]}?" if near else "the README has the table of those there are."
    return f"there is no setting {name}; {hint}"


def _kept_key(path: Path) -> str:
    """The key in this file, made when first asked for and readable by its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="utf-8") as file:
        file.write(secrets.token_hex(KEY_LENGTH))
    try:
        os.link(draft, path)  # all or nothing: of two starts at once, one makes the key
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text("utf-8").strip()
