"""Decisions about one person's degree: what was decided, and deciding, with the effect before."""
