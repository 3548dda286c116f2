SELECT
    report_no AS report_id, as_key(health_number) AS person_key, institution_no AS hospital_id,
    discharged_on AS discharge_date, sent_on AS sent_date, sent_at AS sent_time, sent_to AS recipient_physician_id
FROM {delivered}
