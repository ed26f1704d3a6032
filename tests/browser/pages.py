"""Every page of the site and who looks at it, so that a new page cannot be forgotten."""

from dataclasses import dataclass

from flask import url_for

from tests.browser.midyear import MAX, NORA, QUINN, Midyear
from tests.stories.people import ADA, BEN, DANA, RUTH

NOBODY = ""


@dataclass(frozen=True)
class Visit:
    """Somebody looks at one page; what the address asks for is named as the district knows it."""

    endpoint: str
    who: str
    asks: tuple[tuple[str, str], ...] = ()
    status: int = 200
    sheet: bool = False
    """Whether it is a sheet to print rather than a page of the site."""

    def __str__(self) -> str:
        asked = [value for _name, value in self.asks]
        return "-".join([self.endpoint, *asked, self.who or "nobody"])

    def path(self, world: Midyear) -> str:
        values = {name: world.ids.get(value, value) for name, value in self.asks}
        if "token" in values:
            values["token"] = world.reset_token(values["token"])
        with world.app.test_request_context():
            expecting = world.app.url_map.is_endpoint_expecting(self.endpoint, "district")
            where = {"district": world.district} if expecting else {}
            return url_for(self.endpoint, **where, **values)


def _visit(endpoint: str, who: str, *, sheet: bool = False, **asks: str) -> Visit:
    return Visit(endpoint, who, tuple(asks.items()), sheet=sheet)


