"""What is out of reach in plain sentences: for whom, which requirement, and what would mend it."""

from collections.abc import Mapping
from fractions import Fraction

from rules.catalog import Catalog, Degree, Level
from rules.pack.written import path_text
from rules.reach.blocking import Block, Cause
from rules.reach.reaching import Reach
from rules.requirements import Attribute, Measure
from rules.terms import Audience
from rules.words import word

Words = Mapping[str, str]
_Told = Mapping[Audience, str]


def told(
    reach: Reach, block: Block, catalog: Catalog, language: str, *, everybody: bool = False
) -> str:
    """Who can never reach what, and because of which requirement; perhaps nobody can."""
    words = _WORDS.get(language, _WORDS["en"])
    title = block.title.in_(language) if block.title else ""
    soon = "soon " if block.cause is Cause.TOO_LONG else ""
    sentence = words[f"{soon}nobody" if everybody else f"{soon}who"] + words[block.cause]
    return sentence.format(
        who=_of(_AUDIENCES, language)[reach.audience],
        thing=_thing(reach.target.section, catalog, language),
        goal=_quoted(reach.target.title.in_(language), words),
        asked=_quoted(title, words) if title else words["requirement"],
        path=path_text(_shown(block)),
        need=_need(block, words),
        most=_number(block.most),
        want=_number(block.want),
        named=_quoted(_named(block, catalog, language), words),
    )


def mending(
    reach: Reach, block: Block, catalog: Catalog, language: str, *, everybody: bool = False
) -> str:
    """The smallest change that would mend it."""
    words = _WORDS.get(language, _WORDS["en"])
    who = words["everybody"] if everybody else _of(_TO, language)[reach.audience]
    if block.closed:
        titles = [
            _quoted(catalog.activities[key].title.in_(language), words) for key in block.closed
        ]
        return words["open"].format(who=who, which=_listed(titles, words["or"]))
    return words[_MENDING.get(block.cause, "offer")].format(who=who)


def _of(texts: Mapping[str, _Told], language: str) -> _Told:
    return texts.get(language, texts["en"])


def _shown(block: Block) -> tuple[str | int, ...]:
    """The path as packs write it: no step for the list that a short form holds."""
    return tuple(step for step in block.path if step != "of")


def _thing(section: str, catalog: Catalog, language: str) -> str:
    term = {"activities": "badge", "pathways": "badge"}.get(section, section.removesuffix("s"))
    return word(term, language, catalog.words, n=1)


def _named(block: Block, catalog: Catalog, language: str) -> str:
    """The title of the degree or level that is asked for."""
    things: Mapping[str, Degree | Level] = (
        catalog.degrees if block.cause is Cause.DEGREE else catalog.levels
    )
    thing = things.get(block.refers_to)
    return thing.title.in_(language) if thing else block.refers_to


def _need(block: Block, words: Words) -> str:
    """What is asked, as a number of something."""
    need = block.need
    if need is None:
        return ""
    what = f"distinct {need.distinct}" if need.distinct else need.measure.value
    one = f"{what} 1"
    return words[one if block.want == 1 and one in words else what].format(n=_number(block.want))


def _number(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{float(value):g}"


def _quoted(title: str, words: Words) -> str:
    return words["quoted"].format(title)


def _listed(titles: list[str], or_: str) -> str:
    """The first three of them."""
    shown = titles[:3]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} {or_} {shown[-1]}"


_MENDING = {
    Cause.TOGETHER: "loosen",
    Cause.DEGREE: "first",
    Cause.LEVEL: "first",
    Cause.TOO_LONG: "more",
}

