create table event (
  position    bigint generated always as identity primary key,
  id          uuid        not null unique default gen_random_uuid(),
  kind        text        not null,
  occurred_at timestamptz not null default clock_timestamp(),
  title       text        not null,
  detail      text        not null,
  audience    text
);

comment on table event is 'What others are told of: facts, activations, moves of the valuation, in the order in which they were committed. With an audience it is a test of that webhook alone. Append-only.';

create index event_kind on event (kind, position);

create trigger event_append_only before update or delete on event
  for each row execute function refuse_change();

create table webhook (
  id                    text        primary key,
  name                  text        not null,
  url                   text        not null,
  kinds                 text[]      not null,
  enabled               boolean     not null,
  disabled_because      text,
  version               bigint      not null check (version > 0),
  secret                text        not null check (secret like 'whsec\_%'),
  previous_secret       text,
  previous_secret_until timestamptz,
  created_by            text        not null,
  created_at            timestamptz not null,
  changed_at            timestamptz not null,
  seen_position         bigint      not null,
  failing_since         timestamptz,
  owner                 text,
  lease_until           timestamptz,
  check ((previous_secret is null) = (previous_secret_until is null))
);

comment on table webhook is 'Addresses that are told of events. The secrets sign what is sent and are kept as they are; whoever has the lease delivers.';
comment on column webhook.kinds is 'Kinds of events it is told of; empty for all.';
comment on column webhook.seen_position is 'Events up to here have their deliveries.';

create index webhook_created_at on webhook (created_at desc, id);

create table webhook_delivery (
  id              bigint generated always as identity primary key,
  webhook_id      text        not null references webhook (id) on delete cascade,
  event_position  bigint      not null references event (position),
  replays         bigint,
  state           text        not null default 'pending' check (state in ('pending', 'delivered', 'given-up')),
  attempts        integer     not null default 0,
  created_at      timestamptz not null default clock_timestamp(),
  due_at          timestamptz not null default clock_timestamp(),
  last_attempt_at timestamptz,
  ended_at        timestamptz,
  response_status integer,
  problem         text,
  check ((state = 'pending') = (ended_at is null))
);

comment on table webhook_delivery is 'What is sent to a webhook, in the order of the ids, and what came of it.';

create index webhook_delivery_webhook on webhook_delivery (webhook_id, id);
create index webhook_delivery_pending on webhook_delivery (webhook_id, id) where state = 'pending';
create index webhook_delivery_ended_at on webhook_delivery (ended_at);

create table announced_valuation (
  id             bigint generated always as identity primary key,
  run_id         text             not null references run (id),
  as_of          date             not null,
  rule_set       text             not null,
  facts          text[]           not null,
  mean           double precision not null,
  standard_error double precision not null,
  announced_at   timestamptz      not null default clock_timestamp()
);

comment on table announced_valuation is 'Enterprise values that later ones are compared with, USD: the first, and each that moved far enough from the one before. Append-only.';

create trigger announced_valuation_append_only before update or delete on announced_valuation
  for each row execute function refuse_change();

create table duty (
  name        text        primary key,
  owner       text        not null,
  lease_until timestamptz not null
);

comment on table duty is 'What one service at a time does for all on this database.';
