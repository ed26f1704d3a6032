"""Proposals: an activity or a badge that somebody thinks of, on its way into the catalog."""
