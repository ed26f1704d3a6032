"""What forms ask of what work earns, and what it adds up to."""

from flask_babel import lazy_gettext as _l

from rules.catalog import Bonus, RewardClass
from web.formats import first_up
from web.studio.compounds import MatchSort, PartsSort
from web.studio.granting import GrantSort
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
    named,
)
from web.studio.sorts import Choice, Flag, Line, Money, Said, Span
from web.wording import words

GROUPS: Groups = {
    "rules": (
        Group(_l("What it is called"), (TITLE,)),
        Group(_l("Which work it looks at"), (
            Slot("match", _l("Only"), MatchSort()),
            Slot("when", _l("When it pays"), Choice(Bonus, Bonus.EVERY)),
        )),
        Group(_l("What it grants"), (
            Slot("grants", named("point", None),
                 GrantSort(("points", "points_per_hour", "by_score", "by_stage", "by_level"))),
            Slot("redeemable", _l("Of these to spend"), Line("numeric"),
                 _l("As many, if nothing is written; 0 for experience alone.")),
            CAP,
        )),
    ),
    "levels": (
        Group(_l("What it is"), (
            TITLE,
            Slot("experience", lambda: first_up(words("point")), Line("numeric"),
                 _l("From how many on it is reached.")),
            SUMMARY,
        )),
    ),
    "badges": (
        Group(_l("What it is"), (
            TITLE,
            Slot("criteria", _l("What it stands for"), Said(long=True)),
            CAMPUS, TAGS,
        )),
    ),
    "pathways": (
        Group(_l("What it is"), (TITLE, SUMMARY, CAMPUS)),
        Group(_l("Its parts"), (
            Slot("parts", _l("Parts"), PartsSort(), _l("At least two. None takes a part out.")),
            Slot("ordered", _l("One after the other, in this order"), Flag()),
        )),
        Group(_l("What the whole earns"), (
            Slot("points", lambda: first_up(words("point")), Line("numeric")),
            Slot("badge", _l("Title of the badge"), Said(once=True),
                 _l("The title of the whole, if nothing is written.")),
        )),
    ),
    "degrees": (
        Group(_l("What it is"), (
            TITLE, SUMMARY,
            Slot("years", _l("Usual school years"), Span(), _l("Never a deadline.")),
            Slot("rights_years", _l("Years that an enrollment keeps this version"), Line("numeric"),
                 _l("For good, if nothing is written.")),
            AUDIENCE,
        )),
    ),
    "rewards": (
        Group(_l("What it is"), (
            TITLE, SUMMARY,
            Slot("kind", _l("Sort"), Choice(RewardClass)),
            Slot("picture", _l("Picture"), Line(),
                 _l("A drawing’s name, such as pin, bottle, shirt, parking, jeans or time.")),
        )),
        Group(_l("What it costs"), (
            Slot("price", lambda: first_up(words("point")), Line("numeric")),
            Slot("value_cents", _l("Worth in dollars"), Money("decimal"),
                 _l("For the tax list; gift cards need it.")),
        )),
        Group(_l("Limits"), (
            Slot("stock", _l("How many there are"), Line("numeric"),
                 _l("No end, if nothing is written.")),
            Slot("limit", _l("For one person in a school year"), Line("numeric"),
                 _l("No limit, if nothing is written.")),
            AUDIENCE,
            Slot("approval", _l("Asks for an approval"), Flag()),
            Slot("leaders_approve", _l("A leader of the person’s school may approve it"), Flag()),
        )),
        Group(_l("What is chosen"), (
            Slot("of_a_badge", _l("It is made of one of the person’s badges"), Flag(),
                 _l("Whoever redeems it chooses which.")),
        )),
    ),
}  # fmt: skip
