"""Floor 2: the ledger of what devices did, and their one way in."""
