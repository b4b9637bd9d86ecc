"""Other systems, one package each; none imports another, and each has its own reader, writer and words."""
