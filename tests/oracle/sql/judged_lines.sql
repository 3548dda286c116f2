-- Method 2.1 and 2.2: what each netted line of a physician with specialty 00, 05 or 26 is, and what it is worth.
-- A line without a modality line on its day may need one; a code of the core list that is not core is no visit at all.
CREATE TABLE judged_lines AS
WITH modality_days AS (
    SELECT DISTINCT person_key, physician_id, service_date, true AS has_modality
    FROM netted_lines WHERE is_modality_code(fee_code)
),
facts AS (
    SELECT
        line.*,
        list_contains(method_primary_care_specialties(), specialty_code) AS is_primary_care,
        list_contains(method_paediatric_specialties(), specialty_code) AS is_paediatric,
        list_contains(method_core_locations(), location) AS is_at_place,
        in_look_back(service_date) AS is_in_look_back,
        line.fee_code IN (SELECT fee_code FROM core_codes) AS has_core_code,
        coalesce(core.fee_code IS NOT NULL
            AND coalesce(service_date >= core.valid_from, true)
            AND coalesce(service_date <= core.valid_to, true), false) AS is_on_list,
        coalesce(service_date < dated.valid_from, false) OR coalesce(service_date > dated.valid_to, false)
            AS is_out_of_date,
        method_require_modality()
            AND list_contains(method_modality_required_codes(), line.fee_code)
            AND service_date >= method_modality_required_from()
            AND has_modality IS NULL AS lacks_modality
    FROM netted_lines AS line
    JOIN physicians AS physician USING (physician_id)
    LEFT JOIN core_days AS core ON line.fee_code = core.fee_code
    LEFT JOIN dated_codes AS dated ON line.fee_code = dated.fee_code
    LEFT JOIN modality_days USING (person_key, physician_id, service_date)
),
kinds AS (
    SELECT
        *,
        CASE
            WHEN is_on_list AND is_at_place AND NOT lacks_modality AND is_primary_care THEN 'core'
            WHEN is_on_list AND is_at_place AND NOT lacks_modality AND is_paediatric THEN 'paediatric'
            WHEN is_at_place AND is_primary_care AND NOT has_core_code AND NOT is_out_of_date
                AND NOT is_laboratory_code(fee_code) AND NOT is_modality_code(fee_code)
                AND NOT list_contains(method_limited_virtual_codes(), fee_code) THEN 'other'
        END AS kind,
        is_primary_care AND NOT is_laboratory_code(fee_code) AND NOT is_modality_code(fee_code) AS is_activity
    FROM facts WHERE is_primary_care OR is_paediatric
)
SELECT
    person_key, physician_id, service_date, kinds.fee_code, kind, is_activity, is_in_look_back,
    CASE WHEN kind IN ('core', 'paediatric') THEN
        CASE method_weight()
            WHEN 'schedule_value' THEN services * coalesce(fees.fee_cents, 0)
            WHEN 'fee_paid' THEN paid_cents
        END
    END AS line_value
FROM kinds
LEFT JOIN fees
    ON kinds.fee_code = fees.fee_code
    AND kinds.service_date >= fees.first_day
    AND kinds.service_date < fees.next_list_day;

CREATE VIEW core_lines AS SELECT * FROM judged_lines WHERE kind = 'core';
