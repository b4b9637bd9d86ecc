"""One file per kind of check, each with one `check(problem, also_known, report)`."""
