-- Back-tests are studies, and so are what each fact did to a run and how its numbers are distributed.
alter table study drop constraint study_kind_check;
alter table study add constraint study_kind_check
  check (kind in ('impact', 'comparison', 'sweep', 'attribution', 'distribution', 'backtest'));

alter table study add column attempts integer not null default 0 check (attempts >= 0);
comment on column study.attempts is 'How many services went on with it after the one that began it.';

insert into study (id, kind, inputs, state, progress, result, problem, owner, lease_until, submitted_at, started_at,
                   finished_at, attempts)
  select id, 'backtest', inputs, state, progress,
         case when state = 'done' then
           json_build_object('forecasts', (select count(*) from forecast where forecast.backtest = backtest.id))::text
         end,
         problem, coalesce(owner, 'nobody'), coalesce(lease_until, clock_timestamp()), submitted_at, started_at,
         finished_at, greatest(attempts - 1, 0)
  from backtest;

alter table forecast drop constraint forecast_backtest_fkey;
alter table forecast add constraint forecast_backtest_fkey foreign key (backtest) references study (id);
drop table backtest;
