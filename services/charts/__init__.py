"""Charts of key figures: they know the figures' targets and words, which the plain pictures of plans do not."""
