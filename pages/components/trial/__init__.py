"""The parts of the page that says what the trial gives: which plans, what is assumed, and what comes of it."""
