-- Method 1.1, referrals. A first visit cannot be before the referral, nor in the future.
CREATE TABLE checked_referrals AS
WITH typed AS (
    SELECT * REPLACE (as_day(referred_date) AS referred_date, as_day(first_visit_date) AS first_visit_date),
        first_visit_date AS visit_text
    FROM raw_referrals
)
SELECT
    drop_index,
    referral_id IS NULL
    OR person_key IS NULL
    OR is_no_event_day(referred_date, delivered_on)
    OR specialty_code IS NULL OR specialty_code NOT IN (
        '00', '01', '02', '03', '04', '05', '06', '07', '08', '09', '11', '12', '13', '15', '16', '17', '18', '19',
        '20', '22', '23', '24', '26', '28', '31', '33', '34', '35', '41', '44', '46', '47', '48', '60', '61', '62',
        '63', '64')
    OR is_unreadable(visit_text, first_visit_date)
    OR fails(first_visit_date <= delivered_on)
    OR fails(first_visit_date >= referred_date) AS is_broken,
    referral_id, person_key, referred_date, specialty_code, referring_physician_id, first_visit_date
FROM typed;
