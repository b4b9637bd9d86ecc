-- Trends and breakdowns of key figures are answered from the index alone: two years of 340 clients are 500,000 rows.
SET LOCAL ROLE caire_owner;
DROP INDEX caire.schedule_metrics_trend;
CREATE INDEX schedule_metrics_trend ON caire.schedule_metrics (organization_id, level, metric_type, basis, schedule_date)
  INCLUDE (district_id, employee_id, client_id, numerator, denominator, counted);

-- down
SET LOCAL ROLE caire_owner;
DROP INDEX caire.schedule_metrics_trend;
CREATE INDEX schedule_metrics_trend ON caire.schedule_metrics (organization_id, level, metric_type, basis, schedule_date);
