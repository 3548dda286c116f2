-- Method 1.1, laboratory results (laboratory, 32).
CREATE TABLE checked_laboratory_results AS
WITH typed AS (
    SELECT
        drop_index, delivered_on, is_final AS final_text,
        result_id, person_key, test_code,
        as_day(collected_date) AS collected_date,
        as_truth(is_final) AS is_final
    FROM raw_laboratory_results
)
SELECT
    drop_index,
    is_missing(result_id)
    OR person_key IS NULL
    OR test_code IS NULL OR test_code NOT IN ('hba1c', 'ldl')
    OR is_no_event_day(collected_date, delivered_on)
    OR is_unreadable(final_text, is_final) AS is_broken,
    result_id, person_key, test_code, collected_date, is_final
FROM typed;
