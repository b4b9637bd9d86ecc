"""Runs that the solver Timefold makes for us: behind the same port as our own engine, followed, brought home, scored.

Context      A run elsewhere is paid for and cannot be undone, and any process of ours may die at any moment.
Decision     What is about to be submitted is written down before it leaves, and its id as soon as it is known. Whoever
             takes the run up finds the id and goes on following; finds only the intention and looks for the run's tag
             in the other side's list, until nothing of it can be on its way any more; or finds neither and begins.
Consequence  Never submitted twice, and never lost: what cannot be told apart ends with a reason. The plan that comes
             home is scored by our catalogue; their score stands beside it.
Not chosen   Sending again after a while (there is no idempotency key); trusting the other side's score.
"""

ENGINE = "timefold"
"""The name of the engine in a run's row."""


def tag_of(solution_id: object) -> str:
    """The tag every submit of a run carries."""
    return f"caire-run:{solution_id}"
