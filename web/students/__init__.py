"""The names of her students that a teacher keeps for herself."""
