"""Write the outlines of the letters that drawn badges are lettered with, from the vendored Figtree.

An image in a page can load no fonts, so its words are drawn. Needs two libraries that nothing else
here needs: `uv run --with fonttools --with brotli tools/letters.py`, after fonts are rebuilt.
"""

import importlib
import json
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "web" / "static" / "vendor" / "figtree"
WEIGHT = 650
LETTERS = [*map(chr, (*range(0x20, 0x7F), *range(0xA1, 0x100))), *"–—‘’“”…ŒœŞşŠšŽžŁłĞğİı"]


def main() -> None:
    font_of = importlib.import_module("fontTools.ttLib").TTFont
    at_weight = importlib.import_module("fontTools.varLib.instancer").instantiateVariableFont
    path_pen = importlib.import_module("fontTools.pens.svgPathPen").SVGPathPen
    turned = importlib.import_module("fontTools.pens.transformPen").TransformPen
    outlines: dict[str, tuple[int, str]] = {}
    for name in ("figtree-latin-wght-normal", "figtree-latin-ext-wght-normal"):
        font = at_weight(font_of(FOLDER / f"{name}.woff2"), {"wght": WEIGHT})
        scale = 1000 / font["head"].unitsPerEm
        drawn, names = font.getGlyphSet(), font.getBestCmap()
        for letter in LETTERS:
            if ord(letter) in names and letter not in outlines:
                pen = path_pen(drawn, ntos=lambda value: str(round(value)))
                drawn[names[ord(letter)]].draw(turned(pen, (scale, 0, 0, -scale, 0, 0)))
                width = round(drawn[names[ord(letter)]].width * scale)
                outlines[letter] = (width, pen.getCommands())
    lines = ",\n".join(
        f"{json.dumps(letter, ensure_ascii=False)}:{json.dumps(outline, separators=(',', ':'))}"
        for letter, outline in sorted(outlines.items())
    )
    (FOLDER / "outlines.json").write_text(f"{{\n{lines}\n}}\n", "utf-8")


if __name__ == "__main__":
    main()
