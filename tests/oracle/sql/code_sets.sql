-- The code sets of reference/codes as tables.
CREATE TABLE core_codes AS
SELECT code AS fee_code, as_day(valid_from) AS valid_from, as_day(valid_to) AS valid_to FROM code_rows('core_primary_care.csv');

CREATE TABLE dated_codes AS
SELECT code AS fee_code, as_day(valid_from) AS valid_from, as_day(valid_to) AS valid_to FROM code_rows('dated_codes.csv');

-- The fee of the latest price list on or before the service date, else of the earliest list (2.1).
CREATE TABLE fees AS
WITH priced AS (
    SELECT fee_code, CAST(effective_date AS DATE) AS effective_date, CAST(fee_cents AS BIGINT) AS fee_cents
    FROM code_rows('schedule_fees.csv')
)
SELECT
    fee_code, fee_cents,
    CASE WHEN effective_date = min(effective_date) OVER (PARTITION BY fee_code) THEN DATE '0001-01-01'
         ELSE effective_date END AS first_day,
    coalesce(lead(effective_date) OVER (PARTITION BY fee_code ORDER BY effective_date), DATE '9999-12-31') AS next_list_day
FROM priced;

CREATE TABLE acsc_codes AS
SELECT
    code AS code_prefix, needs_secondary_j44 = 'true' AS needs_secondary_j44,
    excludes_cardiac_procedure = 'true' AS excludes_cardiac_procedure
FROM code_rows('acsc_diagnoses.csv');

CREATE TABLE cardiac_codes AS
SELECT code AS code_prefix, nullif(except_prefix, '') AS except_prefix FROM code_rows('acsc_cardiac_procedures.csv');
