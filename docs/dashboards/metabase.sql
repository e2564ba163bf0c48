-- Questions for Metabase: New, SQL query, paste one. What stands in [[ ]] is left out until its filter is set.

-- Value over days of knowledge, with two standard errors.
select as_of, value as mean_usd, value - 2 * standard_error as low_usd, value + 2 * standard_error as high_usd
  from reporting.valuations
 where metric = 'enterpriseValueUsd' and statistic = 'mean'
   [[ and scenario = {{scenario}} ]]
 order by as_of;

-- Facts in force, the latest first.
select occurred_on, type, subject, title, value, unit, grade, evidence_quality, source_url
  from reporting.milestones
 where true
   [[ and type = {{type}} ]]
   [[ and occurred_on >= {{since}} ]]
 order by occurred_on desc;

-- What the evidence did to the parameters of the latest run.
select parameter, unit, pack, prior, posterior, posterior / nullif(prior, 0) - 1 as change, changed_by
  from reporting.parameters
 where run_id = (select run_id from reporting.runs
                  where nothing_assumed and mode = 'stochastic'
                  order by as_of desc, paths desc, recorded_at desc limit 1)
   and changed_by is not null
 order by parameter, pack;

-- Who activated which rule set.
select activated_at, author, message, rule_set, previous
  from reporting.rule_set_activations
 order by generation desc;
