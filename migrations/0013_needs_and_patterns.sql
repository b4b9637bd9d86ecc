-- Patterns of the rota, what needs keep of the care system they come from, and versions for rows that are edited in grids.
SET LOCAL ROLE caire_owner;

-- licences: names of skills a driver must hold.
ALTER TABLE caire.vehicles ADD COLUMN row_version integer NOT NULL DEFAULT 1, ADD COLUMN licences text[] NOT NULL DEFAULT '{}';
ALTER TABLE caire.shift_templates ADD COLUMN row_version integer NOT NULL DEFAULT 1;

-- wishes: traits a client wishes for in a carer; traits and avoids: what a carer or a home has, and what a carer cannot meet (an
-- allergy to pets). Single words of the organisation's own, compared as they are written.
ALTER TABLE caire.employees ADD COLUMN traits text[] NOT NULL DEFAULT '{}', ADD COLUMN avoids text[] NOT NULL DEFAULT '{}';
ALTER TABLE caire.clients ADD COLUMN traits text[] NOT NULL DEFAULT '{}', ADD COLUMN wishes text[] NOT NULL DEFAULT '{}';

-- slinga: the recurring route the need belongs to in the care system. A dormant need is kept and gives no visits.
ALTER TABLE caire.visit_requirements
  ADD COLUMN external_ref varchar(100),
  ADD COLUMN slinga varchar(100),
  ADD COLUMN is_dormant boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT visit_requirements_external_ref_key UNIQUE (organization_id, external_ref);

-- frequency: the same rule as a need's. The pattern's employee works the template's hours on the days it gives.
CREATE TABLE caire.shift_patterns (
  organization_id uuid NOT NULL REFERENCES caire.organizations (id),
  id uuid NOT NULL,
  employee_id uuid NOT NULL,
  shift_template_id uuid NOT NULL,
  frequency jsonb NOT NULL CONSTRAINT shift_patterns_frequency_shape CHECK (
    frequency ->> 'kind' IN ('daily', 'weekly', 'every_n_weeks', 'dates')),
  valid_from date NOT NULL,
  valid_to date,
  start_place_id uuid NOT NULL,
  end_place_id uuid NOT NULL,
  vehicle_id uuid,
  row_version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT shift_patterns_valid_order CHECK (valid_to >= valid_from),
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, employee_id) REFERENCES caire.employees (organization_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, shift_template_id) REFERENCES caire.shift_templates (organization_id, id),
  FOREIGN KEY (organization_id, start_place_id) REFERENCES caire.places (organization_id, id),
  FOREIGN KEY (organization_id, end_place_id) REFERENCES caire.places (organization_id, id),
  FOREIGN KEY (organization_id, vehicle_id) REFERENCES caire.vehicles (organization_id, id));
CREATE INDEX shift_patterns_employee ON caire.shift_patterns (organization_id, employee_id);
CREATE INDEX shift_patterns_template ON caire.shift_patterns (organization_id, shift_template_id);
CREATE INDEX shift_patterns_start_place ON caire.shift_patterns (organization_id, start_place_id);
CREATE INDEX shift_patterns_end_place ON caire.shift_patterns (organization_id, end_place_id);
CREATE INDEX shift_patterns_vehicle ON caire.shift_patterns (organization_id, vehicle_id) WHERE vehicle_id IS NOT NULL;
SELECT setup.wall('caire.shift_patterns'::regclass), setup.planning('caire.shift_patterns'::regclass);

-- down
SET LOCAL ROLE caire_owner;
DROP TABLE caire.shift_patterns;
ALTER TABLE caire.visit_requirements DROP COLUMN external_ref, DROP COLUMN slinga, DROP COLUMN is_dormant;
ALTER TABLE caire.shift_templates DROP COLUMN row_version;
ALTER TABLE caire.clients DROP COLUMN traits, DROP COLUMN wishes;
ALTER TABLE caire.employees DROP COLUMN traits, DROP COLUMN avoids;
ALTER TABLE caire.vehicles DROP COLUMN row_version, DROP COLUMN licences;
