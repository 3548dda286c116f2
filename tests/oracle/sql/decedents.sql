-- Deaths (families/deaths.md), 1 to 3: who died in the 36 months to D, and the units of each.
CREATE TABLE decedents AS
WITH dead AS (
    SELECT * FROM persons
    WHERE in_months_to_end(death_date, 36)
      AND coalesce(coverage_start_date <= death_date, true)
      AND coalesce(coverage_end_date >= death_date, true)
      AND NOT has_age_on(birth_date, method_oldest_age_years() + 1, death_date)
),
last_addresses AS (
    SELECT dead.person_key, moved.area_id, moved.postal_status
    FROM dead JOIN addresses AS moved USING (person_key)
    WHERE moved.start_date <= dead.death_date
    QUALIFY row_number() OVER (PARTITION BY dead.person_key ORDER BY moved.start_date DESC) = 1
),
housed AS (
    SELECT
        dead.* EXCLUDE (area_id, postal_status),
        CASE WHEN moved.person_key IS NULL THEN dead.area_id ELSE moved.area_id END AS area_id,
        CASE WHEN moved.person_key IS NULL THEN dead.postal_status ELSE moved.postal_status END AS postal_status
    FROM dead LEFT JOIN last_addresses AS moved ON dead.person_key = moved.person_key
)
SELECT
    person_key, birth_date, sex, area_id, death_date,
    NOT has_valid_key OR (method_postal_gate() AND postal_status <> 'ontario') AS is_barred
FROM housed;

CREATE TABLE visits_before_death AS
SELECT person_key, physician_id, count(DISTINCT service_date) AS visits, max(service_date) AS latest_date
FROM core_lines JOIN decedents USING (person_key)
WHERE service_date >= months_before_day(death_date, 24) AND service_date < death_date
GROUP BY person_key, physician_id;

-- A spell goes before visits, so that whoever has both is ordered by the day the spell began.
CREATE TABLE last_physicians AS
WITH spells AS (
    SELECT person_key, physician_id, max(start_date) AS enrolled_on
    FROM enrolments JOIN decedents USING (person_key)
    WHERE start_date < death_date AND coalesce(end_date >= death_date, true)
    GROUP BY person_key, physician_id
),
known AS (
    SELECT person_key, physician_id, enrolled_on, coalesce(visits, 0) AS visits, latest_date
    FROM spells FULL JOIN visits_before_death USING (person_key, physician_id)
    SEMI JOIN physicians USING (physician_id)
)
SELECT person_key, physician_id
FROM known
QUALIFY row_number() OVER (
    PARTITION BY person_key
    ORDER BY enrolled_on DESC NULLS LAST, visits DESC, latest_date DESC NULLS LAST, sha256(physician_id)) = 1;

CREATE TABLE teams_of_decedents AS
SELECT
    dead.*, chosen.physician_id, provider.group_id,
    CASE
        WHEN is_barred THEN NULL
        WHEN chosen.physician_id IS NULL THEN CASE WHEN is_tried('area') THEN area.oht_id END
        ELSE coalesce(
            provider.oht_id, by_area.oht_id, CASE WHEN method_unresolved_network() = 'area' THEN area.oht_id END)
    END AS oht_id
FROM decedents AS dead
LEFT JOIN last_physicians AS chosen USING (person_key)
LEFT JOIN provider_truth AS provider ON provider.kind = 'physician' AND provider.provider_id = chosen.physician_id
LEFT JOIN ohts_by_area AS by_area ON by_area.network_id = provider.network_id AND by_area.area_id = dead.area_id
LEFT JOIN area_truth AS area ON area.area_id = dead.area_id;

-- The rows that count: whoever has no team has no physician either (method, 5.7).
CREATE TABLE population AS
SELECT
    person_key, registered.birth_date, registered.sex, person.area_id, physician_id, group_id, oht_id,
    NULL::DATE AS death_date, period_end() AS age_day
FROM attribution AS person JOIN counted_persons AS registered USING (person_key)
UNION ALL
SELECT
    person_key, birth_date, sex, area_id, CASE WHEN oht_id IS NOT NULL THEN physician_id END,
    CASE WHEN oht_id IS NOT NULL THEN group_id END, oht_id, death_date, death_date
FROM teams_of_decedents;

-- Numerator and denominator of the indicators of the population, by person.
CREATE TABLE population_counts (indicator_id VARCHAR, person_key VARCHAR, numerator BIGINT, denominator BIGINT);
