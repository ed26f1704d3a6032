"""What people in the demo write: sentences about the activity, put together so that few repeat."""

from dataclasses import dataclass
from random import Random
from typing import Any

from engine.demo.content import Sentences, Words, content
from rules.terms import Audience, EvidenceKind

_LINKS = ("slides", "notes", "photos", "recording", "worksheet", "plan")
_NOTHING = Sentences({}, {}, {}, {})


@dataclass(frozen=True)
class Teller:
    """One person's way of writing."""

    language: str
    audience: Audience
    random: Random

    def evidence(self, activity: str, kinds: frozenset[EvidenceKind]) -> dict[str, Any]:
        """What she writes for a piece of evidence, a measure included where she took one."""
        about = content().about.get(activity, _NOTHING)
        with_students = EvidenceKind.STUDENT in kinds
        written: dict[str, Any] = {"did": self._did(about, with_students)}
        if EvidenceKind.OWN in kinds:
            opening = self._drawn("openings") if about.counts else ""
            written["learned"] = opening + self._line(about.learned)
        if with_students:
            written["changed"] = self._line(about.changed) or self._line(about.learned)
        if with_students and about.counts and self.random.random() < 0.6:
            written |= self._measure(about.counts[self.language])
        return written

    def link(self, activity: str) -> tuple[str, str]:
        """A name and an address; example.org belongs to nobody."""
        name = self._drawn("links")
        what = self.random.choice(_LINKS)
        return name, f"https://example.org/{activity}/{what}-{self.random.randint(100, 99999)}"

    def mended(self, did: str) -> str:
        """What she wrote, with a word on what she changed after it came back."""
        return did + self._drawn("mended")

    def note(self, kind: str) -> str:
        """What a reviewer writes: `approvals`, `sent_back` or `declined`."""
        return self._drawn(kind)

    def _did(self, about: Sentences, with_students: bool) -> str:
        did = self._line(about.did)
        if with_students:
            classes = "classes" if self.audience is Audience.CERTIFICATED else "staff_classes"
            opening = self._drawn("with_whom").replace("{class}", self._drawn(classes))
        else:
            opening = "I " if self.language == "en" else ""
        text = f"{opening}{did}"
        return text[:1].upper() + text[1:] + self._drawn("closings")

    def _measure(self, counted: str) -> dict[str, Any]:
        of = self.random.randint(16, 27)
        before = self.random.randint(of // 5, of // 2)
        after = min(of, max(0, before + self.random.choice((-1, 0, 2, 3, 4, 5, 6, 7, 9, 11))))
        return {
            "measure": counted,
            "measured_of": of,
            "measured_before": before,
            "measured_after": after,
        }

    def _line(self, lines: Words) -> str:
        choice = lines.get(self.language) or (
            "tried it, looked at what came of it and kept a note.",
        )
        return self.random.choice(choice)

    def _drawn(self, kind: str) -> str:
        return self.random.choice(content().notes[kind][self.language])
