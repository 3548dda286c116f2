-- Method 1.1, tests of cancer screening.
CREATE TABLE checked_screening_tests AS
WITH typed AS (
    SELECT
        drop_index, delivered_on, is_screening AS screening_text,
        test_id, person_key, test_kind, as_day(test_date) AS test_date, result, as_truth(is_screening) AS is_screening
    FROM raw_screening_tests
)
SELECT
    drop_index,
    test_id IS NULL
    OR person_key IS NULL
    OR test_kind IS NULL
    OR test_kind NOT IN ('fobt', 'fit', 'colonoscopy', 'flexible_sigmoidoscopy', 'pap', 'hpv', 'mammogram')
    OR is_no_event_day(test_date, delivered_on)
    OR fails(result IN ('normal', 'abnormal', 'invalid', 'unknown'))
    OR is_unreadable(screening_text, is_screening) AS is_broken,
    test_id, person_key, test_kind, test_date, result, is_screening
FROM typed;
