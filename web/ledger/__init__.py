"""The ledger as a statement that its owner can read, line by line."""
