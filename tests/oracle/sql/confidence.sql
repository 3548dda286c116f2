-- Method 4, confidence: what the placement rests on, of all the person's core lines in the look-back.
CREATE TABLE core_values AS
SELECT
    person.person_key,
    total(sum(value) FILTER (care.physician_id = person.physician_id)) AS own_value,
    total(max(value) FILTER (care.physician_id <> person.physician_id)) AS other_value,
    total(sum(value)) AS all_value
FROM placements AS person
LEFT JOIN care ON person.person_key = care.person_key AND care.kind = 'core'
WHERE tier_rule IN ('enrolment', 'core_care', 'non_comprehensive')
GROUP BY person.person_key;

CREATE TABLE attribution AS
SELECT
    placements.*,
    tier_of(tier_rule) AS tier,
    own_value, other_value, all_value,
    CASE
        WHEN tier_rule = 'enrolment' AND all_value > 0
            AND 100 * own_value >= method_confidence_own_percent() * all_value THEN 'high'
        WHEN tier_rule IN ('enrolment', 'centre_roster') THEN 'medium'
        WHEN tier_rule = 'core_care' AND all_value > 0
            AND 100 * (own_value - other_value) >= method_confidence_margin_percent() * all_value THEN 'medium'
        WHEN tier_rule = 'area' THEN 'lowest'
        WHEN tier_rule IS NOT NULL THEN 'low'
    END AS confidence
FROM placements LEFT JOIN core_values USING (person_key);
