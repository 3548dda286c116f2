-- Indicators 19.2 to 19.8. The person is followed encounter by encounter: what came before is the latest discharge so far,
-- and a discharge on the same day without a time is before one with a time.
CREATE MACRO gap_minutes(day, minute, next_day, next_minute) AS greatest(0,
    1440 * (next_day - day) + coalesce(next_minute - minute, 0));

CREATE TABLE chained AS
WITH RECURSIVE steps AS (
    SELECT
        person_key, position, 1 AS chain, discharge_date AS until_date, discharge_minute AS until_minute,
        codes_out AS until_codes_out
    FROM encounters WHERE position = 1
    UNION ALL
    SELECT
        person_key, position, CASE WHEN is_linked THEN chain ELSE chain + 1 END,
        CASE WHEN is_before THEN until_date ELSE discharge_date END,
        CASE WHEN is_before THEN until_minute ELSE discharge_minute END,
        CASE WHEN is_before THEN until_codes_out ELSE codes_out END
    FROM (
        SELECT
            *,
            (discharge_date, coalesce(discharge_minute, -1)) < (until_date, coalesce(until_minute, -1)) AS is_before
        FROM (
            SELECT
                next.person_key, next.position, chain, until_date, until_minute, until_codes_out, next.discharge_date,
                next.discharge_minute, next.codes_out,
                gap_minutes(until_date, until_minute, next.admission_date, next.admission_minute) AS gap,
                gap < 420 OR (gap <= 720 AND (until_codes_out OR next.codes_in)) AS is_linked
            FROM steps
            JOIN encounters AS next ON steps.person_key = next.person_key AND steps.position + 1 = next.position
        )
    )
)
SELECT person_key, position, chain FROM steps;

-- Codes of an encounter, main and other ones alike.
CREATE TABLE marked AS
WITH coded AS (
    SELECT
        *, list_concat(
            [code FOR code IN [main_diagnosis_code] IF code IS NOT NULL],
            coalesce(other_diagnosis_codes, [])) AS diagnoses
    FROM encounters JOIN chained USING (person_key, position)
),
obstetric AS (SELECT list(code) AS prefixes FROM deliveries_codes WHERE code <> 'Z37')
SELECT
    coded.*,
    coalesce(starts_with(main_diagnosis_code, 'Z515'), false) AS is_palliative,
    coalesce(care_type = 'mental_health', false) AS is_mental_health,
    len([code FOR code IN diagnoses IF starts_with(code, 'Z511')]) > 0 AS is_chemotherapy,
    len([code FOR code IN diagnoses IF starts_with(code, 'Z37')
        OR (code[6:6] IN ('1', '2') AND len([prefix FOR prefix IN prefixes IF starts_with(code, prefix)]) > 0)]) > 0
        AS is_delivery,
    is_stay AND (coalesce(disposition_code = '73', false)
        OR (coalesce(disposition_code = '07', false) AND discharge_date < DATE '2018-04-01'
            AND coalesce(list_has_all(intervention_codes, ['1ZZ35HAP7', '1ZZ35HAP1', '1ZZ35HAN3']), false))) AS is_maid
FROM coded CROSS JOIN obstetric;

-- The last of an episode is the stay with the latest discharge; its hospital must have delivered after the follow-up (19.8).
-- That hospital's last discharge day is taken over all valid separations of the drops, whoever the person. An unknown end
-- (19.5) is one of that last stay, not of a same-day surgery after it.
CREATE TABLE last_stays AS
SELECT
    person_key, chain, discharge_date AS index_day, is_death(disposition_code) AS has_died,
    is_sign_out(disposition_code) AS is_self_sign_out, codes_out AS has_unknown_end,
    discharge_date > hospital_last_day - (30 + 30) AS is_censored
FROM marked
JOIN (
    SELECT hospital_id, max(discharge_date) AS hospital_last_day
    FROM discharges WHERE discharge_date <= period_end() GROUP BY hospital_id
) USING (hospital_id)
WHERE is_stay
QUALIFY row_number() OVER (
    PARTITION BY person_key, chain
    ORDER BY discharge_date DESC, discharge_minute DESC NULLS LAST, encounter_id DESC) = 1;

CREATE TABLE episodes AS
WITH whole AS (
    SELECT
        person_key, chain,
        arg_min(admission_date, position) AS first_day,
        arg_min(admission_category, position) FILTER (is_stay) = 'L' AS is_elective,
        bool_or(is_palliative) AS is_palliative, bool_or(is_mental_health) AS is_mental_health,
        bool_or(is_chemotherapy) AS is_chemotherapy, bool_or(is_delivery) AS is_delivery, bool_or(is_maid) AS is_maid
    FROM marked GROUP BY person_key, chain
),
judged AS (
    SELECT
        whole.*, last_stays.* EXCLUDE (person_key, chain),
        NOT (is_elective OR is_maid OR is_palliative OR is_chemotherapy OR is_mental_health OR is_delivery)
            AS counts_as_readmission
    FROM whole JOIN last_stays USING (person_key, chain)
)
SELECT
    *,
    lead(first_day) OVER next_one - index_day AS days_to_next,
    lead(counts_as_readmission) OVER next_one AS next_counts,
    lead(is_mental_health) OVER next_one AS next_is_mental_health
FROM judged
WINDOW next_one AS (PARTITION BY person_key ORDER BY chain);
