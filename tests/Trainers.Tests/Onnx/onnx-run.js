// A line "MODEL REQUEST RESULT" asks to score the rows of a file in JSON; the answer is "ok" or an error. Its inputs are texts, or raw floats or int64s in base64.
// RESULT gets, as JSON, each output's dimensions and values. Started with the folder that holds node_modules.
const fs = require('fs');
const readline = require('readline');
const ort = require(process.argv[2] + '/node_modules/onnxruntime-node');

function numbers(data) {
  return Array.from(data, v => (typeof v === 'bigint' ? Number(v) : typeof v === 'string' || Number.isFinite(v) ? v : String(v)));
}

function tensor(rows, input) {
  const dims = [rows, input.columns];
  if (Array.isArray(input.values)) {
    return new ort.Tensor('string', input.values, dims);
  }
  if (input.values.startsWith('int64:')) {
    const whole = Buffer.from(input.values.slice('int64:'.length), 'base64');
    return new ort.Tensor('int64', new BigInt64Array(whole.buffer.slice(whole.byteOffset, whole.byteOffset + whole.length)), dims);
  }
  const bytes = Buffer.from(input.values.slice('base64:'.length), 'base64');
  return new ort.Tensor('float32', new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)), dims);
}

async function score(model, request, result) {
  const session = await ort.InferenceSession.create(model, { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 });
  const { rows, inputs } = JSON.parse(fs.readFileSync(request, 'utf8'));
  const outputs = await session.run(Object.fromEntries(inputs.map(input => [input.name, tensor(rows, input)])));
  const answer = {};
  for (const name of session.outputNames) {
    answer[name] = { dims: outputs[name].dims, values: numbers(outputs[name].data) };
  }
  fs.writeFileSync(result, JSON.stringify(answer));
  await session.release();
}

async function main() {
  console.log('ready');
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const [model, request, result] = line.split('|');
    try {
      await score(model, request, result);
      console.log('ok');
    } catch (error) {
      console.log(String(error.message || error).replace(/\s+/g, ' '));
    }
  }
}

main();
