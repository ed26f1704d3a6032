"""Pages on which people ask for help, and coaches answer."""
