-- The code sets of reference/codes as tables.
CREATE TABLE core_codes AS  -- labels hold commas: the code is the first field, the dates are the third and second last
WITH lines AS (SELECT string_split(line, ',') AS field FROM code_lines('core_primary_care.csv'))
SELECT field[1] AS fee_code, as_day(field[-3]) AS valid_from, as_day(field[-2]) AS valid_to FROM lines;

CREATE TABLE dated_codes AS
WITH lines AS (SELECT string_split(line, ',') AS field FROM code_lines('dated_codes.csv'))
SELECT field[1] AS fee_code, as_day(field[-3]) AS valid_from, as_day(field[-2]) AS valid_to FROM lines;

-- The fee of the latest price list on or before the service date, else of the earliest list (2.1).
CREATE TABLE fees AS
WITH lines AS (SELECT string_split(line, ',') AS field FROM code_lines('schedule_fees.csv')),
priced AS (
    SELECT field[1] AS fee_code, CAST(field[2] AS DATE) AS effective_date, CAST(field[3] AS BIGINT) AS fee_cents FROM lines
)
SELECT
    fee_code, fee_cents,
    CASE WHEN effective_date = min(effective_date) OVER (PARTITION BY fee_code) THEN DATE '0001-01-01'
         ELSE effective_date END AS first_day,
    coalesce(lead(effective_date) OVER (PARTITION BY fee_code ORDER BY effective_date), DATE '9999-12-31') AS next_list_day
FROM priced;

CREATE TABLE acsc_codes AS
WITH lines AS (SELECT string_split(line, ',') AS field FROM code_lines('acsc_diagnoses.csv'))
SELECT field[2] AS code_prefix, field[3] = 'true' AS needs_secondary_j44, field[4] = 'true' AS excludes_cardiac_procedure
FROM lines;

CREATE TABLE cardiac_codes AS
WITH lines AS (SELECT string_split(line, ',') AS field FROM code_lines('acsc_cardiac_procedures.csv'))
SELECT field[1] AS code_prefix, nullif(field[2], '') AS except_prefix FROM lines;
