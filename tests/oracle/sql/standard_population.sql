-- The people of Ontario in 2011: {file}.
CREATE TABLE standard_population AS
SELECT sex, age_group, CAST(population AS BIGINT) AS population
FROM read_csv('{file}', header = true, all_varchar = true, comment = '#', delim = ',');
