/**
 * Just enough of protocol buffers to write ONNX files (https://protobuf.dev/programming-guides/encoding,
 * https://github.com/onnx/onnx/blob/main/onnx/onnx.proto): a message is a list of fields, a field is bytes.
 */
export type Bytes = Uint8Array

const text = new TextEncoder()

export function joinBytes(parts: readonly Bytes[]): Bytes {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

function varint(value: number | bigint): Bytes {
  const bytes: number[] = []
  let rest = BigInt.asUintN(64, BigInt(value))
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128)
    rest >>= 7n
  }
  return Uint8Array.from([...bytes, Number(rest)])
}

const VARINT = 0
const LENGTH_DELIMITED = 2
const tag = (field: number, wire: number): Bytes => varint(field * 8 + wire)

/** A whole number. */
export const whole = (field: number, value: number): Bytes => joinBytes([tag(field, VARINT), varint(value)])

/** A string, bytes or another message. */
export function nested(field: number, content: string | Bytes): Bytes {
  const bytes = typeof content === 'string' ? text.encode(content) : content
  return joinBytes([tag(field, LENGTH_DELIMITED), varint(bytes.length), bytes])
}
