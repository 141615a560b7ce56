namespace Microsoft.ML.Data;

/// <summary>Calls generic code for the raw types of columns without reflection.</summary>
internal static class Generic
{
    /// <summary>Runs for every raw type but text.</summary>
    public static void Invoke<TAction>(Type rawType, TAction action)
        where TAction : IGenericAction
    {
        switch (Type.GetTypeCode(rawType))
        {
            case TypeCode.SByte: action.Run<sbyte>(); break;
            case TypeCode.Byte: action.Run<byte>(); break;
            case TypeCode.Int16: action.Run<short>(); break;
            case TypeCode.UInt16: action.Run<ushort>(); break;
            case TypeCode.Int32: action.Run<int>(); break;
            case TypeCode.UInt32: action.Run<uint>(); break;
            case TypeCode.Int64: action.Run<long>(); break;
            case TypeCode.UInt64: action.Run<ulong>(); break;
            case TypeCode.Single: action.Run<float>(); break;
            case TypeCode.Double: action.Run<double>(); break;
            case TypeCode.Boolean: action.Run<bool>(); break;
            case TypeCode.DateTime: action.Run<DateTime>(); break;
            default:
                if (rawType == typeof(TimeSpan))
                {
                    action.Run<TimeSpan>();
                }
                else if (rawType == typeof(DateTimeOffset))
                {
                    action.Run<DateTimeOffset>();
                }
                else if (rawType == typeof(DataViewRowId))
                {
                    action.Run<DataViewRowId>();
                }
                else
                {
                    throw new ArgumentException($"{rawType} is not the type of a column without text.", nameof(rawType));
                }

                break;
        }
    }
}
