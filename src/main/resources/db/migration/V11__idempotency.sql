create table idempotency_key (
  id          text primary key,
  fingerprint text        not null,
  resource    text,
  status      integer,
  location    text,
  body        text,
  recorded_at timestamptz not null default clock_timestamp(),
  check ((resource is null) <> (status is null))
);

comment on table idempotency_key is 'Requests that were sent with an Idempotency-Key, by the digest of caller and key: what was asked, and the answer or the resource that it made.';

create index idempotency_key_recorded_at on idempotency_key (recorded_at);
