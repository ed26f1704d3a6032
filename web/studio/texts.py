"""A draft as the very files that it is: read, written by hand, downloaded, taken in."""

import io
import uuid
import zipfile
from datetime import datetime

from flask import Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue as Answer
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.datastructures import FileStorage

from engine import studio
from engine.catalogs import KEPT
from engine.errors import EditedMeanwhile, FileRefused, NotYaml
from engine.studio import Draft, Write
from rules.pack import PackError
from web import page, refusals
from web.studio.desk import beside, draft_at, edit, pages, revision
from web.studio.forms import FileForm, UploadForm

_UNPACKED_MAX = 4_000_000


@pages.get("/studio/<uuid:draft_id>/files")
def files(draft_id: uuid.UUID) -> Answer:
    return _files(draft_at(draft_id), UploadForm(formdata=None))


@pages.get("/studio/<uuid:draft_id>/files/<path:file>")
def file(draft_id: uuid.UUID, file: str) -> Answer:
    draft = draft_at(draft_id)
    if file not in draft.files:
        abort(404)
    return _file(draft, file, FileForm(formdata=None, text=draft.files[file]))


@pages.post("/studio/<uuid:draft_id>/files/<path:file>")
def write(draft_id: uuid.UUID, file: str) -> Answer:
    """Keep a file as it was written by hand; what is wrong in it is told beside it."""
    draft = draft_at(draft_id)
    form = FileForm()
    if not form.validate_on_submit():
        return _file(draft, file, form), 422
    text = str(form.text.data)
    if "\r\n" in draft.files.get(file, ""):
        text = text.replace("\n", "\r\n")
    try:
        edit(draft_id, Write(file, text))
    except NotYaml as refusal:
        told = PackError(file, refusal.line, "", refusal.message, refusal.suggestion)
        form.text.errors = [refusals.sentence(refusal)]
        return _file(draft, file, form, [told]), 422
    except EditedMeanwhile as other:
        return beside(draft_id, other, Write(file, text))
    page.say(_("“%(file)s” is kept.", file=file))
    return page.go(url_for(".file", draft_id=draft_id, file=file))


@pages.get("/studio/<uuid:draft_id>/download")
def download(draft_id: uuid.UUID) -> Answer:
    """The draft's files as a zip, as a person would keep them in a folder."""
    draft = draft_at(draft_id)
    name = f"{draft.district_id}-{draft.changed_at:%Y-%m-%d}.zip"
    return Response(
        zipped(draft.files, draft.changed_at),
        mimetype="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@pages.post("/studio/<uuid:draft_id>/files")
def take_in(draft_id: uuid.UUID) -> Answer:
    """Take in what was written elsewhere."""
    draft = draft_at(draft_id)
    form = UploadForm()
    given = [each for each in request.files.getlist("files") if each.filename]
    if not form.validate_on_submit() or not given:
        form.files.errors = [_("Please choose the files to take in.")]
        return _files(draft, form), 422
    try:
        taken, left = _unpacked(given, draft.files)
        with page.transaction() as session:
            studio.take_in(
                session, draft_id, taken, revision=revision(), by=page.me(), now=page.now()
            )
    except (NotYaml, FileRefused) as refusal:
        form.files.errors = [refusals.sentence(refusal)]
        return _files(draft, form), 422
    page.say(
        " ".join(
            filter(
                None,
                [
                    _("Taken in. One step back undoes it."),
                    ngettext(
                        "One file is no part of a pack and was left out.",
                        "%(num)s files are no part of a pack and were left out.",
                        left,
                    )
                    if left
                    else "",
                ],
            )
        )
    )
    return page.go(url_for(".show", draft_id=draft_id))


def zipped(files: dict[str, str], at: datetime) -> bytes:
    """The same files at the same moment are the same bytes."""
    kept = io.BytesIO()
    moment = (max(at.year, 1980), at.month, at.day, at.hour, at.minute, at.second)
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            member = zipfile.ZipInfo(name, moment)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, files[name])
    return kept.getvalue()


def _unpacked(given: list[FileStorage], before: dict[str, str]) -> tuple[dict[str, str], int]:
    """The files that the draft is to be, and how many were left out."""
    whole: dict[str, str] = {}
    single: dict[str, str] = {}
    left = 0
    for each in given:
        name = str(each.filename)
        content = each.read()
        if name.lower().endswith(".zip"):
            found, out = _from_zip(name, content)
            whole |= found
            left += out
        elif name.endswith(KEPT):
            single[_known_as(name, before)] = _text(name, content)
        else:
            left += 1
    return {**(whole or before), **single}, left


def _known_as(name: str, before: dict[str, str]) -> str:
    """Where a single file belongs: to the one of the same name, in a folder too."""
    same = [each for each in before if each.rpartition("/")[2] == name]
    return same[0] if len(same) == 1 else name


def _from_zip(name: str, content: bytes) -> tuple[dict[str, str], int]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [each for each in archive.infolist() if not each.is_dir()]
            if sum(each.file_size for each in members) > _UNPACKED_MAX:
                raise FileRefused(name, "too_large")
            kept = [each for each in members if _belongs(each.filename)]
            texts = {each.filename: _text(each.filename, archive.read(each)) for each in kept}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as broken:
        raise FileRefused(name, "unknown_kind") from broken
    if not any(each.endswith(".yaml") for each in texts):
        raise FileRefused(name, "empty")
    return _without_folder(texts), len(members) - len(kept)


def _belongs(name: str) -> bool:
    return name.endswith(KEPT) and not any(part.startswith((".", "_")) for part in name.split("/"))


def _without_folder(texts: dict[str, str]) -> dict[str, str]:
    """A folder that was packed as a whole is taken by what is in it."""
    tops = {name.partition("/")[0] for name in texts}
    if len(tops) == 1 and all("/" in name for name in texts):
        return {name.partition("/")[2]: text for name, text in texts.items()}
    return texts


def _text(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileRefused(name, "unknown_kind") from error


def _files(draft: Draft, form: UploadForm) -> str:
    faults = [error.file for error in studio.faults(draft.files)]
    listed = [
        (name, draft.files[name].count("\n"), faults.count(name)) for name in sorted(draft.files)
    ]
    return render_template("studio/files.html", draft=draft, form=form, listed=listed)


def _file(draft: Draft, name: str, form: FileForm, errors: list[PackError] | None = None) -> str:
    """The text with what is wrong in it; as long as it is not kept, only that it is no YAML."""
    if errors is None:
        errors = [error for error in studio.faults(draft.files) if error.file == name]
    return render_template(
        "studio/file.html",
        draft=draft,
        name=name,
        form=form,
        errors=errors,
        lines=str(form.text.data or "").splitlines(),
        here=request.args.get("line", 0, type=int),
    )
