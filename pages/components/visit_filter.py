"""What narrows a list of visits down: days, clients, services, states, skills, districts, and what is hindered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from data.vocabulary import VisitStatus
from pages.shell.context import PageContext
from services.visit_book import VisitLine
from services.words import Text, long_date

DAY, CLIENT = Text(sv="Dag", en="Day"), Text(sv="Klient", en="Client")
SERVICE, STATE = Text(sv="Insats", en="Service"), Text(sv="Läge", en="State")
SKILL, DISTRICT = Text(sv="Kompetens", en="Skill"), Text(sv="Område", en="District")
HINDERED = Text(sv="Bara med hinder", en="Only hindered")
ALL = Text(sv="Alla", en="All")


@dataclass(frozen=True)
class Filter:
    """An empty choice lets everything through."""

    days: frozenset[date] = frozenset()
    clients: frozenset[str] = frozenset()
    services: frozenset[str] = frozenset()
    states: frozenset[VisitStatus] = frozenset()
    skills: frozenset[str] = frozenset()
    districts: frozenset[str] = frozenset()
    is_hindered: bool = False

    def lets_through(self, line: VisitLine, is_hindered: bool) -> bool:
        """Whether the visit is wanted."""
        return (
            (not self.days or line.day in self.days)
            and (not self.clients or line.client in self.clients)
            and (not self.services or line.title in self.services)
            and (not self.states or line.status in self.states)
            and (not self.skills or not self.skills.isdisjoint(line.skills.split(", ")))
            and (not self.districts or line.district in self.districts)
            and (not self.is_hindered or is_hindered)
        )


def filters(ctx: PageContext, lines: Sequence[VisitLine], states: Mapping[VisitStatus, str]) -> Filter:
    """Draw the choices that these visits leave."""
    present = {line.status for line in lines}
    with st.container(key="visit_filters", gap="small"):
        first, second, third, fourth = st.columns(4)
        days = first.multiselect(
            ctx.say(DAY), sorted({line.day for line in lines}), key="visits.day", placeholder=ctx.say(ALL),
            format_func=lambda day: long_date(day, ctx.language), select_all=False,
        )  # fmt: skip
        with second:
            clients = _choice(ctx, CLIENT, {line.client for line in lines}, "client")
        with third:
            services = _choice(ctx, SERVICE, {line.title for line in lines}, "service")
        chosen = fourth.multiselect(
            ctx.say(STATE), [state for state in states if state in present], key="visits.state",
            format_func=states.__getitem__, placeholder=ctx.say(ALL), select_all=False,
        )  # fmt: skip
        first, second, third, _ = st.columns(4, vertical_alignment="bottom")
        with first:
            skills = _choice(ctx, SKILL, {name for line in lines for name in line.skills.split(", ") if name}, "skill")
        with second:
            districts = _choice(ctx, DISTRICT, {line.district for line in lines if line.district}, "district")
        is_hindered = third.toggle(ctx.say(HINDERED), key="visits.hindered")
    return Filter(frozenset(days), clients, services, frozenset(chosen), skills, districts, is_hindered)


def _choice(ctx: PageContext, title: Text, offered: set[str], name: str) -> frozenset[str]:
    return frozenset(
        st.multiselect(
            ctx.say(title), sorted(offered), key=f"visits.{name}", placeholder=ctx.say(ALL), select_all=False
        )
    )
