-- Undoing imports: every row an import wrote is remembered as it was; and an organisation's own names of columns.
SET LOCAL ROLE caire_owner;

-- The check of a new reference reads both tables, which row security would hide from their owner.
ALTER TABLE caire.imports NO FORCE ROW LEVEL SECURITY;
ALTER TABLE caire.users NO FORCE ROW LEVEL SECURITY;
ALTER TABLE caire.imports
  ADD COLUMN images integer CHECK (images >= 0),
  ADD COLUMN undone_at timestamptz,
  ADD COLUMN undone_by uuid,
  ADD CONSTRAINT imports_undone_by_fkey FOREIGN KEY (organization_id, undone_by) REFERENCES caire.users (organization_id, id),
  ADD CONSTRAINT imports_undone CHECK ((undone_at IS NULL) = (undone_by IS NULL));
ALTER TABLE caire.imports FORCE ROW LEVEL SECURITY;
ALTER TABLE caire.users FORCE ROW LEVEL SECURITY;
CREATE INDEX imports_undone_by ON caire.imports (organization_id, undone_by) WHERE undone_by IS NOT NULL;
-- A file that was undone may be taken in again.
DROP INDEX caire.imports_applied_once;
CREATE UNIQUE INDEX imports_applied_once ON caire.imports (organization_id, kind, sha256) WHERE state = 'applied' AND undone_at IS NULL;

-- One row of a table as it was before an import and a digest of what it became, sealed together. `told` is what the
-- triggers below heard; it is sealed and gone before the import's transaction ends.
CREATE TABLE caire.import_images (
  organization_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  import_id uuid NOT NULL,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  table_name text NOT NULL,
  row_key jsonb NOT NULL CHECK (jsonb_typeof(row_key) = 'object'),
  is_after boolean NOT NULL DEFAULT false,
  told jsonb,
  client_id uuid,
  employee_id uuid,
  image_enc bytea,
  key_version integer,
  PRIMARY KEY (organization_id, id),
  CONSTRAINT import_images_told_or_sealed CHECK ((told IS NULL) = (image_enc IS NOT NULL)),
  FOREIGN KEY (organization_id, import_id) REFERENCES caire.imports (organization_id, id) ON DELETE CASCADE);
CREATE INDEX import_images_import ON caire.import_images (organization_id, import_id);
CREATE INDEX import_images_client ON caire.import_images (organization_id, client_id) WHERE client_id IS NOT NULL;
CREATE INDEX import_images_employee ON caire.import_images (organization_id, employee_id) WHERE employee_id IS NOT NULL;
SELECT setup.wall('caire.import_images'), setup.planning('caire.import_images'), setup.keep('caire.import_images');
GRANT INSERT ON caire.import_images TO caire_definer;
CREATE POLICY definer_inserts ON caire.import_images FOR INSERT TO caire_definer WITH CHECK (true);

-- An organisation's own names of a format's columns or fields, every version kept; the newest holds.
CREATE TABLE caire.mapping_profiles (
  organization_id uuid NOT NULL REFERENCES caire.organizations (id),
  id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('slinga-csv', 'visit-list-csv', 'schedule-entries', 'task-metrics')),
  version integer NOT NULL CHECK (version > 0),
  names jsonb NOT NULL CHECK (jsonb_typeof(names) = 'object'),
  made_by uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  CONSTRAINT mapping_profiles_version_key UNIQUE (organization_id, kind, version),
  FOREIGN KEY (organization_id, made_by) REFERENCES caire.users (organization_id, id));
CREATE INDEX mapping_profiles_made_by ON caire.mapping_profiles (organization_id, made_by);
SELECT setup.wall('caire.mapping_profiles'), setup.planning('caire.mapping_profiles'), setup.keep('caire.mapping_profiles'),
  setup.audit('caire.mapping_profiles');
REVOKE UPDATE, DELETE ON caire.mapping_profiles FROM caire_app, caire_worker;

-- A plan that came with a file goes when the file is undone; no other plan is removed by anybody who plans.
GRANT DELETE ON caire.schedule_solutions TO caire_app;
CREATE POLICY app_removes_imported ON caire.schedule_solutions AS RESTRICTIVE FOR DELETE TO caire_app
  USING (EXISTS (SELECT FROM caire.import_images i WHERE i.organization_id = schedule_solutions.organization_id
    AND i.table_name = 'schedule_solutions' AND i.row_key ->> 'id' = schedule_solutions.id::text));

