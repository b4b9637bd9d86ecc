"""PAGES: every page in menu order, the product's table of contents; a new page is one import and one line here."""

from __future__ import annotations

from pages.admin import audit, connections, imports, keys, persons, settings, start, users
from pages.care import clients, employees, shifts
from pages.insights import figures, trial
from pages.overview import today
from pages.planning import compare, constraints, plan, solve
from pages.platform import operations, organizations
from pages.portal import account, my_day, my_visits, my_week, my_wishes
from pages.shell.page import PageSpec

PAGES: tuple[PageSpec, ...] = (
    today.PAGE,
    plan.PAGE,
    solve.PAGE,
    compare.PAGE,
    constraints.PAGE,
    clients.PAGE,
    employees.PAGE,
    shifts.PAGE,
    figures.PAGE,
    trial.PAGE,
    imports.PAGE,
    connections.PAGE,
    keys.PAGE,
    start.PAGE,
    users.PAGE,
    settings.PAGE,
    audit.PAGE,
    persons.PAGE,
    organizations.PAGE,
    operations.PAGE,
    my_day.PAGE,
    my_week.PAGE,
    my_wishes.PAGE,
    my_visits.PAGE,
    account.PAGE,
)
