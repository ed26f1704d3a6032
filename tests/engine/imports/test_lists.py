"""Lists as districts have them: every row is taken in once, or told why not."""

import random

import pytest
from sqlmodel import select

from engine import evidence, imports, ledger
from engine.errors import FileRefused, NotAnEmptyFile, StageMissing
from engine.evidence import Decision, Evidence
from engine.imports import Reason
from engine.outbox import EventRow
from rules.terms import EvidenceKind
from tests.engine.imports.conftest import HEAD, NOW

LEARNED = "ada@deerfield.example,Number Talks,learned,own,1,2025-10-02,,ruth@deerfield.example"
USED = (
    "ada@deerfield.example,number-talks,used,student,2,2025-11-02,https://docs.example/1,"
    "Ruth Marlow"
)


def test_good_rows_become_completions_with_their_decision_and_points(office):
    assert office.loads(HEAD + LEARNED + "\n" + USED) == imports.Loaded(2, 0)

    with office.store.session() as session:
        assert ledger.balance(session, office.ada).experience == 40
        done = evidence.completions(session, office.ada)
        assert [(each.stage, each.minutes) for each in done] == [("learned", 60), ("used", 120)]
        assert {row.by for row in session.exec(select(Decision))} == {office.ruth.id}
        told = [row.kind for row in session.exec(select(EventRow))]
        assert told.count("EvidenceApproved") == 2
        assert list(ledger.verify(session, "deerfield")) == []


def test_loading_again_changes_nothing(office):
    text = HEAD + LEARNED + "\n" + USED
    office.loads(text)

    assert office.loads(text) == imports.Loaded(0, 2)
    with office.store.session() as session:
        assert ledger.balance(session, office.ada).experience == 40
        assert len(session.exec(select(Evidence)).all()) == 2


def test_the_order_of_rows_and_columns_does_not_matter(office):
    office.loads(HEAD + LEARNED + "\n" + USED)
    turned = (
        "Aprobado por;Fecha;Correo electrónico;Actividad;Etapa;Tipo;Horas;Enlace\n"
        "Ruth Marlow;2/11/2025;ADA@deerfield.example;charlas numéricas;usado;estudiantes;2,0;"
        "docs.example/1\n"
        " ruth marlow ;31/10/2025;ada@deerfield.example ;Explora una herramienta;;propio;0,5;\n"
        "Ruth Marlow;2/10/2025;ada@deerfield.example;Number talks;1;own;1;\n"
    )

    checked = office.reads(turned)

    assert checked.bad == ()
    assert [(note.code, note.facts["line"]) for note in checked.notes] == [("day_first", "2")]
    assert [row.known for row in checked.rows] == [True, False, True]


