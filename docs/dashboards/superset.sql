-- Datasets for Superset: SQL Lab, paste one query, Save as dataset. Times and measures are named in the comments.

-- Value over days of knowledge. Time column as_of, metric AVG(value), dimension statistic.
select as_of, scenario, statistic, value, standard_error
  from reporting.valuations
 where metric = 'enterpriseValueUsd';

-- Fan of the capacity in the latest run. Time column date, metric AVG(value), dimension statistic.
select date, statistic, value / 1e6 as capacity_gw
  from reporting.series
 where run_id = (select run_id from reporting.runs
                  where nothing_assumed and mode = 'stochastic'
                  order by as_of desc, paths desc, recorded_at desc limit 1)
   and metric = 'capacityKw';

-- What moved the latest run, fact by fact. Dimension rule, metrics MAX(before) and MAX(after).
select e.place, e.rule, e.parameter, e.before, e.after, e.weight, e.because, m.title, m.source_url
  from reporting.effects e
  left join reporting.milestones m on m.id = any (string_to_array(e.facts, ', '))
 where e.run_id = (select run_id from reporting.runs
                    where nothing_assumed and mode = 'stochastic'
                    order by as_of desc, paths desc, recorded_at desc limit 1)
 order by e.place;

-- Calibration of forecasts that were made on their day. Metrics AVG(probability), AVG(outcome_value), COUNT(*).
select width_bucket(probability, 0, 1, 10) as bin, probability, outcome_value, question, made_on
  from reporting.forecasts
 where outcome = 'resolved' and probability is not null and backtest is null;
