"""What forms ask of what one can learn, and by what it is judged."""

from flask_babel import lazy_gettext as _l

from rules.catalog import ActivityKind
from rules.terms import Stage
from web.studio.compounds import TeamSort, levels_in_use
from web.studio.scoring import CriteriaSort
from web.studio.shapes.slots import (
    AUDIENCE,
    CAMPUS,
    CAP,
    SUMMARY,
    TAGS,
    TITLE,
    Group,
    Groups,
    Slot,
)
from web.studio.sorts import Choice, Flag, Line, Lines, Pick, Some, Tags
from web.studio.staging import StagesSlot

GROUPS: Groups = {
    "activities": (
        Group(_l("What it is"), (
            TITLE, SUMMARY, CAMPUS,
            Slot("kind", _l("What sort of learning"), Choice(ActivityKind, ActivityKind.COURSE)),
            AUDIENCE, TAGS,
            Slot("level", _l("Level"), Line(hints=levels_in_use),
                 _l("A word of your own, for rules by level.")),
        )),
        Group(_l("What one does, and what it earns"), (StagesSlot(),)),
        Group(_l("Limits"), (
            Slot("once", _l("Earns a single time"), Some(family=Stage),
                 _l("Later times stay in the record and earn nothing more.")),
            CAP,
            Slot("after", _l("Comes after"), Some(section="activities"),
                 _l("What has to be completed before.")),
        )),
        Group(_l("How long it counts"), (
            Slot("valid_months", _l("Months that it counts"), Line("numeric"),
                 _l("For good, if nothing is written; 12 for a year.")),
            Slot("renewed_by", _l("Renewed by"), Some(section="activities"),
                 _l("Beside doing it again, which always renews it.")),
        )),
        Group(_l("What was done before"), (
            Slot("look_back_months", _l("Months back that work can be claimed"), Line("numeric"),
                 _l("As for everything else, if nothing is written.")),
        )),
        Group(_l("In a team"), (
            Slot("team", _l("How many hand it in together"), TeamSort(),
                 _l("If nothing is written, everybody alone. 1 at least lets one person alone.")),
        )),
        Group(_l("Looking back"), (
            Slot("follow_up_days", _l("Days after which its owner is asked about it"), Tags(),
                 _l("With commas between them. As for every activity, if nothing is written.")),
        )),
        Group(_l("Review and badge"), (
            Slot("rubric", _l("Rubric"), Pick("rubrics", _l("None"))),
            Slot("reviewers", _l("How many reviewers"), Line("numeric"),
                 _l("1 to 3; one unless you write another number.")),
            Slot("blind", _l("Read without names"), Flag(),
                 _l("A reviewer sees neither who handed it in nor from which school.")),
            Slot("anonymous", _l("About a colleague who is not named in it"), Flag(),
                 _l("Names of colleagues are pointed out before it is submitted.")),
            Slot("nominations", _l("Colleagues may name somebody for it"), Flag()),
            Slot("confidence", _l("Asks how sure one feels, before and now"), Flag(),
                 _l("For its owner alone; admins see averages of five people or more.")),
            Slot("badge", _l("Finishing it earns a badge of its name"), Flag()),
            Slot("leading_counts_as", _l("Leading a gathering of it counts as"),
                 Pick("activities", _l("Nothing")),
                 _l("An activity that the program itself credits, once for each gathering.")),
            Slot("help", _l("Whom to ask"), Line(),
                 _l("A name, an address or a telephone, as people read it.")),
            Slot("authors", _l("Authors"), Lines(),
                 _l("One name on a line, as each agreed to be shown.")),
        )),
    ),
    "campuses": (
        Group(_l("What it is"), (
            TITLE, SUMMARY,
            Slot("icon", _l("Icon"), Line(), _l("A name from the set of icons, such as books.")),
        )),
        Group(_l("Limits"), (CAP,)),
    ),
    "rubrics": (
        Group(_l("What it is"), (TITLE,)),
        Group(_l("What a reviewer scores"), (Slot("criteria", _l("Its lines"), CriteriaSort()),)),
    ),
}  # fmt: skip
