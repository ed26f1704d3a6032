"""Reviewing: what waits for a decision, deciding on it, and taking an approval back."""
