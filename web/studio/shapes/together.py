"""What forms ask of the terms on which people read, name and accompany each other's work."""

from flask_babel import lazy_gettext as _l

from web.studio.shapes.slots import Group, Groups, Slot
from web.studio.sorts import Flag, Line, Pick, Tags

GROUPS: Groups = {
    "review": (
        Group(_l("What those who wait are promised"), (
            Slot("answer_school_days", _l("An answer within so many school days"),
                 Line("numeric"), _l("5, if nothing is written.")),
            Slot("keep_school_days", _l("So many school days a reviewer keeps what she took"),
                 Line("numeric"), _l("2, if nothing is written. After that others can take it.")),
            Slot("reciprocal_days", _l("So many days two people do not review each other"),
                 Line("numeric"), _l("0, or nothing written, lets them.")),
            Slot("attempts", _l("After so many times sent back, a talk is offered"),
                 Line("numeric"),
                 _l("3, if nothing is written. With whomever your district names for help.")),
            Slot("second_look_percent", _l("Percent that a second reviewer reads unawares"),
                 Line("numeric"),
                 _l("0 to 100, and 0 if nothing is written. The first answer counts, and both "
                    "are compared.")),
            Slot("counts_as", _l("A finished review counts as"), Pick("activities", _l("Nothing")),
                 _l("An activity that the program itself credits; the same whatever is decided.")),
        )),
        Group(_l("What was done before"), (
            Slot("look_back_months", _l("Months back that work can be claimed"), Line("numeric"),
                 _l("12, if nothing is written.")),
        )),
    ),
    "proposals": (
        Group(_l("What a published proposal brings"), (
            Slot("counts_as", _l("Credited as"), Pick("activities", _l("Nothing")),
                 _l("An activity that the program itself credits, once for each proposal.")),
        )),
    ),
    "nominations": (
        Group(_l("How colleagues name each other’s work"), (
            Slot("per_month", _l("For each person in a month"), Line("numeric"),
                 _l("5, if nothing is written.")),
            Slot("answer_days", _l("Days that one waits for an answer"), Line("numeric"),
                 _l("30, if nothing is written. Then it lapses quietly.")),
        )),
    ),
    "coaching": (
        Group(_l("What time with a coach counts as"), (
            Slot("counts_as", _l("For the coach"), Pick("activities", _l("Nothing")),
                 _l("An activity that the program itself credits, with the hours written down.")),
            Slot("asked_counts_as", _l("For whoever asked"), Pick("activities", _l("Nothing"))),
        )),
    ),
    "mentoring": (
        Group(_l("What a mentee’s badge brings the mentor"), (
            Slot("counts_as", _l("Credited as"), Pick("activities", _l("Nothing")),
                 _l("An activity that the program itself credits, once for each badge.")),
            Slot("badges", _l("Badges that count"), Tags(),
                 _l("By their keys, with commas between. All of them, if nothing is written.")),
            Slot("each_colleague_once", _l("Each colleague counts once"), Flag()),
        )),
    ),
    "follow_ups": (
        Group(_l("When people are asked whether they still use it"), (
            Slot("days", _l("Days after the approval"), Tags(),
                 _l("With commas between them, as in 60, 180. Nobody is asked without them.")),
            Slot("counts_as", _l("An answer counts as"), Pick("activities", _l("Nothing")),
                 _l("An activity that the program itself credits, whatever the answer says.")),
        )),
    ),
}  # fmt: skip
