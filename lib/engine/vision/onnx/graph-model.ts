import { createOnnxFile, type OnnxFile, wholes } from './onnx-file'
import type { Bytes } from './protobuf'
import { readWeights, toOnnxKernel, type Weight, type WeightEntry } from './weights'

type TfAttribute = {
  s?: string
  b?: boolean
  list?: { i?: (string | number)[]; s?: string[] }
}
type TfNode = { name: string; op: string; input?: string[]; attr?: Record<string, TfAttribute> }

/** A TensorFlow.js graph model as its JSON file has it. */
export type GraphModel = {
  modelTopology: { node: TfNode[] }
  weightsManifest: { weights: WeightEntry[] }[]
}

type Work = { file: OnnxFile; weights: Map<string, Weight>; name: (input: string | undefined) => string }
type Converter = (node: TfNode, inputs: string[], work: Work) => void

const decode = (base64 = ''): string => atob(base64)
const numbers = (node: TfNode, key: string): number[] => (node.attr?.[key]?.list?.i ?? []).map(Number)
const padding = (node: TfNode) => (decode(node.attr?.padding?.s) === 'SAME' ? 'SAME_UPPER' : 'VALID')
const bareName = (input: string): string => input.replace(/^\^/, '').replace(/:0$/, '')

const TO_CHANNELS_FIRST = [0, 3, 1, 2]
const TO_CHANNELS_LAST = [0, 2, 3, 1]

/** TensorFlow keeps channels last, ONNX works on channels first: turn, work, turn back. */
function inChannelsFirst(
  file: OnnxFile,
  input: string,
  output: string,
  work: (turned: string) => string,
): void {
  const turned = file.node('Transpose', [input], `${output}/in`, { perm: TO_CHANNELS_FIRST })
  file.node('Transpose', [work(turned)], output, { perm: TO_CHANNELS_LAST })
}

function clipToSix(file: OnnxFile, input: string, output: string): void {
  const low = file.constant('zero', { shape: [], data: Float32Array.of(0) })
  const high = file.constant('six', { shape: [], data: Float32Array.of(6) })
  file.node('Clip', [input, low, high], output)
}

const convolve: Converter = (node, [input = '', kernelName = '', ...more], { file, weights, name }) => {
  const isDepthwise = node.op.includes('epthwise')
  const weight = weights.get(kernelName)!
  const kernel = toOnnxKernel(weight, isDepthwise)
  const fused = (node.attr?.fused_ops?.list?.s ?? []).map(decode)
  const activation = fused.find((one) => one !== 'BiasAdd')
  const bias = fused.includes('BiasAdd') ? weights.get(more[0]!) : undefined
  const parts = [file.constant(`${kernelName}/onnx`, kernel)]
  if (bias) {
    const data = Float32Array.from(bias.data)
    parts.push(file.constant(`${more[0]}/onnx`, { shape: [data.length], data }))
  }
  const dilations = numbers(node, 'dilations').slice(1, 3)
  const linear = activation ? `${node.name}/linear` : node.name
  inChannelsFirst(file, name(input), linear, (turned) =>
    file.node('Conv', [turned, ...parts], `${node.name}/conv`, {
      kernel_shape: kernel.shape.slice(2),
      auto_pad: padding(node),
      strides: numbers(node, 'strides').slice(1, 3),
      dilations: dilations.length === 2 ? dilations : [1, 1],
      group: isDepthwise ? weight.shape[2]! : 1,
    }),
  )
  if (activation === 'Relu') file.node('Relu', [linear], node.name)
  else if (activation === 'Relu6') clipToSix(file, linear, node.name)
  else if (activation === 'Prelu') file.node('PRelu', [linear, name(more.at(-1))], node.name)
  else if (activation) throw new Error(`The activation ${activation} cannot be translated.`)
}

const plain =
  (operator: string): Converter =>
  (node, inputs, { file, name }) =>
    void file.node(operator, inputs.map(name), node.name)

