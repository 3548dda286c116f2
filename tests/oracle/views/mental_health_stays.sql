-- Words of the source as the model has them; what it does not know stays as delivered, and breaks its row.
SELECT
    bed_stay_no AS stay_id, as_key(health_number) AS person_key, institution_no AS hospital_id,
    admitted_on AS admission_date, discharged_on AS discharge_date,
    admitted_at_time AS admission_time, discharged_at_time AS discharge_time,
    CASE left_to
        WHEN 'H' THEN 'home' WHEN 'T' THEN 'transfer' WHEN 'A' THEN 'sign_out' WHEN 'D' THEN 'died'
        WHEN 'X' THEN 'other' ELSE left_to END AS disposition,
    CASE legal_state
        WHEN 'V' THEN 'voluntary' WHEN 'I' THEN 'involuntary' WHEN 'F' THEN 'forensic' WHEN 'X' THEN 'other'
        ELSE legal_state END AS legal_status,
    CASE dsm_group
        WHEN 'NCD' THEN 'neurocognitive' WHEN 'SUB' THEN 'substance' WHEN 'PSY' THEN 'psychotic' WHEN 'MOOD' THEN 'mood'
        WHEN 'ANX' THEN 'anxiety' WHEN 'TRA' THEN 'trauma' WHEN 'PER' THEN 'personality' WHEN 'DEV' THEN 'developmental'
        WHEN 'OTH' THEN 'other' ELSE dsm_group END AS diagnosis_category,
    dx_icd10 AS main_diagnosis_code
FROM {delivered}
