create table forecast_question (
  digest      text primary key,
  key         text        not null,
  definition  text        not null,
  recorded_at timestamptz not null default clock_timestamp()
);

comment on table forecast_question is 'Questions by the digest of what they say, as they were asked. Append-only.';

create trigger forecast_question_append_only before update or delete on forecast_question
  for each row execute function refuse_change();

create table backtest (
  id           text primary key,
  inputs       text             not null,
  rule_set     text             not null references rule_set (digest),
  state        text             not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  progress     double precision not null check (progress between 0 and 1),
  problem      text,
  attempts     integer          not null default 0,
  owner        text,
  lease_until  timestamptz,
  submitted_at timestamptz      not null default clock_timestamp(),
  started_at   timestamptz,
  finished_at  timestamptz,
  check ((state = 'failed') = (problem is not null))
);

comment on table backtest is 'Replays of the ledger day by day, by the digest of what is replayed: who computes them until when, and how they ended.';

create index backtest_unfinished on backtest (submitted_at) where state in ('queued', 'running');

create table forecast (
  id                       bigint generated always as identity primary key,
  question                 text             not null references forecast_question (digest),
  question_key             text             not null,
  target                   text             not null,
  from_on                  date             not null,
  by_on                    date             not null,
  made_on                  date             not null,
  rule_set                 text             not null references rule_set (digest),
  run_id                   text             not null references run (id),
  backtest                 text references backtest (id),
  probability              double precision check (probability between 0 and 1),
  standard_error           double precision check (standard_error >= 0),
  distribution             text,
  climatology_cases        integer          not null check (climatology_cases >= 0),
  climatology_probability  double precision check (climatology_probability between 0 and 1),
  climatology_distribution text,
  market_probability       double precision check (market_probability between 0 and 1),
  market_fact              text references milestone (id),
  recorded_at              timestamptz      not null default clock_timestamp(),
  check ((probability is null) <> (distribution is null)),
  check ((market_probability is null) = (market_fact is null)),
  check (from_on <= by_on)
);

comment on table forecast is 'What the model said, as it was said on the day, with the base rate and the market of that day. Append-only.';

create unique index forecast_once_a_day on forecast (made_on, rule_set, question, target) where backtest is null;
create unique index forecast_once_a_backtest on forecast (backtest, made_on, question, target) where backtest is not null;
create index forecast_made_on on forecast (made_on desc, id desc);

create trigger forecast_append_only before update or delete on forecast
  for each row execute function refuse_change();
