// Runs the original networks in the libraries they come from.
//
// node reference.cjs FOLDER: for each network reads FOLDER/NETWORK.input (little-endian floats,
// height, width, red green blue) and writes each output as FOLDER/NETWORK.OUTPUT. The libraries are
// taken from node_modules in the current folder.
const fs = require('fs');
const path = require('path');

const libraries = path.join(process.cwd(), 'node_modules');
const tf = require(path.join(libraries, '@tensorflow/tfjs'));
const wasm = require(path.join(libraries, '@tensorflow/tfjs-backend-wasm'));
const faceapi = require(path.join(libraries, '@vladmandic/face-api/dist/face-api.node-wasm.js'));

const folder = process.argv[2];

const graphModels = {
  blazeface: {
    side: 256,
    outputs: { scores16: 'Identity', scores32: 'Identity_1', boxes16: 'Identity_2', boxes32: 'Identity_3' },
  },
  facemesh: { side: 192, outputs: { mesh: 'Identity_2', flag: 'Identity_1' } },
  faceres: { side: 224, outputs: { descriptor: 'global_pooling/Mean' } },
};

function readInput(network, side) {
  const bytes = fs.readFileSync(path.join(folder, `${network}.input`));
  const floats = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  return tf.tensor(floats, [1, side, side, 3]);
}

function writeOutput(network, output, tensor) {
  const floats = tensor.dataSync();
  const bytes = Buffer.from(floats.buffer, floats.byteOffset, floats.byteLength);
  fs.writeFileSync(path.join(folder, `${network}.${output}`), bytes);
}

async function runGraphModel(network, { side, outputs }) {
  const models = path.join(libraries, '@vladmandic/human/models');
  const description = JSON.parse(fs.readFileSync(path.join(models, `${network}.json`)));
  const weights = fs.readFileSync(path.join(models, `${network}.bin`));
  const model = await tf.loadGraphModel({
    load: async () => ({
      modelTopology: description.modelTopology,
      signature: description.signature,
      weightSpecs: description.weightsManifest.flatMap((group) => group.weights),
      weightData: weights.buffer.slice(weights.byteOffset, weights.byteOffset + weights.byteLength),
    }),
  });
  const tensors = model.execute(readInput(network, side), Object.values(outputs));
  const list = Array.isArray(tensors) ? tensors : [tensors];
  Object.keys(outputs).forEach((output, i) => writeOutput(network, output, list[i]));
}

// Pixels of 0 to 255 go in: the library subtracts its means itself.
async function runDlib() {
  await faceapi.nets.faceRecognitionNet.loadFromDisk(path.join(libraries, '@vladmandic/face-api/model'));
  const input = await faceapi.toNetInput(readInput('dlib-resnet', 150).squeeze([0]));
  writeOutput('dlib-resnet', 'descriptor', faceapi.nets.faceRecognitionNet.forwardInput(input));
}

async function main() {
  wasm.setWasmPaths(`${path.join(libraries, '@tensorflow/tfjs-backend-wasm/dist')}/`);
  await tf.setBackend('wasm');
  await tf.ready();
  for (const [network, settings] of Object.entries(graphModels)) {
    await runGraphModel(network, settings);
  }
  await runDlib();
}

main();