_AUDIENCES: Mapping[str, Mapping[Audience, str]] = {
    "en": {
        Audience.CERTIFICATED: "Certificated staff",
        Audience.CLASSIFIED: "Classified staff",
        Audience.LEADER: "Leaders",
    },
    "es": {
        Audience.CERTIFICATED: "El personal certificado",
        Audience.CLASSIFIED: "El personal de apoyo",
        Audience.LEADER: "El equipo directivo",
    },
}
_TO: Mapping[str, Mapping[Audience, str]] = {
    "en": {
        Audience.CERTIFICATED: "certificated staff",
        Audience.CLASSIFIED: "classified staff",
        Audience.LEADER: "leaders",
    },
    "es": {
        Audience.CERTIFICATED: "al personal certificado",
        Audience.CLASSIFIED: "al personal de apoyo",
        Audience.LEADER: "al equipo directivo",
    },
}
_WORDS: Mapping[str, Words] = {
    "en": {
        Cause.NOTHING_OPEN: "{asked} ({path}) asks for "
        "{need}, and nothing that counts there is open to them.",
        Cause.NOT_ENOUGH: "{asked} ({path}) asks for "
        "{need}, and all that is open to them comes to {most}.",
        Cause.TOO_FEW: "of what {asked} ({path}) lets "
        "them choose from, they can never meet {want}.",
        Cause.TOGETHER: "{asked} ({path}) asks for "
        "things that can be met one by one, and never all together.",
        Cause.DEGREE: "{asked} ({path}) asks for {named}, which is out of their reach.",
        Cause.LEVEL: "{asked} ({path}) asks for more "
        "than the points of {named}, and that is out of their reach.",
        Cause.TOO_LONG: "within {want} school years, whatever they do ({path}).",
        "who": "{who} can never reach the {thing} {goal}: ",
        "nobody": "Nobody can ever reach the {thing} {goal}: ",
        "soon who": "{who} cannot reach the {thing} {goal} ",
        "soon nobody": "Nobody can reach the {thing} {goal} ",
        "more": "Offer {who} more that earns points each year, or ask for fewer points.",
        "open": "Open {which} to {who}, or let something else count there.",
        "offer": "Offer {who} more that counts there, loosen a cap, or ask for less.",
        "loosen": "Let work count for several of these requirements, or ask for less.",
        "first": "Mend what is in the way there, or offer another way beside it.",
        "or": "or",
        "everybody": "everybody",
        "quoted": "“{}”",
        "requirement": "the requirement",
        Measure.POINTS: "{n} points",
        Measure.COUNT: "{n} pieces of work",
        "count 1": "a piece of work",
        Measure.HOURS: "{n} hours",
        Measure.OUTSIDE_HOURS: "{n} hours outside contract time",
        Measure.HOURS_PER_YEAR: "{n} hours, spread over school years",
        Measure.SPAN_DAYS: "{n} days between the first and the last",
        Measure.MEAN_SCORE: "a mean score of {n}",
        Measure.SHARE_POINTS: "a share of {n} of the points",
        Measure.SCHOOL_YEARS_SINCE: "{n} school years of waiting",
        f"distinct {Attribute.CATEGORY}": "{n} categories",
        f"distinct {Attribute.KIND}": "{n} kinds of evidence",
        f"distinct {Attribute.SCHOOL_YEAR}": "{n} school years",
        f"distinct {Attribute.TAG}": "{n} tags",
        f"distinct {Attribute.CAMPUS}": "{n} campuses",
        f"distinct {Attribute.ACTIVITY}": "{n} different activities",
        f"distinct {Attribute.ACTIVITY_KIND}": "{n} kinds of activity",
        f"distinct {Attribute.STAGE}": "{n} stages",
    },
    "es": {
        Cause.NOTHING_OPEN: "{asked} ({path}) pide "
        "{need}, y nada de lo que cuenta ahí le está abierto.",
        Cause.NOT_ENOUGH: "{asked} ({path}) pide "
        "{need}, y todo lo que le está abierto suma {most}.",
        Cause.TOO_FEW: "de lo que {asked} ({path}) da a elegir, nunca puede cumplir {want}.",
        Cause.TOGETHER: "{asked} ({path}) pide cosas "
        "que se pueden cumplir una por una, pero nunca todas juntas.",
        Cause.DEGREE: "{asked} ({path}) pide {named}, que está fuera de su alcance.",
        Cause.LEVEL: "{asked} ({path}) pide más que "
        "los puntos de {named}, y eso está fuera de su alcance.",
        Cause.TOO_LONG: "en {want} años escolares, haga lo que haga ({path}).",
        "who": "{who} nunca puede alcanzar {goal} ({thing}): ",
        "nobody": "Nadie puede alcanzar nunca {goal} ({thing}): ",
        "soon who": "{who} no puede alcanzar {goal} ({thing}) ",
        "soon nobody": "Nadie puede alcanzar {goal} ({thing}) ",
        "more": "Ofrece {who} más actividades que den puntos cada año, o pide menos puntos.",
        "open": "Abre {which} {who}, o deja que otra cosa cuente ahí.",
        "offer": "Ofrece {who} más actividades que cuenten ahí, afloja un tope o pide menos.",
        "loosen": "Deja que un trabajo cuente para varios de estos requisitos, o pide menos.",
        "first": "Resuelve lo que estorba allí, u ofrece otro camino al lado.",
        "or": "o",
        "everybody": "a todo el personal",
        "quoted": "«{}»",
        "requirement": "el requisito",
        Measure.POINTS: "{n} puntos",
        Measure.COUNT: "{n} trabajos",
        "count 1": "un trabajo",
        Measure.HOURS: "{n} horas",
        Measure.OUTSIDE_HOURS: "{n} horas fuera del contrato",
        Measure.HOURS_PER_YEAR: "{n} horas, repartidas en años escolares",
        Measure.SPAN_DAYS: "{n} días entre el primero y el último",
        Measure.MEAN_SCORE: "una puntuación media de {n}",
        Measure.SHARE_POINTS: "una parte de {n} de los puntos",
        Measure.SCHOOL_YEARS_SINCE: "{n} años escolares de espera",
        f"distinct {Attribute.CATEGORY}": "{n} categorías",
        f"distinct {Attribute.KIND}": "{n} tipos de evidencia",
        f"distinct {Attribute.SCHOOL_YEAR}": "{n} años escolares",
        f"distinct {Attribute.TAG}": "{n} etiquetas",
        f"distinct {Attribute.CAMPUS}": "{n} campus",
        f"distinct {Attribute.ACTIVITY}": "{n} actividades diferentes",
        f"distinct {Attribute.ACTIVITY_KIND}": "{n} tipos de actividad",
        f"distinct {Attribute.STAGE}": "{n} etapas",
    },
}
