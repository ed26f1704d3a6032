"""A mirror, not a fence: how long our functions, modules and partials are."""

import ast
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ("rules", "engine", "web")


def shape() -> str:
    modules = [path for floor in FLOORS for path in (ROOT / floor).rglob("*.py")]
    trees = [ast.parse(path.read_text("utf-8")) for path in modules]
    functions = [
        1 + (node.end_lineno or node.lineno) - node.lineno
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    ]
    partials = (ROOT / "web" / "templates").rglob("_*.html")
    rows = {
        "functions": functions,
        "modules": [lines(path) for path in modules],
        "partials": [lines(path) for path in partials],
    }
    return "; ".join(f"{name} {_told(sizes)}" for name, sizes in rows.items() if sizes)


def lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def _told(sizes: list[int]) -> str:
    longest = sorted(sizes)
    return f"median {median(longest):.0f}, 95th {longest[int(len(longest) * 0.95) - 1]}"


if __name__ == "__main__":
    print(f"shape      {shape()} lines")
