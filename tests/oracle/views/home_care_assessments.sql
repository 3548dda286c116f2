SELECT
    assessment_no AS assessment_id, as_key(health_number) AS person_key, assessed_on AS assessment_date,
    CASE helper WHEN 'Y' THEN 'true' WHEN 'N' THEN 'false' ELSE helper END AS has_caregiver,
    CASE helper_distressed WHEN 'Y' THEN 'true' WHEN 'N' THEN 'false' ELSE helper_distressed END AS is_caregiver_distressed,
    CASE helper_unable WHEN 'Y' THEN 'true' WHEN 'N' THEN 'false' ELSE helper_unable END AS is_caregiver_unable,
    adl AS adl_hierarchy, cps AS cognitive_performance, chess_scale AS chess, maple_level AS maple, divert_level AS divert
FROM {delivered}