PAGES = (
    # For everyone.
    _visit("welcome.districts", NOBODY),
    _visit("welcome.district", NOBODY),
    _visit("people.sign_in", NOBODY),
    _visit("people.forgotten", NOBODY),
    _visit("people.forgotten", NOBODY, sent="yes"),
    _visit("people.reset", NOBODY, token=NORA),
    _visit("catalogs.activities", NOBODY),
    _visit("catalogs.activities", ADA, search="nothing by this name"),
    _visit("catalogs.activity", NOBODY, activity="number-talks"),
    _visit("catalogs.activity", ADA, activity="explore-tool"),
    _visit("catalogs.badges", ADA),
    _visit("catalogs.badge", ADA, badge="first-student-evidence"),
    _visit("catalogs.badge", NOBODY, badge="number-talks"),
    _visit("catalogs.campuses", NOBODY),
    _visit("catalogs.pathways", NOBODY),
    _visit("catalogs.pathway", ADA, pathway="blended-learning"),
    _visit("degrees.catalog", NOBODY),
    _visit("credentials.verify", NOBODY, credential_id="badge"),
    # For who takes part.
    _visit("home.show", ADA),
    _visit("home.show", NORA),
    _visit("home.show", QUINN),
    _visit("evidence.mine", ADA),
    _visit("evidence.mine", NORA),
    _visit("evidence.new", NORA),
    _visit("evidence.new", NORA, activity="number-talks"),
    _visit("evidence.new", NORA, activity="number-talks", stage="used"),
    _visit("evidence.edit", ADA, evidence_id="draft"),
    _visit("evidence.edit", ADA, evidence_id="sent_back"),
    _visit("evidence.show", ADA, evidence_id="waiting"),
    _visit("evidence.show", ADA, evidence_id="approved"),
    _visit("evidence.ask_to_discard", ADA, evidence_id="draft"),
    _visit("evidence.capture", ADA),
    _visit("evidence.capture_more", ADA, evidence_id="note"),
    _visit("evidence.ask_what_about", ADA, evidence_id="note"),
    _visit("evidence.history", ADA, evidence_id="draft"),
    _visit("evidence.history", RUTH, evidence_id="waiting"),
    _visit("evidence.version", ADA, evidence_id="draft", version_id="version", beside="now"),
    _visit("evidence.discarded", ADA),
    _visit("evidence.discarded", NORA),
    _visit("degrees.mine", ADA),
    _visit("degrees.mine", NORA),
    _visit("degrees.mine", ADA, as_of="2025-01-01"),
    _visit("degrees.show", ADA, degree="bachelor", as_of="2025-01-01"),
    _visit("ledger.mine", ADA, as_of="2025-01-01"),
    _visit("standings.board", ADA, as_of="2025-01-01"),
    _visit("degrees.show", ADA, degree="associate"),
    _visit("degrees.show", ADA, degree="portfolio", open="maths"),
    _visit("degrees.show", ADA, degree="portfolio", open="electives"),
    _visit("degrees.show", ADA, degree="bachelor"),
    _visit("degrees.show", NORA, degree="doctor"),
    _visit("versions.show", ADA, degree="bachelor"),
    _visit("ways.show", ADA, degree="bachelor"),
    _visit("ways.show", ADA, degree="associate"),
    _visit("ways.show", NORA, degree="associate", least="items"),
    _visit("ways.show", ADA, degree="bachelor", toward="r.3"),
    _visit("goals.mine", ADA),
    _visit("goals.mine", NORA),
    _visit("degrees.diploma", ADA, degree="associate"),
    _visit("credentials.wall", ADA),
    _visit("credentials.wall", NORA),
    _visit("credentials.show", ADA, credential_id="badge"),
    _visit("credentials.show", ADA, credential_id="diploma"),
    _visit("credentials.door", ADA, credential_id="badge", sheet=True),
    _visit("standings.board", ADA),
    _visit("standings.board", NORA),
    _visit("standings.board", QUINN),
    _visit("rewards.shelf", ADA),
    _visit("rewards.shelf", QUINN),
    _visit("rewards.show", ADA, key="mug"),
    _visit("rewards.show", NORA, key="coffee-card"),
    _visit("rewards.confirm", ADA, key="badge-pin"),
    _visit("rewards.mine", ADA),
    _visit("rewards.mine", NORA),
    _visit("rewards.slip", ADA, redemption_id="held", sheet=True),
    _visit("ledger.mine", ADA),
    _visit("ledger.mine", ADA, currency="redeemable"),
    _visit("ledger.mine", NORA),
    _visit("ledger.line", ADA, seq="1"),
    _visit("settings.show", ADA),
    _visit("notifications.mine", ADA),
    _visit("notifications.mine", QUINN),
    _visit("notifications.ask", NOBODY, kind="evidence", sign="stops"),
    _visit("proposals.mine", ADA),
    _visit("proposals.mine", NORA),
    _visit("proposals.new", NORA),
    _visit("proposals.new", NORA, wanted="badge"),
    _visit("proposals.show", ADA, proposal_id="asked"),
    _visit("proposals.edit", ADA, proposal_id="asked"),
    _visit("proposals.show", DANA, proposal_id="proposed"),
    _visit("proposals.show", DANA, proposal_id="in_studio"),
    _visit("proposals.desk", DANA),
    _visit("downloads.mine", ADA),
    _visit("downloads.mine", NORA),
    # For who reviews, hands over, and looks after the program.
    _visit("reviews.queue", RUTH),
    _visit("reviews.show", RUTH, evidence_id="waiting"),
    _visit("reviews.agreement", DANA),
    _visit("gatherings.mine", RUTH),
    _visit("gatherings.mine", DANA),
    _visit("gatherings.new", DANA),
    _visit("gatherings.show", RUTH, gathering_id="met"),
    _visit("gatherings.show", RUTH, gathering_id="to_confirm"),
    _visit("gatherings.ask_to_change", RUTH, gathering_id="met"),
    _visit("gatherings.board", RUTH, gathering_id="met", sheet=True),
    _visit("gatherings.sheet", RUTH, gathering_id="met", school="cedar", sheet=True),
    _visit("gatherings.ask_who", RUTH, gathering_id="met"),
    _visit("gatherings.ask_for_code", ADA),
    _visit("gatherings.here", ADA, code="code_met"),
    _visit("gatherings.here", BEN, code="code_met"),
    _visit("gatherings.here", BEN, code="code_to_confirm"),
    _visit("gatherings.here", RUTH, code="code_met"),
    _visit("corrections.ask_to_undo", DANA, evidence_id="approved"),
    _visit("corrections.ask_to_correct", DANA, evidence_id="approved"),
    _visit("corrections.ask_to_correct", DANA, evidence_id="approved", done_on="2025-09-01"),
    _visit("evidence.show", DANA, evidence_id="approved"),
    _visit("evidence.of", DANA, participant_id=ADA),
    _visit("goals.of", DANA, participant_id=ADA),
    _visit("degrees.of", DANA, participant_id=ADA),
    _visit("degrees.of_one", DANA, participant_id=ADA, degree="associate"),
    _visit("degrees.of_one", DANA, participant_id=ADA, degree="portfolio"),
    _visit("decisions.show", DANA, participant_id=ADA, degree="portfolio"),
    _visit("decisions.show", DANA, participant_id=ADA, degree="associate"),
    _visit("decisions.ask", DANA, participant_id=ADA, degree="portfolio", requirement="talk"),
    _visit(
        "decisions.ask",
        DANA,
        participant_id=ADA,
        degree="portfolio",
        requirement="electives",
        verb="exclude",
    ),
    _visit(
        "decisions.ask_to_withdraw",
        DANA,
        participant_id=ADA,
        degree="portfolio",
        decision_id="waiver",
    ),
    _visit("ledger.of", DANA, participant_id=ADA),
    _visit("ledger.line_of", DANA, participant_id=ADA, seq="1"),
    _visit("people.directory", DANA),
    _visit("people.directory", DANA, sort="progress", falling="yes"),
    _visit("people.new", DANA),
    _visit("people.show", DANA, participant_id=BEN),
    _visit("dashboard.show", DANA),
    _visit("dashboard.near", DANA),
    _visit("dashboard.outcomes", DANA),
    _visit("dashboard.ask", DANA),
    _visit("dashboard.published", DANA),
    _visit("dashboard.set_where", DANA, number="1"),
    _visit("dashboard.text", DANA, number="1", file="degrees.yaml"),
    _visit("rewards.desk", MAX),
    _visit("rewards.desk", MAX, search="nobody"),
    _visit("rewards.day_list", MAX, sheet=True),
    _visit("rewards.draw", DANA),
    _visit("rewards.taxable", DANA),
    _visit("requirements.shared", DANA, draft_id="trees", key="bachelor"),
    _visit("requirements.show", DANA, draft_id="trees", section="degrees", key="bachelor"),
    _visit(
        "requirements.show", DANA, draft_id="trees", section="degrees", key="bachelor", at="all[4]"
    ),
    _visit(
        "requirements.show",
        DANA,
        draft_id="sound-trees",
        section="degrees",
        key="master",
        at="all[2].of[0]",
        person=ADA,
    ),
    _visit("requirements.show", DANA, draft_id="sound-trees", section="levels", key="fellow"),
    # For who writes the next catalog.
    _visit("studio.shelf", DANA),
    _visit("studio.show", DANA, draft_id="studio"),
    _visit("studio.show", DANA, draft_id="aside"),
    _visit("studio.files", DANA, draft_id="studio"),
    _visit("studio.file", DANA, draft_id="studio", file="rewards.yaml", line="30"),
    _visit("studio.section", DANA, draft_id="studio", section="activities"),
    _visit("studio.section", DANA, draft_id="studio", section="levels"),
    _visit("studio.section", DANA, draft_id="studio", section="school_awards"),
    _visit("studio.section", DANA, draft_id="studio", section="branding"),
    _visit("studio.entry", DANA, draft_id="studio", section="activities", key="number-talks"),
    _visit("studio.entry", DANA, draft_id="studio", section="rules", key="outcome-shown"),
    _visit("studio.entry", DANA, draft_id="studio", section="rubrics", key="course"),
    _visit("studio.entry", DANA, draft_id="studio", section="pathways", key="literacy"),
    _visit("studio.entry", DANA, draft_id="studio", section="rewards", key="mug"),
    _visit("studio.entry", DANA, draft_id="aside", section="words", key="point"),
    _visit("studio.ask_to_remove", DANA, draft_id="studio", section="campuses", key="literacy"),
    _visit("studio.people_to_try", DANA, draft_id="studio", search="a"),
    _visit("studio.tried", DANA, draft_id="untouched", participant_id=ADA),
    _visit("studio.tried", DANA, draft_id="studio", participant_id=ADA),
    # For who looks what a change would do.
    _visit("studio.dry_run", DANA, draft_id="draft_listed"),
    _visit("studio.foretold", DANA, run_id="listed"),
    _visit("studio.foretold", DANA, run_id="spares"),
    _visit("studio.foretold", DANA, run_id="listed_empty"),
    _visit("studio.ask_to_publish", DANA, run_id="listed"),
    _visit("studio.foretold", DANA, run_id="under_way"),
    _visit("studio.concerns", DANA, draft_id="draft_listed"),
    # What is refused.
    Visit("reviews.queue", NORA, status=403),
    Visit("catalogs.activity", NOBODY, (("activity", "no-such-thing"),), status=404),
)

