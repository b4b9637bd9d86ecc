"""Other systems, one package each; none imports another, and all speak through the one door, `outbound`."""
