"""How long ways take, as an organisation says it: by the built-in model with its own parameters, or by a router.

Context      Times between homes decide plans. A router knows the streets, costs a call, and may be down.
Decision     Parameters are versioned like other assumptions. Before a run searches, its worker asks the router for the
             ways nobody has told yet and keeps them with the places' ids; what a run travels by is kept with its plan.
             A router that does not answer never stops a run: the model takes over, and the plan says so.
Consequence  Everything else that lays out days takes the ways that are known, without a call.
Not chosen   Asking a router while a page is drawn; a cache that several organisations share.
"""
