"""Floor 5: saying yes to hearing from us, and taking it back."""
