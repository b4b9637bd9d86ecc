-- Constraint definitions and their values per organisation, employee and client. System constraints never change.
SET LOCAL ROLE caire_owner;

CREATE TABLE caire.constraint_definitions (
  organization_id uuid NOT NULL REFERENCES caire.organizations (id),
  id uuid NOT NULL,
  name varchar(255) NOT NULL,  -- the catalogue's id, such as soft.continuity.new_face
  type text NOT NULL CHECK (type IN ('HARD', 'MEDIUM', 'SOFT')),
  priority varchar(255) NOT NULL,  -- free text: a planner's label for ordering
  weight integer NOT NULL CHECK (weight BETWEEN 0 AND 1000000),
  category text NOT NULL CHECK (category IN ('SKILL', 'PREFERENCE', 'RESOURCE', 'TIME', 'LOCATION')),
  is_system boolean NOT NULL DEFAULT false,
  enabled boolean NOT NULL DEFAULT true,
  row_version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT constraint_definitions_hard_weighs CHECK (type <> 'HARD' OR weight >= 1),
  CONSTRAINT constraint_definitions_system_is_on CHECK (enabled OR NOT is_system),
  PRIMARY KEY (organization_id, id),
  CONSTRAINT constraint_definitions_name_key UNIQUE (organization_id, name));

CREATE TABLE caire.constraint_values (
  organization_id uuid NOT NULL REFERENCES caire.organizations (id),
  id uuid NOT NULL,
  constraint_definition_id uuid NOT NULL,
  entity_type text NOT NULL CHECK (entity_type IN ('ORGANIZATION', 'EMPLOYEE', 'CLIENT')),
  entity_id uuid NOT NULL,
  value jsonb NOT NULL CONSTRAINT constraint_values_value_shape CHECK (jsonb_typeof(value) = 'object' AND pg_column_size(value) < 16384
    AND value ? 'type' AND value ? 'value'),
  override_weight integer CHECK (override_weight BETWEEN 0 AND 1000000),
  row_version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  employee_id uuid GENERATED ALWAYS AS (CASE WHEN entity_type = 'EMPLOYEE' THEN entity_id END) STORED,
  client_id uuid GENERATED ALWAYS AS (CASE WHEN entity_type = 'CLIENT' THEN entity_id END) STORED,
  CONSTRAINT constraint_values_organization_is_own CHECK (entity_type <> 'ORGANIZATION' OR entity_id = organization_id),
  PRIMARY KEY (organization_id, id),
  CONSTRAINT constraint_values_entity_key UNIQUE (organization_id, constraint_definition_id, entity_type, entity_id),
  FOREIGN KEY (organization_id, constraint_definition_id) REFERENCES caire.constraint_definitions (organization_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, employee_id) REFERENCES caire.employees (organization_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, client_id) REFERENCES caire.clients (organization_id, id) ON DELETE CASCADE);
CREATE INDEX constraint_values_employee ON caire.constraint_values (organization_id, employee_id) WHERE employee_id IS NOT NULL;
CREATE INDEX constraint_values_client ON caire.constraint_values (organization_id, client_id) WHERE client_id IS NOT NULL;

SELECT setup.wall(t::regclass), setup.planning(t::regclass)
FROM unnest(ARRAY['caire.constraint_definitions', 'caire.constraint_values']) AS t;
-- Definitions come from the catalogue by sec.seed_constraints; planners only tune them.
REVOKE ALL ON caire.constraint_definitions FROM caire_app, caire_worker;
GRANT SELECT, UPDATE (priority, weight, enabled, row_version) ON caire.constraint_definitions TO caire_app;
GRANT SELECT ON caire.constraint_definitions TO caire_worker;
REVOKE INSERT, UPDATE, DELETE ON caire.constraint_values FROM caire_worker;

-- Whoever asks: a system definition is made once and never changed; a definition is born only through the seeding door.
CREATE FUNCTION caire.guard_definition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF current_user <> 'caire_definer' THEN
      RAISE EXCEPTION 'constraint definitions come from the catalogue' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.is_system THEN
    RAISE EXCEPTION 'a system constraint never changes' USING ERRCODE = '42501';
  END IF;
  IF TG_OP = 'UPDATE' AND (NEW.name, NEW.type, NEW.category, NEW.is_system) IS DISTINCT FROM (OLD.name, OLD.type, OLD.category, OLD.is_system) THEN
    RAISE EXCEPTION 'only weight, priority and enabled of a constraint can change' USING ERRCODE = '42501';
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER guard_system BEFORE INSERT OR UPDATE OR DELETE ON caire.constraint_definitions
  FOR EACH ROW EXECUTE FUNCTION caire.guard_definition();

CREATE FUNCTION caire.guard_value() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM caire.constraint_definitions d
             WHERE d.organization_id = NEW.organization_id AND d.id = NEW.constraint_definition_id AND d.is_system) THEN
    RAISE EXCEPTION 'a system constraint cannot be overridden' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_system BEFORE INSERT OR UPDATE ON caire.constraint_values
  FOR EACH ROW EXECUTE FUNCTION caire.guard_value();

GRANT SELECT, INSERT ON caire.constraint_definitions TO caire_definer;
CREATE POLICY definer_all ON caire.constraint_definitions FOR ALL TO caire_definer USING (true) WITH CHECK (true);

-- rows: [{id, name, type, priority, weight, category, is_system}]; what stands already is left as the planner tuned it.
SET LOCAL ROLE caire_definer;
CREATE FUNCTION sec.seed_constraints(p_rows jsonb) RETURNS integer
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE made integer;
BEGIN
  IF sec.org_id() IS NULL OR sec.app_role() IS NULL OR sec.app_role() NOT IN ('admin', 'super_admin') THEN
    RAISE EXCEPTION 'only an administrator seeds constraints' USING ERRCODE = '42501';
  END IF;
  INSERT INTO caire.constraint_definitions (organization_id, id, name, type, priority, weight, category, is_system)
  SELECT sec.org_id(), r.id, r.name, r.type, r.priority, r.weight, r.category, r.is_system
  FROM jsonb_to_recordset(p_rows) AS r (id uuid, name text, type text, priority text, weight integer, category text, is_system boolean)
  ON CONFLICT (organization_id, name) DO NOTHING;
  GET DIAGNOSTICS made = ROW_COUNT;
  RETURN made;
END $$;
GRANT EXECUTE ON FUNCTION sec.seed_constraints(jsonb) TO caire_app;
