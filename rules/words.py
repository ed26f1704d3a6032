"""What a district calls things: its pack's words, or else the language's own; one form for one."""

from collections.abc import Mapping

from rules.catalog import Word

DEFAULTS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "en": {
        "point": ("point", "points"),
        "level": ("level", "levels"),
        "degree": ("degree", "degrees"),
        "badge": ("badge", "badges"),
        "activity": ("activity", "activities"),
        "campus": ("campus", "campuses"),
        "reward": ("reward", "rewards"),
        "pathway": ("pathway", "pathways"),
        "school": ("school", "schools"),
    },
    "es": {
        "point": ("punto", "puntos"),
        "level": ("nivel", "niveles"),
        "degree": ("título", "títulos"),
        "badge": ("insignia", "insignias"),
        "activity": ("actividad", "actividades"),
        "campus": ("campus", "campus"),
        "reward": ("recompensa", "recompensas"),
        "pathway": ("itinerario", "itinerarios"),
        "school": ("escuela", "escuelas"),
    },
}
"""For each language and term: the form for one, and the form for several."""

TERMS = tuple(DEFAULTS["en"])


def word(term: str, language: str, words: Mapping[str, Word], *, n: int | None = None) -> str:
    """The term as the district says it: for `n` of them, or in general, which is several."""
    if term in words:
        chosen = words[term].one if _is_one(n) else words[term].other
        return chosen.in_(language)
    one, other = DEFAULTS.get(language, DEFAULTS["en"])[term]
    return one if _is_one(n) else other


def _is_one(n: int | None) -> bool:
    return n is not None and abs(n) == 1
