"""Demo data as rows: people, things and days of a made organisation, laid into the demo organisation once."""
