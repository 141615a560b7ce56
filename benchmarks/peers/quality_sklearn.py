"""The average of HistGradientBoosting and a multilayer perceptron, both with early stopping, with new seeds as long as there is time."""
import time

import numpy
import sklearn
from sklearn.compose import TransformedTargetRegressor, make_column_transformer
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.impute import SimpleImputer
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from threadpoolctl import threadpool_limits

from quality_common import serve

THREADS = 2
NATIVE_LEVELS = 250
HIDDEN = (128, 64)


def trees(request, seed):
    names = [name for name in request.x.columns if request.x[name].dtype.name == "category"]
    few = [name for name in names if len(request.x[name].cat.categories) <= NATIVE_LEVELS]
    frames = [frame.copy() for frame in (request.x, request.test)]
    for frame in frames:
        for name in names:
            codes = frame[name].cat.codes.astype(float)
            frame[name] = codes.where(codes >= 0)
    mask = [name in few for name in request.x.columns]
    kind = HistGradientBoostingRegressor if request.task == "Regression" else HistGradientBoostingClassifier
    model = kind(max_iter=1000, learning_rate=0.06, early_stopping=True, n_iter_no_change=20, validation_fraction=0.15, random_state=seed, categorical_features=mask)
    return output(request, model.fit(frames[0].to_numpy(), request.y), frames[1].to_numpy())


def network(request, seed):
    names = [name for name in request.x.columns if request.x[name].dtype.name == "category"]
    numbers = [name for name in request.x.columns if name not in names]
    steps = [(make_pipeline(SimpleImputer(strategy="median", add_indicator=True), StandardScaler()), numbers)] if numbers else []
    if names:
        steps.append((OneHotEncoder(handle_unknown="infrequent_if_exist", min_frequency=10, max_categories=60, sparse_output=False), names))
    settings = {"hidden_layer_sizes": HIDDEN, "early_stopping": True, "n_iter_no_change": 8, "max_iter": 200, "random_state": seed, "alpha": 1e-3}
    if request.task == "Regression":
        model = TransformedTargetRegressor(MLPRegressor(**settings), transformer=StandardScaler())
    else:
        model = MLPClassifier(**settings)
    frames = [frame.copy() for frame in (request.x, request.test)]
    for frame in frames:
        for name in names:
            frame[name] = frame[name].astype(object).where(frame[name].notna(), "missing").astype(str)
    return output(request, make_pipeline(make_column_transformer(*steps), model).fit(frames[0], request.y), frames[1])


def output(request, model, test):
    if request.task == "Regression":
        return model.predict(test)
    probabilities = model.predict_proba(test)
    return probabilities[:, 1] if len(request.classes) == 2 else probabilities


def predict(request, end):
    sums, count, longest = {}, {}, {}
    with threadpool_limits(THREADS):
        for round_number in range(1000):
            for name, fit in (("trees", trees), ("network", network)):
                began = time.monotonic()
                if round_number > 0 and began + longest[name] * 1.1 > end:
                    return sum(sums[one] / count[one] for one in sums) / len(sums)
                made = fit(request, request.seed + round_number)
                sums[name] = sums.get(name, 0) + made
                count[name] = count.get(name, 0) + 1
                longest[name] = max(longest.get(name, 0), time.monotonic() - began)
    return sum(sums[one] / count[one] for one in sums) / len(sums)


serve(f"scikit-learn {sklearn.__version__} HistGradientBoosting + MLP", "sklearn", predict)
