"""Who appears in the stories; none of them exists."""

ADA = "Ada"
BEN = "Ben"
RUTH = "Ruth"
DANA = "Dana"
