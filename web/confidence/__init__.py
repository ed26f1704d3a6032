"""Pages on which people see how their confidence grew, and admins its averages."""