NO_PAGES = {
    "static": "a file",
    "welcome.crest": "a picture",
    "welcome.theme": "a style sheet",
    "credentials.art": "a picture",
    "credentials.document": "a download",
    "credentials.signed": "a download",
    "credentials.key": "a key to be read by machines",
    "credentials.achievement": "leads to the catalogs",
    "evidence.file": "a download",
    "evidence.sent": "a number for the script that sends files in parts",
    "notifications.bell": "a part of the frame",
    "notifications.follow": "leads to what it tells of",
    "notifications.back": "leads back to the page that stops letters",
    "degrees.explain": "a part of the plan",
    "decisions.weigh": "a part of a decision",
    "dashboard.export": "a download",
    "dashboard.export_near": "a download",
    "dashboard.export_measures": "a download",
    "dashboard.rule": "leads to a line of the pack",
    "dashboard.change": "leads to a field of a draft",
    "studio.set_here": "leads to a field of a draft",
    "ledger.export": "a download",
    "ledger.export_of": "a download",
    "rewards.taxable_file": "a download",
    "studio.publishing": "a part of the list while it is being published",
    "studio.working": "a part of the list, which is worked on with each look",
    "studio.export_foretold": "a download",
    "reviews.weigh": "a part of the review",
    "requirements.heads": "a part of the editor",
    "requirements.ways": "a part of the editor",
    "requirements.back": "leads back",
    "ways.plan": "a part of the way",
    "people.back": "leads back",
    "people.back_to_place": "leads back",
    "proposals.back": "leads back",
    "rewards.back": "leads back",
    "rewards.back_to_drawings": "leads back",
    "settings.back": "leads back",
    "standings.back": "leads back",
    "studio.back": "leads back",
    "studio.back_to_entry": "leads back",
    "studio.nobody": "leads back",
    "studio.download": "a download",
}
"""What answers with something else than a page, and with what."""
