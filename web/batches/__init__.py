"""Approving many at once: a list, what it would approve, one button, and one undo."""
