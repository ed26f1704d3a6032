"""Pages on which people say whether they still use what they did."""
