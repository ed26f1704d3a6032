"""Rewards: the shelf, redeeming, what one redeemed, the desk, what is taxable, and drawings."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from engine import ledger, rewards
from engine.errors import NoteMissing
from engine.people import Act
from engine.rewards import Redemption, Status
from engine.store import Session
from web import page, refusals
from web.exports import csv_file
from web.formats import in_language
from web.rewards.desk import Desk, trays
from web.rewards.forms import DrawForm, RedeemForm
from web.rewards.shelf import Shown, badge_title, picture
from web.wording import worded

pages = page.blueprint("rewards")
pages.app_template_filter("picture")(picture)
pages.app_template_filter("badge_title")(badge_title)

_GAME = ("shelf", "show", "confirm", "redeem")
_TAX_HEADS = ("year", "name", "participant", "reward", "slip", "handed_over_on", "value_usd")


@pages.before_request
def _leave_out_for_who_does_not_play() -> Answer | None:
    view = (request.endpoint or "").partition(".")[2]
    if view in _GAME and not page.me().participant.plays:
        return render_template("settings/game_off.html")
    return None


@pages.get("/rewards")
def shelf() -> Answer:
    balance = ledger.balance(page.session(), page.me().participant).redeemable
    return render_template("rewards/shelf.html", shown=Shown.asked_for(), balance=balance)


@pages.get("/rewards/shelf/<key>")
def show(key: str) -> Answer:
    return render_template("rewards/show.html", offer=_offer(key))


@pages.get("/rewards/shelf/<key>/redeem")
def confirm(key: str) -> Answer:
    """The step between wanting and having."""
    return _confirm(_offer(key), RedeemForm(formdata=None))


@pages.post("/rewards/shelf/<key>/redeem")
def redeem(key: str) -> Answer:
    form, offer = RedeemForm(), _offer(key)
    form.offer(_choices(offer))
    if not form.validate_on_submit():
        return _confirm(offer, form), 422
    chosen = form.chosen.data if form.chosen else ""
    with page.transaction() as session:
        mine = rewards.redeem(
            session, key, by=page.me(), now=page.now(), had=form.had.data, chosen=chosen
        )
    waits = mine.status is Status.WAITING
    page.say(_("It is yours as soon as it is approved. Your slip is %(slip)s.", slip=mine.slip)
             if waits else _("It is yours. Your slip is %(slip)s.", slip=mine.slip))  # fmt: skip
    return page.go(url_for(".mine"))


def _confirm(offer: rewards.Offer, form: RedeemForm) -> str:
    if not form.is_submitted():
        form.offer(_choices(offer))
        form.had.data = offer.had_this_year
    return render_template("rewards/confirm.html", offer=offer, form=form)


def _choices(offer: rewards.Offer) -> list[tuple[str, str]]:
    return [(key, badge_title(key)) for key in offer.badges]


@pages.get("/rewards/mine")
def mine() -> Answer:
    place = page.me().participant
    lines = rewards.redemptions(page.session(), place)
    balance = ledger.balance(page.session(), place).redeemable
    return render_template("rewards/mine.html", lines=lines, balance=balance)


@pages.get("/rewards/redemption/<uuid:redemption_id>")
def slip(redemption_id: uuid.UUID) -> Answer:
    """The slip to print, for its owner and for the desk."""
    line = rewards.get(page.session(), page.me(), redemption_id)
    return render_template("rewards/slip.html", line=line)


@pages.post("/rewards/redemption/<uuid:redemption_id>/cancel")
def cancel(redemption_id: uuid.UUID) -> Answer:
    """Call one's own off."""
    with page.transaction() as session:
        line = rewards.get(session, page.me(), redemption_id)
        if line.owner.id != page.me().participant.id:
            abort(404)
        rewards.cancel(session, line.redemption, by=page.me(), now=page.now())
    page.say(_("It is canceled, and everything that it cost is back with you."))
    return page.go(url_for(".mine"))


@pages.get("/rewards/redemption/<uuid:_redemption_id>/cancel")
def back(_redemption_id: uuid.UUID) -> Answer:
    """Reloading the address that a form was sent to."""
    return redirect(url_for(".mine"))


# -- the desk -------------------------------------------------------------------------------------


@pages.get("/rewards/desk")
def desk() -> Answer:
    page.must(Act.APPROVE_REWARD)
    return render_template("rewards/desk.html", desk=Desk.asked_for(), trays=trays())


@pages.get("/rewards/desk/list")
def day_list() -> Answer:
    """What is to be handed over, and what was today, on paper."""
    page.must(Act.FULFIL)
    session, me = page.session(), page.me()
    return render_template(
        "rewards/day_list.html",
        today=page.today(),
        waiting=rewards.desk(session, me, statuses=(Status.HELD,)),
        done=rewards.desk(session, me, statuses=(Status.FULFILLED,), handed_over_on=page.today()),
    )


