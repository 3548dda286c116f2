-- Indicators 19.1 and 19.3: what episodes are made of, in order within a person, and which transfers are coded.
-- Persons with an invalid key have no episodes at all ("never linked at all", 19.9), in 19.10 neither.
CREATE TABLE encounters AS
WITH given AS (
    SELECT
        true AS is_stay, person_key, discharge_id AS encounter_id, hospital_id, admission_date, admission_minute,
        discharge_date, discharge_minute, admission_category, care_type, disposition_code, main_diagnosis_code,
        other_diagnosis_codes, intervention_codes, is_transfer_in, is_transfer_out
    FROM stays
    UNION ALL BY NAME
    SELECT
        false AS is_stay, person_key, visit_id AS encounter_id, hospital_id, visit_date AS admission_date,
        start_minute AS admission_minute, visit_date AS discharge_date, end_minute AS discharge_minute, disposition_code,
        main_diagnosis_code, other_diagnosis_codes, intervention_codes, is_transfer_in, is_transfer_out
    FROM day_surgeries
)
SELECT
    given.*,
    coalesce(is_transfer_in, false) AS codes_in,
    coalesce(is_transfer_out, false)
        OR (is_stay AND coalesce(disposition_code = '10', false))
        OR (is_stay AND coalesce(disposition_code = '01', false) AND discharge_date < DATE '2018-04-01') AS codes_out,
    row_number() OVER (
        PARTITION BY person_key
        ORDER BY admission_date, admission_minute NULLS FIRST, is_stay, discharge_date, discharge_minute NULLS FIRST,
            encounter_id
    ) AS position
FROM given
SEMI JOIN (
    FROM attribution WHERE unattributable_reason IS DISTINCT FROM 'invalid_key'
) USING (person_key)
WHERE in_months_to_end(discharge_date, 15);
