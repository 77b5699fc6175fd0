import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

type Refusal = { status: number; code: string }

/** The eight requests to one bucket that the product makes. Signatures are not checked. */
export async function startS3Server() {
  const objects = new Map<string, Buffer>()
  const uploads = new Map<string, Map<number, Buffer>>()
  const requests: string[] = []
  const state = { refusal: undefined as Refusal | undefined }

  async function handle(request: IncomingMessage, response: ServerResponse) {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://bucket')
    const uploadId = searchParams.get('uploadId')
    const bytes = await buffer(request)
    requests.push(`${request.method} ${pathname}${searchParams.has('uploads') || uploadId ? ' parts' : ''}`)
    if (state.refusal && request.method === 'PUT') return refuse(response, state.refusal)
    if (searchParams.has('uploads')) return begin(response)
    if (searchParams.has('list-type')) return list(response, pathname, searchParams.get('prefix') ?? '')
    if (uploadId) return takePart(request, response, { pathname, uploadId, searchParams, bytes })
    if (request.method === 'PUT') objects.set(pathname, bytes)
    if (request.method === 'DELETE') {
      objects.delete(pathname)
      return response.writeHead(204).end()
    }
    const object = objects.get(pathname)
    if (!object) return refuse(response, { status: 404, code: 'NoSuchKey' })
    answer(request, response, object)
  }

  function begin(response: ServerResponse) {
    const id = `upload-${uploads.size}`
    uploads.set(id, new Map())
    response.end(`<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`)
  }

  function list(response: ServerResponse, bucket: string, prefix: string) {
    const base = `${bucket.replace(/\/$/, '')}/`
    const found = [...objects]
      .map(([name, bytes]) => ({ key: name.slice(base.length), bytes }))
      .filter(({ key }) => key.startsWith(prefix))
    const contents = found.map(
      ({ key, bytes }) =>
        `<Contents><Key>${key}</Key><Size>${bytes.length}</Size><LastModified>${new Date().toISOString()}</LastModified></Contents>`,
    )
    response.writeHead(200, { 'content-type': 'application/xml' })
    response.end(`<ListBucketResult><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`)
  }

  type Part = { pathname: string; uploadId: string; searchParams: URLSearchParams; bytes: Buffer }
  function takePart(request: IncomingMessage, response: ServerResponse, part: Part) {
    const parts = uploads.get(part.uploadId)
    if (!parts) return refuse(response, { status: 404, code: 'NoSuchUpload' })
    if (request.method === 'PUT') {
      parts.set(Number(part.searchParams.get('partNumber')), part.bytes)
      return response.writeHead(200, { etag: '"part"' }).end()
    }
    uploads.delete(part.uploadId)
    if (request.method === 'DELETE') return response.writeHead(204).end()
    const inOrder = [...parts].sort(([a], [b]) => a - b).map(([, bytes]) => bytes)
    objects.set(part.pathname, Buffer.concat(inOrder))
    response.end('<CompleteMultipartUploadResult></CompleteMultipartUploadResult>')
  }

  const server = createServer((request, response) => void handle(request, response))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    uploads,
    requests,
    /** From now on every write is refused; nothing given, it is taken again. */
    refuseWrites(refusal?: Refusal) {
      state.refusal = refusal
    },
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

function refuse(response: ServerResponse, { status, code }: Refusal) {
  response.writeHead(status, { 'content-type': 'application/xml' })
  response.end(`<Error><Code>${code}</Code><Message>refused</Message></Error>`)
}

function answer(request: IncomingMessage, response: ServerResponse, object: Buffer) {
  if (request.method === 'PUT') return response.writeHead(200, { etag: '"whole"' }).end()
  const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? []
  if (start && Number(start) >= object.length) return refuse(response, { status: 416, code: 'InvalidRange' })
  const bytes = start ? object.subarray(Number(start), Number(end) + 1) : object
  response.writeHead(start ? 206 : 200, { 'content-length': bytes.length, etag: '"whole"' })
  response.end(request.method === 'HEAD' ? undefined : bytes)
}
