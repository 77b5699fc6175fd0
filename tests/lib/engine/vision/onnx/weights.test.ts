import { expect, test } from 'vitest'
import { readWeights, toOnnxKernel } from '@/lib/engine/vision/onnx/weights'

test('half precision is read, also tiny and negative numbers', () => {
  // 1, -2, 0.5, the smallest subnormal, and infinity, as IEEE 754 writes them.
  const bytes = new Uint8Array(Uint16Array.of(0x3c00, 0xc000, 0x3800, 0x0001, 0x7c00).buffer)
  const entry = { name: 'w', shape: [5], dtype: 'float32', quantization: { dtype: 'float16' } }
  expect([...readWeights([entry], bytes).get('w')!.data]).toEqual([
    1,
    -2,
    0.5,
    2 ** -24,
    Number.POSITIVE_INFINITY,
  ])
})

test('several weights lie behind each other in one file', () => {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setFloat32(0, 1.5, true)
  new DataView(bytes.buffer).setInt32(4, -7, true)
  const weights = readWeights(
    [
      { name: 'a', shape: [1], dtype: 'float32' },
      { name: 'b', shape: [], dtype: 'int32' },
    ],
    bytes,
  )
  expect([weights.get('a')!.data[0], weights.get('b')!.data[0]]).toEqual([1.5, -7])
})

test('a form that is not known is an error', () => {
  const entry = { name: 'w', shape: [1], dtype: 'float32', quantization: { dtype: 'uint8' } }
  expect(() => readWeights([entry], new Uint8Array(4))).toThrow('uint8')
})

test('kernels are turned from channels last to channels first', () => {
  // 1 × 2 pixels, 2 inputs, 1 output: each value says where it was.
  const weight = { shape: [1, 2, 2, 1], data: Float32Array.of(0, 1, 10, 11) }
  expect(toOnnxKernel(weight, false)).toEqual({ shape: [1, 2, 1, 2], data: Float32Array.of(0, 10, 1, 11) })
  expect(toOnnxKernel(weight, true).shape).toEqual([2, 1, 1, 2])
})
