"""A fresh search state: nobody placed yet, every array with the one dtype the kernel is compiled for."""

from __future__ import annotations

import numpy as np

from services.engine.kernel import BEAM, PLACES_KEPT, objective, refreshed_alone
from services.engine.layout import (
    BREAKS,
    EARLIEST,
    HAS_UNSOCIAL,
    T_MEDIUM,
    T_OPTIONAL,
    T_PENALTY,
    TOTALS,
    Instance,
    Ints,
    State,
)  # fmt: skip

MOST_STOPS = 250
"""Longest route the arrays hold, in visits."""


def new_state(p: Instance, visit: Ints, shift: Ints, arc: Ints, unassigned: Ints, seed: int) -> State:
    """An empty plan over `p`; `unassigned` lists the visits to be tried, all others stay out.

    The record arrays are copied; `seed` ≥ 0 decides every draw.
    """
    n_visits, n_shifts = len(visit), len(shift)
    n_carers, n_clients = len(p.available_s), len(p.face_cost)
    width = int(shift[:, BREAKS].max(initial=0)) + 1
    room = min(n_visits, MOST_STOPS) + 2
    listed = np.zeros(n_visits + 8, np.int32)
    listed[: len(unassigned)] = unassigned
    total = np.zeros(TOTALS, np.int64)
    total[T_PENALTY], total[T_MEDIUM], total[T_OPTIONAL] = p.penalty.sum(), p.medium.sum(), p.optional.sum()
    carer = np.zeros((n_carers, 4), np.int64)
    carer[:, HAS_UNSOCIAL] = p.has_unsocial
    state = State(
        visit=visit.copy(),
        shift=shift.copy(),
        stop=np.zeros((n_shifts, room, EARLIEST + 2 * width), np.int32),
        arc=arc.copy(),
        cost=np.zeros(n_shifts, np.int64),
        worked_s=np.zeros(n_shifts, np.int64),
        carer=carer,
        gradient=np.zeros((n_carers, 2), np.float64),
        meetings=np.zeros((n_clients, n_carers), np.int32),
        faces=np.zeros(n_clients, np.int32),
        shown=np.full(n_visits, -1, np.int32),
        unassigned=listed,
        open=np.array([len(unassigned)], np.int64),
        total=total,
        best_node=np.zeros((n_shifts, room), np.int32),
        best_begin=np.zeros((n_shifts, room), np.int32),
        best_taken=np.zeros((n_shifts, room), np.int32),
        best_length=np.zeros(n_shifts, np.int32),
        best_end_state=np.zeros(n_shifts, np.int32),
        best_total=total.copy(),
        best_objective=np.array([np.iinfo(np.int64).max], np.int64),
        dirty=np.ones(n_shifts, np.uint8),
        came=np.zeros((room, width), np.int32),
        order=np.zeros(n_visits + 8, np.int32),
        key=np.zeros(n_visits + 8, np.float64),
        mark=np.zeros(n_visits, np.int32),
        log=np.zeros((8 * n_visits + 64, 3), np.int32),
        log_arc=np.zeros((16 * len(arc) + 64, 2), np.int32),
        touched=np.zeros(n_shifts, np.int32),
        undo_stop=np.zeros((n_shifts, room, EARLIEST + 2 * width), np.int32),
        undo_route=np.zeros((n_shifts, 6), np.int64),
        undo_total=np.zeros(TOTALS, np.int64),
        undo_unassigned=np.zeros(n_visits + 8, np.int32),
        places=np.zeros((4, PLACES_KEPT, 5), np.int64),
        found=np.zeros(4, np.int64),
        beam=np.zeros((BEAM + PLACES_KEPT, 7), np.int64),
        beam_next=np.zeros((BEAM + PLACES_KEPT, 7), np.int64),
        rank=np.zeros(n_shifts + 1, np.float64),
        rank_shift=np.zeros(n_shifts + 1, np.int32),
        rank_position=np.zeros(n_shifts + 1, np.int32),
        arrive=np.zeros(width, np.int64),
        fees=np.zeros((2, max(room, n_shifts)), np.int64),
        rng=np.array([(seed * 0x9E3779B97F4A7C15 + 0x2545F4914F6CDD1D) % 2**64 or 1], np.uint64),
        tally=np.zeros(5, np.int64),
    )
    for r in range(n_shifts):
        refreshed_alone(p, state, r)
    return state


def value(p: Instance, state: State) -> int:
    """The objective of the plan the state stands on."""
    return int(objective(state.total, p.weight))
