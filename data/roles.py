"""The roles a database leans on: written down for a backup, made where a fresh cluster lacks them.

Roles belong to the whole cluster and are not part of a database's dump, nor are the rights on the database itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from psycopg import sql

from data.owner import Owner, is_superuser

# Whom the objects of this database, and the database itself, name; whoever migrated is not ours to make.
_NAMED = """
SELECT r.oid::regrole::text, r.rolname, r.rolcanlogin, r.rolinherit,
  EXISTS (SELECT 1 FROM pg_shdepend o WHERE o.refobjid = r.oid AND o.dbid = d.oid AND o.deptype = 'o'),
  ARRAY(SELECT a.privilege_type FROM aclexplode(d.datacl) a WHERE a.grantee = r.oid ORDER BY 1)
FROM pg_roles r, pg_database d
WHERE d.datname = current_database() AND r.rolname <> current_user AND r.oid <> d.datdba AND NOT r.rolsuper
  AND EXISTS (SELECT 1 FROM pg_shdepend s WHERE s.refclassid = 'pg_authid'::regclass AND s.refobjid = r.oid
    AND (s.dbid = d.oid OR (s.classid = 'pg_database'::regclass AND s.objid = d.oid)))
ORDER BY r.rolname
"""
_MEMBER = (
    "SELECT 1 FROM pg_auth_members WHERE member = %s::regrole AND roleid = %s::regrole"
    " AND (inherit_option OR NOT %s) AND (set_option OR NOT %s)"
)


@dataclass(frozen=True, slots=True)
class DatabaseRole:
    """A role; `enters` are the roles it may become by SET ROLE, `also` those whose rights it has without that.

    `rights` are its rights on the database itself.
    """

    name: str
    can_sign_in: bool
    inherits: bool
    owns: bool
    enters: tuple[str, ...]
    also: tuple[str, ...]
    rights: tuple[str, ...]


def named(owner: Owner) -> list[DatabaseRole]:
    """Every role that something in this database names."""
    found = owner.execute(_NAMED).fetchall()
    names = {name for _, name, *_ in found}
    member_of = owner.execute(
        "SELECT m.member::regrole::text, r.rolname, m.set_option, m.inherit_option FROM pg_auth_members m"
        " JOIN pg_roles r ON r.oid = m.roleid ORDER BY 1, 2"
    ).fetchall()

    def roles_of(written: object, place: int) -> tuple[str, ...]:
        return tuple(str(row[1]) for row in member_of if row[0] == written and row[place] and row[1] in names)

    return [
        DatabaseRole(
            str(name),
            bool(can_sign_in),
            bool(inherits),
            bool(owns),
            roles_of(written, 2),
            roles_of(written, 3),
            tuple(rights) if isinstance(rights, list) else (),
        )
        for written, name, can_sign_in, inherits, owns, rights in found
    ]


def make(owner: Owner, roles: list[DatabaseRole]) -> None:
    """Make the roles that are missing, with their ways to each other and their rights on this database."""
    for role in roles:
        if owner.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role.name]).fetchone() is None:
            kind = f"{'LOGIN' if role.can_sign_in else 'NOLOGIN'} {'INHERIT' if role.inherits else 'NOINHERIT'}"
            owner.execute(sql.SQL("CREATE ROLE {} {}").format(sql.Identifier(role.name), sql.SQL(kind)))
    for role in roles:
        for other in sorted({*role.enters, *role.also}):
            _grant(owner, role.name, other, is_also=other in role.also, is_entered=other in role.enters)
    me, database = _me(owner)
    if not is_superuser(owner):
        for role in roles:
            if role.owns:  # what is restored must be given to them
                _grant(owner, me, role.name, is_also=True, is_entered=True)
    owner.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(database)))
    for role in roles:
        # A copy of a database loses the rights on it; whoever signs in must be let in all the same.
        for right in sorted({*role.rights, *(("CONNECT",) if role.can_sign_in else ())}):
            owner.execute(
                sql.SQL("GRANT {} ON DATABASE {} TO {}").format(
                    sql.SQL(right), sql.Identifier(database), sql.Identifier(role.name)
                )
            )


def _grant(owner: Owner, member: str, role: str, *, is_also: bool, is_entered: bool) -> None:
    written = [sql.Identifier(member).as_string(owner), sql.Identifier(role).as_string(owner)]
    if owner.execute(_MEMBER, [*written, is_also, is_entered]).fetchone() is None:
        how = f"INHERIT {str(is_also).upper()}, SET {str(is_entered).upper()}"
        owner.execute(
            sql.SQL("GRANT {} TO {} WITH {}").format(sql.Identifier(role), sql.Identifier(member), sql.SQL(how))
        )


def _me(owner: Owner) -> tuple[str, str]:
    row = owner.execute("SELECT current_user, current_database()").fetchone()
    assert row is not None
    return str(row[0]), str(row[1])
