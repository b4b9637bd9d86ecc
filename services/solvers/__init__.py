"""One port, several solvers: the built-in engine and hosted Timefold stand behind the same door."""
