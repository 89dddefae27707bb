"""Import as plan, then apply: what is new, changed, unchanged or doubtful is listed first; applying does exactly that."""
