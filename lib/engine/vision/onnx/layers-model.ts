import { type Constant, createOnnxFile, floats, type OnnxFile } from './onnx-file'
import type { Bytes } from './protobuf'
import { readWeights, toOnnxKernel, type Weight, type WeightEntry } from './weights'

type Layer = {
  class_name: string
  name: string
  inbound_nodes: [name: string, ...rest: unknown[]][][]
  config: { strides?: number[]; activation?: string; size?: number[] }
}

/** A TensorFlow.js layers model (Keras) as its JSON file has it. */
export type LayersModel = {
  modelTopology: { model_config: { config: { layers: Layer[]; output_layers: [string, ...unknown[]][] } } }
  weightsManifest: { weights: WeightEntry[] }[]
}

type Work = { file: OnnxFile; weights: Map<string, Weight> }
type Converter = (layer: Layer, inputs: string[], work: Work) => void

const ACTIVATIONS: Record<string, string> = { relu: 'Relu', tanh: 'Tanh', sigmoid: 'Sigmoid' }

function activate(file: OnnxFile, activation: string, input: string, output: string): void {
  const operator = ACTIVATIONS[activation]
  if (!operator) throw new Error(`The activation ${activation} cannot be translated.`)
  file.node(operator, [input], output)
}

const convolve: Converter = ({ name, config }, [input = ''], { file, weights }) => {
  const kernel = toOnnxKernel(weights.get(`${name}/kernel`)!, false)
  const bias = weights.get(`${name}/bias`)
  const parts = [file.constant(`${name}/kernel`, kernel)]
  if (bias) parts.push(file.constant(`${name}/bias`, bias as Constant))
  const activation = config.activation ?? 'linear'
  const linear = activation === 'linear' ? name : `${name}/linear`
  file.node('Conv', [input, ...parts], linear, {
    kernel_shape: kernel.shape.slice(2),
    auto_pad: 'SAME_UPPER',
    strides: config.strides ?? [1, 1],
  })
  if (activation !== 'linear') activate(file, activation, linear, name)
}

const CONVERTERS: Record<string, Converter> = {
  Conv2D: convolve,
  Activation: ({ name, config }, [input = ''], { file }) =>
    activate(file, config.activation ?? '', input, name),
  Concatenate: ({ name }, inputs, { file }) => void file.node('Concat', inputs, name, { axis: 1 }),
  Add: ({ name }, inputs, { file }) => void file.node('Sum', inputs, name),
  UpSampling2D({ name, config }, [input = ''], { file }) {
    const scales = file.constant(`${name}/scales`, floats(1, 1, ...(config.size ?? [2, 2])))
    file.node('Resize', [input, '', scales], name, {
      mode: 'nearest',
      coordinate_transformation_mode: 'asymmetric',
      nearest_mode: 'floor',
    })
  },
}

/**
 * Translates a TensorFlow.js layers model for pictures into the bytes of an ONNX file with channels first.
 * @returns also the name of the output; the input's sides may have any length
 */
export function layersModelToOnnx(model: LayersModel, binary: Uint8Array): { bytes: Bytes; output: string } {
  const { layers, output_layers: outputLayers } = model.modelTopology.model_config.config
  const weights = readWeights(
    model.weightsManifest.flatMap((group) => group.weights),
    binary,
  )
  const file = createOnnxFile()
  let input = ''
  for (const layer of layers) {
    if (layer.class_name === 'InputLayer') {
      input = layer.name
      continue
    }
    const convert = CONVERTERS[layer.class_name]
    if (!convert) throw new Error(`The layer ${layer.class_name} cannot be translated.`)
    convert(
      layer,
      (layer.inbound_nodes[0] ?? []).map(([name]) => name),
      { file, weights },
    )
  }
  const output = outputLayers[0]![0]
  return { bytes: file.toBytes({ name: input, shape: [1, 3, 'height', 'width'] }, [output]), output }
}
