"""What somebody was told: the bell, the list, and the pages that stop letters."""
