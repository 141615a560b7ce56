#!/usr/bin/env bash
# Packs everything for the embedded host, installs the command from the folder of packages and trains with it; then builds what 'mltune codegen'
# writes against the packages and lets it score. Leaves nothing behind.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
packages=$work/packages

for project in src/Trainers/MLNetTuning.Trainers src/Sweepers/MLNetTuning.Sweepers src/Sweepers.Storage/MLNetTuning.Sweepers.Storage \
  embedded/Microsoft.ML/MLNetTuning.Host embedded/Microsoft.ML.AutoML/MLNetTuning.Host.AutoML src/Estimators/MLNetTuning.Estimators \
  src/Experiments/MLNetTuning.Experiments src/Cli/MLNetTuning.Cli; do
  dotnet pack "$project.csproj" -c Release -o "$packages" -v:q --nologo
done

dotnet tool install MLNetTuning.Cli --source "$packages" --tool-path "$work/tool" >/dev/null
mltune=$work/tool/mltune
"$mltune" --help | grep -q codegen
"$mltune" train examples/data/telco-churn.csv --label churn --trials 2 --out "$work/model" --quiet
"$mltune" codegen "$work/model" --out "$work/churn"

# Our packages of this version must not stay where other builds would find them.
export NUGET_PACKAGES=$work/restored
dotnet build "$work/churn/Churn.slnx" -c Release -p:MLHost=Embedded "-p:RestoreAdditionalProjectSources=$packages" "-p:RestoreFallbackFolders=${HOME}/.nuget/packages" -nodeReuse:false -v:q --nologo
"$mltune" predict "$work/model" examples/data/telco-churn.csv --out "$work/expected.csv"
cd "$work"
dotnet churn/Score/bin/Release/net10.0/Score.dll "$root/examples/data/telco-churn.csv" scored.csv
cmp expected.csv scored.csv
dotnet churn/Train/bin/Release/net10.0/Train.dll "$root/examples/data/telco-churn.csv"
echo "packages: all right"
