"""Optuna's TPE and CMA-ES and a scikit-learn GP with expected improvement on the problems of the suite `sweepers`.

A request is `time TRIALS` (milliseconds per suggestion on ten mixed parameters) or `regret SAMPLER PROBLEM SEED` with SAMPLER tpe, cma or gp (best loss
after 50, 100 and 200 trials).
"""
import math
import os
import sys
import time
import warnings
from importlib.metadata import version

# One thread each: several of these run side by side.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# Answers go out here alone: scipy's Fortran writes its own remarks to the process's standard output.
ANSWERS = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)

import numpy as np
import optuna
from optuna.distributions import CategoricalDistribution as C
from optuna.distributions import FloatDistribution as F
from optuna.distributions import IntDistribution as I

optuna.logging.set_verbosity(optuna.logging.ERROR)
warnings.filterwarnings("ignore")

TEN = {
    "f0": F(0, 1), "f1": F(-5, 5), "f2": F(1e-5, 1e-1, log=True), "f3": F(1e-3, 1e3, log=True),
    "i0": I(1, 32), "i1": I(4, 4096, log=True), "i2": I(0, 100),
    "c0": C(["a", "b", "c"]), "c1": C(["a", "b", "c", "d", "e"]), "b0": C([False, True]),
}


def branin(t):
    x, y = t.suggest_float("x0", -5, 10), t.suggest_float("x1", 0, 15)
    a = y - 5.1 / (4 * math.pi ** 2) * x * x + 5 / math.pi * x - 6
    return a * a + 10 * (1 - 1 / (8 * math.pi)) * math.cos(x) + 10


def hartmann6(t):
    x = np.array([t.suggest_float(f"x{i}", 0, 1) for i in range(6)])
    alpha = np.array([1, 1.2, 3, 3.2])
    a = np.array([[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]])
    p = np.array([[0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886], [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
                  [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650], [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381]])
    return float(-(alpha * np.exp(-(a * (x - p) ** 2).sum(1))).sum())


def ackley10(t):
    x = np.array([t.suggest_float(f"x{i}", -32.768, 32.768) for i in range(10)])
    return float(-20 * np.exp(-0.2 * np.sqrt((x ** 2).mean())) - np.exp(np.cos(2 * np.pi * x).mean()) + 20 + np.e)


def rosenbrock8_log(t):
    x = np.log10([t.suggest_float(f"x{i}", 0.01, 100, log=True) for i in range(8)])
    return float((100 * (x[1:] - x[:-1] ** 2) ** 2 + (1 - x[:-1]) ** 2).sum())


def mixed(t):
    rate = math.log10(t.suggest_float("rate", 1e-5, 1, log=True))
    drop = t.suggest_float("drop", 0, 0.6)
    width = math.log2(t.suggest_int("width", 8, 1024, log=True))
    depth = t.suggest_int("depth", 1, 8)
    kind = {"a": 0.4, "b": 0, "c": 0.15, "d": 0.8}[t.suggest_categorical("kind", ["a", "b", "c", "d"])]
    norm = {"none": 0.3, "batch": 0, "layer": 0.1}[t.suggest_categorical("norm", ["none", "batch", "layer"])]
    skip = t.suggest_categorical("skip", [False, True])
    return ((rate + 1 + 0.2 * width) ** 2 + (drop - 0.15) ** 2 * 8 + ((width - 8) / 4) ** 2 + ((depth - 4) / 4) ** 2
            + kind + norm * (1 + depth / 8) + (0 if skip == (depth > 3) else 0.2))


def conditional(t):
    model = t.suggest_categorical("model", ["network", "trees", "linear"])
    if model == "network":
        return ((math.log10(t.suggest_float("rate", 1e-5, 1, log=True)) + 2.5) ** 2
                + 0.2 * (math.log10(t.suggest_float("decay", 1e-6, 1, log=True)) + 3) ** 2 + 0.1 * (t.suggest_int("layers", 1, 5) - 3) ** 2 + 0.05)
    if model == "trees":
        return (0.1 * (math.log2(t.suggest_int("leaves", 4, 512, log=True)) - 5) ** 2
                + (math.log10(t.suggest_float("shrink", 0.01, 1, log=True)) + 1) ** 2 + (t.suggest_float("sample", 0.3, 1) - 0.8) ** 2)
    return 0.4 + 0.05 * (math.log10(t.suggest_float("l2", 1e-6, 1e3, log=True)) - 1) ** 2


PROBLEMS = {f.__name__: f for f in (branin, hartmann6, ackley10, rosenbrock8_log, mixed, conditional)}
# Each problem's space: name, low, high and whether logarithmic (whole numbers end on "int"), or name and choices; last, the model under which it is active.
def floats(count, low, high, log=False):
    return [(f"x{i}", low, high, log, None) for i in range(count)]


SPACES = {
    "branin": [("x0", -5, 10, False, None), ("x1", 0, 15, False, None)], "hartmann6": floats(6, 0, 1),
    "ackley10": floats(10, -32.768, 32.768), "rosenbrock8_log": floats(8, 0.01, 100, True),
    "mixed": [("rate", 1e-5, 1, True, None), ("drop", 0, 0.6, False, None), ("width", 8, 1024, "log int", None), ("depth", 1, 8, "int", None),
              ("kind", ["a", "b", "c", "d"], None), ("norm", ["none", "batch", "layer"], None), ("skip", [False, True], None)],
    "conditional": [("model", ["network", "trees", "linear"], None), ("rate", 1e-5, 1, True, "network"), ("decay", 1e-6, 1, True, "network"),
                    ("layers", 1, 5, "int", "network"), ("leaves", 4, 512, "log int", "trees"), ("shrink", 0.01, 1, True, "trees"),
                    ("sample", 0.3, 1, False, "trees"), ("l2", 1e-6, 1e3, True, "linear")],
}


def time_tpe(trials):
    study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=1))
    rng = np.random.RandomState(0)
    source = optuna.create_study(sampler=optuna.samplers.RandomSampler(seed=1))
    for _ in range(trials):
        trial = source.ask(TEN)
        study.add_trial(optuna.trial.create_trial(params=trial.params, distributions=TEN, value=float(rng.rand())))
    times = []
    for _ in range(7):
        start = time.perf_counter()
        trial = study.ask(TEN)
        times.append(time.perf_counter() - start)
        study.tell(trial, float(rng.rand()))
    return [float(np.median(times) * 1e3)]


