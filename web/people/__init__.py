"""People: signing in and out, who there is, one of them, and their roles."""
