-- Triage level 9 is the source's word for unknown.
SELECT
    visit_no AS visit_id, as_key(health_number) AS person_key, institution_no AS hospital_id, registered_on AS visit_date,
    CASE visit_type WHEN 'S' THEN 'true' WHEN 'U' THEN 'false' ELSE visit_type END AS is_scheduled,
    CASE WHEN ctas <> '9' THEN ctas END AS triage_level,
    disposition AS disposition_code,
    CASE admitted WHEN 'Y' THEN 'true' WHEN 'N' THEN 'false' ELSE admitted END AS is_admitted,
    dx_main AS main_diagnosis_code,
    list_sort([replace(upper(code), '.', '') FOR code IN [dx_2, dx_3, dx_4] IF code IS NOT NULL]) AS other_diagnosis_codes
FROM {delivered}
