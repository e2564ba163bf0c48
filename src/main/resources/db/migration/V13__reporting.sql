-- Tables for dashboards that read the database themselves, and for the feeds of the API, which read the same views.
-- Their columns are a promise: they may be added at the end, never renamed, retyped or taken away.
create schema reporting;

comment on schema reporting is 'Tidy tables for dashboards. perigee_reader may read them and nothing else.';

-- JSON that no jsonb can hold, such as text with a NUL that a rule made, must not keep a run from being stored.
create function json_or_null(stored text) returns jsonb language plpgsql immutable parallel safe as $$
begin
  return stored::jsonb;
exception when others then
  return null;
end
$$;

-- What tables of runs are made of, without the long lists of an answer: parsing every answer for every look at the
-- runs would take a millisecond each.
alter table run add column summary jsonb generated always as (
  json_or_null(answer) - array['capacity', 'costRatio', 'probabilities', 'bindingConstraints', 'effects', 'quarters'])
  stored;

comment on column run.summary is 'The answer without its lists; null when no jsonb can hold it.';

create index run_recorded_at on run (recorded_at desc);
create index run_as_of on run ((summary #>> '{provenance,asOf}') desc) where mode = 'stochastic';

create table forecast_outcome (
  question text not null references forecast_question (digest),
  target   text not null,
  from_on  date not null,
  by_on    date not null,
  state    text not null check (state in ('open', 'resolved', 'void')),
  value    double precision,
  known_on date,
  because  text not null,
  seen_at  timestamptz not null,
  primary key (question, target, from_on, by_on),
  check ((state = 'resolved') = (value is not null)),
  check ((state = 'open') = (known_on is null))
);

comment on table forecast_outcome is 'What came of the questions as far as the ledger knew at seen_at. Written anew when facts or the day change it.';

create view reporting.runs as
select r.id                                                                          as run_id,
       r.summary #>> '{provenance,ruleSet}'                                          as rule_set,
       (r.summary #>> '{provenance,asOf}')::date                                     as as_of,
       r.summary ->> 'scenario'                                                      as scenario,
       r.mode                                                                        as mode,
       coalesce(json_or_null(r.inputs) -> 'scenario' = '{}'::jsonb, false)           as nothing_assumed,
       (r.summary #>> '{provenance,seed}')::bigint                                   as seed,
       (r.summary #>> '{provenance,paths}')::bigint                                  as paths,
       r.summary #>> '{provenance,sampling}'                                         as sampling,
       r.summary #>> '{provenance,facts}'                                            as facts,
       r.summary #>> '{provenance,coreVersion}'                                      as core_version,
       r.summary #>> '{provenance,engine}'                                           as engine,
       r.digest                                                                      as digest,
       r.recorded_at                                                                 as recorded_at,
       coalesce(r.summary #> '{valuation,enterpriseValueUsd,mean}',
                r.summary -> 'enterpriseValueUsd')::double precision                 as enterprise_value_usd,
       (r.summary #> '{valuation,enterpriseValueUsd,standardError}')::double precision
                                                                                     as enterprise_value_standard_error,
       (r.summary #> '{valuation,enterpriseValueUsd,p10}')::double precision         as enterprise_value_p10,
       (r.summary #> '{valuation,enterpriseValueUsd,p50}')::double precision         as enterprise_value_p50,
       (r.summary #> '{valuation,enterpriseValueUsd,p90}')::double precision         as enterprise_value_p90,
       (r.summary #> '{valuation,bands,bear}')::double precision                     as bear_usd,
       (r.summary #> '{valuation,bands,base}')::double precision                     as base_usd,
       (r.summary #> '{valuation,bands,bull}')::double precision                     as bull_usd,
       (r.summary #> '{valuation,equityBridge,perShareUsd,mean}')::double precision  as per_share_usd,
       (r.summary #> '{valuation,marketImplied,orbitalOptionUsd}')::double precision as market_implied_usd,
       (r.summary #> '{valuation,marketImplied,companyPackWeight}')::double precision
                                                                                     as market_implied_weight,
       (r.summary #> '{packWeights,company}')::double precision                      as company_weight,
       (r.summary #> '{neverProduces,mean}')::double precision                       as never_produces
  from public.run r;

comment on view reporting.runs is 'The runs: where each comes from, and what it says the programme is worth';
comment on column reporting.runs.run_id is 'Name of the run';
comment on column reporting.runs.rule_set is 'Digest of the rule set; absent in deterministic mode';
comment on column reporting.runs.as_of is 'Day of knowledge; absent in deterministic mode';
comment on column reporting.runs.scenario is 'Name of the scenario, when it has one';
comment on column reporting.runs.mode is 'stochastic or deterministic';
comment on column reporting.runs.nothing_assumed is 'Whether it is the ledger as it is';
comment on column reporting.runs.seed is 'Seed of the draws';
comment on column reporting.runs.paths is 'Paths of each prior pack';
comment on column reporting.runs.sampling is 'How points were chosen: pseudo or sobol';
comment on column reporting.runs.facts is 'Digest of the facts in force on the day of knowledge';
comment on column reporting.runs.core_version is 'Version of the arithmetic';
comment on column reporting.runs.engine is 'What computed it; changes no bit of the numbers';
comment on column reporting.runs.digest is 'Digest of the numbers';
comment on column reporting.runs.recorded_at is 'When it was stored';
comment on column reporting.runs.enterprise_value_usd is 'Mean enterprise value of the programme, real 2026 USD';
comment on column reporting.runs.enterprise_value_standard_error is 'Standard error of that mean, USD';
comment on column reporting.runs.enterprise_value_p10 is '10th percentile of the enterprise value, USD';
comment on column reporting.runs.enterprise_value_p50 is 'Median of the enterprise value, USD';
comment on column reporting.runs.enterprise_value_p90 is '90th percentile of the enterprise value, USD';
comment on column reporting.runs.bear_usd is 'Mean of the lowest quarter of values, USD';
comment on column reporting.runs.base_usd is 'Mean of the middle half of values, USD';
comment on column reporting.runs.bull_usd is 'Mean of the highest quarter of values, USD';
comment on column reporting.runs.per_share_usd is 'Mean equity value of a share, USD';
comment on column reporting.runs.market_implied_usd is 'What the market pays for the programme, USD';
comment on column reporting.runs.market_implied_weight is 'Weight on the company pack that the market price implies, when one does';
comment on column reporting.runs.company_weight is 'Weight that the evidence gives the company pack';
comment on column reporting.runs.never_produces is 'Probability that nothing is produced within the horizon';

create view reporting.series as
select r.id                                      as run_id,
       r.summary #>> '{provenance,ruleSet}'      as rule_set,
       (r.summary #>> '{provenance,asOf}')::date as as_of,
       r.summary ->> 'scenario'                  as scenario,
       line ->> 'metric'                         as metric,
       line ->> 'unit'                           as unit,
       (point ->> 'date')::date                  as date,
       number.statistic                          as statistic,
       number.value::double precision            as value,
       number.error::double precision            as standard_error
  from public.run r
 cross join lateral jsonb_array_elements(json_or_null(r.series) -> 'items') as line
 cross join lateral jsonb_array_elements(line -> 'points') as point
 cross join lateral (values
   ('value', point -> 'value', '0'::jsonb),
   ('mean', point #> '{statistics,mean}', point #> '{statistics,standardError}'),
   ('p5', point #> '{statistics,p5}', point #> '{statistics,percentileStandardErrors,p5}'),
   ('p10', point #> '{statistics,p10}', point #> '{statistics,percentileStandardErrors,p10}'),
   ('p25', point #> '{statistics,p25}', point #> '{statistics,percentileStandardErrors,p25}'),
   ('p50', point #> '{statistics,p50}', point #> '{statistics,percentileStandardErrors,p50}'),
   ('p75', point #> '{statistics,p75}', point #> '{statistics,percentileStandardErrors,p75}'),
   ('p90', point #> '{statistics,p90}', point #> '{statistics,percentileStandardErrors,p90}'),
   ('p95', point #> '{statistics,p95}', point #> '{statistics,percentileStandardErrors,p95}')
 ) as number (statistic, value, error)
 where number.value is not null;

comment on view reporting.series is 'The runs over time: one row for each run, metric, quarter and statistic. Name a run: all of them are many rows';
comment on column reporting.series.run_id is 'Name of the run';
comment on column reporting.series.rule_set is 'Digest of the rule set; absent in deterministic mode';
comment on column reporting.series.as_of is 'Day of knowledge; absent in deterministic mode';
comment on column reporting.series.scenario is 'Name of the scenario, when it has one';
comment on column reporting.series.metric is 'What is measured';
comment on column reporting.series.unit is 'Unit of the value';
comment on column reporting.series.date is 'Last day of the quarter';
comment on column reporting.series.statistic is 'Mean or percentile over the mixture, or the value of a deterministic run';
comment on column reporting.series.value is 'The value, in the unit of the row';
comment on column reporting.series.standard_error is 'Standard error of the value, in the same unit';

create view reporting.valuations as
select r.id                                      as run_id,
       r.summary #>> '{provenance,ruleSet}'      as rule_set,
       (r.summary #>> '{provenance,asOf}')::date as as_of,
       r.summary ->> 'scenario'                  as scenario,
       number.metric                             as metric,
       number.unit                               as unit,
       (r.summary #>> '{provenance,asOf}')::date as date,
       number.statistic                          as statistic,
       number.value::double precision            as value,
       number.error::double precision            as standard_error
  from public.run r
 cross join lateral (select r.summary -> 'valuation' as of) as worth
 cross join lateral (select worth.of -> 'enterpriseValueUsd' as of,
                            worth.of #> '{enterpriseValueUsd,percentileStandardErrors}' as errors) as programme
 cross join lateral (values
   ('enterpriseValueUsd', 'USD', 'mean', programme.of -> 'mean', programme.of -> 'standardError'),
   ('enterpriseValueUsd', 'USD', 'p5', programme.of -> 'p5', programme.errors -> 'p5'),
   ('enterpriseValueUsd', 'USD', 'p10', programme.of -> 'p10', programme.errors -> 'p10'),
   ('enterpriseValueUsd', 'USD', 'p25', programme.of -> 'p25', programme.errors -> 'p25'),
   ('enterpriseValueUsd', 'USD', 'p50', programme.of -> 'p50', programme.errors -> 'p50'),
   ('enterpriseValueUsd', 'USD', 'p75', programme.of -> 'p75', programme.errors -> 'p75'),
   ('enterpriseValueUsd', 'USD', 'p90', programme.of -> 'p90', programme.errors -> 'p90'),
   ('enterpriseValueUsd', 'USD', 'p95', programme.of -> 'p95', programme.errors -> 'p95'),
   ('enterpriseValueUsd', 'USD', 'bear', worth.of #> '{bands,bear}', worth.of #> '{bands,bearStandardError}'),
   ('enterpriseValueUsd', 'USD', 'base', worth.of #> '{bands,base}', worth.of #> '{bands,baseStandardError}'),
   ('enterpriseValueUsd', 'USD', 'bull', worth.of #> '{bands,bull}', worth.of #> '{bands,bullStandardError}'),
   ('equityUsd', 'USD', 'mean', worth.of #> '{equityBridge,equityUsd,mean}',
    worth.of #> '{equityBridge,equityUsd,standardError}'),
   ('perShareUsd', 'USD', 'mean', worth.of #> '{equityBridge,perShareUsd,mean}',
    worth.of #> '{equityBridge,perShareUsd,standardError}'),
   ('marketImpliedUsd', 'USD', 'value', worth.of #> '{marketImplied,orbitalOptionUsd}', '0'::jsonb),
   ('marketImpliedCompanyWeight', '1', 'mean', worth.of #> '{marketImplied,companyPackWeight}',
    worth.of #> '{marketImplied,standardError}')
 ) as number (metric, unit, statistic, value, error)
 where number.value is not null;

comment on view reporting.valuations is 'What the programme and the company are worth, run by run over days of knowledge';
comment on column reporting.valuations.run_id is 'Name of the run';
comment on column reporting.valuations.rule_set is 'Digest of the rule set';
comment on column reporting.valuations.as_of is 'Day of knowledge';
comment on column reporting.valuations.scenario is 'Name of the scenario, when it has one';
comment on column reporting.valuations.metric is 'What is measured';
comment on column reporting.valuations.unit is 'Unit of the value';
comment on column reporting.valuations.date is 'Day of knowledge, once more, as in every table of this shape';
comment on column reporting.valuations.statistic is 'Mean, percentile or band';
comment on column reporting.valuations.value is 'The value, in the unit of the row';
comment on column reporting.valuations.standard_error is 'Standard error of the value, in the same unit';

create view reporting.pack_weights as
select r.id                                      as run_id,
       r.summary #>> '{provenance,ruleSet}'      as rule_set,
       (r.summary #>> '{provenance,asOf}')::date as as_of,
       r.summary ->> 'scenario'                  as scenario,
       pack.key                                  as pack,
       pack.value::double precision              as weight
  from public.run r
 cross join lateral jsonb_each(r.summary -> 'packWeights') as pack;

comment on view reporting.pack_weights is 'How much each prior view counts after the evidence, run by run';
comment on column reporting.pack_weights.run_id is 'Name of the run';
comment on column reporting.pack_weights.rule_set is 'Digest of the rule set';
comment on column reporting.pack_weights.as_of is 'Day of knowledge';
comment on column reporting.pack_weights.scenario is 'Name of the scenario, when it has one';
comment on column reporting.pack_weights.pack is 'sceptic, house or company';
comment on column reporting.pack_weights.weight is 'Weight of the pack; those of a run sum to 1';

create view reporting.milestones as
select m.id               as id,
       m.type             as type,
       m.occurred_on      as occurred_on,
       m.reported_on      as reported_on,
       m.actor            as actor,
       m.subject          as subject,
       m.title            as title,
       m.value            as value,
       m.unit             as unit,
       m.grade            as grade,
       m.evidence         as evidence,
       m.evidence_quality as evidence_quality,
       m.source_url       as source_url,
       m.note             as note,
       m.supersedes       as supersedes,
       m.recorded_at      as recorded_at
  from public.milestone m
 where m.reported_on <= (now() at time zone 'UTC')::date
   and not m.retracted
   and not exists (
     select from public.milestone later
      where later.supersedes = m.id
        and later.reported_on <= (now() at time zone 'UTC')::date
        and not exists (
          select from public.milestone withdrawal
           where withdrawal.supersedes = later.id
             and withdrawal.retracted
             and withdrawal.reported_on <= (now() at time zone 'UTC')::date));

comment on view reporting.milestones is 'The facts in force today';
comment on column reporting.milestones.id is 'Name of the fact';
comment on column reporting.milestones.type is 'Kind of fact';
comment on column reporting.milestones.occurred_on is 'Day it happened, or is planned to';
comment on column reporting.milestones.reported_on is 'Day it became known';
comment on column reporting.milestones.actor is 'Who';
comment on column reporting.milestones.subject is 'The vehicle, system or thing';
comment on column reporting.milestones.title is 'The fact in a sentence';
comment on column reporting.milestones.value is 'The number, in the unit of the row';
comment on column reporting.milestones.unit is 'Unit of the value';
comment on column reporting.milestones.grade is 'How it came out: EXCEEDED, MET, PARTIAL or FAILED';
comment on column reporting.milestones.evidence is 'Kind of source';
comment on column reporting.milestones.evidence_quality is 'Weight in [0, 1] with which it acts';
comment on column reporting.milestones.source_url is 'Where it is from';
comment on column reporting.milestones.note is 'What a reader should know';
comment on column reporting.milestones.supersedes is 'The fact that it corrects';
comment on column reporting.milestones.recorded_at is 'When it was recorded';

create view reporting.effects as
select r.id                                       as run_id,
       r.summary #>> '{provenance,ruleSet}'       as rule_set,
       (r.summary #>> '{provenance,asOf}')::date  as as_of,
       r.summary ->> 'scenario'                   as scenario,
       applied.place                              as place,
       applied.effect ->> 'rule'                  as rule,
       applied.effect ->> 'source'                as source,
       (select string_agg(fact, ', ' order by n)
          from jsonb_array_elements_text(applied.effect -> 'facts') with ordinality as named (fact, n))
                                                  as facts,
       applied.effect ->> 'parameter'             as parameter,
       applied.effect ->> 'effect'                as kind,
       (applied.effect -> 'before')::double precision as before,
       (applied.effect -> 'after')::double precision  as after,
       (applied.effect -> 'weight')::double precision as weight,
       applied.effect ->> 'because'               as because
  from public.run r
 cross join lateral jsonb_array_elements(json_or_null(r.answer) -> 'effects') with ordinality as applied (effect, place);

comment on view reporting.effects is 'What rules, and effects given by hand, did in the runs, in the order of application';
comment on column reporting.effects.run_id is 'Name of the run';
comment on column reporting.effects.rule_set is 'Digest of the rule set';
comment on column reporting.effects.as_of is 'Day of knowledge';
comment on column reporting.effects.scenario is 'Name of the scenario, when it has one';
comment on column reporting.effects.place is 'Place in the order of application, from 1';
comment on column reporting.effects.rule is 'Name of the rule, or by hand';
comment on column reporting.effects.source is 'Where the numbers of the rule come from';
comment on column reporting.effects.facts is 'Names of the facts it rests on, by commas';
comment on column reporting.effects.parameter is 'Key of the parameter or gate, packWeights or paths';
comment on column reporting.effects.kind is 'Kind of effect';
comment on column reporting.effects.before is 'House median or gate probability, or weight of the company pack, before';
comment on column reporting.effects.after is 'The same after';
comment on column reporting.effects.weight is 'Strength in [0, 1]: the quality of the evidence';
comment on column reporting.effects.because is 'Why, with the values of the facts';

create view reporting.parameters as
select r.id                                       as run_id,
       r.summary #>> '{provenance,ruleSet}'       as rule_set,
       (r.summary #>> '{provenance,asOf}')::date  as as_of,
       r.summary ->> 'scenario'                   as scenario,
       traced ->> 'key'                           as parameter,
       pack.key                                   as pack,
       traced ->> 'unit'                          as unit,
       traced ->> 'meaning'                       as meaning,
       traced ->> 'source'                        as source,
       (pack.value -> 'before')::double precision as prior,
       (pack.value -> 'after')::double precision  as posterior,
       (select string_agg(cause, ', ' order by n)
          from jsonb_array_elements_text(traced -> 'changedBy') with ordinality as named (cause, n))
                                                  as changed_by
  from public.run r
 cross join lateral jsonb_array_elements(json_or_null(r.trace) -> 'parameters') as traced
 cross join lateral jsonb_each(traced -> 'packs') as pack;

comment on view reporting.parameters is 'The parameters and gates of the runs in each prior view, before and after the evidence. Name a run: all of them are many rows';
comment on column reporting.parameters.run_id is 'Name of the run';
comment on column reporting.parameters.rule_set is 'Digest of the rule set; absent in deterministic mode';
comment on column reporting.parameters.as_of is 'Day of knowledge; absent in deterministic mode';
comment on column reporting.parameters.scenario is 'Name of the scenario, when it has one';
comment on column reporting.parameters.parameter is 'Key of the parameter or gate';
comment on column reporting.parameters.pack is 'sceptic, house or company';
comment on column reporting.parameters.unit is 'Unit of prior and posterior';
comment on column reporting.parameters.meaning is 'What it means';
comment on column reporting.parameters.source is 'Where the prior comes from';
comment on column reporting.parameters.prior is 'Median, or probability of a gate, before the evidence';
comment on column reporting.parameters.posterior is 'The same after';
comment on column reporting.parameters.changed_by is 'What changed it: rules, by hand or assumption; absent when nothing did';

create view reporting.forecasts as
select f.id                      as forecast_id,
       f.question_key            as question,
       f.question                as question_digest,
       f.target                  as target,
       f.from_on                 as from_on,
       f.by_on                   as by_on,
       f.made_on                 as made_on,
       f.rule_set                as rule_set,
       f.run_id                  as run_id,
       f.backtest                as backtest,
       f.probability             as probability,
       f.standard_error          as standard_error,
       f.climatology_probability as climatology_probability,
       f.market_probability      as market_probability,
       coalesce(o.state, 'open') as outcome,
       o.value                   as outcome_value,
       o.known_on                as outcome_on,
       o.because                 as because,
       f.recorded_at             as recorded_at
  from public.forecast f
  left join public.forecast_outcome o
    on (o.question, o.target, o.from_on, o.by_on) = (f.question, f.target, f.from_on, f.by_on);

comment on view reporting.forecasts is 'What the model said, as it was said on its day, and what came of it';
comment on column reporting.forecasts.forecast_id is 'Number of the forecast';
comment on column reporting.forecasts.question is 'Key of the question';
comment on column reporting.forecasts.question_digest is 'Digest of the question as it was asked';
comment on column reporting.forecasts.target is 'What it is asked of';
comment on column reporting.forecasts.from_on is 'First day of what it is asked of';
comment on column reporting.forecasts.by_on is 'Last day of it';
comment on column reporting.forecasts.made_on is 'Day on which it was made';
comment on column reporting.forecasts.rule_set is 'Digest of the rule set';
comment on column reporting.forecasts.run_id is 'The run that said it';
comment on column reporting.forecasts.backtest is 'The back-test that it belongs to, when it was not made on its day';
comment on column reporting.forecasts.probability is 'Probability of a yes; absent when the question asks for a number';
comment on column reporting.forecasts.standard_error is 'Standard error of the probability, where it was simulated';
comment on column reporting.forecasts.climatology_probability is 'What the base rate said, as it was known that day';
comment on column reporting.forecasts.market_probability is 'What a market said, as it was known that day';
comment on column reporting.forecasts.outcome is 'open, resolved or void';
comment on column reporting.forecasts.outcome_value is 'The number that came; of a yes or no 1 or 0';
comment on column reporting.forecasts.outcome_on is 'Day since which that is known';
comment on column reporting.forecasts.because is 'How the facts answer, or what is missing';
comment on column reporting.forecasts.recorded_at is 'When it was stored';

create view reporting.rule_set_activations as
select a.generation   as generation,
       a.digest       as rule_set,
       a.previous     as previous,
       a.author       as author,
       a.message      as message,
       a.activated_at as activated_at
  from public.rule_set_activation a;

comment on view reporting.rule_set_activations is 'Which rule set was activated when; the one of the greatest generation is active';
comment on column reporting.rule_set_activations.generation is 'Number of the activation, from 1';
comment on column reporting.rule_set_activations.rule_set is 'Digest of the rule set';
comment on column reporting.rule_set_activations.previous is 'Digest of the one that it replaced';
comment on column reporting.rule_set_activations.author is 'Who activated it';
comment on column reporting.rule_set_activations.message is 'Why';
comment on column reporting.rule_set_activations.activated_at is 'When';
