SELECT
    centre_no AS centre_id,
    CASE kind
        WHEN 'CHC' THEN 'community_health_centre' WHEN 'AHAC' THEN 'aboriginal_health_access_centre'
        WHEN 'NPLC' THEN 'nurse_practitioner_clinic' WHEN 'OTHER' THEN 'other_team' ELSE kind END AS centre_kind,
    centre_postal_code AS postal_code
FROM {delivered}
