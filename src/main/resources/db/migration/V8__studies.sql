-- Jobs of many simulations of whatever kind are kept in one table.
alter table impact rename to study;
alter table study add column kind text not null default 'impact'
  check (kind in ('impact', 'comparison', 'sweep'));
alter table study alter column kind drop default;
alter table study drop column candidate; -- it stands in the inputs

alter table study rename constraint impact_pkey to study_pkey;
alter table study rename constraint impact_state_check to study_state_check;
alter table study rename constraint impact_progress_check to study_progress_check;
alter table study rename constraint impact_check to study_result_check;
alter table study rename constraint impact_check1 to study_problem_check;
alter index impact_unfinished rename to study_unfinished;

comment on table study is 'Jobs of many simulations, by the digest of their inputs: who computes them until when, and what came of them.';
