"""XGBoost's hist with the settings of the suite "trees". See trees_common.py."""
import warnings

import xgboost

from trees_common import BINS, L2, LEARNING_RATE, MIN_ROWS, TREES, serve, timed

warnings.filterwarnings("ignore")
OBJECTIVES = {"Binary": "binary:logistic", "Multiclass": "multi:softprob", "Regression": "reg:squarederror"}


def fit(request):
    settings = {
        "tree_method": "hist", "grow_policy": "lossguide", "max_leaves": request.leaves, "max_depth": 0, "max_bin": BINS, "eta": LEARNING_RATE,
        "lambda": L2, "objective": OBJECTIVES[request.task], "nthread": request.threads, "verbosity": 0,
        # The hessian of squared error counts rows; for classes there is no limit on rows.
        "min_child_weight": MIN_ROWS if request.task == "Regression" else 1e-3,
    }
    if request.task == "Multiclass":
        settings["num_class"] = request.outputs
    types = ["c" if c in request.categorical else "float" for c in range(request.train.shape[1])]
    matrix, binning = timed(lambda: xgboost.QuantileDMatrix(
        request.train, request.labels, max_bin=BINS, nthread=request.threads, feature_types=types, enable_categorical=bool(request.categorical)))
    booster, training = timed(lambda: xgboost.train(settings, matrix, TREES))

    def predict(rows):
        if request.categorical:
            return booster.predict(xgboost.DMatrix(rows, feature_types=types, enable_categorical=True, nthread=request.threads))
        return booster.inplace_predict(rows)

    return binning, training, predict


serve(f"XGBoost {xgboost.__version__}", fit)
