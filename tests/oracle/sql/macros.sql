-- Words used by every other file. `period_end()` and `method_...()` are made by oracle.py, for the day and method asked.

-- "n years ending at D" is (D - n years, D]; 29 February minus n years is 28 February in a common year (method, head).
CREATE MACRO years_before(n) AS CAST(period_end() - to_years(CAST(n AS INTEGER)) AS DATE);
CREATE MACRO in_years_to_end(day, n) AS (day > years_before(n) AND day <= period_end());

-- Months work on calendar days: the day is kept, or the last of a month that lacks it (method, head).
CREATE MACRO months_before_day(day, n) AS CAST(day - to_months(CAST(n AS INTEGER)) AS DATE);
-- Months before a month end are month ends; whole years keep the day.
CREATE MACRO months_before(n) AS CASE WHEN n % 12 = 0 THEN months_before_day(period_end(), n)
    ELSE last_day(months_before_day(period_end(), n)) END;
CREATE MACRO in_months_to_end(day, n) AS (day > months_before(n) AND day <= period_end());
-- An event with a follow-up of some days: (D - months, D - days] (indicators, 18.3).
CREATE MACRO in_index_window(day, n, days) AS (day > months_before(n) AND day <= period_end() - CAST(days AS INTEGER));

-- The look-back of the attribution, whole and year by year; year 1 ends at D. `window` bears on these alone (head).
CREATE MACRO in_look_back_year(day, n) AS CASE method_window()
    WHEN 'until_included' THEN day > years_before(n) AND day <= years_before(n - 1)
    WHEN 'from_included' THEN day >= years_before(n) AND day < years_before(n - 1) END;
CREATE MACRO in_look_back(day) AS CASE method_window()
    WHEN 'until_included' THEN day > years_before(method_look_back_years()) AND day <= period_end()
    WHEN 'from_included' THEN day >= years_before(method_look_back_years()) AND day < period_end() END;

-- The n-th birthday is on or before D; compared part by part, so 29 February counts as 1 March in common years (3).
CREATE MACRO has_age_on(birth, n, on_day) AS
    (year(birth) + n, month(birth), day(birth)) <= (year(on_day), month(on_day), day(on_day));
CREATE MACRO has_reached_age(birth, n) AS has_age_on(birth, n, period_end());

-- Start <= D < end; an unknown start or end is open (3, 6).
CREATE MACRO is_open_at_end(start_day, end_day) AS
    (coalesce(start_day <= period_end(), true) AND coalesce(period_end() < end_day, true));

-- The same of insurance, whose last day may count (3).
CREATE MACRO is_covered_at_end(start_day, end_day) AS
    (is_open_at_end(start_day, end_day) OR (method_eligibility_end_inclusive()
        AND end_day = period_end() AND coalesce(start_day <= period_end(), true)));

-- Strict readings of text: null when the text is not exactly such a value.
CREATE MACRO as_day(text) AS
    CASE WHEN regexp_full_match(text, '[0-9]{4}-[0-9]{2}-[0-9]{2}') THEN try_cast(text AS DATE) END;
CREATE MACRO as_whole(text) AS CASE WHEN regexp_full_match(text, '[+-]?[0-9]+') THEN try_cast(text AS BIGINT) END;
CREATE MACRO as_decimal(text) AS try_cast(text AS DOUBLE);
-- A time of day in minutes, with seconds or without; they are cut off.
CREATE MACRO as_minute(text) AS CASE WHEN regexp_full_match(text, '([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?')
    THEN 60 * CAST(text[1:2] AS INTEGER) + CAST(text[4:5] AS INTEGER) END;
CREATE MACRO as_truth(text) AS CASE text WHEN 'true' THEN true WHEN 'false' THEN false END;

-- What breaks a row (1.1). A rule about a value says nothing of a missing one: null passes, as in the models.
CREATE MACRO is_unreadable(text, reading) AS (text IS NOT NULL AND reading IS NULL);
CREATE MACRO fails(rule) AS (NOT coalesce(rule, true));
CREATE MACRO is_no_event_day(day, delivered_on) AS
    (day IS NULL OR day < DATE '1900-01-01' OR day > delivered_on);
CREATE MACRO is_missing(value) AS (value IS NULL OR value = '');

