using Microsoft.ML.Data;
using Norm = Microsoft.ML.Transforms.LpNormNormalizingEstimatorBase.NormFunction;

namespace Microsoft.ML.Transforms;

/// <summary>Scales the vector of every row to length 1.</summary>
public sealed class LpNormNormalizingTransformer : OneToOneTransformerBase
{
    internal const string Kind = "NormalizeLpNorm";
    internal const string Expected = "known-size vector of Single";

    private readonly Norm _norm;
    private readonly bool _ensureZeroMean;

    internal LpNormNormalizingTransformer((string Output, string Input)[] columns, Norm norm, bool ensureZeroMean)
        : base(columns)
    {
        _norm = norm;
        _ensureZeroMean = ensureZeroMean;
    }

    internal static ITransformer Load(ModelReader reader, MLContext context) =>
        new LpNormNormalizingTransformer(NamePairs.Read(reader), (Norm)reader.ReadInt32(0, (int)Norm.Infinity), reader.ReadBoolean());

    private protected override RowMapper CreateMapper(DataViewSchema schema) => new Mapper(schema, ColumnPairs, _norm, _ensureZeroMean);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetKind(Kind);
        NamePairs.Write(ctx.Writer, ColumnPairs);
        ctx.Writer.Write((int)_norm);
        ctx.Writer.Write(_ensureZeroMean);
    }

    private sealed class Mapper : OneToOneMapper
    {
        /// <summary>A scale below this would turn everything to 0; such vectors stay as they are.</summary>
        private const float SmallestScale = 1e-8f;

        private readonly Norm _norm;
        private readonly bool _ensureZeroMean;

        public Mapper(DataViewSchema schema, (string Output, string Input)[] pairs, Norm norm, bool ensureZeroMean)
            : base(schema, pairs)
        {
            _norm = norm;
            _ensureZeroMean = ensureZeroMean;
            foreach (var source in Sources)
            {
                // A vector without any slot, as n-grams of empty text are, has no size either.
                if (source.Type is not VectorDataViewType vector || !vector.ItemType.Equals(NumberDataViewType.Single))
                {
                    throw SchemaErrors.WrongType(source.Name, "input", Expected, source.Type.ToString()!);
                }
            }
        }

        protected override DataViewSchema.DetachedColumn CreateColumn(int index, string name, DataViewSchema.Column source)
        {
            var builder = new DataViewSchema.Annotations.Builder();
            builder.Add(source.Annotations, static kind => kind == AnnotationUtils.Kinds.SlotNames);
            builder.AddPrimitiveValue(AnnotationUtils.Kinds.IsNormalized, BooleanDataViewType.Instance, true);
            return new DataViewSchema.DetachedColumn(name, source.Type, builder.ToAnnotations());
        }

        protected override Delegate CreateGetter(DataViewRow input, int output)
        {
            var getter = input.GetGetter<VBuffer<float>>(input.Schema[Sources[output].Index]);
            VBuffer<float> source = default;
            return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> target) =>
            {
                getter(ref source);
                Scale(source, ref target);
            });
        }

        private void Scale(in VBuffer<float> source, ref VBuffer<float> target)
        {
            var values = source.GetValues();
            var mean = Mean(values, source.Length);
            var offset = _ensureZeroMean ? mean : 0f;
            var length = (float)Length(values, source.Length, _norm == Norm.StandardDeviation ? mean : offset);
            var scale = length > 0 ? 1 / length : 1f;
            scale = scale < SmallestScale ? 1f : scale;
            if (offset == 0 || values.IsEmpty)
            {
                source.CopyTo(ref target);
            }
            else
            {
                source.CopyToDense(ref target);
            }

            var editor = VBufferEditor.CreateFromBuffer(ref target);
            foreach (ref var value in editor.Values)
            {
                value = (value - offset) * scale;
            }

            target = editor.Commit();
        }

        private static float Mean(ReadOnlySpan<float> values, int length)
        {
            var sum = 0.0;
            foreach (var value in values)
            {
                sum += value;
            }

            return values.IsEmpty ? 0 : (float)(sum / length);
        }

        /// <summary>The norm of what is explicit; only the standard deviation counts the slots that are not.</summary>
        private double Length(ReadOnlySpan<float> values, int length, float offset)
        {
            if (values.IsEmpty)
            {
                return 0;
            }

            var sum = 0.0;
            foreach (var value in values)
            {
                var distance = Math.Abs((double)value - offset);
                sum = _norm switch
                {
                    Norm.L1 => sum + distance,
                    Norm.Infinity => Math.Max(sum, distance),
                    _ => sum + (distance * distance),
                };
            }

            return _norm switch
            {
                Norm.L2 => Math.Sqrt(sum),
                Norm.StandardDeviation => Math.Sqrt((sum + ((length - values.Length) * (double)offset * offset)) / length),
                _ => sum,
            };
        }
    }
}
