"""The command line: `tassel`, for those who run a district's university."""

from engine.cli.main import main

__all__ = ["main"]
