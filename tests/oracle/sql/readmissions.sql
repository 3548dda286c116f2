-- Indicators 19.9 and 19.11: one row per event, with what it adds above and below the line.
CREATE TABLE event_counts (indicator_id VARCHAR, person_key VARCHAR, numerator BIGINT, denominator BIGINT);
-- Of medians: one row per event, null: above all values that are known.
CREATE TABLE event_values (indicator_id VARCHAR, person_key VARCHAR, value BIGINT);

INSERT INTO event_counts
SELECT 'readmit30_cihi', person_key, coalesce(next_counts AND days_to_next <= 30, false)::BIGINT, 1
FROM episodes
WHERE in_index_window(index_day, 12, 30)
  AND NOT (has_died OR is_palliative OR is_mental_health OR is_self_sign_out OR has_unknown_end OR is_censored);

INSERT INTO event_counts
SELECT
    'readmit30_conditions', person_key,
    EXISTS (
        SELECT 1 FROM stays AS later
        WHERE later.person_key = stay.person_key
          AND later.place > stay.place
          AND later.admission_category = 'U'
          AND later.admission_date BETWEEN stay.discharge_date AND stay.discharge_date + 30
          AND (NOT coalesce(later.is_transfer_in, false) OR later.hospital_id = stay.hospital_id)
    )::BIGINT,
    1
FROM stays AS stay
WHERE in_index_window(discharge_date, 12, 30) AND has_condition AND NOT has_died;
