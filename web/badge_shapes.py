"""Outlines and patterns of drawn badges: plain geometry around one centre."""

import math
from collections.abc import Callable, Iterator

WIDTH = 240
CENTRE, MIDDLE = 120.0, 108.0
HEART = 91.0  # where the medallion stands
RADIUS = 98.0

Pick = Callable[[int], int]


def _circle(radius: float) -> str:
    return (
        f"M{CENTRE - radius:.1f} {MIDDLE}a{radius:.1f} {radius:.1f} 0 1 1 {2 * radius:.1f} 0"
        f"a{radius:.1f} {radius:.1f} 0 1 1 {-2 * radius:.1f} 0z"
    )


def _hexagon(radius: float) -> str:
    return closed(around(6, radius * 1.04, math.pi / 6))


def _shield(radius: float) -> str:
    wide, top, low = radius * 0.9, MIDDLE - radius * 0.94, MIDDLE + radius * 1.02
    return (
        f"M{CENTRE} {top:.1f}q{wide * 0.5:.1f} {radius * 0.16:.1f} {wide:.1f} {radius * 0.1:.1f}"
        f"v{radius * 0.78:.1f}C{CENTRE + wide:.1f} {MIDDLE + radius * 0.55:.1f} "
        f"{CENTRE + wide * 0.5:.1f} {low - radius * 0.16:.1f} {CENTRE} {low:.1f}"
        f"C{CENTRE - wide * 0.5:.1f} {low - radius * 0.16:.1f} {CENTRE - wide:.1f} "
        f"{MIDDLE + radius * 0.55:.1f} {CENTRE - wide:.1f} {top + radius * 0.88:.1f}"
        f"v{-radius * 0.78:.1f}"
        f"q{wide * 0.5:.1f} {radius * 0.06:.1f} {wide:.1f} {-radius * 0.1:.1f}z"
    )


def _scallop(radius: float) -> str:
    """A rosette of sixteen soft teeth."""
    points = list(around(16, radius * 0.97, 0.0))
    swell = radius * 0.215
    arcs = "".join(
        f"A{swell:.1f} {swell:.1f} 0 0 1 {x:.1f} {y:.1f}" for x, y in points[1:] + points[:1]
    )
    return f"M{points[0][0]:.1f} {points[0][1]:.1f}{arcs}z"


def _octagon(radius: float) -> str:
    return closed(around(8, radius * 1.02, math.pi / 8))


OUTLINES = (_shield, _hexagon, _circle, _scallop, _octagon)


def _rays(pick: Pick) -> Iterator[str]:
    count = 16 + 4 * pick(4)
    for x, y in around(count, RADIUS * 1.6, 0.0):
        yield f'<path d="M{CENTRE} {HEART}L{x:.1f} {y:.1f}"/>'


def _rings(pick: Pick) -> Iterator[str]:
    step = 9 + pick(5)
    for radius in range(step, int(RADIUS * 1.4), step):
        yield f'<circle cx="{CENTRE}" cy="{HEART}" r="{radius}"/>'


def _waves(pick: Pick) -> Iterator[str]:
    step, swing = 12 + pick(6), 5 + pick(6)
    for y in range(0, 230, step):
        yield f'<path d="M0 {y}q15 {-swing} 30 0{"t30 0" * 7}"/>'


def _weave(pick: Pick) -> Iterator[str]:
    step = 14 + pick(8)
    for start in range(-240, 480, step):
        yield f'<path d="M{start} 0l240 240M{start + 240} 0l-240 240"/>'


def _chevrons(pick: Pick) -> Iterator[str]:
    step = 12 + pick(6)
    for y in range(-40, 260, step):
        yield f'<path d="M0 {y + 60}L{CENTRE} {y}L{WIDTH} {y + 60}"/>'


PATTERNS = (_rays, _rings, _waves, _weave, _chevrons)


def around(count: int, radius: float, turn: float) -> Iterator[tuple[float, float]]:
    for at in range(count):
        angle = turn + 2 * math.pi * at / count
        yield CENTRE + radius * math.cos(angle), MIDDLE + radius * math.sin(angle)


def closed(points: Iterator[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "z"
