-- Method 4: the candidates of every counted person who may belong to a team, and the one who wins.
CREATE TABLE candidates AS
WITH spells AS (
    SELECT person_key, physician_id, max(start_date) AS start_date
    FROM enrolments
    SEMI JOIN physicians USING (physician_id)
    WHERE start_date <= period_end() AND coalesce(period_end() < end_date, true)
    GROUP BY person_key, physician_id
)
SELECT 'rostered' AS tier, person_key, physician_id, start_date, * EXCLUDE (person_key, physician_id, start_date)
FROM spells LEFT JOIN core_care USING (person_key, physician_id)
UNION ALL BY NAME
SELECT 'virtual' AS tier, * FROM core_care ANTI JOIN spells USING (person_key);

-- Physicians without core lines have zeros and sort last; start_date is null for all candidates of tier virtual.
CREATE TABLE chosen_physicians AS
WITH ordered AS (
    SELECT
        person_key, tier, physician_id, start_date, latest_date,
        coalesce(value_cents, 0) AS value_cents, coalesce(visits, 0) AS visits,
        coalesce(service_dates, 0) AS service_dates, sha256(physician_id) AS physician_hash
    FROM candidates
)
SELECT
    person_key, tier, physician_id,
    CASE
        WHEN lead(physician_id) OVER chain IS NULL THEN 'none'
        WHEN start_date IS DISTINCT FROM lead(start_date) OVER chain THEN 'start_date'
        WHEN value_cents <> lead(value_cents) OVER chain THEN 'value'
        WHEN visits <> lead(visits) OVER chain THEN 'visits'
        WHEN service_dates <> lead(service_dates) OVER chain THEN 'dates'
        WHEN latest_date IS DISTINCT FROM lead(latest_date) OVER chain THEN 'recent'
        ELSE 'hash'
    END AS tie_step
FROM ordered
WINDOW chain AS (
    PARTITION BY person_key
    ORDER BY start_date DESC NULLS LAST, value_cents DESC, visits DESC, service_dates DESC,
        latest_date DESC NULLS LAST, physician_hash
)
QUALIFY row_number() OVER chain = 1;

-- The tier before any team is looked for; a missing team changes it in attribution.sql.
CREATE TABLE personal_tiers AS
SELECT
    counted.person_key, counted.area_id, counted.barred_reason,
    CASE WHEN barred_reason IS NOT NULL THEN 'unattributable' ELSE coalesce(chosen.tier, 'postal_area') END AS tier,
    CASE WHEN barred_reason IS NULL THEN chosen.physician_id END AS physician_id,
    CASE WHEN barred_reason IS NULL THEN chosen.tie_step END AS tie_step
FROM counted_persons AS counted
LEFT JOIN chosen_physicians AS chosen USING (person_key);
