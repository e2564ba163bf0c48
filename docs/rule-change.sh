#!/bin/sh
# The life of a change of a rule, with curl against a running service: ./docs/rule-change.sh [address]
# Ana wants a demonstrated reuse to cut launch cost to 72 % instead of 80 % (R07); Ben approves. Nothing is restarted,
# and in the end the former rules are active again.
set -eu

service=${1:-http://127.0.0.1:8080}
api=$service/api/v1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

say() { printf '\n== %s\n' "$*"; }

# A value of the JSON on the standard input: field report.cases.0.name
field() {
  python3 -c '
import json, sys
value = json.load(sys.stdin)
for step in sys.argv[1].split("."):
    value = value[int(step)] if isinstance(value, list) else value[step]
print(value if isinstance(value, str) else json.dumps(value))' "$1"
}

# call <who> <expected status> <curl arguments...>: prints the body, and stops the story at any other status.
call() {
  who=$1
  expected=$2
  shift 2
  status=$(curl -sS -o "$work/body" -D "$work/headers" -w '%{http_code}' -H "Perigee-User: $who" "$@")
  if [ "$status" != "$expected" ]; then
    echo "expected status $expected, got $status:" >&2
    cat "$work/body" >&2
    exit 1
  fi
  cat "$work/body"
}

header() { sed -n "s/^$1: *//Ip" "$work/headers" | tr -d '\r'; }

# What the ship and booster flying again within 30 days would be worth under the active rules.
scenario='{"name": "ship and booster fly again", "hypotheticalMilestones": [{"type": "REUSE_DEMONSTRATED",
  "occurredOn": "2026-12-01", "reportedOn": "2026-12-01", "actor": "SpaceX", "subject": "Starship",
  "title": "Ship and booster of a payload flight fly again", "value": 30, "unit": "days", "grade": "MET"}]}'
value() {
  call Ana 200 "$api/runs" -H 'Content-Type: application/json' -H 'Prefer: wait=60' -d "{\"scenario\": $scenario}" > "$work/run"
  echo "rule set $(field provenance.ruleSet < "$work/run")"
  echo "mean enterprise value $(field valuation.enterpriseValueUsd.mean < "$work/run") USD," \
    "standard error $(field valuation.enterpriseValueUsd.standardError < "$work/run")"
}

say "The active rules, and the value under them"
call Ana 200 "$api/rule-sets/active" > "$work/active"
former=$(field digest < "$work/active")
value
before=$(field valuation.enterpriseValueUsd.mean < "$work/run")

say "Ana takes them home and changes a multiplier of R07"
call Ana 200 "$api/rule-sets/$former" -H 'Accept: application/zip' > "$work/former.zip"
mkdir "$work/rules"
python3 -m zipfile -e "$work/former.zip" "$work/rules"
sed -i.bak 's/"launch.cost.initial", 0.80, 0.7/"launch.cost.initial", 0.72, 0.7/' "$work/rules/launch.drl"
rm "$work/rules/launch.drl.bak"

