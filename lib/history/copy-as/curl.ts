import { type CopyRequest, formFields, writeJson } from '@/lib/history/copy-as/request'
import { quoteShell } from '@/lib/history/copy-as/shell'

/** Between `<<REQUEST` and `REQUEST` a shell still reads these. */
const escapeHeredoc = (text: string): string => text.replace(/[\\$`]/g, '\\$&')

/** A command for curl; pictures are read from files beside it, the key from the environment. */
export function toCurl(request: CopyRequest): string {
  const { address, encoding, keyHeader, keyVariable, headers, files } = request
  const lines = [
    `curl -sS ${quoteShell(address)}`,
    `-H "${keyHeader.name}: ${keyHeader.prefix}$${keyVariable}"`,
    ...Object.entries(headers).map(([name, value]) => `-H ${quoteShell(`${name}: ${value}`)}`),
    ...(encoding === 'json' ? JSON_LINES : formLines(request)),
  ]
  const notes = files.map(({ name, note }) => `# ${name}: ${note}\n`).join('')
  return `${notes}${lines.join(' \\\n  ')}\n${encoding === 'json' ? `${heredocOf(request)}\n` : ''}`
}

const JSON_LINES = [`-H 'Content-Type: application/json'`, '--data-binary @- <<REQUEST']

const heredocOf = ({ body }: CopyRequest): string => {
  const json = writeJson(body, {
    scalar: (value) => escapeHeredoc(JSON.stringify(value)),
    file: ({ name, type }) => `"data:${type};base64,$(base64 < ${name} | tr -d '\\n')"`,
  })
  return `${json}\nREQUEST`
}

const formLines = (request: CopyRequest): string[] =>
  formFields(request).map(([field, value]) =>
    typeof value === 'string'
      ? `--form-string ${quoteShell(`${field}=${value}`)}`
      : `-F ${quoteShell(`${field}=@${value.name};type=${value.type}`)}`,
  )
