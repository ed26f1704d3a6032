"""Reviewing: what waits for a decision, and deciding on it."""