# upload <status>: sends the folder as a zip.
upload() {
  rm -f "$work/candidate.zip"
  (cd "$work/rules" && python3 -m zipfile -c "$work/candidate.zip" ./*)
  call Ana "$1" "$api/rule-sets?parent=$former&message=Reuse%20cuts%20launch%20cost%20to%2072%20%25" \
    -H 'Content-Type: application/zip' --data-binary "@$work/candidate.zip"
}

say "Her cases still expect the old numbers, so the door is shut"
upload 422 | python3 -m json.tool

say "She works out what R07 should give now, and sends it again"
sed -i.bak -e 's/sceptic: 1600, house: 1200, company: 480 } # medians 2,000, 1,500, 600 x 0.80/sceptic: 1440, house: 1080, company: 432 } # medians 2,000, 1,500, 600 x 0.72/' \
  -e 's/1341.640786 # 1500 x 0.80^0.5/1272.792206 # 1500 x 0.72^0.5/' -e 's/1227.078219/1116.067614/' "$work/rules/cases/launch.yaml"
rm "$work/rules/cases/launch.yaml.bak"
upload 201 > "$work/candidate"
candidate=$(field digest < "$work/candidate")
echo "candidate $candidate"

say "The report"
python3 - "$work/candidate" <<'PY'
import json, sys
report = json.load(open(sys.argv[1]))["report"]
print(len(report["rules"]), "rules;", len(report["cases"]), "cases passed;", len(report["warnings"]), "warnings")
for warning in report["warnings"]:
    print(" ", warning["file"], warning["line"], warning["message"])
PY

say "What it would change: on the ledger as it is, and where ship and booster fly again"
call Ana 202 -X POST "$api/rule-sets/$candidate/impact" -H 'Content-Type: application/json' \
  -d "{\"scenarios\": [{\"name\": \"reuse\", \"scenario\": $scenario}]}" > /dev/null
job=$(header Location)
until [ "$(curl -sS "$job" -H 'Perigee-User: Ana' | tee "$work/impact" | field state)" = done ]; do
  if [ "$(field state < "$work/impact")" = failed ]; then
    cat "$work/impact" >&2
    exit 1
  fi
  sleep 1
done
python3 - "$work/impact" <<'PY'
import json, sys
for scenario in json.load(open(sys.argv[1]))["result"]["scenarios"]:
    total = scenario["attribution"]["total"]
    print(f'{scenario["name"]}: mean enterprise value {total["difference"]:+.4g} USD,',
          f'standard error {total["standardError"]:.2g}')
    for part in scenario["attribution"]["parts"]:
        print(f'  of which {part["name"]}: {part["difference"]:+.4g}')
PY

# activate <who> <digest> <reason>: makes a rule set the active one, unless somebody else was faster.
activate() {
  call "$1" 200 "$api/rule-sets/active" > /dev/null
  tag=$(header ETag)
  call "$1" "${4:-200}" -X PUT "$api/rule-sets/active" -H 'Content-Type: application/json' -H "If-Match: $tag" \
    -d "{\"digest\": \"$2\", \"reason\": \"$3\"}"
}

say "Ana cannot activate it: nobody else has approved it"
activate Ana "$candidate" "Reuse is worth more" 409 | python3 -m json.tool

say "Ben has read the report and the impact, and approves"
call Ben 201 -X POST "$api/rule-sets/$candidate/approvals" -H 'Content-Type: application/json' \
  -d '{"message": "Read the report and the impact"}' | python3 -m json.tool

say "Now it becomes the active one, on a service that never stopped"
activate Ana "$candidate" "Reuse is worth more" > /dev/null
value
after=$(field valuation.enterpriseValueUsd.mean < "$work/run")
call Ana 200 "$api/runs/$(field id < "$work/run")/trace?result=/valuation/enterpriseValueUsd/mean" > "$work/trace"
python3 - "$work/trace" <<'PY'
import json, sys
for effect in json.load(open(sys.argv[1]))["effects"]:
    if effect["rule"].startswith("R07") and effect.get("parameter") == "launch.cost.initial":
        house = effect["packs"]["house"]
        print(f'{effect["rule"]}: launch.cost.initial {house["before"]:g} -> {house["after"]:g} USD/kg (house),',
              f'because {effect["because"]}')
PY
[ "$before" != "$after" ]

say "And back again, in one call"
activate Ben "$former" "Taken back for the next committee" > /dev/null
value
[ "$(field valuation.enterpriseValueUsd.mean < "$work/run")" = "$before" ]

say "Who did what"
call Ben 200 "$api/rule-sets/audit?limit=6" > "$work/audit"
python3 - "$work/audit" <<'PY'
import json, sys
for event in json.load(open(sys.argv[1]))["items"]:
    print(event["at"][:19], event["who"], event["kind"], event["outcome"], (event.get("digest") or "")[:19], event["why"])
PY
