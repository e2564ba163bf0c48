"""A client of Perigee with the standard library alone. See python.md.

    PERIGEE_URL=http://127.0.0.1:8080 python3 client.py
"""

import csv
import io
import json
import os
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid


class Refused(Exception):
    """A problem (RFC 9457) that the service answered with."""

    def __init__(self, problem):
        self.problem = problem
        lines = [f"{problem['status']} {problem['title']}: {problem.get('detail', '')}"]
        for error in problem.get("errors", []):
            place = error.get("pointer") or error.get("parameter") or error.get("file") or "the request"
            lines.append(f"  {place}: expected {error.get('expected')}, got {error.get('actual')}")
        super().__init__("\n".join(lines))


class Perigee:
    """The service at a base URL. Every method raises Refused when the service does."""

    def __init__(self, url=None, patience=120.0):
        self.url = (url or os.environ.get("PERIGEE_URL", "http://127.0.0.1:8080")).rstrip("/")
        self.patience = patience

    def _send(self, method, path, body=None, headers=None, **query):
        query = {name: value for name, value in query.items() if value is not None}
        url = self.url + path + ("?" + urllib.parse.urlencode(query) if query else "")
        request = urllib.request.Request(url, method=method, headers=dict(headers or {}))
        if body is not None:
            request.data = json.dumps(body).encode()
            request.add_header("Content-Type", "application/json")
        give_up = time.monotonic() + self.patience
        while True:
            try:
                with urllib.request.urlopen(request, timeout=self.patience) as answer:
                    return answer.status, answer.headers, answer.read().decode()
            except urllib.error.HTTPError as error:
                wait = float(error.headers.get("Retry-After", "0"))
                busy = error.code in (429, 503) and wait > 0
                if busy and time.monotonic() + wait < give_up:
                    time.sleep(wait)
                    continue
                raise Refused(json.loads(error.read())) from None

    def facts(self, **filters):
        """The facts in force, page by page: as_of, type, subject, actor, from_, to."""
        names = {"as_of": "asOf", "from_": "from"}
        query = {names.get(name, name): value for name, value in filters.items()}
        cursor = None
        while True:
            _, _, text = self._send("GET", "/api/v1/milestones", limit=500, cursor=cursor, **query)
            page = json.loads(text)
            yield from page["items"]
            cursor = page.get("next")
            if cursor is None:
                return

    def run(self, scenario=None, **settings):
        """The run of a scenario; waits for it. Settings are as_of, paths, seed, mode, rule_set."""
        names = {"as_of": "asOf", "rule_set": "ruleSet"}
        body = {names.get(name, name): value for name, value in settings.items()}
        if scenario is not None:
            body["scenario"] = scenario
        # The key makes it safe to send the request again when the answer is lost.
        headers = {"Prefer": "wait=30", "Idempotency-Key": str(uuid.uuid4())}
        status, _, text = self._send("POST", "/api/v1/runs", body, headers)
        give_up = time.monotonic() + self.patience
        while status == 202:
            job = json.loads(text)
            if time.monotonic() > give_up:
                raise TimeoutError(f"run {job['id']} is {job['state']} at {job['progress']:.0%}")
            time.sleep(1)
            status, _, text = self._send("GET", f"/api/v1/runs/{job['id']}")
        return json.loads(text)

    def series(self, run_id, *metrics):
        """Rows of the tidy table of a run: metric, unit, date, statistic, value, standard_error."""
        _, _, text = self._send(
            "GET",
            f"/api/v1/runs/{run_id}/series",
            headers={"Accept": "text/csv"},
            metric=",".join(metrics) or None,
        )
        return list(csv.DictReader(io.StringIO(text)))

    def trace(self, run_id, result=None):
        """From a number of a run to its parameters, rules, facts and sources."""
        _, _, text = self._send("GET", f"/api/v1/runs/{run_id}/trace", result=result)
        return json.loads(text)


def main():
    perigee = Perigee()
    flights = list(perigee.facts(type="FLIGHT_RESULT", subject="Starship"))
    print(f"{len(flights)} flights, the last on {flights[0]['occurredOn']}: {flights[0]['title']}")

    base = perigee.run(paths=5000)
    cheaper = perigee.run({"name": "cheap launch", "assumptions": {"launch.cost.initial": 600}}, paths=5000)
    for name, run in ("as it is", base), ("cheap launch", cheaper):
        value = run["valuation"]["enterpriseValueUsd"]
        print(f"{name}: {value['mean'] / 1e9:.0f} billion USD, standard error {value['standardError'] / 1e9:.0f}")

    for row in perigee.series(base["id"], "capacityKw"):
        if row["statistic"] == "mean" and row["date"].endswith("12-31") and int(row["date"][:4]) % 5 == 0:
            print(f"capacity at the end of {row['date'][:4]}: {float(row['value']):.0f} {row['unit']}")

    trace = perigee.trace(base["id"])
    print(f"the mean rests on {len(trace['facts'])} facts, the first from {trace['facts'][0]['sourceUrl']}")

    try:
        perigee.run(paths=5)
    except Refused as refused:
        print(f"refused: {refused}")


if __name__ == "__main__":
    main()
