"""XGBoost with settings searched by Optuna's TPE within the time, then fitted on all training rows."""
import time

import numpy
import optuna
import xgboost
from sklearn.model_selection import train_test_split

from quality_common import serve

ROUNDS = 3000
PATIENCE = 50
THREADS = 2
FOLD_ROWS = 5000
FOLDS = 3

optuna.logging.set_verbosity(optuna.logging.ERROR)


class Deadline(xgboost.callback.TrainingCallback):
    def __init__(self, end):
        super().__init__()
        self.end = end

    def after_iteration(self, model, epoch, evals_log):
        return time.monotonic() > self.end


def fixed(request):
    base = {"tree_method": "hist", "nthread": THREADS, "seed": request.seed, "verbosity": 0}
    if request.task == "Regression":
        return base | {"objective": "reg:squarederror", "eval_metric": "rmse"}
    if len(request.classes) == 2:
        return base | {"objective": "binary:logistic", "eval_metric": "logloss"}
    return base | {"objective": "multi:softprob", "num_class": len(request.classes), "eval_metric": "mlogloss"}


def splits(request):
    rows = numpy.arange(len(request.y))
    strata = None if request.task == "Regression" else request.y
    repeats = FOLDS if len(rows) < FOLD_ROWS else 1
    return [train_test_split(rows, test_size=0.2, random_state=request.seed + i, stratify=strata) for i in range(repeats)]


def predict(request, end):
    data = xgboost.DMatrix(request.x, request.y, enable_categorical=True)
    parts = [tuple(xgboost.DMatrix(request.x.iloc[rows], request.y[rows], enable_categorical=True) for rows in split) for split in splits(request)]
    start = time.monotonic()
    search_end = start + (end - start) * 0.8
    longest = 0.0

    def objective(trial):
        nonlocal longest
        began = time.monotonic()
        settings = fixed(request) | {
            "eta": trial.suggest_float("eta", 0.02, 0.3, log=True),
            "max_depth": trial.suggest_int("max_depth", 3, 10),
            "min_child_weight": trial.suggest_float("min_child_weight", 0.1, 50, log=True),
            "subsample": trial.suggest_float("subsample", 0.5, 1),
            "colsample_bytree": trial.suggest_float("colsample_bytree", 0.4, 1),
            "lambda": trial.suggest_float("lambda", 1e-2, 30, log=True),
            "alpha": trial.suggest_float("alpha", 1e-3, 10, log=True),
        }
        scores, rounds = [], []
        for train, validation in parts:
            model = xgboost.train(
                settings, train, ROUNDS, evals=[(validation, "v")], early_stopping_rounds=PATIENCE, verbose_eval=False, callbacks=[Deadline(search_end)])
            scores.append(model.best_score)
            rounds.append(model.best_iteration + 1)
        longest = max(longest, time.monotonic() - began)
        trial.set_user_attr("rounds", int(numpy.mean(rounds) * 1.1) + 1)
        return float(numpy.mean(scores))

    study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=request.seed))
    study.enqueue_trial({"eta": 0.1, "max_depth": 6, "min_child_weight": 1, "subsample": 0.8, "colsample_bytree": 0.8, "lambda": 1, "alpha": 1e-3})
    study.optimize(objective, timeout=max(1, search_end - time.monotonic()))
    best = study.best_trial
    model = xgboost.train(fixed(request) | best.params, data, best.user_attrs["rounds"], callbacks=[Deadline(end)], verbose_eval=False)
    return model.predict(xgboost.DMatrix(request.test, enable_categorical=True))


serve(f"XGBoost {xgboost.__version__} tuned by Optuna {optuna.__version__}", "xgboost", predict)
