"""Who reads which sensitive column of the own organisation: written by hand, compared with what the database does.

A new column that is sealed, hashed or named below fails the comparison until it stands here.
"""

from __future__ import annotations

from data.vocabulary import Role

# Each reader as the application enters the database: its database role and the role of the user.
AS: dict[str, tuple[str, Role | None]] = {
    "login": ("caire_login", Role.ADMIN),
    "admin": ("caire_app", Role.ADMIN),
    "scheduler": ("caire_app", Role.SCHEDULER),
    "super_admin": ("caire_app", Role.SUPER_ADMIN),
    "support": ("caire_app", Role.SUPER_ADMIN),
    "roleless": ("caire_app", None),
    "employee": ("caire_field", Role.EMPLOYEE),
    "client": ("caire_field", Role.CLIENT),
    "worker": ("caire_worker", None),
    "keeper": ("caire_keeper", None),
    "reports": ("caire_readonly", None),
    "queue": ("caire_queue", None),
}

# Sensitive without a name that says so (`_enc`, `_bidx`, `_hmac`): secrets, and what tells of somebody's life.
ALSO_SENSITIVE = (
    "clients.granted_minutes_month",
    "clients.protected_identity",
    "data_keys.wrapped_key",
    "employee_absences.kind",
    "employees.hourly_rate_sek",
    "invitations.token_sha256",
    "password_resets.token_sha256",
    "recovery_codes.token_sha256",
    "user_sessions.network_ref",
    "user_sessions.token_sha256",
    "users.email",
    "users.password_hash",
)

# Support is a super admin while support access is open, and reads what a scheduler reads.
# An employee reads the own row and the clients visited within 14 days; a client the own row.
READERS = {
    "api_keys.secret_hmac": "",
    "clients.address_bidx": "admin scheduler support worker keeper",
    "clients.address_enc": "admin scheduler support worker employee client keeper",
    "clients.granted_minutes_month": "admin scheduler support worker employee client keeper",
    "clients.name_enc": "admin scheduler support worker employee client keeper",
    "clients.notes_enc": "admin scheduler support worker employee client keeper",
    "clients.pnr_bidx": "admin scheduler support worker keeper",
    "clients.protected_identity": "admin scheduler support worker employee client keeper",
    "data_keys.wrapped_key": "admin scheduler super_admin support worker employee client keeper",
    "employee_absences.kind": "admin scheduler support worker employee keeper",
    "employees.email_enc": "admin scheduler support worker employee keeper",
    "employees.hourly_rate_sek": "admin scheduler support worker employee keeper",
    "employees.name_enc": "admin scheduler support worker employee keeper",
    "employees.phone_enc": "admin scheduler support worker employee keeper",
    "import_images.image_enc": "admin scheduler support worker keeper",
    "import_rows.raw_enc": "admin scheduler support worker keeper",
    "imports.filename_enc": "admin scheduler support worker keeper",
    "integration_credentials.hook_secret_enc": "worker keeper",
    "integration_credentials.secret_enc": "worker keeper",
    "invitations.email_bidx": "admin super_admin support keeper",
    "invitations.email_enc": "admin super_admin support worker keeper",
    "invitations.token_sha256": "",
    "login_attempts.email_hmac": "",
    "login_attempts.ip_hmac": "",
    "password_resets.token_sha256": "",
    "places.position_enc": "admin scheduler support worker employee client keeper",
    "plan_edits.reason_enc": "admin scheduler support worker keeper",
    "recovery_codes.token_sha256": "",
    "schedule_solutions.reason_enc": "admin scheduler support worker keeper",
    "second_steps.secret_enc": "keeper",
    "user_sessions.network_ref": "admin super_admin support keeper",
    "user_sessions.token_sha256": "",
    "webhooks.secret_enc": "worker keeper",
    "wishes.answer_enc": "admin scheduler support worker employee client keeper",
    "wishes.note_enc": "admin scheduler support worker employee client keeper",
    "users.email": "admin scheduler super_admin support worker keeper",
    "users.password_hash": "",
}
