-- What each fact did to a run is a study too.
alter table study drop constraint study_kind_check;
alter table study add constraint study_kind_check
  check (kind in ('impact', 'comparison', 'sweep', 'attribution'));
