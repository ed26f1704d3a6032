"""My goals: what I want to reach next, what I have reached, and what could follow."""
