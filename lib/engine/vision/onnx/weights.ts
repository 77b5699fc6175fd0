/** Weights as TensorFlow.js stores them, one manifest for one binary file. */
export type WeightEntry = {
  name: string
  shape: number[]
  dtype: string
  quantization?: { dtype: string }
}
export type Weight = { shape: number[]; data: Float32Array | Int32Array }

/** IEEE 754 half precision to a number. */
function fromHalf(half: number): number {
  const sign = half >> 15 ? -1 : 1
  const exponent = (half >> 10) & 31
  const fraction = half & 1023
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}

const SUPPORTED = ['float32', 'float16', 'int32']

/** @throws Error for number formats other than float32, float16 and int32 */
export function readWeights(entries: readonly WeightEntry[], bytes: Uint8Array): Map<string, Weight> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const weights = new Map<string, Weight>()
  let at = 0
  for (const { name, shape, dtype, quantization } of entries) {
    const stored = quantization?.dtype ?? dtype
    if (!SUPPORTED.includes(stored)) throw new Error(`Weights of the form ${stored} cannot be read.`)
    const count = shape.reduce((product, side) => product * side, 1)
    const step = stored === 'float16' ? 2 : 4
    const data = dtype === 'int32' ? new Int32Array(count) : new Float32Array(count)
    for (let i = 0; i < count; i++, at += step)
      data[i] =
        stored === 'float16'
          ? fromHalf(view.getUint16(at, true))
          : stored === 'int32'
            ? view.getInt32(at, true)
            : view.getFloat32(at, true)
    weights.set(name, { shape, data })
  }
  return weights
}

/**
 * Kernels from TensorFlow's order (height, width, in, out) to ONNX's (out, in, height, width); of a depthwise kernel
 * each input channel has outputs of its own.
 */
export function toOnnxKernel(
  { shape, data }: Weight,
  isDepthwise: boolean,
): { shape: number[]; data: Float32Array } {
  const [height = 1, width = 1, inputs = 1, outputs = 1] = shape
  const kernel = new Float32Array(data.length)
  let from = 0
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let input = 0; input < inputs; input++)
        for (let output = 0; output < outputs; output++) {
          const channel = isDepthwise ? input * outputs + output : output * inputs + input
          kernel[(channel * height + y) * width + x] = data[from++]!
        }
  return {
    shape: isDepthwise ? [inputs * outputs, 1, height, width] : [outputs, inputs, height, width],
    data: kernel,
  }
}
