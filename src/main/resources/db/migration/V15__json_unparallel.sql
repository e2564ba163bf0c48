-- It handles errors, for which PostgreSQL before 18 needs a subtransaction, and has none in parallel workers: views of
-- some thousand runs, which are enough to be read in parallel, could not be read there.
alter function json_or_null(text) parallel unsafe;
