SELECT
    visit_no AS visit_id, as_key(health_number) AS person_key, centre_no AS centre_id, visited_on AS visit_date,
    CASE seen_by WHEN 'MD' THEN 'physician' WHEN 'NP' THEN 'nurse_practitioner' WHEN 'X' THEN 'other' ELSE seen_by END
        AS provider_kind
FROM {delivered}
