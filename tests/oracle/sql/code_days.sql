-- Method 2.1 and 2.2: which code is on the core list from which day to which, and which holds on some days only.
CREATE TABLE core_days AS
SELECT
    fee_code,
    CASE WHEN is_temporary_code(fee_code) THEN method_early_virtual_from() ELSE valid_from END AS valid_from,
    valid_to
FROM core_codes
UNION ALL
SELECT fee_code, valid_from, valid_to
FROM dated_codes
WHERE method_limited_virtual_counts() AND list_contains(method_limited_virtual_codes(), fee_code);