def test_three_hundred_rows_with_four_bad_ones(office):
    days = [f"2025-{month:02}-{day:02}" for month in (9, 10) for day in range(1, 31)]
    lines = [
        f"{who}@deerfield.example,explore-tool,,own,0.5,{day},{link},ruth@deerfield.example"
        for who in ("ada", "ben")
        for day in days
        for link in ("a.example/1", "a.example/2", "")
    ][:300]
    bad = {
        17: lines[17].replace("ada@", "adda@"),
        101: lines[101].replace("explore-tool", "explore-toll"),
        150: lines[150].replace("0.5", "-1"),
        299: lines[299].replace("2025", "2035"),
    }
    text = HEAD + "\n".join(bad.get(number, line) for number, line in enumerate(lines))

    checked = office.reads(text)
    assert [row.line for row in checked.bad] == [number + 2 for number in sorted(bad)]
    assert office.loads(text) == imports.Loaded(296, 0)

    shuffled = text.splitlines()[1:]
    random.Random(7).shuffle(shuffled)  # noqa: S311
    assert office.loads(HEAD + "\n".join(shuffled)) == imports.Loaded(0, 296)
    assert len(office.reads(text).bad) == 4

    assert office.loads(HEAD + "\n".join(lines)) == imports.Loaded(4, 296)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("ada@", "nobody@"), "unknown_address"),
        (("ada@deerfield.example", ""), "empty"),
        (("Number Talks", "Number Stalks"), "unknown_activity"),
        (("learned", "tasted"), "unknown_stage"),
        (("learned,own", ",both"), "stage_needed"),
        (("own", "posh"), "unknown_kind"),
        (("own,1", "student,1"), "kind_not_wanted"),
        ((",1,", ",an hour,"), "not_a_number"),
        ((",1,", ",-1,"), "negative_hours"),
        ((",1,", ",24.5,"), "too_many_hours"),
        (("2025-10-02", "soon"), "not_a_day"),
        (("2025-10-02", "2025-02-30"), "not_a_day"),
        (("2025-10-02", "2026-03-21"), "future_day"),
        (("2025-10-02", "1998-10-02"), "day_long_ago"),
        ((",,ruth", ",javascript:alert(1),ruth"), "not_a_link"),
        ((",,ruth", ",https://[work,ruth"), "not_a_link"),
        (("ruth@deerfield.example", "Nobody"), "unknown_approver"),
        (("ruth@", "ada@"), "own_evidence"),
        (("ruth@", "ben@"), "not_permitted"),
        (("ruth@", "olga@"), "not_permitted"),
        (("ada@deerfield.example,Number Talks", "ben@deerfield.example,Co-teaching"),
         "other_audience"),
        (("learned,own", "used,student"), "stage_missing"),
    ],
)  # fmt: skip
def test_a_bad_row_is_told_why(office, change, code):
    assert office.codes(LEARNED.replace(*change)) == {2: [code]}


FIGURES = "e-mail,activity,date,approved by,value,source\n"
TERM = "lea@deerfield.example,Attendance of a Term,2025-10-02,ruth@deerfield.example,{},{}"


@pytest.mark.parametrize(
    ("value", "source", "codes"),
    [
        ("93.5 %", "Register", []),
        ("93,5", "Register", []),
        ("", "Register", ["figure_needed"]),
        ("many", "Register", ["not_a_figure"]),
        ("93.5", "", ["source_needed"]),
    ],
)
def test_a_figure_comes_with_its_source(office, value, source, codes):
    text = FIGURES + TERM.format(f'"{value}"', source)

    assert office.codes(text, head="") == ({2: codes} if codes else {})
    if not codes:
        assert office.loads(text) == imports.Loaded(1, 0)
        with office.store.session() as session:
            claim = session.exec(select(Evidence).where(Evidence.value_source != "")).one()
        assert (claim.value, claim.value_source) == (93.5, "Register")


def test_everything_that_is_wrong_with_a_row_is_told_at_once(office):
    wrong = "x@y.example,Nonsense,,posh,many,someday,not a link,Nobody"

    assert set(office.codes(wrong)[2]) == {
        "unknown_address", "unknown_activity", "unknown_kind", "not_a_number", "not_a_day",
        "not_a_link", "unknown_approver",
    }  # fmt: skip


def test_the_nearest_name_is_suggested(office):
    checked = office.reads(
        HEAD + LEARNED.replace("Number Talks", "Nomber talk").replace("ruth@", "rut@")
    )

    near = {reason.code: reason.facts["near"] for reason in checked.bad[0].reasons}
    assert near == {
        "unknown_activity": "Number Talks",
        "unknown_approver": "ruth@deerfield.example",
    }


@pytest.mark.parametrize(
    ("said", "near"),
    [
        ("nobody@deerfield.example", ""),
        ("adda@deerfield.example", "ada@deerfield.example"),
        ("ada@deerfeld.example", "ada@deerfield.example"),
        ("rut@deerfield.example", "ruth@deerfield.example"),
    ],
)
def test_an_address_is_near_by_what_stands_before_the_at(office, said, near):
    checked = office.reads(HEAD + LEARNED.replace("ada@deerfield.example", said))

    assert checked.bad[0].reasons[0].facts["near"] == near


