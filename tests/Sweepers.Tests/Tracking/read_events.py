"""Reads an event file with Google's own protobuf library and a checksum of its own; prints what it found as JSON.

The messages are described by the field numbers that TensorBoard publishes in event.proto, summary.proto, tensor.proto and plugin_data.proto.
"""
import json
import struct
import sys

from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory, struct_pb2

DOUBLE, FLOAT, INT64, INT32, STRING, MESSAGE, BYTES = 1, 2, 3, 5, 9, 11, 12
FIELDS = {
    "Event": [("wall_time", 1, DOUBLE), ("step", 2, INT64), ("file_version", 3, STRING), ("summary", 5, "Summary")],
    "Summary": [("value", 1, ["Value"])],
    "Value": [("tag", 1, STRING), ("simple_value", 2, FLOAT), ("tensor", 8, "TensorProto"), ("metadata", 9, "SummaryMetadata")],
    "SummaryMetadata": [("plugin_data", 1, "PluginData"), ("display_name", 2, STRING), ("summary_description", 3, STRING), ("data_class", 4, INT32)],
    "PluginData": [("plugin_name", 1, STRING), ("content", 2, BYTES)],
    "TensorProto": [("dtype", 1, INT32), ("tensor_shape", 2, "TensorShapeProto"), ("float_val", 5, [FLOAT])],
    "TensorShapeProto": [("dim", 2, ["Dim"])],
    "Dim": [("size", 1, INT64), ("name", 2, STRING)],
    "HParamsPluginData": [("version", 1, INT32), ("session_start_info", 3, "SessionStartInfo"), ("session_end_info", 4, "SessionEndInfo")],
    "SessionStartInfo": [("hparams", 1, ["Entry"]), ("model_uri", 2, STRING), ("monitor_url", 3, STRING), ("group_name", 4, STRING), ("start_time_secs", 5, DOUBLE)],
    "Entry": [("key", 1, STRING), ("value", 2, "google.protobuf.Value")],
    "SessionEndInfo": [("status", 1, INT32), ("end_time_secs", 2, DOUBLE)],
}


def classes():
    file = descriptor_pb2.FileDescriptorProto(name="events.proto", package="read", syntax="proto3", dependency=["google/protobuf/struct.proto"])
    for name, fields in FIELDS.items():
        message = file.message_type.add(name=name)
        for field, number, kind in fields:
            repeated, kind = isinstance(kind, list), kind[0] if isinstance(kind, list) else kind
            added = message.field.add(name=field, number=number, label=3 if repeated else 1, type=MESSAGE if isinstance(kind, str) else kind)
            if isinstance(kind, str):
                added.type_name = "." + kind if "." in kind else ".read." + kind
    pool = descriptor_pool.DescriptorPool()
    pool.AddSerializedFile(struct_pb2.DESCRIPTOR.serialized_pb)
    pool.Add(file)
    factory = message_factory.MessageFactory(pool)
    return {name: factory.GetPrototype(pool.FindMessageTypeByName("read." + name)) for name in FIELDS}


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def masked(data):
    crc = crc32c(data)
    return ((crc >> 15 | crc << 17) + 0xA282EAD8) & 0xFFFFFFFF


def records(data):
    at = 0
    while at < len(data):
        length, check = struct.unpack_from("<QI", data, at)
        assert check == masked(data[at:at + 8]), "the length's checksum"
        record = data[at + 12:at + 12 + length]
        assert struct.unpack_from("<I", data, at + 12 + length)[0] == masked(record), "the record's checksum"
        yield record
        at += 16 + length


def unknown(message):
    """True when a message, or one within it, has a field that its description lacks."""
    known = type(message)()
    known.CopyFrom(message)
    known.DiscardUnknownFields()
    return known.ByteSize() != message.ByteSize()


assert crc32c(b"123456789") == 0xE3069283
known = classes()
for record in records(open(sys.argv[1], "rb").read()):
    event = known["Event"]()
    event.ParseFromString(record)
    plugins = []
    for value in event.summary.value:
        if value.HasField("metadata"):
            plugin = known["HParamsPluginData"]()
            plugin.ParseFromString(value.metadata.plugin_data.content)
            plugins.append(plugin)
    print(json.dumps({
        "event": json_format.MessageToDict(event, preserving_proto_field_name=True),
        "plugin": [json_format.MessageToDict(p, preserving_proto_field_name=True) for p in plugins],
        "unknown": unknown(event) or any(unknown(p) for p in plugins),
    }))
