"""Leaderboards: a page that shows oneself first, and joining or leaving the boards."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from engine import people
from web import page
from web.standings.boards import Shown, window_name
from web.standings.forms import JoinForm

pages = page.blueprint("standings")
pages.app_template_filter("window_name")(window_name)


@pages.before_request
def _leave_out_for_who_does_not_play() -> Answer | None:
    if not page.me().participant.plays:
        return render_template("settings/game_off.html")
    return None


@pages.get("/standings")
def board() -> Answer:
    form = JoinForm(formdata=None, obj=page.me().participant)
    with page.looking_back() as as_of:
        shown = Shown.asked_for(then=as_of is not None)
        return render_template("standings/board.html", shown=shown, form=form, as_of=as_of)


@pages.post("/standings/join")
def join() -> Answer:
    form = JoinForm()
    if not form.validate_on_submit():
        return render_template("standings/board.html", shown=Shown.asked_for(), form=form), 422
    with page.transaction() as session:
        people.choose(session, page.me().participant, on_boards=True, alias=form.alias.data)
    page.say(_("You are on the boards now. You can leave them whenever you like."))
    return page.go(url_for(".board"))


@pages.post("/standings/leave")
def leave() -> Answer:
    with page.transaction() as session:
        people.choose(session, page.me().participant, on_boards=False)
    page.say(_("You are on no board any more. What you earned stays as it is."))
    return page.go(url_for(".board"))


@pages.get("/standings/<any(join, leave):_form>")
def back(_form: str) -> Answer:
    """Reloading the address that a form was sent to."""
    return redirect(url_for(".board"))
