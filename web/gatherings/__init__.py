"""Gatherings: set one up, check in with its code, and key in a sheet that was signed."""
