"""What forms ask of the district itself, its year and how it keeps things."""

from flask_babel import lazy_gettext as _l

from rules.terms import KeptFrom
from web.studio.shapes.slots import TITLE, Group, Groups, Slot
from web.studio.sorts import Choice, Line, Lines, Said, Tags

GROUPS: Groups = {
    "seasons": (
        Group(_l("What it is"), (
            TITLE,
            Slot("first", _l("First day"), Line(kind="date")),
            Slot("last", _l("Last day"), Line(kind="date"), _l("This day included.")),
        )),
    ),
    "breaks": (
        Group(_l("What it is"), (
            TITLE,
            Slot("first", _l("First day"), Line(kind="date")),
            Slot("last", _l("Last day"), Line(kind="date"),
                 _l("This day included. One day, if nothing is written.")),
        )),
    ),
    "school_awards": (
        Group(_l("What it is"), (
            TITLE,
            Slot("points_per_head", _l("Points a head"), Line("numeric")),
            Slot("participating_percent", _l("Percent who take part"), Line("numeric")),
        )),
    ),
    "schools": (
        Group(_l("What it is"), (
            TITLE, Slot("staff", _l("Staff"), Line("numeric"), _l("For numbers a head.")),
        )),
    ),
    "words": (
        Group(_l("How it is said"), (
            Slot("one", _l("One of them"), Said()), Slot("other", _l("Several"), Said()),
        )),
    ),
    "pack": (
        Group(_l("What it is"), (
            TITLE,
            Slot("catalog_year", _l("Catalog year"), Line(), _l("As in 2026-27.")),
            Slot("applies_from", _l("First day that it judges"), Line(kind="date")),
            Slot("languages", _l("Languages"), Tags(),
                 _l("As in en, es; the first one stands in.")),
        )),
        Group(_l("Where it comes from"), (
            Slot("invented", _l("What in it was made up"), Said(long=True)),
            Slot("sources", _l("Sources"), Lines()),
        )),
    ),
    "district": (
        Group(_l("What it is called"), (
            Slot("name", _l("District"), Said(once=True)),
            Slot("university", _l("What it calls its program"), Said(once=True)),
            Slot("state", _l("State"), Line(), _l("Two letters.")),
            Slot("staff", _l("Staff"), Line("numeric")),
        )),
        Group(_l("How it keeps time"), (
            Slot("timezone", _l("Time zone"), Line(), _l("As in America/Chicago.")),
            Slot("year_starts", _l("The school year starts"), Line(),
                 _l("Month and day, as in 07-01.")),
        )),
        Group(_l("Whom to ask"), (
            Slot("help", _l("Address or telephone"), Line()),
            Slot("site", _l("Website"), Line()),
        )),
    ),
    "branding": (
        Group(_l("Colors"), (
            Slot("primary", _l("First color"), Line(), _l("As in #1f4d3a.")),
            Slot("accent", _l("Second color"), Line(), _l("As in #9a5a12.")),
        )),
        Group(_l("Crest"), (
            Slot("crest", _l("File"), Line(), _l("One of the draft’s files, as in crest.svg.")),
            Slot("motto", _l("Motto"), Said()),
        )),
    ),
    "files": (
        Group(_l("The most for one file, in megabytes; 0 takes none"), (
            Slot("image", _l("Pictures"), Line("numeric")),
            Slot("pdf", _l("PDF"), Line("numeric")),
            Slot("office", _l("Office documents"), Line("numeric")),
            Slot("audio", _l("Sound"), Line("numeric")),
            Slot("video", _l("Video"), Line("numeric")),
            Slot("text", _l("Text"), Line("numeric")),
        )),
        Group(_l("How long files of student evidence are kept"), (
            Slot("student_months", _l("Months"), Line("numeric"),
                 _l("As long as the evidence, if nothing is written.")),
            Slot("counted_from", _l("Counted from"), Choice(KeptFrom, KeptFrom.DECISION)),
        )),
    ),
    "standings": (
        Group(_l("How schools are compared"), (
            Slot("shrinkage_heads", _l("How far small schools are drawn to the mean"),
                 Line("numeric"), _l("As the weight of so many heads; 0 for not at all.")),
        )),
    ),
    "upkeep": (
        Group(_l("When things go"), (
            Slot("deleted_days", _l("Days a deleted draft can be brought back"), Line("numeric"),
                 _l("30, if nothing is written.")),
            Slot("notification_days", _l("Days a notification stays on the list"),
                 Line("numeric"), _l("180, if nothing is written.")),
        )),
        Group(_l("Digests"), (
            Slot("digest_hour", _l("The hour from which they are written"), Line("numeric"),
                 _l("By your clock, from 0 to 23; 7, if nothing is written.")),
        )),
    ),
}  # fmt: skip
