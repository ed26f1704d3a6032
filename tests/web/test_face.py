"""The face is whole: each icon is there, each licence beside its files, nothing from elsewhere."""

import re
from pathlib import Path

import pytest

from web.icons import DRAWINGS, icon

WEB = Path(__file__).parents[2] / "web"
VENDOR = WEB / "static" / "vendor"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
SHEETS = sorted((WEB / "static" / "css").glob("*.css"))


def test_an_icon_is_silent_unless_it_has_a_label():
    assert 'aria-hidden="true"' in icon("home")
    assert 'aria-label="Met &lt;b&gt;"' in icon("circle-check", "Met <b>")
    assert 'role="img"' in icon("circle-check", "Met")


@pytest.mark.parametrize("name", ["../../secret", "Home", ""])
def test_what_is_not_the_name_of_an_icon_is_refused(name):
    with pytest.raises(ValueError, match="not the name of an icon"):
        icon(name)


def test_every_icon_that_a_template_names_is_there():
    named = {
        name for page in TEMPLATES for name in re.findall(r'\bicon\("([^"]+)"', page.read_text())
    }
    missing = {name for name in named if not (DRAWINGS / f"{name}.svg").exists()}
    assert named
    assert not missing


def test_the_list_of_icons_is_what_is_kept():
    listed = {
        line for line in (DRAWINGS / "icons.txt").read_text().split("\n") if line and line[0] != "#"
    }
    assert listed == {drawing.stem for drawing in DRAWINGS.glob("*.svg")}


def test_every_package_has_its_licence_beside_it():
    for folder in filter(Path.is_dir, VENDOR.iterdir()):
        assert (folder / "LICENSE").stat().st_size > 300, folder.name


def test_no_template_carries_styles_or_scripts_that_the_policy_forbids():
    for page in TEMPLATES:
        text = page.read_text()
        assert not re.search(r"""\sstyle=|<style|\son[a-z]+=|hx-on|javascript:""", text), page.name
        for script in re.findall(r"<script[^>]*>", text):
            assert "src=" in script or 'type="application/json"' in script, page.name


def test_no_sheet_and_no_template_reaches_out():
    for file in (*TEMPLATES, *SHEETS):
        assert not re.search(r"""(src|href|url\()=?["']?(https?:)?//""", file.read_text()), (
            file.name
        )


def test_a_sheet_speaks_in_tokens_not_in_colours():
    for sheet in SHEETS:
        if sheet.name not in {"tokens.css", "print.css"}:
            assert not re.search(r"#[0-9a-f]{3,6}\b", sheet.read_text()), sheet.name


def test_every_token_that_is_used_is_given():
    given = set(re.findall(r"(--t-[a-z0-9-]+):", (WEB / "static/css/tokens.css").read_text()))
    used = {
        name
        for sheet in SHEETS
        for name in re.findall(r"var\((--t-[a-z0-9-]+)\)", sheet.read_text())
    }
    assert used <= given


@pytest.mark.parametrize(
    "category",
    ["merchandise", "privilege", "classroom", "time", "gift-card", "learning", "drawing"],
)
def test_every_kind_of_reward_has_a_picture(category):
    assert "<svg" in (WEB / "static" / "img" / "rewards" / f"{category}.svg").read_text()