-- While `app.import_id` is set, what any statement does to a row is heard: the row before, then the row after.
-- Arguments: the columns that name a row beside the organisation.
SET LOCAL ROLE caire_definer;
CREATE FUNCTION sec.hear_import() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  SET row_security = on SET timezone = 'UTC' AS $$
DECLARE
  keys text[] := TG_ARGV[:];
  client text := CASE TG_TABLE_NAME WHEN 'clients' THEN 'id' ELSE 'client_id' END;
  employee text := CASE TG_TABLE_NAME WHEN 'employees' THEN 'id' ELSE 'employee_id' END;
  import uuid := current_setting('app.import_id')::uuid;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO caire.import_images (organization_id, import_id, table_name, row_key, is_after, told, client_id, employee_id)
    SELECT (r ->> 'organization_id')::uuid, import, TG_TABLE_NAME, (SELECT jsonb_object_agg(c, r -> c) FROM unnest(keys) AS c),
      false, r, (r ->> client)::uuid, (r ->> employee)::uuid
    FROM (SELECT to_jsonb(t) - '{input_data,output_solution}'::text[] AS r FROM old_t t) q;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO caire.import_images (organization_id, import_id, table_name, row_key, is_after, told, client_id, employee_id)
    SELECT (r ->> 'organization_id')::uuid, import, TG_TABLE_NAME, (SELECT jsonb_object_agg(c, r -> c) FROM unnest(keys) AS c),
      true, r, (r ->> client)::uuid, (r ->> employee)::uuid
    FROM (SELECT to_jsonb(t) - '{input_data,output_solution}'::text[] AS r FROM new_t t) q;
  END IF;
  RETURN NULL;
END $$;
GRANT EXECUTE ON FUNCTION sec.hear_import() TO caire_owner;

SET LOCAL ROLE caire_owner;
GRANT USAGE ON SCHEMA caire TO caire_definer;
CREATE FUNCTION setup.remember(tbl regclass) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  keys text;
  heard text := 'WHEN (coalesce(current_setting(''app.import_id'', true), '''') <> '''') EXECUTE FUNCTION sec.hear_import(';
BEGIN
  SELECT string_agg(quote_literal(attname), ', ' ORDER BY attnum) INTO keys FROM pg_attribute
  WHERE attrelid = tbl AND attname <> 'organization_id'
    AND attnum = ANY ((SELECT conkey FROM pg_constraint WHERE conrelid = tbl AND contype = 'p')::smallint[]);
  -- What the catalogue is seeded with stays; what was changed of it goes back.
  IF tbl <> 'caire.constraint_definitions'::regclass THEN
    EXECUTE format('CREATE TRIGGER y_remember_insert AFTER INSERT ON %s REFERENCING NEW TABLE AS new_t FOR EACH STATEMENT %s%s)', tbl, heard, keys);
    EXECUTE format('CREATE TRIGGER y_remember_delete AFTER DELETE ON %s REFERENCING OLD TABLE AS old_t FOR EACH STATEMENT %s%s)', tbl, heard, keys);
  END IF;
  -- Plans are large and never changed by an import.
  IF tbl <> 'caire.schedule_solutions'::regclass THEN
    EXECUTE format('CREATE TRIGGER y_remember_update AFTER UPDATE ON %s REFERENCING OLD TABLE AS old_t NEW TABLE AS new_t '
      'FOR EACH STATEMENT %s%s)', tbl, heard, keys);
  END IF;
END $$;
SELECT setup.remember(('caire.' || t)::regclass) FROM unnest(ARRAY['districts', 'places', 'skills', 'employees', 'employee_skills',
  'clients', 'client_carers', 'vehicles', 'vehicle_absences', 'employee_absences', 'employee_availability', 'shift_templates',
  'shift_patterns', 'visit_requirements', 'requirement_skills', 'employee_shifts', 'shift_skills', 'visits', 'visit_skills',
  'visit_carers', 'visit_dependencies', 'constraint_definitions', 'constraint_values', 'constraint_profiles',
  'schedule_solutions']) AS t;

-- down
SET LOCAL ROLE caire_owner;
DO $$
DECLARE r record;
BEGIN
  FOR r IN SELECT tgname, tgrelid::regclass AS tbl FROM pg_trigger WHERE tgname LIKE 'y\_remember\_%' AND tgparentid = 0 LOOP
    EXECUTE format('DROP TRIGGER %I ON %s', r.tgname, r.tbl);
  END LOOP;
END $$;
DROP FUNCTION setup.remember(regclass);
DROP POLICY app_removes_imported ON caire.schedule_solutions;
REVOKE DELETE ON caire.schedule_solutions FROM caire_app;
DROP TABLE caire.mapping_profiles;
DROP TABLE caire.import_images;
SET LOCAL ROLE caire_definer;
DROP FUNCTION sec.hear_import();
SET LOCAL ROLE caire_owner;
DROP INDEX caire.imports_applied_once;
-- Of a file that was taken in, undone and taken in again, the newest stays applied.
ALTER TABLE caire.imports NO FORCE ROW LEVEL SECURITY;
UPDATE caire.imports SET state = 'validated', applied_at = NULL WHERE undone_at IS NOT NULL AND state = 'applied';
ALTER TABLE caire.imports FORCE ROW LEVEL SECURITY;
CREATE UNIQUE INDEX imports_applied_once ON caire.imports (organization_id, kind, sha256) WHERE state = 'applied';
ALTER TABLE caire.imports DROP COLUMN undone_by, DROP COLUMN undone_at, DROP COLUMN images;
