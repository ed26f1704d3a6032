"""Versions of a degree: what later catalogs ask instead, beside what is asked of me."""
