-- Key figures by level: of the organisation, a district, a carer or a client, planned and performed, with what they divide.
SET LOCAL ROLE caire_owner;

-- A foreign key is checked against rows that stand, which the owner may only look at while the walls do not hold him.
DO $$
DECLARE
  tbl regclass;
BEGIN
  FOR tbl IN SELECT relid FROM pg_partition_tree('caire.schedule_metrics')
    UNION ALL SELECT unnest(ARRAY['caire.districts', 'caire.employees', 'caire.clients']::regclass[]) LOOP
    EXECUTE format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY', tbl);
  END LOOP;
END $$;

-- value is for people (a share in per cent); numerator and denominator are exact, so that days can be added to months.
ALTER TABLE caire.schedule_metrics
  ADD COLUMN basis text NOT NULL DEFAULT 'PLANNED' CHECK (basis IN ('PLANNED', 'PERFORMED')),
  ADD COLUMN level text NOT NULL DEFAULT 'ORGANIZATION' CHECK (level IN ('ORGANIZATION', 'DISTRICT', 'EMPLOYEE', 'CLIENT')),
  ADD COLUMN district_id uuid,
  ADD COLUMN employee_id uuid,
  ADD COLUMN client_id uuid,
  ADD COLUMN numerator double precision NOT NULL DEFAULT 0,
  ADD COLUMN denominator double precision NOT NULL DEFAULT 1 CHECK (denominator <> 0),
  ADD COLUMN counted integer NOT NULL DEFAULT 0 CHECK (counted >= 0),
  ADD CONSTRAINT schedule_metrics_of_its_level CHECK (
    (level = 'DISTRICT') = (district_id IS NOT NULL) AND (level = 'EMPLOYEE') = (employee_id IS NOT NULL)
    AND (level = 'CLIENT') = (client_id IS NOT NULL)),
  ADD FOREIGN KEY (organization_id, district_id) REFERENCES caire.districts (organization_id, id) ON DELETE CASCADE,
  ADD FOREIGN KEY (organization_id, employee_id) REFERENCES caire.employees (organization_id, id) ON DELETE CASCADE,
  ADD FOREIGN KEY (organization_id, client_id) REFERENCES caire.clients (organization_id, id) ON DELETE CASCADE,
  DROP CONSTRAINT schedule_metrics_key,
  ADD CONSTRAINT schedule_metrics_key UNIQUE NULLS NOT DISTINCT
    (organization_id, schedule_date, basis, level, metric_type, district_id, employee_id, client_id);
DROP INDEX caire.schedule_metrics_trend;
CREATE INDEX schedule_metrics_trend ON caire.schedule_metrics (organization_id, level, metric_type, basis, schedule_date);
CREATE INDEX schedule_metrics_district ON caire.schedule_metrics (organization_id, district_id) WHERE district_id IS NOT NULL;
CREATE INDEX schedule_metrics_employee ON caire.schedule_metrics (organization_id, employee_id) WHERE employee_id IS NOT NULL;
CREATE INDEX schedule_metrics_client ON caire.schedule_metrics (organization_id, client_id) WHERE client_id IS NOT NULL;
DO $$
DECLARE
  tbl regclass;
BEGIN
  FOR tbl IN SELECT relid FROM pg_partition_tree('caire.schedule_metrics')
    UNION ALL SELECT unnest(ARRAY['caire.districts', 'caire.employees', 'caire.clients']::regclass[]) LOOP
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', tbl);
  END LOOP;
END $$;

-- down
SET LOCAL ROLE caire_owner;
ALTER TABLE caire.schedule_metrics NO FORCE ROW LEVEL SECURITY;
DELETE FROM caire.schedule_metrics WHERE basis <> 'PLANNED' OR level <> 'ORGANIZATION';
ALTER TABLE caire.schedule_metrics FORCE ROW LEVEL SECURITY;
DROP INDEX caire.schedule_metrics_trend;
ALTER TABLE caire.schedule_metrics DROP CONSTRAINT schedule_metrics_key, DROP CONSTRAINT schedule_metrics_of_its_level,
  DROP COLUMN basis, DROP COLUMN level, DROP COLUMN district_id, DROP COLUMN employee_id, DROP COLUMN client_id,
  DROP COLUMN numerator, DROP COLUMN denominator, DROP COLUMN counted,
  ADD CONSTRAINT schedule_metrics_key UNIQUE NULLS NOT DISTINCT (organization_id, schedule_date, metric_type, solution_id);
CREATE INDEX schedule_metrics_trend ON caire.schedule_metrics (organization_id, metric_type, schedule_date);
