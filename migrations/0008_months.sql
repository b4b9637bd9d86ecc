-- Months are made ahead: four back and fourteen on from today, and by the same function whenever a longer period comes in.
SET LOCAL ROLE caire_definer;
GRANT CREATE ON SCHEMA sec TO caire_owner;
SET LOCAL ROLE caire_owner;
GRANT USAGE ON SCHEMA setup TO caire_definer;

-- Runs as the tables' owner. Nothing is locked when every month stands, which is the usual case.
CREATE FUNCTION sec.prepare_months(p_first date, p_last date) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE
  tbl regclass;
  day date;
BEGIN
  IF p_first < date '2000-01-01' OR p_last > current_date + 3660 OR p_last < p_first OR p_last - p_first > 3660 THEN
    RAISE EXCEPTION 'months from % to % are out of range', p_first, p_last USING ERRCODE = '22023';
  END IF;
  FOR day IN SELECT d::date FROM generate_series(date_trunc('month', p_first::timestamp), p_last::timestamp, interval '1 month') AS d LOOP
    FOR tbl IN SELECT p.partrelid::regclass FROM pg_partitioned_table p JOIN pg_class c ON c.oid = p.partrelid
               WHERE c.relnamespace = 'caire'::regnamespace ORDER BY c.oid LOOP
      PERFORM setup.month(tbl, day);
    END LOOP;
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION sec.prepare_months(date, date) TO caire_app, caire_worker;
SELECT sec.prepare_months(current_date - 123, current_date + 426);
