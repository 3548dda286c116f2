SELECT
    referral_no AS referral_id, as_key(health_number) AS person_key, referred_on AS referred_date,
    to_specialty AS specialty_code, referred_by AS referring_physician_id, first_seen_on AS first_visit_date
FROM {delivered}
