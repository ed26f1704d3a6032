"""The gates before the tests: format, lint, types, floors, templates and declared libraries."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent

GATES = {
    "format": "ruff format --check --quiet .",
    "lint": "ruff check --quiet .",
    "types": "mypy",
    "floors": "lint-imports --no-logo",
    "templates": "djlint --lint --quiet web/templates",
    "libraries": "deptry --no-ansi .",
}


def passes(gate: str) -> bool:
    """Run one gate; only a closed one says more than its name."""
    started = time.monotonic()
    program, *options = GATES[gate].split()
    run = subprocess.run(
        [BIN / program, *options], cwd=ROOT, capture_output=True, text=True, check=False
    )
    verdict = "ok" if run.returncode == 0 else "FAILED"
    print(f"{gate:<10} {verdict} ({time.monotonic() - started:.1f} s)", flush=True)
    if run.returncode:
        print(run.stdout + run.stderr, flush=True)
    return run.returncode == 0


if __name__ == "__main__":
    chosen = sys.argv[1:] or list(GATES)
    with ThreadPoolExecutor(max_workers=2) as pool:
        sys.exit(0 if all(list(pool.map(passes, chosen))) else 1)
