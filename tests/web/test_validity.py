"""How long work counts, and how long a version is kept: as the studio asks and reads it."""

import pytest
from flask_babel import force_locale

from engine.studio import Draft
from rules.requirements import Requirement
from rules.requirements.phrases import summary
from tests.rules.cases import HEAD, small
from tests.site import Site
from tests.web.test_studio_forms import changed, draft_of, sent
from web import needs
from web.studio import entries, readings, shapes
from web.studio.sorts import About

TRAINED = """\
activities:
  aid:
    title: {en: First aid, es: Primeros auxilios}
    hours: 4
    valid_months: 24
    renewed_by: [brush-up]
  brush-up: {title: {en: Refresher, es: Repaso}, hours: 1, valid_months: 18}
  talk: {title: {en: Talk, es: Charla}}
degrees:
  safe:
    title: {en: Safe, es: Seguro}
    rights_years: 7
    requires: {activity: aid}
"""
FILES = {
    "a.yaml": HEAD.replace(
        "applies_from: 2020-07-01", "applies_from: 2020-07-01, languages: [en, es]"
    ),
    "b.yaml": TRAINED,
}


def read(site: Site, *path: str) -> dict[str, str]:
    """An entry's sentences, by language."""
    with site.app.test_request_context("/oakdale/"):
        found = readings.readings(FILES, path)
    return {each.language: " ".join(each.sentences) for each in found}


def test_what_expires_is_read_out_with_what_renews_it(site: Site) -> None:
    aid, brush_up = read(site, "activities", "aid"), read(site, "activities", "brush-up")

    assert "It counts for 2 years; “Refresher” renews it, and so does doing it again." in aid["en"]
    assert "Cuenta durante 2 años; se renueva con “Repaso” o al hacerlo de nuevo." in aid["es"]
    assert "It counts for 18 months; doing it again renews it." in brush_up["en"]
    assert "It renews “First aid”." in brush_up["en"]
    assert "Renueva “Primeros auxilios”." in brush_up["es"]
    assert "counts" not in read(site, "activities", "talk")["en"]


def test_how_long_a_version_is_kept_is_read_out(site: Site) -> None:
    told = read(site, "degrees", "safe")

    assert "Who takes it up is asked this for 7 years, whatever changes." in told["en"]
    assert "A quien lo empieza se le pide esto durante 7 años, cambie lo que cambie." in told["es"]


@pytest.mark.parametrize(
    ("path", "fields", "lines"),
    [
        (("activities", "aid"), {"valid_months": "12"}, ["valid_months: 12"]),
        (("activities", "aid"), {"renewed_by": ["brush-up", "talk"]},
         ["renewed_by: [brush-up, talk]"]),
        (("activities", "aid"), {"renewed_by": []}, []),
        (("degrees", "safe"), {"rights_years": "5"}, ["rights_years: 5"]),
        (("degrees", "safe"), {"rights_years": ""}, []),
    ],
)  # fmt: skip
def test_a_form_writes_it_as_a_person_would(site: Site, path, fields, lines) -> None:
    with site.app.test_request_context("/oakdale/", method="POST"):
        after = sent(draft_of(FILES), path, **fields)

    assert after != FILES
    assert changed(FILES, after) == lines


@pytest.mark.parametrize(
    ("rest", "field"),
    [(("valid_months",), "valid_months"), (("renewed_by", 0), "renewed_by")],
)
def test_what_is_wrong_is_said_at_its_field(site: Site, rest, field) -> None:
    draft: Draft = draft_of(FILES)
    with site.app.test_request_context("/oakdale/"):
        entry = entries._written(draft, ("activities", "aid"))
        found = shapes.field_of("activities", rest, entry, About(draft, ("en", "es")))
    assert found == field


def test_a_requirement_says_that_expired_work_counts_as_well(site: Site) -> None:
    written = Requirement.model_validate({"hours": 20, "expired_ok": True})
    catalog = small("")
    with site.app.test_request_context("/oakdale/"):
        assert needs.asks(summary(written), catalog) == "20 h, expired work as well"
        with force_locale("es"):
            assert needs.asks(summary(written), catalog) == "20 h, también el trabajo vencido"
