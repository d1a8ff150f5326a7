"""Floor 2: organisations, accounts and devices; who may do what, and the record of what they did."""
