"""Charts: a few shapes that say one thing each, as mappings that the page hands to Plotly.

Colours are names of the theme's tokens, so that the same figure is drawn by day and by night.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go
import plotly.io

from web.formats import number

plotly.io.templates.default = None  # The page brings its own type and colours.

Figure = Mapping[str, Any]

BRAND, ACCENT, THIRD = "var(--t-chart-1)", "var(--t-chart-2)", "var(--t-chart-3)"
QUIET = "var(--t-brand-line)"
_INK, _SOFT, _LINE = "var(--t-ink)", "var(--t-ink-soft)", "var(--t-line-strong)"
_LABEL_LINES = 2
"""Of a name that is longer, the table below has the rest."""
_LETTER_PX, _PHONE_PX = 7.6, 120
"""About the width of a letter, and of the bars' part of a chart on a small phone."""
_HIDDEN = {"visible": False, "fixedrange": True}


def bars(labels: Sequence[str], shares: Sequence[float], texts: Sequence[str]) -> Figure:
    """Lying bars from 0 to 1 on one scale, each with its words, in the order given."""
    drawn = go.Bar(
        y=_wrapped(labels), x=list(shares), text=list(texts), orientation="h",
        marker_color=BRAND, width=_thickness(labels), hoverinfo="skip", **_beside(_INK),
    )  # fmt: skip
    return _mapping(drawn, _lying(_room(shares, texts, least=1)))


def amounts(labels: Sequence[str], numbers: Sequence[float], texts: Sequence[str]) -> Figure:
    """Lying bars of numbers, each with its words, in the order given."""
    drawn = go.Bar(
        y=_wrapped(labels), x=list(numbers), text=list(texts), orientation="h",
        marker_color=BRAND, width=_thickness(labels), hoverinfo="skip", **_beside(_INK),
    )  # fmt: skip
    return _mapping(drawn, _lying(_room(numbers, texts)))


def columns(
    labels: Sequence[str],
    numbers: Sequence[float],
    texts: Sequence[str],
    *,
    until: int | None = None,
    beyond: str = ACCENT,
) -> Figure:
    """Standing bars; those after position `until` are of another colour."""
    last = len(labels) if until is None else until
    drawn = go.Bar(
        x=list(range(len(labels))), y=list(numbers), text=list(texts), width=0.7,
        marker_color=[BRAND if place <= last else beyond for place in range(len(labels))],
        hoverinfo="skip", **_beside(_INK),
    )  # fmt: skip
    layout = {
        "xaxis": {
            "fixedrange": True, "tickmode": "array", "tickvals": list(range(len(labels))),
            "ticktext": list(labels), "autotickangles": [0, 90], "zeroline": False,
        },
        "yaxis": {**_HIDDEN, "range": [0, max([1.0, *numbers]) * 1.15]},
    }  # fmt: skip
    return _mapping(drawn, layout)


def pairs(labels: Sequence[str], series: Sequence[tuple[str, Sequence[float]]]) -> Figure:
    """Lying bars in groups, one colour a series; the first ones say what they are.

    Each series is a sentence with `{}` for the number, and the numbers.
    """
    drawn, most = [], 1.0
    for (sentence, numbers), colour in zip(series, (BRAND, ACCENT, THIRD), strict=False):
        texts = [
            sentence.format(number(n)) if place == 0 else number(n)
            for place, n in enumerate(numbers)
        ]
        most = max(most, _room(numbers, texts))
        drawn.append(
            go.Bar(
                y=_wrapped(labels),
                x=list(numbers),
                text=texts,
                orientation="h",
                marker_color=colour,
                hoverinfo="skip",
                **_beside(_INK),
            )
        )
    return _mapping(drawn, {**_lying(most), "barmode": "group", "bargap": 0.25})


def changes(
    labels: Sequence[str],
    before: Sequence[float],
    after: Sequence[float],
    texts: Sequence[tuple[str, str]],
) -> Figure:
    """From a ring to a dot for each label, on a scale from 0 to 1, with both shares beside them."""
    places = _wrapped(labels)
    ways_x = [x for pair in zip(before, after, strict=True) for x in (*pair, None)]
    ways_y = [y for place in places for y in (place, place, None)]
    drawn = [
        go.Scatter(x=ways_x, y=ways_y, mode="lines", line={"color": _LINE, "width": 3},
                   hoverinfo="skip"),
        _points(places, before, after, [text for text, _after in texts],
                {"color": "var(--t-paper)", "line": {"color": BRAND, "width": 2.5}}),
        _points(places, after, before, [text for _before, text in texts], {"color": BRAND}),
    ]  # fmt: skip
    layout = _lying(1.1)
    layout["xaxis"] = {**layout["xaxis"], "range": [-0.1, 1.1]}
    return _mapping(drawn, layout)


def _points(
    places: Sequence[str],
    at: Sequence[float],
    others: Sequence[float],
    texts: Sequence[str],
    look: dict[str, Any],
) -> Any:
    """Points whose words stand on the side where no other point is."""
    lower = [one < other for one, other in zip(at, others, strict=True)]
    return go.Scatter(
        x=list(at), y=list(places), mode="markers+text", cliponaxis=False, hoverinfo="skip",
        text=[f"{text} " if left else f" {text}"
              for text, left in zip(texts, lower, strict=True)],
        textposition=["middle left" if left else "middle right" for left in lower],
        textfont={"color": _INK}, marker={"size": 13, **look},
    )  # fmt: skip


def _room(numbers: Sequence[float], texts: Sequence[str], least: float = 0) -> float:
    """How far the scale goes, so that a phone shows each bar's words beside it."""
    shares = [min(len(text) * _LETTER_PX / _PHONE_PX, 0.7) for text in texts]
    needed = [n / (1 - share) for n, share in zip(numbers, shares, strict=True)]
    return max([least, *needed]) or 1


def _thickness(labels: Sequence[str]) -> float:
    """A bar that stands alone is no heavier than one among several."""
    return 0.55 if len(labels) > 2 else 0.3


def _lying(most: float) -> dict[str, Any]:
    return {
        "xaxis": {**_HIDDEN, "range": [0, most]},
        "yaxis": {
            "autorange": "reversed", "fixedrange": True, "showgrid": False, "zeroline": False,
            "ticklabelstandoff": 6,
        },
    }  # fmt: skip


def _beside(ink: str) -> dict[str, Any]:
    return {"textposition": "outside", "cliponaxis": False, "textfont": {"color": ink}}


def _wrapped(labels: Sequence[str], width: int = 21) -> list[str]:
    """Long names in two or three lines, so that a phone has room for the bars."""
    return [_lines(label, width) for label in labels]


def _lines(label: str, width: int) -> str:
    lines = [""]
    for word in label.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    rest = "…" if len(lines) > _LABEL_LINES else ""
    return "<br>".join(lines[:_LABEL_LINES]) + rest


def _mapping(drawn: Any, layout: dict[str, Any]) -> Figure:
    figure: Figure = json.loads(go.Figure(drawn, layout).to_json())
    return figure
