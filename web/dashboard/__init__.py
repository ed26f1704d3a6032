"""The dashboard of those who look after a school or a district, and where its numbers are set."""
