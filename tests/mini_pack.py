"""A small district to test with; everything in it is invented."""

PACK = """
pack:
  format: tassel-pack/1
  title: {en: Oakdale 2025-26, es: Oakdale 2025-26}
  catalog_year: 2025-26
  applies_from: 2024-07-01
  languages: [en, es]
  invented: {en: Everything here is invented., es: Todo aquí es inventado.}
district:
  id: oakdale
  name: {en: Oakdale Schools, es: Escuelas de Oakdale}
  university: {en: Oakdale University, es: Universidad de Oakdale}
  timezone: America/Chicago
branding:
  primary: "#1f4d3a"
  accent: "#b3541e"
  crest: crest.svg
  motto: {en: Learn and share, es: Aprender y compartir}
schools:
  cedar: {title: Cedar Elementary, staff: 40}
  birch: {title: Birch Middle School, staff: 55}
campuses:
  literacy: {title: {en: Literacy, es: Lectura}, summary: {en: Reading and writing., es: Leer.}}
  leadership: {title: {en: Leadership, es: Liderazgo}}
rubrics:
  simple:
    title: {en: Simple rubric, es: Rúbrica sencilla}
    criteria:
      clear:
        title: {en: Clear, es: Claro}
        scores: [{en: No, es: No}, {en: Partly, es: En parte}, {en: Yes, es: Sí}]
activities:
  reading-aloud:
    title: {en: Reading aloud, es: Leer en voz alta}
    summary: {en: Read to a class every day., es: Leer cada día a la clase.}
    campus: literacy
    stages:
      learned: {evidence: own, hours: 2, points: 20}
      used: {evidence: student, hours: 3, points: 30}
    rubric: simple
    badge: true
  mentoring:
    title: {en: Mentoring, es: Acompañar}
    campus: leadership
    kind: coaching
    evidence: either
    hours: 1
    points: {points_per_hour: 10}
levels:
  novice: {title: {en: Novice, es: Principiante}, experience: 0}
  scholar: {title: {en: Scholar, es: Erudito}, experience: 40}
degrees:
  associate:
    title: {en: Associate, es: Grado asociado}
    summary: {en: A first degree., es: Un primer grado.}
    requires:
      all:
        - {title: {en: Fifty points, es: Cincuenta puntos}, points: 50}
        - {title: {en: One student evidence, es: Una evidencia de estudiantes}, student_evidence: 1}
rewards:
  mug:
    title: {en: Mug, es: Taza}
    price: 30
    kind: merchandise
    stock: 1
  lunch:
    title: {en: Lunch with the superintendent, es: Almuerzo con la dirección}
    price: 20
    kind: privilege
    limit: 1
"""

CREST = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="3"/></svg>'
)


def files(*, district: str = "oakdale", also: str = "") -> dict[str, str]:
    """The pack's files, for this or another district, with more sections if wanted."""
    text = PACK.replace("id: oakdale", f"id: {district}").replace("Oakdale", district.capitalize())
    return {"pack.yaml": text, "crest.svg": CREST, **({"also.yaml": also} if also else {})}
