"""Packs as they lie on disk: a folder of texts, and what of it is read as the program."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from rules.catalog import Catalog
from rules.pack import BrokenPack, PackError, read_pack
from rules.saying import say

KEPT = (".yaml", ".svg", ".md", ".txt")
"""What belongs to a pack; whatever else lies in its folder is left there."""
_BYTES_MAX = 500_000


def read_folder(folder: Path) -> dict[str, str]:
    """Every text of the pack by its name inside the folder; hidden files don't belong to it.

    Raises BrokenPack for what is no text.
    """
    files = [file for file in sorted(folder.rglob("*")) if _belongs(file.relative_to(folder))]
    errors = [error for file in files for error in _unreadable(file, folder)]
    if not any(file.suffix == ".yaml" for file in files):
        errors.append(
            PackError(
                str(folder), 1, "", "This folder holds no pack.", "A pack is made of .yaml files."
            )
        )
    if errors:
        raise BrokenPack(errors)
    return {_name(file, folder): file.read_text("utf-8-sig") for file in files}


def read(files: Mapping[str, str], *, frozen: bool = False) -> Catalog:
    """The catalog that a pack's texts say; only the YAML among them is read as the program.

    What was read a moment ago is not read again.
    """
    return _read(tuple(files.items()), frozen)


@lru_cache(maxsize=8)
def _read(files: tuple[tuple[str, str], ...], frozen: bool) -> Catalog:
    return read_pack({name: text for name, text in files if name.endswith(".yaml")}, frozen=frozen)


def check(files: Mapping[str, str]) -> Catalog:
    """The catalog, when all that it names of the folder is there too."""
    catalog = read(files)
    crest = catalog.branding.crest
    if crest is not None and crest not in files:
        raise BrokenPack([_without_crest(crest, files)])
    return catalog


def _belongs(path: Path) -> bool:
    hidden = any(part.startswith((".", "_")) for part in path.parts)
    return path.suffix in (*KEPT, ".yml") and not hidden


def _unreadable(file: Path, folder: Path) -> Iterable[PackError]:
    name = _name(file, folder)
    if file.suffix == ".yml":
        yield PackError(
            name, 1, "", "Files of a pack end in .yaml.", f"Rename it to {file.stem}.yaml."
        )
    if file.stat().st_size > _BYTES_MAX:
        yield PackError(name, 1, "", f"The file is larger than {_BYTES_MAX // 1000} kB.")
        return
    try:
        file.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        line = file.read_bytes()[: error.start].count(b"\n") + 1
        yield PackError(name, line, "", "This is not written in UTF-8.", "Save it as UTF-8.")


def _without_crest(crest: str, files: Mapping[str, str]) -> PackError:
    """The fault at the line that names the crest."""
    for name, text in sorted(files.items()):
        for number, line in enumerate(text.splitlines(), 1):
            if name.endswith(".yaml") and line.split("#")[0].strip().startswith("crest:"):
                return _crest_fault(name, number, crest, files)
    return _crest_fault(min(files), 1, crest, files)


def _crest_fault(file: str, line: int, crest: str, files: Mapping[str, str]) -> PackError:
    pictures = ", ".join(name for name in files if name.endswith(".svg"))
    suggestion = (
        say("There is: %(files)s.", files=pictures)
        if pictures
        else say("Put the picture beside this file.")
    )
    message = say("The folder has no file “%(file)s”.", file=crest)
    return PackError(file, line, "branding.crest", message, suggestion)


def _name(file: Path, folder: Path) -> str:
    return file.relative_to(folder).as_posix()
