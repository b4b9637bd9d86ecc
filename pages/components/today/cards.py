"""The cards of Today: each a figure and, all of it, the way to the page where one acts on it."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from pages.components.ways import quiet_way_to
from pages.shell.context import PageContext
from services.kpi import BY_SLUG
from services.kpi.writing import NOTHING, written
from services.today.use_case import DayView
from services.words import Counted, Text, minutes, number

VISITS, SHARE = Text(sv="Besök i dag", en="Visits today"), Text(sv="Brukartid", en="Client time")
TRAVEL = Text(sv="Resa per besök", en="Travel per visit")
ALERTS = Text(sv="Att ta tag i", en="To look at")
CLIENTS, CARERS = Text(sv="Klienter", en="Clients"), Text(sv="Medarbetare", en="Carers")
VEHICLES = Text(sv="Fordon", en="Vehicles")
TO_PLAN, TO_FIGURES = Text(sv="Till planen", en="To the plan"), Text(sv="Till nyckeltalen", en="To the figures")
TO_CLIENTS = Text(sv="Till klienterna", en="To the clients")
TO_CARERS = Text(sv="Till medarbetarna", en="To the carers")
TO_FLEET = Text(sv="Till fordonen", en="To the vehicles")
TO_FIRST = Text(sv="Till det första", en="To the first one")
UNPLANNED = Text(sv="{count} utan medarbetare", en="{count} without a carer")
ALL_PLANNED = Text(sv="alla bemannade", en="all have a carer")
ON_SHIFT = Counted(
    Text(sv="1 pass i dag", en="1 shift today"), Text(sv="{count} pass i dag", en="{count} shifts today")
)
PRESSING = Text(sv="{count} redan i dag", en="{count} already today")
CALM = Text(sv="inget brådskar", en="nothing is pressing")
NO_VISITS = Text(sv="inga inlagda", en="none set")
ACTIVE, IN_USE = Text(sv="aktiva", en="active"), Text(sv="i bruk", en="in use")
OF_PAID = Text(sv="av betald tid", en="of paid time")
MEAN = Text(sv="i medeltal", en="in the mean")
TRAVEL_HELP = Text(
    sv="Dagens planerade restid, hemvägen med, delad på besöken. Räknas på planen som den är nu.",
    en="Today's planned travel, the way home included, over the visits. Counted on the plan as it is now.",
)


@dataclass(frozen=True, slots=True)
class CardFace:
    """A figure with a few words below; `leads_to` is the address of the page, `way` what the way there is called."""

    key: str
    title: Text
    value: str
    below: Text
    leads_to: str
    way: Text
    help: str | None = None


def cards(ctx: PageContext, view: DayView) -> None:
    """All of them in a row, two beside each other on a telephone."""
    faces = _faces(ctx, view)
    with st.container(key="today_cards"):
        for column, face in zip(st.columns(len(faces), gap="small"), faces, strict=True):
            with column, st.container(border=True, key=f"today_card_{face.key}", gap=None):
                st.metric(ctx.say(face.title), face.value, help=face.help)
                st.caption(ctx.say(face.below))
                quiet_way_to(ctx, face.leads_to, face.way, f"today.to.{face.key}")


def _faces(ctx: PageContext, view: DayView) -> list[CardFace]:
    counts, figures = view.counts, view.figures

    def count(value: int) -> str:
        return number(value, ctx.language)

    travel_s, pressing = figures.travel_s_per_visit, sum(each.is_pressing for each in view.advice)
    time_share = BY_SLUG["client_time_share"]
    planned = ALL_PLANNED if counts.visits else NO_VISITS
    if counts.unplanned:
        planned = UNPLANNED.fill(count=counts.unplanned)
    return [
        CardFace("visits", VISITS, count(counts.visits), planned, "plan", TO_PLAN),
        CardFace("share", SHARE, written(time_share, figures.client_time_share, ctx.language), OF_PAID, "figures",
                 TO_FIGURES, ctx.say(time_share.formula)),
        CardFace("travel", TRAVEL, NOTHING if travel_s is None else minutes(travel_s, ctx.language), MEAN, "figures",
                 TO_FIGURES, ctx.say(TRAVEL_HELP)),
        CardFace("alerts", ALERTS, count(len(view.advice)), PRESSING.fill(count=pressing) if pressing else CALM,
                 view.advice[0].url_path if view.advice else "plan", TO_FIRST if view.advice else TO_PLAN),
        CardFace("clients", CLIENTS, count(counts.clients), ACTIVE, "clients", TO_CLIENTS),
        CardFace("carers", CARERS, count(counts.carers), ON_SHIFT.of(counts.shifts).fill(count=counts.shifts),
                 "employees", TO_CARERS),
        CardFace("vehicles", VEHICLES, count(counts.vehicles), IN_USE, "shifts", TO_FLEET),
    ]  # fmt: skip
