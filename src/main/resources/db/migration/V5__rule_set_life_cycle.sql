alter table rule_set add column parent text references rule_set (digest);
alter table rule_set add column report text;
create index rule_set_recorded_at on rule_set (recorded_at desc, digest);

comment on column rule_set.parent is 'The rule set it was made from, when its author said so.';
comment on column rule_set.report is 'What was found when it was uploaded, as JSON; absent for those shipped before there were reports.';

-- Each activation follows the one before it: two cannot both be the next.
alter table rule_set_activation add column generation bigint;
alter table rule_set_activation add column previous text references rule_set (digest);
alter table rule_set_activation add column client text not null default 'unknown';

alter table rule_set_activation disable trigger rule_set_activation_append_only;
update rule_set_activation as activation
  set generation = numbered.generation, previous = numbered.previous
  from (select id, row_number() over (order by id) as generation, lag(digest) over (order by id) as previous
          from rule_set_activation) as numbered
  where activation.id = numbered.id;
alter table rule_set_activation enable trigger rule_set_activation_append_only;

alter table rule_set_activation alter column generation set not null;
alter table rule_set_activation add unique (generation);
create index rule_set_activation_digest on rule_set_activation (digest);

create table rule_set_approval (
  id          bigint generated always as identity primary key,
  digest      text        not null references rule_set (digest),
  approver    text        not null,
  message     text        not null,
  approved_at timestamptz not null default clock_timestamp(),
  unique (digest, approver)
);

comment on table rule_set_approval is 'Who found a rule set fit for use. Append-only.';

create trigger rule_set_approval_append_only before update or delete on rule_set_approval
  for each row execute function refuse_change();

create table replica (
  id         text primary key,
  address    text        not null,
  started_at timestamptz not null,
  seen_at    timestamptz not null,
  digest     text        not null,
  generation bigint      not null,
  problem    text
);

comment on table replica is 'The services on this database: which rule set each serves, and when it last said so.';

create table audit_event (
  id      bigint generated always as identity primary key,
  at      timestamptz not null default clock_timestamp(),
  kind    text        not null check (kind in ('upload', 'approval', 'activation')),
  outcome text        not null check (outcome in ('done', 'refused')),
  who     text        not null,
  client  text        not null,
  digest  text,
  why     text        not null,
  detail  text
);

comment on table audit_event is 'Who did or tried what to the rule sets, when, why and from where. Append-only.';

create index audit_event_digest on audit_event (digest, id);
create index audit_event_who on audit_event (who, id);

create trigger audit_event_append_only before update or delete on audit_event
  for each row execute function refuse_change();

insert into audit_event (at, kind, outcome, who, client, digest, why)
  select recorded_at, 'upload', 'done', author, 'unknown', digest, message from rule_set
  union all
  select activated_at, 'activation', 'done', author, 'unknown', digest, message from rule_set_activation
  order by 1, 2 desc;
