import 'server-only'
import type { ServerResponse } from 'node:http'

/** One request to the sandbox and the way to answer it, in the form of the vendor that it plays. */
export type Exchange = {
  vendor: 'aiml' | 'pixazo'
  response: ServerResponse
  /** As it was sent, for the fault that echoes it. */
  key: string
  options: Record<string, string>
  baseUrl: string
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(body))
}

export function sendText(response: ServerResponse, status: number, body: string, type = 'text/html'): void {
  response.writeHead(status, { 'content-type': type })
  response.end(body)
}
