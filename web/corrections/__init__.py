"""Corrections: what follows is shown first, and then exactly that is done."""
