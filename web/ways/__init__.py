"""The nearest way to a degree, or to one requirement of it, as a plan."""
