"""The house's cellar: everything that speaks to PostgreSQL, and the words the tables share with the code."""
