-- Home care 35.1: referrals by the day on which the patient was available, one a person and day.
CREATE TABLE available_patients AS
SELECT
    * EXCLUDE (begun),
    CASE WHEN available_date = min(available_date) OVER (PARTITION BY person_key, begun) THEN begun ELSE available_date END
        AS counts_since
FROM (
    SELECT
        person_key, referral_id, available_date, discharge_date, coalesce(is_complex, false) AS is_complex,
        CASE WHEN referral_date < available_date THEN referral_date ELSE available_date END AS begun
    FROM home_care_referrals SEMI JOIN counted_persons USING (person_key)
    WHERE in_months_to_end(available_date, 15)
    QUALIFY row_number() OVER (
        PARTITION BY person_key, available_date ORDER BY referral_date DESC, referral_id DESC) = 1
);

-- What each of them received: by the person's referral that counts since the latest day up to the service's, unless
-- discharged before it.
CREATE TABLE services_received AS
SELECT *
FROM (
    SELECT
        patient.person_key, patient.referral_id, patient.available_date, patient.is_complex, patient.discharge_date,
        service.service_code, service.service_date
    FROM home_care_services AS service
    JOIN available_patients AS patient
        ON service.person_key = patient.person_key AND patient.counts_since <= service.service_date
    WHERE in_months_to_end(service.service_date, 15)
    QUALIFY row_number() OVER (
        PARTITION BY service.person_key, service.service_id
        ORDER BY patient.counts_since DESC, patient.available_date DESC) = 1
)
WHERE coalesce(discharge_date >= service_date, true);

CREATE TABLE first_waits AS
SELECT
    person_key, referral_id, any_value(is_complex) AS is_complex, kind, min(service_date) AS first_day,
    greatest(min(service_date) - any_value(available_date), 0) AS wait_days
FROM (
    SELECT
        *, CASE WHEN service_code IN ('01', '02') THEN 'nursing' WHEN service_code IN ('11', '13') THEN 'support' END AS kind
    FROM services_received
)
WHERE kind IS NOT NULL
GROUP BY person_key, referral_id, kind;

INSERT INTO event_counts
SELECT 'hc_nursing5', person_key, (wait_days BETWEEN 0 AND 5)::BIGINT, 1
FROM first_waits WHERE kind = 'nursing' AND in_months_to_end(first_day, 12);

INSERT INTO event_counts
SELECT 'hc_psw5', person_key, (wait_days BETWEEN 0 AND 5)::BIGINT, 1
FROM first_waits WHERE kind = 'support' AND is_complex AND in_months_to_end(first_day, 12);

-- 35.2 and 35.3: assessments of counted persons up to D, with how long the client had been in home care.
CREATE TABLE client_assessments AS
SELECT
    assessment.*,
    EXISTS (
        SELECT 1 FROM home_care_referrals AS referral
        WHERE referral.person_key = assessment.person_key
          AND referral.admission_date <= assessment.assessment_date - 60
          AND coalesce(referral.discharge_date >= assessment.assessment_date, true)
    ) AS is_long_stay
FROM home_care_assessments AS assessment SEMI JOIN counted_persons USING (person_key)
WHERE assessment_date <= period_end();

INSERT INTO event_counts
SELECT
    'caregiver_distress', person_key,
    (coalesce(is_caregiver_distressed, false) OR coalesce(is_caregiver_unable, false))::BIGINT, 1
FROM (
    SELECT * FROM client_assessments WHERE in_months_to_end(assessment_date, 12)
    QUALIFY row_number() OVER (PARTITION BY person_key ORDER BY assessment_date DESC, assessment_id DESC) = 1
)
WHERE is_long_stay AND has_caregiver IS TRUE
  AND NOT (is_caregiver_distressed IS NULL AND is_caregiver_unable IS NULL);

INSERT INTO event_counts
WITH known AS (
    SELECT * FROM client_assessments WHERE adl_hierarchy IS NOT NULL
),
last_ones AS (
    SELECT * FROM known WHERE in_months_to_end(assessment_date, 12)
    QUALIFY row_number() OVER (PARTITION BY person_key ORDER BY assessment_date DESC, assessment_id DESC) = 1
),
compared AS (
    SELECT last_ones.person_key, is_long_stay, last_ones.adl_hierarchy AS adl_now, earlier.adl_hierarchy AS adl_then
    FROM last_ones
    JOIN (SELECT person_key, assessment_date, assessment_id, adl_hierarchy FROM known) AS earlier
        ON last_ones.person_key = earlier.person_key
        AND earlier.assessment_date >= months_before_day(last_ones.assessment_date, 6)
        AND earlier.assessment_date < last_ones.assessment_date
    QUALIFY row_number() OVER (
        PARTITION BY last_ones.person_key ORDER BY earlier.assessment_date, earlier.assessment_id DESC) = 1
)
SELECT 'adl_decline', person_key, (adl_now > adl_then)::BIGINT, 1
FROM compared WHERE is_long_stay AND adl_then < 6;

-- 35.4: referrals with the episode they belong to; of the year alone, since later episodes begin after earlier ones end.
CREATE TABLE episodes_of_year AS
SELECT episodes.*, last_encounter
FROM episodes
JOIN (
    SELECT person_key, chain, arg_max(encounter_id, (discharge_date, coalesce(discharge_minute, -1), encounter_id))
        AS last_encounter
    FROM marked WHERE is_stay GROUP BY person_key, chain
) USING (person_key, chain)
WHERE in_months_to_end(index_day, 12);

CREATE TABLE new_clients AS
SELECT person_key, chain
FROM (
    SELECT
        episode.person_key, episode.chain, episode.index_day, referral.referral_date, referral.referral_source,
        EXISTS (
            SELECT 1 FROM home_care_referrals AS other
            WHERE other.person_key = referral.person_key AND other.referral_id <> referral.referral_id
              AND other.admission_date < referral.referral_date
              AND coalesce(other.discharge_date >= referral.referral_date, true)
        ) AS is_in_care
    FROM home_care_referrals AS referral
    JOIN episodes_of_year AS episode
        ON referral.person_key = episode.person_key AND episode.first_day <= referral.referral_date
    WHERE referral.referral_date <= period_end()
    QUALIFY row_number() OVER (
        PARTITION BY referral.person_key, referral.referral_id
        ORDER BY episode.first_day DESC, episode.index_day DESC, episode.last_encounter DESC) = 1
)
WHERE referral_date <= index_day + 7
  AND (coalesce(referral_source = 'hospital', false) OR referral_date >= index_day)
  AND NOT is_in_care;

INSERT INTO event_counts
SELECT 'hc_readmit', person_key, coalesce(next_counts AND days_to_next <= 30, false)::BIGINT, 1
FROM episodes SEMI JOIN new_clients USING (person_key, chain)
WHERE in_index_window(index_day, 12, 30)
  AND NOT (has_died OR is_palliative OR is_mental_health OR is_self_sign_out OR has_unknown_end OR is_censored);
