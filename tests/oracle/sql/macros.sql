-- Words used by every other file. `period_end()` is made in oracle.py, since it takes the day asked for.

-- "n years ending at D" is (D - n years, D]; 29 February minus n years is 28 February in a common year (method, head).
CREATE MACRO years_before(n) AS CAST(period_end() - to_years(n) AS DATE);
CREATE MACRO in_years_to_end(day, n) AS (day > years_before(n) AND day <= period_end());

-- The n-th birthday is on or before D; compared part by part, so 29 February counts as 1 March in common years (3).
CREATE MACRO has_reached_age(birth, n) AS
    (year(birth) + n, month(birth), day(birth)) <= (year(period_end()), month(period_end()), day(period_end()));

-- Start <= D < end; an unknown start or end is open (3, 6).
CREATE MACRO is_open_at_end(start_day, end_day) AS
    (coalesce(start_day <= period_end(), true) AND coalesce(period_end() < end_day, true));

-- Strict readings of text: null when the text is not exactly such a value.
CREATE MACRO as_day(text) AS
    CASE WHEN regexp_full_match(text, '[0-9]{4}-[0-9]{2}-[0-9]{2}') THEN try_cast(text AS DATE) END;
CREATE MACRO as_whole(text) AS CASE WHEN regexp_full_match(text, '[+-]?[0-9]+') THEN try_cast(text AS BIGINT) END;
CREATE MACRO as_decimal(text) AS try_cast(text AS DOUBLE);
CREATE MACRO as_truth(text) AS CASE text WHEN 'true' THEN true WHEN 'false' THEN false END;

-- What breaks a row (1.1). A rule about a value says nothing of a missing one: null passes, as in the models.
CREATE MACRO is_unreadable(text, reading) AS (text IS NOT NULL AND reading IS NULL);
CREATE MACRO fails(rule) AS (NOT coalesce(rule, true));
CREATE MACRO is_missing(value) AS (value IS NULL OR value = '');

-- Ontario postal codes, whole or the bare forward sortation area.
CREATE MACRO plain_postal(text) AS nullif(replace(upper(text), ' ', ''), '');
CREATE MACRO postal_status(code) AS CASE
    WHEN code IS NULL THEN 'missing'
    WHEN regexp_full_match(code, '[KLMNP][0-9][A-Z]([0-9][A-Z][0-9])?') THEN 'ontario'
    WHEN regexp_full_match(code, '[A-Z][0-9][A-Z]([0-9][A-Z][0-9])?') THEN 'outside_ontario'
    ELSE 'malformed' END;
CREATE MACRO postal_area(code) AS CASE WHEN postal_status(code) = 'ontario' THEN code[1:3] END;

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
