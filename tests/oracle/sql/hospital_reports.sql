-- Indicators 41: stays of three months, and summaries of them to family physicians.
INSERT INTO event_counts
SELECT
    'ds48', person_key,
    EXISTS (
        SELECT 1 FROM hospital_reports AS report JOIN physicians AS recipient
            ON report.recipient_physician_id = recipient.physician_id AND recipient.specialty_code IN ('00', '05')
        WHERE report.person_key = stay.person_key AND report.hospital_id = stay.hospital_id
          AND report.discharge_date = stay.discharge_date AND sent_date <= period_end()
          AND CASE WHEN sent_minute IS NULL OR discharge_minute IS NULL THEN sent_date - stay.discharge_date <= 2
            ELSE 1440 * (sent_date - stay.discharge_date) + sent_minute - discharge_minute <= 2880 END
    )::BIGINT,
    1
FROM stays AS stay
WHERE in_index_window(discharge_date, 3, 2) AND NOT has_died
  AND NOT coalesce(disposition_code = '10', false) AND NOT coalesce(is_transfer_out, false);
