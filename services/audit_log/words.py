"""What tables, their columns and values are called where people read of them: in the audit, in an export."""

from __future__ import annotations

import json

from services.audit_log.care_columns import CARE_COLUMNS
from services.audit_log.system_columns import SYSTEM_COLUMNS
from services.words import Language, Text

TABLES: dict[str, Text] = {
    "organizations": Text(sv="Organisationen", en="The organisation"),
    "data_keys": Text(sv="Krypteringsnycklar", en="Encryption keys"),
    "users": Text(sv="Användare", en="Users"),
    "user_sessions": Text(sv="Inloggningar", en="Sign-ins"),
    "invitations": Text(sv="Inbjudningar", en="Invitations"),
    "districts": Text(sv="Områden", en="Districts"),
    "district_settings": Text(sv="Områdens inställningar", en="Settings of districts"),
    "places": Text(sv="Platser", en="Places"),
    "skills": Text(sv="Kompetenser", en="Skills"),
    "employees": Text(sv="Medarbetare", en="Carers"),
    "employee_skills": Text(sv="Medarbetares kompetenser", en="Skills of carers"),
    "employee_absences": Text(sv="Frånvaro", en="Absences"),
    "employee_availability": Text(sv="Tillgänglighet", en="Availability"),
    "clients": Text(sv="Klienter", en="Clients"),
    "client_carers": Text(sv="Klienters medarbetare", en="Carers of clients"),
    "vehicles": Text(sv="Fordon", en="Vehicles"),
    "vehicle_absences": Text(sv="Fordon på verkstad", en="Vehicles in repair"),
    "shift_templates": Text(sv="Passtyper", en="Kinds of shift"),
    "shift_patterns": Text(sv="Schemarader", en="Lines of the rota"),
    "employee_shifts": Text(sv="Pass", en="Shifts"),
    "visit_requirements": Text(sv="Besöksbehov", en="Needs"),
    "requirement_skills": Text(sv="Behovs kompetenser", en="Skills of needs"),
    "visits": Text(sv="Besök", en="Visits"),
    "constraint_definitions": Text(sv="Regler", en="Rules"),
    "constraint_values": Text(sv="Undantag från regler", en="Overrides of rules"),
    "constraint_profiles": Text(sv="Viktprofiler", en="Weight profiles"),
    "constraint_profile_versions": Text(sv="Viktprofilers versioner", en="Versions of weight profiles"),
    "schedule_solutions": Text(sv="Planer och körningar", en="Plans and runs"),
    "plan_edits": Text(sv="Ändringar i planer", en="Edits of plans"),
    "plan_notices": Text(sv="Besked om planer", en="Notices of plans"),
    "hosted_runs": Text(sv="Körningar hos Timefold", en="Runs at Timefold"),
    "imports": Text(sv="Inlästa filer", en="Imported files"),
    "import_images": Text(sv="Ångra-bilder av inläsningar", en="Undo images of imports"),
    "mapping_profiles": Text(sv="Kolumnnamn", en="Column names"),
    "assumptions": Text(sv="Antaganden och toleranser", en="Assumptions and tolerances"),
    "tariffs": Text(sv="Ersättningar", en="Tariffs"),
    "travel_settings": Text(sv="Restider", en="Travel times"),
    "integration_credentials": Text(sv="Anslutningar", en="Connections"),
    "api_keys": Text(sv="API-nycklar", en="API keys"),
    "webhooks": Text(sv="Webhookar", en="Webhooks"),
    "webhook_deliveries": Text(sv="Webhook-anrop", en="Webhook calls"),
    "care_syncs": Text(sv="Utbyten med vårdsystemet", en="Exchanges with the care system"),
    "care_tasks": Text(sv="Uppgifter i vårdsystemet", en="Tasks of the care system"),
    "care_dead_letters": Text(sv="Väntelista från vårdsystemet", en="Waiting list of the care system"),
    "support_access": Text(sv="Supportåtkomst", en="Support access"),
    "subject_requests": Text(sv="Begäran om egna uppgifter", en="Requests about own data"),
    "archives": Text(sv="Arkiv", en="Archives"),
    "retention_settings": Text(sv="Gallringstider", en="Retention"),
    "audit_log": Text(sv="Loggen", en="The log"),
    "second_steps": Text(sv="Tvåstegsinloggning", en="Second steps"),
    "recovery_codes": Text(sv="Reservkoder", en="Recovery codes"),
    "password_resets": Text(sv="Länkar för nytt lösenord", en="Links for new passwords"),
    "guided_tours": Text(sv="Rundturer", en="Tours"),
    "sign_in_settings": Text(sv="Krav vid inloggning", en="What signing in asks for"),
    "organization_acts": Text(sv="Prov och läge", en="Trial and standing"),
    "visit_reports": Text(sv="Rapporter om besök", en="Reports of visits"),
    "wishes": Text(sv="Önskemål", en="Wishes"),
    "schedule_metrics": Text(sv="Nyckeltal", en="Key figures"),
    "looked_at": Text(sv="Vem som har sett uppgifterna", en="Who has looked"),
    "archived": Text(sv="Ur arkiv", en="From archives"),
    "acts": Text(sv="Vad personen har gjort", en="What the person has done"),
}

HIDDEN = "[hidden]"
_HIDDEN = Text(sv="dold", en="hidden")
_YES, _NO = Text(sv="ja", en="yes"), Text(sv="nej", en="no")


def table_title(name: str | None) -> Text:
    """The words for a table; its own name where there are none yet."""
    if name is None:
        return Text(sv="–", en="–")
    return TABLES.get(name) or Text(sv=name, en=name)


def column_title(name: str) -> Text:
    """The words for a column; its own name where there are none yet."""
    return CARE_COLUMNS.get(name) or SYSTEM_COLUMNS.get(name) or Text(sv=name, en=name)


def value_words(value: object, language: Language) -> str:
    """A value of the log as it is read: yes and no, a dash for nothing, and what the log never held."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return (_YES if value else _NO)(language)
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return f"({_HIDDEN(language)})" if value == HIDDEN else str(value)
