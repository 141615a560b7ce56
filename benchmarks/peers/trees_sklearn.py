"""scikit-learn's HistGradientBoosting and RandomForest with the settings of the suite "trees". See trees_common.py."""
import numpy
import sklearn
import threadpoolctl
from sklearn.ensemble import (
    HistGradientBoostingClassifier, HistGradientBoostingRegressor, RandomForestClassifier, RandomForestRegressor)

from trees_common import BINS, L2, LEARNING_RATE, MIN_ROWS, TREES, serve, timed

MOST_CATEGORIES = 255


def boosting(request):
    kind = HistGradientBoostingRegressor if request.task == "Regression" else HistGradientBoostingClassifier
    # Columns with more categories than it takes stay numbers.
    categorical = [c for c in request.categorical if numpy.nanmax(request.train[:, c]) < MOST_CATEGORIES]
    model = kind(
        learning_rate=LEARNING_RATE, max_iter=TREES, max_leaf_nodes=request.leaves, min_samples_leaf=MIN_ROWS, l2_regularization=L2, max_bins=BINS,
        early_stopping=False, categorical_features=categorical or None, random_state=1)
    binning = [0.0]
    bin_data = model._bin_data

    def timed_binning(*arguments, **named):
        result, seconds = timed(lambda: bin_data(*arguments, **named))
        binning[0] += seconds
        return result

    model._bin_data = timed_binning
    return model, binning


def forest(request):
    kind = RandomForestRegressor if request.task == "Regression" else RandomForestClassifier
    return kind(n_estimators=TREES, n_jobs=request.threads, random_state=request.seed), [0.0]


def fit(request):
    model, binning = (forest if request.kind == "Forest" else boosting)(request)
    if request.kind == "Forest":
        # It takes no missing values; a code below all others parts them as well as may be.
        for rows in (request.train, request.test, request.predicted):
            numpy.nan_to_num(rows, copy=False, nan=-1)
    with threadpoolctl.threadpool_limits(request.threads):
        _, seconds = timed(lambda: model.fit(request.train, request.labels))

    def predict(rows):
        with threadpoolctl.threadpool_limits(request.threads):
            if request.task == "Regression":
                return model.predict(rows)
            scores = model.predict_proba(rows)
            return scores[:, 1] if request.task == "Binary" else scores

    return binning[0], seconds - binning[0], predict


serve(f"scikit-learn {sklearn.__version__}", fit)