-- Ontario postal codes, whole or the bare forward sortation area.
CREATE MACRO plain_postal(text) AS nullif(replace(upper(text), ' ', ''), '');
CREATE MACRO postal_status(code) AS CASE
    WHEN code IS NULL THEN 'missing'
    WHEN regexp_full_match(code, '[KLMNP][0-9][A-Z]([0-9][A-Z][0-9])?') THEN 'ontario'
    WHEN regexp_full_match(code, '[A-Z][0-9][A-Z]([0-9][A-Z][0-9])?') THEN 'outside_ontario'
    ELSE 'malformed' END;
CREATE MACRO postal_area(code) AS CASE WHEN postal_status(code) = 'ontario' THEN code[1:3] END;

-- A health number without blanks and dashes; one or two letters behind ten digits are the version of the card (1.6).
CREATE MACRO as_key(text) AS
    regexp_replace(regexp_replace(text, '[\s-]', '', 'g'), '^([0-9]{10})[A-Za-z]{1,2}$', '\1');

-- Ten digits, the first not 0, the Luhn check digit right: every second digit from the left is doubled.
CREATE MACRO luhn_total(digits) AS list_sum([
    CASE WHEN place % 2 = 0 THEN CAST(digits[place] AS INTEGER)
         WHEN CAST(digits[place] AS INTEGER) > 4 THEN 2 * CAST(digits[place] AS INTEGER) - 9
         ELSE 2 * CAST(digits[place] AS INTEGER) END
    FOR place IN range(1, 11)]);
CREATE MACRO is_health_number(text) AS
    CASE WHEN regexp_full_match(text, '[1-9][0-9]{9}') THEN luhn_total(text) % 10 = 0 ELSE false END;

-- A sum as a whole number of usual size; of nothing it is zero.
CREATE MACRO total(added) AS CAST(coalesce(added, 0) AS BIGINT);

-- Sets of the method (2). The temporary codes of virtual care are core or nothing.
CREATE MACRO is_time_code(code) AS (code IN ('Q310', 'Q311', 'Q312', 'Q313'));
CREATE MACRO is_temporary_code(code) AS (code IN ('K080', 'K081', 'K082'));
CREATE MACRO is_laboratory_code(code) AS starts_with(code, 'L');
CREATE MACRO is_modality_code(code) AS list_contains(method_modality_codes(), code);
CREATE MACRO is_tried(rule) AS list_contains(method_tier_order(), rule);

-- The tier of a rule (4).
CREATE MACRO tier_of(rule) AS CASE
    WHEN rule IS NULL THEN 'unattributable'
    WHEN rule = 'enrolment' THEN 'rostered'
    WHEN rule = 'centre_roster' THEN 'health_centre'
    WHEN rule = 'core_care' THEN 'virtual'
    WHEN rule IN ('paediatrician', 'non_comprehensive', 'other_visits') THEN 'other_provider'
    WHEN rule = 'mother' THEN 'newborn'
    WHEN rule = 'area' THEN 'postal_area' END;

-- A share in ten-thousandths, rounded half away from zero, in whole numbers (indicators, 18.2).
CREATE MACRO ten_thousandths(part, whole) AS CAST((20000 * part + whole) // (2 * whole) AS BIGINT);

-- Dispositions of the dead, and of those who left against advice (indicators, 19.6).
CREATE MACRO is_death(disposition) AS coalesce(disposition IN ('07', '72', '73', '74'), false);
CREATE MACRO is_sign_out(disposition) AS coalesce(disposition IN ('61', '62', '65', '66', '67'), false);

-- Mental health by diagnosis (indicators, 20 and 21), on the first three characters; self-harm only beside another main one.
CREATE MACRO is_between(code, first, last) AS coalesce(code[1:3] >= first AND code[1:3] <= last, false);
CREATE MACRO is_self_harm(code) AS
    (is_between(code, 'X60', 'X84') OR is_between(code, 'Y10', 'Y19') OR coalesce(code[1:3] = 'Y28', false));
CREATE MACRO is_of_mental_health(main, others) AS (
    is_between(main, 'F06', 'F99')
    OR coalesce(len([code FOR code IN others IF is_self_harm(code)]) > 0, false));
