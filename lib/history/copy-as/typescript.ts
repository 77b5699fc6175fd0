import { type CopyRequest, formFields, type SentFile, writeJson } from '@/lib/history/copy-as/request'

const literal = (value: string | number | boolean | null): string => JSON.stringify(value)

/** A program for Node; pictures are read from files beside it, the key from the environment. */
export function toTypeScript(request: CopyRequest): string {
  const { address, encoding, headers, keyHeader, keyVariable, files } = request
  const key = `${literal(keyHeader.name)}: \`${keyHeader.prefix}\${process.env.${keyVariable}}\``
  const others = Object.entries({
    ...headers,
    ...(encoding === 'json' && { 'Content-Type': 'application/json' }),
  }).map(([name, value]) => `${literal(name)}: ${literal(value)}`)
  return [
    ...(files.length > 0 ? ['import { readFile } from "node:fs/promises"', ''] : []),
    ...files.map(({ name, note }) => `// ${name}: ${note}`),
    ...(encoding === 'json' ? jsonLines(request) : formLines(request)),
    '',
    `const response = await fetch(${literal(address)}, {`,
    `  method: 'POST',`,
    '  headers: {',
    ...[key, ...others].map((line) => `    ${line},`),
    '  },',
    `  body${encoding === 'json' ? ': JSON.stringify(body)' : ''},`,
    '})',
    'console.log(response.status, await response.text())',
    '',
  ].join('\n')
}

function jsonLines({ body, files }: CopyRequest): string[] {
  const dataUrl = [
    'const dataUrl = async (file: string, type: string) =>',
    `  \`data:\${type};base64,\${(await readFile(file)).toString('base64')}\``,
  ]
  const file = ({ name, type }: SentFile) => `await dataUrl(${literal(name)}, ${literal(type)})`
  return [...(files.length > 0 ? dataUrl : []), `const body = ${writeJson(body, { scalar: literal, file })}`]
}

const formLines = (request: CopyRequest): string[] => [
  'const body = new FormData()',
  ...formFields(request).map(([field, value]) =>
    typeof value === 'string'
      ? `body.append(${literal(field)}, ${literal(value)})`
      : `body.append(${literal(field)}, new Blob([await readFile(${literal(value.name)})], { type: ${literal(value.type)} }), ${literal(value.name)})`,
  ),
]
