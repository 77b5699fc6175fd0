import { type Bytes, joinBytes, nested, whole } from './protobuf'

/** A tensor whose values are known, such as weights. Whole numbers are 64 bits wide in ONNX. */
export type Constant = { shape: readonly number[]; data: Float32Array | BigInt64Array }
export type Attribute = number | readonly number[] | string
export type Dimension = number | string

const IR_VERSION = 8
/** The operators that we write are those of this version. */
const OPSET = 13
const FLOAT = 1
const INT64 = 7
const ATTRIBUTE_TYPES = { int: 2, string: 3, ints: 7 } as const

function attributeBytes(name: string, value: Attribute): Bytes {
  if (typeof value === 'number')
    return joinBytes([nested(1, name), whole(3, value), whole(20, ATTRIBUTE_TYPES.int)])
  if (typeof value === 'string')
    return joinBytes([nested(1, name), nested(4, value), whole(20, ATTRIBUTE_TYPES.string)])
  return joinBytes([nested(1, name), ...value.map((one) => whole(8, one)), whole(20, ATTRIBUTE_TYPES.ints)])
}

function constantBytes(name: string, { shape, data }: Constant): Bytes {
  const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  const type = data instanceof Float32Array ? FLOAT : INT64
  return joinBytes([...shape.map((side) => whole(1, side)), whole(2, type), nested(8, name), nested(9, raw)])
}

/** A float tensor that goes in or comes out; a named dimension may be of any length. */
function portBytes(name: string, shape: readonly Dimension[] | undefined): Bytes {
  const dimension = (side: Dimension) =>
    nested(1, typeof side === 'number' ? whole(1, side) : nested(2, side))
  const shapeBytes = shape === undefined ? [] : [nested(2, joinBytes(shape.map(dimension)))]
  return joinBytes([nested(1, name), nested(2, nested(1, joinBytes([whole(1, FLOAT), ...shapeBytes])))])
}

/** The same model, which also gives what its graph knows by these names: messages that follow each other are merged. */
export const withOutputs = (model: Bytes, names: readonly string[]): Bytes =>
  joinBytes([model, nested(7, joinBytes(names.map((name) => nested(12, portBytes(name, undefined)))))])

/** Collects nodes and constants, and gives the bytes of an ONNX file. */
export function createOnnxFile() {
  const nodes: Bytes[] = []
  const constants = new Map<string, Bytes>()
  return {
    node(
      operator: string,
      inputs: readonly string[],
      output: string,
      attributes: { readonly [name: string]: Attribute } = {},
    ): string {
      const named = Object.entries(attributes).map(([name, value]) => nested(5, attributeBytes(name, value)))
      nodes.push(
        joinBytes([
          ...inputs.map((input) => nested(1, input)),
          nested(2, output),
          nested(3, `${output}/node`),
          nested(4, operator),
          ...named,
        ]),
      )
      return output
    },
    /** Kept once, however often it is asked for. */
    constant(name: string, constant: Constant): string {
      if (!constants.has(name)) constants.set(name, constantBytes(name, constant))
      return name
    },
    toBytes(input: { name: string; shape: readonly Dimension[] }, outputs: readonly string[]): Bytes {
      const graph = joinBytes([
        ...nodes.map((node) => nested(1, node)),
        nested(2, 'graph'),
        ...[...constants.values()].map((constant) => nested(5, constant)),
        nested(11, portBytes(input.name, input.shape)),
        ...outputs.map((output) => nested(12, portBytes(output, undefined))),
      ])
      const opset = joinBytes([nested(1, ''), whole(2, OPSET)])
      return joinBytes([whole(1, IR_VERSION), nested(2, 'afterimage'), nested(7, graph), nested(8, opset)])
    },
  }
}
export type OnnxFile = ReturnType<typeof createOnnxFile>

export const floats = (...values: number[]): Constant => ({
  shape: [values.length],
  data: Float32Array.from(values),
})
export const wholes = (...values: number[]): Constant => ({
  shape: [values.length],
  data: BigInt64Array.from(values, BigInt),
})
