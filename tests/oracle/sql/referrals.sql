-- Indicators 42: referrals followed for a year; who was not seen then waits longer than all others (null).
CREATE TABLE followed_referrals AS
SELECT
    person_key,
    CASE WHEN first_visit_date <= period_end() AND first_visit_date - referred_date <= 365
        THEN first_visit_date - referred_date END AS days
FROM referrals JOIN counted_persons USING (person_key)
WHERE specialty_code NOT IN ('00', '05') AND in_index_window(referred_date, 24, 365);

INSERT INTO event_counts
SELECT 'specialist_wait', person_key, (days IS NOT NULL)::BIGINT, 1 FROM followed_referrals;

INSERT INTO event_values
SELECT 'specialist_wait', person_key, days FROM followed_referrals;
