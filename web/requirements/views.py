"""The pages of the editor: a tree, the form of one requirement, and trying it on people."""

import uuid
from typing import Any

from flask import make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _

from engine import studio
from engine.errors import EditedMeanwhile, NotYaml
from rules.outline import CannotChange, Grouping
from rules.pack.written import path_text
from web import page, refusals
from web.complaints import complaint
from web.requirements import saying, sharing, steps, trying
from web.requirements.desk import Desk
from web.requirements.filling import fields_of, titles_of
from web.requirements.forms import GroupForm, LeafForm, NamedForm, TextForm, titled
from web.requirements.pages import keep, pages

__all__ = ["pages", "sharing"]

_TREE = "/<any(degrees, badges, levels):section>/<key>/requirements"


@pages.get(_TREE)
def show(draft_id: uuid.UUID, section: str, key: str) -> Answer:
    return _page(Desk.of(draft_id, section, key, request.args.get("at", "")))


@pages.post(_TREE)
def change(draft_id: uuid.UUID, section: str, key: str) -> Answer:
    """Keep the form, then do what the button says: one edit of the draft."""
    desk = Desk.of(draft_id, section, key, request.form.get("at", ""))
    do, go = request.form.get("do", ""), request.form.get("go")
    if not desk.draft.open:
        return _show(desk, desk.place if go is None else go, is_new=go is not None)
    form = _form(desk)
    if form is not None and not (form.validate() and form.check()):
        return _page(desk, form, status=422)
    try:
        edits = steps.kept(desk, form) if form else ()
        taken = steps.taken(desk, edits, do, request.form)
        if taken.edits:
            keep(desk.draft, studio.Reshape(desk.root_path, taken.edits))
    except CannotChange as refusal:
        return _page(desk, form, status=422, told=saying.why_not(refusal.why, refusal.names))
    except EditedMeanwhile as other:
        return _page(desk, form, status=409, told=refusals.sentence(other), theirs=other.text)
    at = path_text(taken.at) if go is None else go
    return _show(desk, at, is_new=taken.is_new or go is not None)


@pages.post(f"{_TREE}/reading")
def read(draft_id: uuid.UUID, section: str, key: str) -> Answer:
    """What it would say as it is typed; nothing is kept."""
    return _read(Desk.of(draft_id, section, key, request.form.get("at", "")), anew=False)


@pages.post(f"{_TREE}/measure")
def measure(draft_id: uuid.UUID, section: str, key: str) -> Answer:
    """Another measure was chosen: what it would say, and its fields; nothing is kept."""
    return _read(Desk.of(draft_id, section, key, request.form.get("at", "")), anew=True)


@pages.post(f"{_TREE}/text")
def write(draft_id: uuid.UUID, section: str, key: str) -> Answer:
    """One requirement as somebody wrote it by hand."""
    desk = Desk.of(draft_id, section, key, request.form.get("at", ""))
    form = TextForm()
    path = (*desk.root_path, *(desk.node.path if desk.node else ()))
    try:
        keep(desk.draft, studio.Rewrite(path, form.text.data or ""))
    except NotYaml as slip:
        form.text.errors = [_("Line %(line)s: %(what)s", line=slip.line, what=complaint(slip))]
        return _page(desk, text_form=form, status=422)
    except EditedMeanwhile as other:
        told = refusals.sentence(other)
        return _page(desk, text_form=form, status=409, told=told, theirs=other.text)
    return _show(desk, path_text(desk.at), is_new=False)


@pages.post(f"{_TREE}/undo")
def undo(draft_id: uuid.UUID, section: str, key: str) -> Answer:
    """Take the last edit of the draft back."""
    desk = Desk.of(draft_id, section, key, request.form.get("at", ""))
    revision = request.form.get("revision", 0, type=int)
    with page.transaction() as session:
        studio.undo(session, draft_id, revision=revision, by=page.me(), now=page.now())
    return _show(desk, path_text(desk.at), is_new=False)


