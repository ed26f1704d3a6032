"""Whatever two colours a district brings, everything made of them can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.colours import (
    SIGN,
    contrast,
    derive,
    distance,
    faults,
    fits_paper,
    nearest_apart,
    nearest_on_paper,
    read,
    told_apart,
    write,
)
from rules.colours.contrast import readable
from rules.pack import read_pack
from tests.rules.cases import HEAD, broken

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(primary=colours, accent=colours)
def test_any_two_colours_give_readable_pairs(primary, accent):
    assert list(faults(derive(primary, accent))) == []


def test_between_black_and_white_the_best_of_both_is_taken():
    assert readable("#808080", ("#000000", "#ffffff"), least=21) in ("#000000", "#ffffff")


@given(primary=colours, accent=colours)
def test_the_evening_never_lifts_both_colours_to_one(primary, accent):
    evening = derive(primary, accent).evening
    assert told_apart(evening["brand"], evening["accent"])


@given(primary=colours, accent=colours)
def test_what_is_suggested_is_sound_together(primary, accent):
    mended = nearest_on_paper(primary)
    beside = nearest_apart(mended, accent)
    assert fits_paper(mended)
    assert fits_paper(beside)
    assert told_apart(mended, beside)


@given(colour=colours)
def test_a_colour_that_fits_is_suggested_as_it_is_and_shown_as_it_is(colour):
    if fits_paper(colour):
        assert nearest_on_paper(colour) == colour
        assert derive(colour, "#9a5a12").day["brand"] == colour


@given(colour=colours)
def test_a_colour_survives_the_way_there_and_back(colour):
    assert write(read(colour)) == colour


@given(one=colours, other=colours)
def test_the_way_between_two_colours_is_as_long_both_ways(one, other):
    assert distance(one, other) == pytest.approx(distance(other, one))
    assert distance(one, one) == 0


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [("#000", "#fff", 21.0), ("#777777", "#ffffff", 4.48), ("#2c4179", "#2c4179", 1.0)],
)
def test_contrast_is_the_one_of_the_guidelines(a, b, expected):
    assert contrast(a, b) == pytest.approx(expected, abs=0.01)
    assert contrast(a, b) == contrast(b, a)


def test_what_is_no_colour_says_so():
    with pytest.raises(ValueError, match="is not a color"):
        contrast("rebeccapurple", "#fff")


def test_a_pair_that_falls_short_is_named():
    palette = derive("#1f5c46", "#a35b00")
    spoiled = type(palette)({**palette.day, "on-brand": "#1f5c46"}, palette.evening)
    assert next(faults(spoiled)) == ("on-brand", "-brand", 1.0)


PALE = "cannot be made out on the paper of the pages."


@pytest.mark.parametrize(
    ("primary", "accent", "said"),
    [
        (
            "#ffffff",
            "#ffffff",
            [("primary", f"“#ffffff” {PALE}"), ("accent", f"“#ffffff” {PALE}")],
        ),
        (
            "#e8e8a0",
            "#e8e8a0",
            [("primary", f"“#e8e8a0” {PALE}"), ("accent", f"“#e8e8a0” {PALE}")],
        ),
        (
            "#777777",
            "#787878",
            [("accent", "“#787878” looks like the primary color; charts set them side by side.")],
        ),
        ("#ff0000", "#00ff00", [("accent", f"“#00ff00” {PALE}")]),
    ],
)
def test_a_pack_with_colours_that_cannot_be_read_is_refused_at_their_lines(primary, accent, said):
    text = f'branding:\n  primary: "{primary}"\n  accent: "{accent}"\n'
    errors = broken({"head.yaml": HEAD, "looks.yaml": text})

    assert [(each.line, each.path, each.message) for each in errors] == [
        ({"primary": 2, "accent": 3}[name], f"branding.{name}", message) for name, message in said
    ]
    for each in errors:
        text = text.replace(*(each.message.split("”")[0][1:], each.suggestion.split("“")[1][:7]), 1)
    assert read_pack({"head.yaml": HEAD, "looks.yaml": text})


def test_a_frozen_pack_is_read_whatever_its_colours():
    text = 'branding: {primary: "#ffffff", accent: "#ffffff"}'
    catalog = read_pack({"head.yaml": HEAD, "looks.yaml": text}, frozen=True)
    assert catalog.branding.primary == "#ffffff"
    assert contrast(derive("#ffffff", "#ffffff").day["brand"], "#ffffff") >= SIGN