def run_tpe(problem, seed):
    study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=seed))
    study.optimize(PROBLEMS[problem], n_trials=200)
    best = np.minimum.accumulate([t.value for t in study.trials])
    return [best[49], best[99], best[199]]


def run_cma(problem, seed):
    study = optuna.create_study(sampler=optuna.samplers.CmaEsSampler(seed=seed))
    study.optimize(PROBLEMS[problem], n_trials=200)
    best = np.minimum.accumulate([t.value for t in study.trials])
    return [best[49], best[99], best[199]]


def decode(space, points):
    """The parameters at points of the unit cube, a column each, and the points as a model sees them: choices one-hot, inactive ones in the middle."""
    params, active, seen = {}, {}, []
    for (name, *rest), u in zip(space, points.T):
        if len(rest) == 2:
            choices = rest[0]
            index = np.minimum((u * len(choices)).astype(int), len(choices) - 1)
            params[name], active[name] = np.array(choices, dtype=object)[index], np.ones(len(u), bool)
            seen += [0.7 * (index == i) for i in range(len(choices))]
            continue
        low, high, kind, under = rest
        log, whole = kind is True or kind == "log int", kind in ("int", "log int")
        if whole:
            low, high = low - 0.5, high + 0.5
        value = low * (high / low) ** u if log else low + u * (high - low)
        if whole:
            value = np.clip(np.rint(value), rest[0], rest[1]).astype(int)
            u = np.log(value / low) / math.log(high / low) if log else (value - low) / (high - low)
        params[name], active[name] = value, np.ones(len(u), bool) if under is None else params["model"] == under
        seen.append(np.where(active[name], u, 0.5))
    return params, active, np.column_stack(seen)


def run_gp(problem, seed):
    from scipy.stats import norm
    from sklearn.gaussian_process import GaussianProcessRegressor
    from sklearn.gaussian_process.kernels import ConstantKernel, Matern, WhiteKernel
    space, rng = SPACES[problem], np.random.RandomState(seed)

    def value(point):
        params, active, _ = decode(space, point[None])
        return PROBLEMS[problem](optuna.trial.FixedTrial({n: v[0].item() if hasattr(v[0], "item") else v[0] for n, v in params.items() if active[n][0]}))

    def see(points):
        return decode(space, points)[2]

    x = rng.rand(10, len(space))
    y = [value(u) for u in x]
    kernel, fitted = None, 0
    while len(y) < 200:
        seen = see(x)
        # Fitted anew, from the settings found last, whenever a tenth of the trials is new: at each trial it would take hours.
        if kernel is None or len(y) - fitted >= max(1, len(y) // 10):
            start = kernel or ConstantKernel(1.0) * Matern(np.full(seen.shape[1], 0.5), (1e-2, 1e2), nu=2.5) + WhiteKernel(1e-6, (1e-9, 1e-1))
            gp = GaussianProcessRegressor(start, normalize_y=True, n_restarts_optimizer=0, random_state=seed).fit(seen, y)
            kernel, fitted = gp.kernel_, len(y)
        else:
            gp = GaussianProcessRegressor(kernel, normalize_y=True, optimizer=None).fit(seen, y)
        moved = rng.rand(1000, len(space)) < max(0.5, 2 / len(space))
        near = np.clip(x[int(np.argmin(y))] + moved * 0.05 * rng.randn(1000, len(space)), 0, 1)
        swapped = np.array([len(p) == 3 for p in space]) & (rng.rand(*near.shape) < 0.2)
        pool = np.vstack([rng.rand(2000, len(space)), np.where(swapped, rng.rand(*near.shape), near)])
        mean, std = gp.predict(see(pool), return_std=True)
        z = (min(y) - mean) / np.maximum(std, 1e-12)
        chosen = pool[int(np.argmax((min(y) - mean) * norm.cdf(z) + std * norm.pdf(z)))]
        x = np.vstack([x, chosen])
        y.append(value(chosen))
    best = np.minimum.accumulate(y)
    return [best[49], best[99], best[199]]


SAMPLERS = {"tpe": run_tpe, "cma": run_cma, "gp": run_gp}
print(f"Optuna {optuna.__version__}, cmaes {version('cmaes')}, scikit-learn {version('scikit-learn')}", flush=True, file=ANSWERS)
for line in sys.stdin:
    command, *rest = line.split()
    if command == "time":
        answer = time_tpe(int(rest[0]))
    else:
        answer = SAMPLERS[rest[0]](rest[1], int(rest[2]))
    print(*(repr(float(v)) for v in answer), flush=True, file=ANSWERS)
