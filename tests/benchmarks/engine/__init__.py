"""Our engine beside its peers on the literature's families: same instance, same seconds, the family's own scorer."""
