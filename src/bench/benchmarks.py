#!/usr/bin/env python3
"""Times the numpy oracle, the core on the JVM and the native core side by side, and writes docs/benchmarks.md.

Called by ./perigee benchmarks. The kernel is timed on the same drawn parameters everywhere; the native executable and
numpy are left out, and said to be, where they are missing.
"""
import csv
import io
import json
import os
import platform
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time

PROJECT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
NATIVE = os.path.join(PROJECT, "target", "perigee-core")
OUTLOOK = os.path.join(PROJECT, "docs", "examples", "outlook.json")
PAGE = os.path.join(PROJECT, "docs", "benchmarks.md")
PACK, PATHS, QUARTERS = "house", 20_000, 60
ROUNDS = int(os.environ.get("ROUNDS", "3"))


def jvm(*words):
    """The command line of the core on this JVM."""
    return [os.path.join(os.environ["JAVA_HOME"], "bin", "java"), "--add-modules", "jdk.incubator.vector",
            "-cp", "target/core/classes:target/core/lib/jackson-core.jar",
            "dev.perigee.simulation.program.PerigeeCore", *words]


def run(command):
    return subprocess.run(command, cwd=PROJECT, check=True, stdout=subprocess.PIPE)


def numpy_oracle():
    """The oracle, and how long its simulate takes on the drawn house pack; None where numpy is missing."""
    try:
        import oracle
    except ImportError:
        return None, None
    drawn, _ = oracle.draw(PATHS, pack=PACK)
    oracle.simulate(drawn, PATHS)

    def seconds():
        start = time.perf_counter()
        oracle.simulate(drawn, PATHS)
        return time.perf_counter() - start
    return drawn, seconds


def write_draws(drawn, file):
    """The oracle's draws as a table of parameter keys; what is not drawn has its central value on both sides."""
    catalogue = csv.DictReader(io.StringIO(run(jvm("parameters")).stdout.decode()))
    columns = {row["key"]: drawn[row["symbol"]] for row in catalogue
               if getattr(drawn.get(row["symbol"]), "shape", ()) == (PATHS,)}
    rows = csv.writer(file)
    rows.writerow(columns)
    for path in range(PATHS):
        rows.writerow([repr(float(values[path])) for values in columns.values()])
    file.flush()


def bench(command, threads, draws):
    words = ["bench", "--outlook", OUTLOOK, "--pack", PACK, "--paths", str(PATHS), "--threads", str(threads), "--json",
             "--warm-up", "3", "--repetitions", "9"]
    if draws:
        words += ["--parameters", draws]
    return {t["part"]: t["leastMs"] for t in json.loads(run(command(*words)).stdout)["timings"]}


def start_milliseconds(command):
    times = []
    for _ in range(21):
        start = time.perf_counter()
        run(command("--version"))
        times.append(1e3 * (time.perf_counter() - start))
    return statistics.median(times)


def resident_megabytes(command, paths, threads):
    """Peak resident memory of a whole run, which is that of the largest child so far in a process of its own."""
    child = os.fork()
    if child == 0:
        run(command("run", "--outlook", OUTLOOK, "--paths", str(paths), "--threads", str(threads)))
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        os.write(WRITE, str(peak).encode().ljust(16))
        os._exit(0)
    os.waitpid(child, 0)
    return int(os.read(READ, 16))


READ, WRITE = os.pipe()


def processor():
    try:
        with open("/proc/cpuinfo") as info:
            name = next(line.split(":")[1].strip() for line in info if line.startswith("model name"))
    except (OSError, StopIteration):
        name = platform.processor() or platform.machine()
    return f"{name}, {os.cpu_count()} processors"


def ratio(number):
    return f"{number:.1f}" if number < 10 else f"{number:.0f}"


def main():
    engines = {"JVM": jvm}
    if os.access(NATIVE, os.X_OK):
        engines["native"] = lambda *words: [NATIVE, *words]
    else:
        print("target/perigee-core is missing, so the native core is left out: ./perigee native builds it.")
    drawn, oracle_seconds = numpy_oracle()
    if drawn is None:
        print("python3 has no numpy, so the oracle is left out.")

    best, oracle_best = {}, None
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
        if drawn is not None:
            write_draws(drawn, file)
        for round_ in range(ROUNDS):
            print(f"round {round_ + 1} of {ROUNDS} ...", flush=True)
            if oracle_seconds:
                seconds = min(oracle_seconds() for _ in range(3))
                oracle_best = min(seconds, oracle_best or seconds)
            for name, command in engines.items():
                for threads in (1, 2):
                    for part, ms in bench(command, threads, drawn is not None and file.name).items():
                        key = (name, threads, part)
                        best[key] = min(ms, best.get(key, ms))
    text = page(engines, best, oracle_best)
    print(text)
    with open(PAGE) as old:
        hand = old.read()
    with open(PAGE, "w") as new:
        new.write(re.sub(r"(<!-- measured -->\n).*(<!-- end -->)", lambda m: m[1] + text + m[2], hand, flags=re.S))


def page(engines, best, oracle_best):
    out = [f"{processor()}, {time.strftime('%Y-%m-%d')}; least of {ROUNDS} rounds.", "",
           "| | threads | kernel ms | ns per path-quarter | numpy / this | draws ms | whole run ms | run / kernel |",
           "|---|---|---|---|---|---|---|---|"]
    path_quarters = PATHS * QUARTERS
    if oracle_best:
        ms = 1e3 * oracle_best
        out.append(f"| numpy oracle | 1 | {ms:,.0f} | {1e6 * ms / path_quarters:,.0f} | 1 | | | |")
    for name in engines:
        for threads in (1, 2):
            kernel, draws = best[name, threads, "kernel"], best[name, threads, "draws"]
            whole = best[name, threads, f"run, thrice {PACK}"] / 3
            faster = ratio(1e3 * oracle_best / kernel) if oracle_best else "-"
            out.append(f"| {name} | {threads} | {kernel:.1f} | {1e6 * kernel / path_quarters:.1f} | {faster} | {draws:.1f} "
                       f"| {whole:.1f} | {whole / kernel:.2f} |")
    out += ["", "| | mixture, 1 thread ms | 2 threads ms | one / two | start ms | resident MB | resident MB, 1,000,000 paths |",
            "|---|---|---|---|---|---|---|"]
    for name, command in engines.items():
        one, two = best[name, 1, "run, mixture"], best[name, 2, "run, mixture"]
        out.append(f"| {name} | {one:.0f} | {two:.0f} | {one / two:.2f} | {start_milliseconds(command):.0f} "
                   f"| {resident_megabytes(command, PATHS, 2)} | {resident_megabytes(command, 1_000_000, 2)} |")
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
    main()
