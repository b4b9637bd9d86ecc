"""Trial organisations: begun by whoever wants to try, filled with demo data or a file, ended after thirty days."""
