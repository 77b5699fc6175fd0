/**
 * Bytes that are made while they are sent: the next ones are asked for when the browser has room for them.
 * @param leave is told when nobody reads any more
 */
export function toByteStream(
  bytes: AsyncGenerator<Uint8Array>,
  leave: () => void,
): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await bytes.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      leave()
      await bytes.return(undefined)
    },
  })
}

/** Bytes that are there, as the body of an answer: `new Response(bytes)` would copy them, and a full size is large. */
export const toBody = (bytes: Uint8Array): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      controller.enqueue(bytes)
      controller.close()
    },
  })