const resizeBilinear: Converter = (node, [input, size], { file, weights, name }) => {
  const isCentred = node.attr?.half_pixel_centers?.b === true
  inChannelsFirst(file, name(input), node.name, (turned) => {
    const shape = file.node('Shape', [turned], `${node.name}/shape`)
    const head = file.node(
      'Slice',
      [shape, file.constant('from 0', wholes(0)), file.constant('to 2', wholes(2))],
      `${node.name}/head`,
    )
    const sides = file.constant(`${node.name}/sides`, wholes(...weights.get(size!)!.data))
    const target = file.node('Concat', [head, sides], `${node.name}/target`, { axis: 0 })
    return file.node('Resize', [turned, '', '', target], `${node.name}/resized`, {
      mode: 'linear',
      coordinate_transformation_mode: isCentred ? 'half_pixel' : 'asymmetric',
    })
  })
}

const CONVERTERS: Record<string, Converter> = {
  _FusedConv2D: convolve,
  Conv2D: convolve,
  DepthwiseConv2dNative: convolve,
  FusedDepthwiseConv2dNative: convolve,
  Add: plain('Add'),
  AddV2: plain('Add'),
  Mul: plain('Mul'),
  Relu: plain('Relu'),
  Sigmoid: plain('Sigmoid'),
  Identity: plain('Identity'),
  Prelu: plain('PRelu'),
  Reshape: plain('Reshape'),
  Relu6: (node, [input], { file, name }) => clipToSix(file, name(input), node.name),
  MaxPool: (node, [input], { file, name }) =>
    inChannelsFirst(file, name(input), node.name, (turned) =>
      file.node('MaxPool', [turned], `${node.name}/pool`, {
        kernel_shape: numbers(node, 'ksize').slice(1, 3),
        strides: numbers(node, 'strides').slice(1, 3),
        auto_pad: padding(node),
      }),
    ),
  Pad(node, [input, amounts], { file, weights, name }) {
    // TensorFlow: before and after for each axis; ONNX: all befores, then all afters.
    const pairs = [...weights.get(amounts!)!.data]
    const pads = [...pairs.filter((_, i) => i % 2 === 0), ...pairs.filter((_, i) => i % 2 === 1)]
    file.node('Pad', [name(input), file.constant(`${node.name}/pads`, wholes(...pads))], node.name)
  },
  ConcatV2(node, inputs, { file, weights, name }) {
    const axis = weights.get(inputs.at(-1)!)!.data[0]!
    file.node('Concat', inputs.slice(0, -1).map(name), node.name, { axis })
  },
  Mean(node, [input, axes], { file, weights, name }) {
    file.node('ReduceMean', [name(input)], node.name, {
      axes: [...weights.get(axes!)!.data],
      keepdims: node.attr?.keep_dims?.b ? 1 : 0,
    })
  },
  ResizeBilinear: resizeBilinear,
}

/**
 * Translates a TensorFlow.js graph model into the bytes of an ONNX file.
 * @param outputs names of the nodes that are wanted; what only others need is left out
 * @throws Error for an operator that is not in the table
 */
export function graphModelToOnnx(
  model: GraphModel,
  binary: Uint8Array,
  shape: readonly number[],
  outputs: readonly string[],
): Bytes {
  const nodes = new Map(model.modelTopology.node.map((node) => [node.name, node]))
  const weights = readWeights(
    model.weightsManifest.flatMap((group) => group.weights),
    binary,
  )
  const file = createOnnxFile()
  const done = new Set<string>()
  let input = ''
  const name = (wanted = ''): string => {
    const weight = weights.get(wanted)
    if (!weight) return wanted
    const data = weight.data instanceof Int32Array ? BigInt64Array.from(weight.data, BigInt) : weight.data
    return file.constant(wanted, { shape: weight.shape, data })
  }
  const visit = (wanted: string): void => {
    if (done.has(wanted) || weights.has(wanted)) return
    done.add(wanted)
    const node = nodes.get(wanted)!
    const inputs = (node.input ?? []).filter((one) => !one.startsWith('^')).map(bareName)
    inputs.forEach(visit)
    if (node.op === 'Placeholder') {
      input = wanted
      return
    }
    const convert = CONVERTERS[node.op]
    if (!convert) throw new Error(`The operator ${node.op} cannot be translated.`)
    convert(node, inputs, { file, weights, name })
  }
  outputs.forEach(visit)
  return file.toBytes({ name: input, shape }, outputs)
}
