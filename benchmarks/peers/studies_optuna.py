"""Optuna on the SQLite files of the suite `studies`.

A request is `list FILE` (seconds to load the only study and its trials, their number, the best value) or `grow FILE BEFORE COUNT` (milliseconds a trial
of a random study in a new file, of COUNT trials after BEFORE).
"""
import sys
import time

import optuna

optuna.logging.set_verbosity(optuna.logging.ERROR)


def objective(trial):
    rate = trial.suggest_float("rate", 1e-5, 1, log=True)
    trial.suggest_float("momentum", 0.5, 0.999)
    trial.suggest_int("width", 8, 1024, log=True)
    trial.suggest_int("depth", 1, 8)
    trial.suggest_categorical("kind", ["a", "b", "c"])
    trial.suggest_categorical("norm", [False, True])
    return rate


def list_study(file):
    start = time.perf_counter()
    storage = optuna.storages.RDBStorage("sqlite:///" + file)
    study = optuna.load_study(study_name=storage.get_all_studies()[0].study_name, storage=storage)
    trials = study.trials
    seconds = time.perf_counter() - start
    return seconds, len(trials), study.best_value


def grow(file, before, count):
    study = optuna.create_study(storage="sqlite:///" + file, sampler=optuna.samplers.RandomSampler(seed=1))
    study.optimize(objective, n_trials=int(before))
    start = time.perf_counter()
    study.optimize(objective, n_trials=int(count))
    return (1000 * (time.perf_counter() - start) / int(count),)


print(f"Optuna {optuna.__version__}", flush=True)
for line in sys.stdin:
    command, *rest = line.split()
    print(*(repr(float(v)) for v in (list_study if command == "list" else grow)(*rest)), flush=True)
