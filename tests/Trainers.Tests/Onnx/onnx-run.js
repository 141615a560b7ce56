// A line "MODEL FEATURES ROWS COLUMNS RESULT" asks to score a file of raw floats; the answer is "ok" or an error. RESULT gets, as JSON, each output's
// dimensions and numbers. Started with the folder that holds node_modules.
const fs = require('fs');
const readline = require('readline');
const ort = require(process.argv[2] + '/node_modules/onnxruntime-node');

function numbers(data) {
  return Array.from(data, v => (typeof v === 'bigint' ? Number(v) : Number.isFinite(v) ? v : String(v)));
}

async function score(model, features, rows, columns, result) {
  const session = await ort.InferenceSession.create(model, { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 });
  const bytes = fs.readFileSync(features);
  const values = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  const outputs = await session.run({ [session.inputNames[0]]: new ort.Tensor('float32', values, [rows, columns]) });
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
    const [model, features, rows, columns, result] = line.split('|');
    try {
      await score(model, features, Number(rows), Number(columns), result);
      console.log('ok');
    } catch (error) {
      console.log(String(error.message || error).replace(/\s+/g, ' '));
    }
  }
}

main();