@pages.post("/rewards/redemption/<uuid:redemption_id>")
def settle(redemption_id: uuid.UUID) -> Answer:
    """What the desk does with one redemption; its line answers."""
    act = _ACTS.get(request.form.get("do", "")) or abort(400)
    note = request.form.get("note", "")
    try:
        with page.transaction() as session:
            line = rewards.get(session, page.me(), redemption_id)
            act(session, line.redemption, note)
    except NoteMissing as refusal:
        return _line(redemption_id, error=refusals.sentence(refusal)), 422
    if not page.wants_part():
        page.say(_("Slip %(slip)s: %(state)s.", slip=line.redemption.slip,
                   state=worded(line.redemption.status)))  # fmt: skip
    return page.answer(
        "rewards/_redemption.html",
        otherwise=url_for(".desk", tray=request.form.get("tray") or None),
        line=rewards.get(page.session(), page.me(), redemption_id),
        desk=Desk.at(request.form.get("tray", "")),
        trays=trays(),
        beside=True,
    )


def _line(redemption_id: uuid.UUID, **facts: Any) -> str:
    line = rewards.get(page.session(), page.me(), redemption_id)
    if page.wants_part():
        return render_template("rewards/_redemption.html", line=line, **facts)
    return render_template("rewards/desk_line.html", line=line, **facts)


def _approve(session: Session, redemption: Redemption, _note: str) -> None:
    rewards.approve(session, redemption, by=page.me(), now=page.now())


def _decline(session: Session, redemption: Redemption, note: str) -> None:
    rewards.decline(session, redemption, by=page.me(), now=page.now(), note=note)


def _fulfil(session: Session, redemption: Redemption, _note: str) -> None:
    rewards.fulfil(session, redemption, by=page.me(), now=page.now())


def _cancel(session: Session, redemption: Redemption, note: str) -> None:
    rewards.cancel(session, redemption, by=page.me(), now=page.now(), note=note)


_ACTS: Mapping[str, Callable[[Session, Redemption, str], None]] = {
    "approve": _approve,
    "decline": _decline,
    "fulfil": _fulfil,
    "cancel": _cancel,
}


# -- the office -----------------------------------------------------------------------------------


@pages.get("/rewards/taxable")
def taxable() -> Answer:
    year = _year()
    lines = rewards.taxable(page.session(), page.me(), year)
    years = range(page.today().year, page.today().year - 5, -1)
    return render_template("rewards/taxable.html", lines=lines, year=year, years=years)


@pages.get("/rewards/taxable.csv")
def taxable_file() -> Answer:
    year = _year()
    rows = [
        (
            year, line.name, str(line.participant_id), in_language(item.reward.title),
            item.redemption.slip, str(item.redemption.fulfilled_on),
            f"{item.redemption.value_cents / 100:.2f}",
        )
        for line in rewards.taxable(page.session(), page.me(), year)
        for item in line.items
    ]  # fmt: skip
    return csv_file(f"taxable-{page.district()}-{year}.csv", _TAX_HEADS, rows)


@pages.get("/rewards/draw")
def draw() -> Answer:
    return _drawings(DrawForm(formdata=None), "")


@pages.post("/rewards/draw/<key>")
def draw_winner(key: str) -> Answer:
    form = DrawForm()
    if not form.validate_on_submit():
        return _drawings(form, key), 422
    with page.transaction() as session:
        done = rewards.draw(session, key, by=page.me(), now=page.now(), seed=form.seed.data)
        winner = rewards.get(session, page.me(), done.winner)
    page.say(_("%(slip)s is drawn: %(name)s wins.",
               slip=winner.redemption.slip, name=winner.name))  # fmt: skip
    return page.go(url_for(".draw"))


@pages.get("/rewards/draw/<_key>")
def back_to_drawings(_key: str) -> Answer:
    """Reloading the address that a form was sent to."""
    return redirect(url_for(".draw"))


def _drawings(form: DrawForm, sent: str) -> str:
    page.must(Act.ADMINISTER)
    session, me = page.session(), page.me()
    return render_template(
        "rewards/draw.html",
        form=form,
        blank=DrawForm(formdata=None),
        sent=sent,
        tickets=rewards.tickets(session, me),
        drawings=rewards.drawings(session, me),
    )


def _offer(key: str) -> rewards.Offer:
    return rewards.offer(page.session(), page.me(), key, now=page.now())


def _year() -> int:
    return request.args.get("year", page.today().year, type=int)
