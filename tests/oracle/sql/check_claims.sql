-- Method 1.1, claim lines. A claim may lack a person; the dummy person is none (1.4).
CREATE TABLE checked_claims AS
WITH typed AS (
    SELECT
        drop_index, delivered_on, fee_paid_cents AS paid_text,
        claim_id,
        CASE WHEN person_key <> '9777777779' THEN person_key END AS person_key,
        physician_id,
        as_day(service_date) AS service_date,
        fee_code[1:4] AS fee_code,
        coalesce(nullif(fee_code[5:], ''), 'A') AS fee_suffix,
        as_whole(services) AS services,
        as_whole(fee_paid_cents) AS fee_paid_cents,
        diagnosis_code,
        location,
        hospital_id
    FROM raw_claims
)
SELECT
    drop_index,
    claim_id IS NULL
    OR physician_id IS NULL
    OR service_date IS NULL
    OR service_date < DATE '1900-01-01'
    OR service_date > delivered_on
    OR fee_code IS NULL OR NOT regexp_full_match(fee_code, '[A-Z][0-9]{3}')
    OR fee_suffix NOT IN ('A', 'B', 'C')
    OR services IS NULL OR services < -999 OR services > 999 OR services = 0
    OR is_unreadable(paid_text, fee_paid_cents)
    OR fails(fee_paid_cents BETWEEN -100000000 AND 100000000)
    OR fails(regexp_full_match(diagnosis_code, '[0-9]{3}'))
    OR location IS NULL OR location NOT IN
        ('office', 'home', 'virtual', 'emergency', 'inpatient', 'long_term_care', 'other', 'unknown') AS is_broken,
    claim_id, person_key, physician_id, service_date, fee_code, fee_suffix, services, fee_paid_cents, diagnosis_code,
    location, hospital_id
FROM typed;
