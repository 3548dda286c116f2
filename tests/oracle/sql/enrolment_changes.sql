-- Indicators 22, enrolment: who has begun a spell, and who has lost the last one, within three months.
CREATE TABLE spell_states AS
SELECT
    person_key,
    bool_or(is_open_now) AS is_open_now,
    bool_or(is_open_now AND start_date > months_before(3)) AS has_begun,
    bool_or(start_date <= months_before(3) AND coalesce(months_before(3) < end_date, true)) AS was_open
FROM (
    SELECT *, is_open_at_end(start_date, end_date) AS is_open_now
    FROM enrolments SEMI JOIN physicians USING (physician_id)
)
GROUP BY person_key;

INSERT INTO person_counts
SELECT 'new_enrol', person_key, coalesce(has_begun AND NOT was_open, false)::BIGINT, 1
FROM counted_persons LEFT JOIN spell_states USING (person_key);

INSERT INTO person_counts
SELECT 'enrol_loss', person_key, (NOT is_open_now)::BIGINT, 1
FROM counted_persons JOIN spell_states USING (person_key)
WHERE was_open;