@pages.get(f"{_TREE}/heads")
def heads(draft_id: uuid.UUID, section: str, key: str) -> Answer:
    """For how many people it would be complete, and how many are near."""
    desk = Desk.of(draft_id, section, key, request.args.get("at", ""))
    if not page.wants_part():
        return _page(desk, heads=trying.heads(desk))
    return render_template("requirements/_heads.html", desk=desk, heads=trying.heads(desk))


@pages.get(f"{_TREE}/ways")
def ways(draft_id: uuid.UUID, section: str, key: str) -> Answer:
    """Whether each audience can come there."""
    desk = Desk.of(draft_id, section, key, request.args.get("at", ""))
    if not page.wants_part():
        return _page(desk, ways=trying.ways(desk))
    return render_template("requirements/_ways.html", desk=desk, ways=trying.ways(desk))


@pages.get(f"{_TREE}/<any(reading, measure, text, undo):_part>")
def back(draft_id: uuid.UUID, section: str, key: str, _part: str) -> Answer:
    """Reloading the address that a form was sent to."""
    return page.go(url_for(".show", draft_id=draft_id, section=section, key=key))


# -- how they answer -------------------------------------------------------------------------------


def _read(desk: Desk, *, anew: bool) -> Answer:
    """The requirement in a sentence as the form has it; `anew` with the fields of its measure."""
    form = _form(desk)
    if form is None or not page.wants_part():
        return page.go(desk.url(at=path_text(desk.at) or None))
    if anew and isinstance(form, LeafForm):
        steps.begin(form, desk.catalog, shown=request.form.get("shown", ""))
    if form.validate() and form.check():
        desk = desk.after(steps.kept(desk, form))
    return render_template("requirements/_sentence.html", desk=desk, form=form, anew=anew)


def _show(desk: Desk, at: str, *, is_new: bool) -> Answer:
    """The tree as it is now: as a part, or as the page at its address."""
    where = desk.url(at=at or None)
    if not page.wants_part():
        return page.go(where)
    fresh = Desk.of(desk.draft.id, desk.section, desk.key, at)
    answer = make_response(_page(fresh, _form(fresh, bound=False), is_new=is_new))
    answer.headers["HX-Replace-Url"] = where
    return answer


def _page(
    desk: Desk,
    form: NamedForm | None = None,
    *,
    status: int = 200,
    text_form: TextForm | None = None,
    **told: Any,
) -> Answer:
    person = trying.somebody()
    search = request.args.get("search", "").strip()[:100]
    part = page.wants_part() and request.method == "POST"
    return render_template(
        f"requirements/{'_bench' if part else 'show'}.html",
        desk=desk,
        form=form or _form(desk, bound=False),
        text_form=text_form or TextForm(formdata=None, text=desk.source),
        search=search,
        found=trying.found(search) if search else (),
        trial=trying.trial(desk, person) if person else None,
        **told,
    ), status


def _form(desk: Desk, *, bound: bool = True) -> NamedForm | None:
    """The form of the requirement that is looked at, as it was sent or as it stands."""
    node = desk.node
    if node is None:
        return None
    sent: dict[str, Any] = {} if bound else {"formdata": None}
    names = {"node_id": node.id, **titles_of(node.title, desk.languages)}
    if node.is_group:
        group: GroupForm = titled(GroupForm, desk.languages)(**sent, data=names)
        group.fill(Grouping(str(node.kind)), node.n, len(node.children),
                  in_campuses=node.is_template, bound=bound)  # fmt: skip
        return group
    leaf: LeafForm = titled(LeafForm, desk.languages)(**sent, data=names | fields_of(desk.leaf[0]))
    leaf.offer(desk.choices, any_text=desk.leaf[0].asked is None)
    if bound and "shown" not in request.form:
        steps.begin(leaf, desk.catalog)  # The fields of its measure were still on their way.
    return leaf
