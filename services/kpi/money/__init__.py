"""What care costs and brings in, and what its kilometres cost the air."""
