-- Long-term care 36.1: one target assessment a resident and quarter, whole months counted back from that of D.
INSERT INTO event_counts
WITH placed AS (
    SELECT
        *,
        (12 * (year(period_end()) - year(assessment_date)) + month(period_end()) - month(assessment_date)) AS months_back
    FROM long_term_care_assessments SEMI JOIN counted_persons USING (person_key)
    WHERE assessment_date <= period_end() AND assessment_date - admission_date > 92
),
targets AS (
    SELECT * FROM placed WHERE months_back < 12
    QUALIFY row_number() OVER (
        PARTITION BY person_key, months_back // 3 ORDER BY assessment_date DESC, assessment_id DESC) = 1
)
SELECT 'antipsych_ltc', person_key, (antipsychotic_days >= 1)::BIGINT, 1
FROM targets
WHERE antipsychotic_days IS NOT NULL
  AND NOT (coalesce(has_schizophrenia, false) OR coalesce(has_huntington, false) OR coalesce(has_hallucinations, false)
    OR coalesce(has_delusions, false) OR coalesce(is_end_of_life, false));
