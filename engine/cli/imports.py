"""`tassel import`: what a district kept until now, looked at first and loaded when told to."""

from collections.abc import Mapping
from pathlib import Path

import click

from engine import imports as lists
from engine.cli import districts
from engine.cli.house import House, pass_house
from engine.cli.progress import told
from engine.errors import FileRefused, NotAnEmptyFile
from engine.imports import BadRow, Checked, Loaded, Reason


@click.group("import")
def imports() -> None:
    """Take in what a district kept until now."""


@imports.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@districts.option
@click.option("--commit", is_flag=True, help="Take the good rows in; without it nothing changes.")
@pass_house
def completions(house: House, file: Path, district: str | None, commit: bool) -> None:
    """Approved work from a spreadsheet or form, saved as CSV.

    Its columns, in any order, in English or Spanish: e-mail, activity, day and approved by; and
    where there are such: stage, kind, hours, link, and figure with its source. Ends with 1 when a
    row has a fault.
    """
    with house.store.session() as session:
        where = districts.the_only(session, district)
        try:
            checked = lists.read(session, where, file.read_bytes(), now=house.now(), name=file.name)
        except (NotAnEmptyFile, FileRefused) as refusal:
            raise click.ClickException(_whole_file(refusal)) from refusal
    for row in checked.bad:
        click.echo(_bad(row))
    for note in checked.notes:
        click.echo(f"Note: {_NOTES[note.code].format_map(note.facts)}")
    if commit:
        click.echo(_outcome(_load(house, checked), checked))
    else:
        click.echo(_outlook(checked))
    if checked.bad:
        raise SystemExit(1)


def _load(house: House, checked: Checked) -> Loaded:
    """Take the rows in, lot by lot, each with all that follows or not at all; nobody gets mail."""
    lots = list(lists.batches(checked.new))
    new = 0
    for lot in told(lots, "Taking in", len(lots)):
        with house.transaction(mail=False) as session:
            new += lists.load(session, lot, now=house.now()).new
    return Loaded(new, len(checked.rows) - new)


def _outcome(loaded: Loaded, checked: Checked) -> str:
    return f"{loaded.new} taken in, {loaded.known} known already, {_listed(checked)}."


def _outlook(checked: Checked) -> str:
    return (
        f"{len(checked.new)} new, {len(checked.known)} known already, {_listed(checked)}. "
        "Nothing was changed; --commit takes the new ones in."
    )


def _listed(checked: Checked) -> str:
    return f"{len(checked.bad)} with faults (listed above)" if checked.bad else "none with faults"


def _bad(row: BadRow) -> str:
    return f"line {row.line}: " + " ".join(_sentence(reason) for reason in row.reasons)


def _sentence(reason: Reason) -> str:
    facts = dict(reason.facts)
    if "column" in facts:
        facts["column"] = _COLUMNS.get(facts["column"], facts["column"])
    told_as = _SENTENCES[reason.code].format_map(facts)
    near = reason.facts.get("near")
    return f"{told_as} Did you mean “{near}”?" if near else told_as


def _whole_file(refusal: NotAnEmptyFile | FileRefused) -> str:
    if isinstance(refusal, FileRefused):
        return "This is a workbook and no CSV. Save it as “CSV UTF-8” and load that file."
    if refusal.missing:
        missing = ", ".join(_COLUMNS.get(name, name) for name in refusal.missing)
        return f"The first line of the file lacks these columns: {missing}."
    return "The file has no row below its headings."


_COLUMNS: Mapping[str, str] = {"email": "e-mail", "approved_by": "approved by"}
_NOTES: Mapping[str, str] = {
    "windows_text": "the file is not in UTF-8 and was read as Windows text (cp1252).",
    "day_first": "days such as {day} in line {line} were read with the day first.",
    "month_first": "nothing tells which number of {day} in line {line} is the month; the first "
    "was taken for it.",
}
_SENTENCES: Mapping[str, str] = {
    "empty": "The {column} is empty.",
    "unknown_address": "Nobody in the district has the address “{address}”.",
    "unknown_approver": "Nobody in the district is known as “{approver}”.",
    "unknown_activity": "There is no activity “{activity}”.",
    "unknown_stage": "The activity has no stage “{stage}”; it has: {there}.",
    "stage_needed": "The activity has several stages ({there}): say which in a column “stage”.",
    "unknown_kind": "“{kind}” is no kind of evidence: write student, own, both or attendance.",
    "kind_needed": "The activity takes several kinds of evidence: write student, own or both.",
    "not_a_number": "“{hours}” is not a number of hours.",
    "negative_hours": "Hours cannot be below zero: {hours}.",
    "too_many_hours": "{hours} hours are more than one day has; at most {most}.",
    "figure_needed": "The activity asks for a figure: write it in a column “value”.",
    "not_a_figure": "“{value}” is not a number.",
    "source_needed": "The figure needs its source: write it in a column “source”.",
    "not_a_day": "“{day}” is not a day: write it as 2026-03-31.",
    "future_day": "{day} is still to come.",
    "day_long_ago": "{day} is more than {years} years ago.",
    "not_a_link": "“{link}” is not a web address.",
    "repeated": "It tells the same as line {line}.",
    "taken_in_otherwise": "It was taken in before with {hours} hours or as another kind; undo "
    "that approval first if this line is right.",
    "not_found": "The catalog of that day does not have this {what}.",
    "other_audience": "“{what}” is meant for other staff.",
    "kind_not_wanted": "The activity asks for other evidence: {wanted}.",
    "own_evidence": "Nobody approves their own work.",
    "not_permitted": "The one who approved it is no reviewer for this person’s school.",
    "stage_missing": "Something has to come before: {missing}.",
}
