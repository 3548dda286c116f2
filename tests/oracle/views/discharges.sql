-- Codes of a list: those given, upper case, without dots, sorted; a stay without any has an empty list.
SELECT
    separation_no AS discharge_id, as_key(health_number) AS person_key, institution_no AS hospital_id,
    admitted_on AS admission_date, discharged_on AS discharge_date, entry_category AS admission_category,
    disposition AS disposition_code,
    CASE patient_service
        WHEN 'M' THEN 'medical' WHEN 'S' THEN 'surgical' WHEN 'O' THEN 'maternal' WHEN 'B' THEN 'newborn'
        WHEN 'P' THEN 'mental_health' WHEN 'X' THEN 'other' ELSE patient_service END AS care_type,
    dx_1 AS main_diagnosis_code,
    list_sort([replace(upper(code), '.', '') FOR code IN [dx_2, dx_3, dx_4, dx_5, dx_6, dx_7, dx_8]
        IF code IS NOT NULL]) AS other_diagnosis_codes,
    list_sort([replace(upper(code), '.', '') FOR code IN [cci_1, cci_2, cci_3, cci_4]
        IF code IS NOT NULL]) AS intervention_codes,
    alc_days,
    admitted_at_time AS admission_time, discharged_at_time AS discharge_time,
    CASE came_from_hospital WHEN 'Y' THEN 'true' WHEN 'N' THEN 'false' ELSE came_from_hospital END AS is_transfer_in,
    CASE went_to_hospital WHEN 'Y' THEN 'true' WHEN 'N' THEN 'false' ELSE went_to_hospital END AS is_transfer_out
FROM {delivered}
