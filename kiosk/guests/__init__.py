"""Floor 4: who comes and who came."""
