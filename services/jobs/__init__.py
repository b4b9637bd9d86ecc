"""Work done behind the scenes, one job per file; a worker knocks on the same doors as a page.

Context      A solve takes minutes, processes die, and a planner must never lose or find twice what was asked for.
Decision     procrastinate's queue in our own database, at least once; every step of a run is fenced by its attempt.
             A solve runs in a child process of the worker, so it can be ended at once and dies with its worker.
Consequence  A job is finished only when its run is; whatever falls in between is taken up again by the next worker.
Not chosen   Exactly-once queues (there are none); threads (a compiled search cannot be ended from outside).
"""

JOBS: dict[str, str] = {
    "solve_plan": "services.jobs.solve_plan",
    "count_figures": "services.jobs.count_figures",
    "call_webhook": "services.jobs.call_webhook",
    "send_link": "services.jobs.send_link",
    "sync_care": "services.jobs.sync_care",
    "lay_demo": "services.jobs.lay_demo",
}
"""Job by name → the module whose `run(shop, ids)` does it; imported by the worker only."""
