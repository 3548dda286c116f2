-- Method 4 and 5.1: the persons who stand on one of the rules enrolment to other_visits, before a team is looked for.
-- Whoever is barred by key or address stands on none; without the gate an address bars nobody who has a provider.
CREATE TABLE standing AS
WITH first_rules AS (
    SELECT * FROM winners
    QUALIFY row_number() OVER (PARTITION BY person_key ORDER BY list_position(method_tier_order(), rule)) = 1
)
SELECT person_key, area_id, rule, physician_id, centre_id, tie_step
FROM counted_persons JOIN first_rules USING (person_key)
WHERE barred_reason IS NULL OR (NOT method_postal_gate() AND barred_reason <> 'invalid_key');
