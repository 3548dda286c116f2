-- Codes of a list as in discharges.
SELECT
    visit_no AS visit_id, as_key(health_number) AS person_key, institution_no AS hospital_id, operated_on AS visit_date,
    started_at AS start_time, left_at AS end_time, disposition AS disposition_code,
    CASE came_from_hospital WHEN 'Y' THEN 'true' WHEN 'N' THEN 'false' ELSE came_from_hospital END AS is_transfer_in,
    CASE went_to_hospital WHEN 'Y' THEN 'true' WHEN 'N' THEN 'false' ELSE went_to_hospital END AS is_transfer_out,
    dx_1 AS main_diagnosis_code,
    list_sort([replace(upper(code), '.', '') FOR code IN [dx_2] IF code IS NOT NULL]) AS other_diagnosis_codes,
    list_sort([replace(upper(code), '.', '') FOR code IN [cci_1, cci_2] IF code IS NOT NULL]) AS intervention_codes
FROM {delivered}