def test_what_was_guessed_of_days_is_told_by_a_day_of_the_list(office):
    days = ("2025-09-01", "11/12/2025")

    checked = office.reads(HEAD + "\n".join(LEARNED.replace("2025-10-02", day) for day in days))

    assert checked.notes == (Reason("month_first", {"day": "11/12/2025", "line": "3"}),)


def test_a_row_that_comes_twice_counts_once(office):
    assert office.codes(LEARNED, LEARNED) == {3: ["repeated"]}


def test_the_same_work_with_other_hours_is_no_second_work(office):
    office.loads(HEAD + LEARNED)

    assert office.codes(LEARNED.replace(",1,", ",2,")) == {2: ["taken_in_otherwise"]}


def test_a_used_stage_may_follow_a_learned_one_in_the_same_list(office):
    assert office.codes(USED, LEARNED) == {}
    assert office.codes(USED, LEARNED.replace(",1,", ",many,")) == {
        2: ["stage_missing"],
        3: ["not_a_number"],
    }


def test_what_the_activity_leaves_no_choice_in_may_be_left_out(office):
    head = "Email,Course,Date,Reviewer\n"
    row = office.reads(head + "ada@deerfield.example,Explore a Tool,Oct 2 2025,Ruth Marlow").rows[0]

    assert row.approved.kinds == {EvidenceKind.OWN}
    assert row.approved.minutes == 30


def test_hours_are_read_as_a_clock_shows_them(office):
    (row,) = office.reads(HEAD + LEARNED.replace(",1,", ",1:30,")).rows

    assert row.approved.minutes == 90


def test_an_activity_that_takes_several_kinds_asks_which(office):
    redesigned = LEARNED.replace("Number Talks,learned,own", "unit-redesign,,")

    assert office.codes(redesigned) == {2: ["kind_needed"]}


def test_one_day_in_the_list_may_tell_how_all_are_written(office):
    month_first = [LEARNED.replace("2025-10-02", day) for day in ("10/02/2025", "10/31/2025")]

    checked = office.reads(HEAD + "\n".join(month_first))

    assert [row.approved.day.isoformat() for row in checked.rows] == ["2025-10-02", "2025-10-31"]
    assert checked.notes == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_what_windows_saves_is_read(office, encoding):
    row = "ada@deerfield.example,Charlas numéricas – learned,,own,1,2025-10-02,,Ruth Marlow"

    checked = office.reads(HEAD + row, encoding=encoding)

    assert len(checked.rows) == 1
    assert checked.notes == ((Reason("windows_text"),) if encoding == "cp1252" else ())


def test_tabs_and_cells_of_several_lines_are_read(office):
    text = (HEAD + LEARNED).replace(",", "\t").replace("Number Talks", '"Number\nTalks"')

    assert [row.line for row in office.reads(text + "\n\n" + USED.replace(",", "\t")).rows] == [
        2,
        5,
    ]


def test_a_file_without_its_columns_is_refused_whole(office):
    with pytest.raises(NotAnEmptyFile) as refused:
        office.reads("Name,Activity,Hours\nAda,Number Talks,1")
    assert refused.value.missing == ("email", "day", "approved_by")

    for nothing in ("", HEAD):
        with pytest.raises(NotAnEmptyFile):
            office.reads(nothing)
    with pytest.raises(FileRefused):
        office.reads("PK\x03\x04")


def test_lots_keep_a_person_together(office):
    ben = LEARNED.replace("ada@", "ben@")
    checked = office.reads(HEAD + "\n".join([LEARNED, ben, USED]))

    lots = [[row.line for row in lot] for lot in imports.batches(checked.rows, size=1)]
    assert lots == [[2, 4], [3]]


def test_taking_in_refuses_what_cannot_be_checked_away(office):
    """Between the look and the load, the earlier stage may have been undone."""
    rows = [row for row in office.reads(HEAD + LEARNED + "\n" + USED).rows if row.line == 3]

    with pytest.raises(StageMissing), office.store.write() as session:
        imports.load(session, rows, now=NOW)
    with office.store.session() as session:
        assert session.exec(select(Evidence)).all() == []
