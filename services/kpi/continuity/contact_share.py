"""Care contact: visits made by the client's permanent care contact."""

from __future__ import annotations

from services.kpi.frame import Frame
from services.kpi.kind import Better, Kpi, Reach, Rows, Unit, visit_rows
from services.words import Text


def rows(f: Frame) -> Rows:
    """Unknown where no client of the plan has a contact on record."""
    is_known = bool((f.c.visit_contact >= 0).any())
    counted = f.is_served & is_known
    return visit_rows(counted & (f.carer_of == f.c.visit_contact), counted, counted)


CONTACT_SHARE = Kpi(
    slug="contact_share",
    title=Text(sv="Fast omsorgskontakt", en="Care contact"),
    formula=Text(
        sv="besök av klientens fasta omsorgskontakt / besök som görs",
        en="visits by the client's permanent care contact / visits made",
    ),
    counted=Text(sv="besök", en="visits"),
    unit=Unit.SHARE,
    better=Better.HIGHER,
    rows=rows,
    reach=frozenset({Reach.DISTRICT, Reach.CLIENT}),
)
