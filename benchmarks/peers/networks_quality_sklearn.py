"""scikit-learn's multi-layer perceptron and histogram gradient boosting for the suite "networks-quality".

A request is "FOLDER MODEL TASK COLUMNS CATEGORIES". The folder holds train, labels and test as raw floats, NaN for missing. The test rows' scores go to
the file "scores"; the answer is the seconds it took.
"""
import sys
import time
import warnings

import numpy
import sklearn
import threadpoolctl
from sklearn.compose import ColumnTransformer, TransformedTargetRegressor
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.exceptions import ConvergenceWarning
from sklearn.impute import SimpleImputer
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

warnings.simplefilter("ignore", ConvergenceWarning)


def network(task, numbers, categories):
    """Its defaults with early stopping, on standardised numbers (missing: the median, and an indicator) and one-hot categories."""
    inputs = ColumnTransformer([
        ("numbers", make_pipeline(SimpleImputer(strategy="median", add_indicator=True), StandardScaler()), numbers),
        ("categories", OneHotEncoder(handle_unknown="ignore"), categories),
    ])
    if task == "Regression":
        return TransformedTargetRegressor(
            make_pipeline(inputs, MLPRegressor(early_stopping=True, random_state=0)), transformer=StandardScaler())
    return make_pipeline(inputs, MLPClassifier(early_stopping=True, random_state=0))


def boosting(categories):
    return HistGradientBoostingRegressor(
        learning_rate=0.06, max_iter=400, max_leaf_nodes=31, categorical_features=categories or None, early_stopping=False, random_state=0)


def answer(line):
    folder, model, task, columns, categories = line.split()
    columns = int(columns)
    categories = [] if categories == "-" else [int(c) for c in categories.split(",")]
    numbers = [c for c in range(columns) if c not in categories]
    train, test = (numpy.fromfile(f"{folder}/{name}", dtype=numpy.float32).reshape(-1, columns) for name in ("train", "test"))
    labels = numpy.fromfile(f"{folder}/labels", dtype=numpy.float32)
    start = time.perf_counter()
    fitted = (boosting(categories) if model == "PeerBoosting" else network(task, numbers, categories)).fit(train, labels)
    if task == "Regression":
        scores = fitted.predict(test)
    else:
        scores = fitted.predict_proba(test)
        scores = scores[:, 1] if task == "Binary" else scores
    numpy.asarray(scores, dtype=numpy.float32).tofile(f"{folder}/scores")
    return time.perf_counter() - start


print(f"scikit-learn {sklearn.__version__}", flush=True)
with threadpoolctl.threadpool_limits(1):
    for request in sys.stdin:
        print(answer(request), flush=True)
