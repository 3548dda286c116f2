-- Method 3 and 4: rule and provider of every counted person before any team is looked for.
CREATE TABLE personal_tiers AS
WITH found AS (
    SELECT person_key, rule, physician_id, centre_id, tie_step FROM standing
    UNION ALL BY NAME
    SELECT 'mother' AS rule, * FROM newborns
),
judged AS (
    SELECT
        counted.person_key, counted.area_id,
        CASE WHEN barred_reason = 'invalid_key' OR method_postal_gate() OR rule IS NULL THEN barred_reason END
            AS barred_by,
        found.* EXCLUDE (person_key)
    FROM counted_persons AS counted LEFT JOIN found USING (person_key)
)
SELECT
    person_key, area_id, barred_by AS barred_reason,
    CASE WHEN barred_by IS NULL THEN coalesce(rule, CASE WHEN is_tried('area') THEN 'area' END) END AS rule,
    CASE WHEN barred_by IS NULL THEN physician_id END AS physician_id,
    CASE WHEN barred_by IS NULL THEN centre_id END AS centre_id,
    CASE WHEN barred_by IS NULL THEN tie_step END AS tie_step
FROM judged;
