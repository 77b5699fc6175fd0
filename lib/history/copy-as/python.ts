import { type CopyRequest, formFields, type SentFile, writeJson } from '@/lib/history/copy-as/request'

/** JSON's own escapes are those of Python, all letters as ASCII so that no encoding of a file matters. */
function literal(value: string | number | boolean | null): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return JSON.stringify(value).replace(/[^\x20-\x7e]/gu, (letter) => {
    const code = letter.codePointAt(0)!.toString(16)
    return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`
  })
}

/** A program for Python 3 without further packages; pictures are read from files beside it. */
export function toPython(request: CopyRequest): string {
  const { address, encoding, keyHeader, keyVariable, headers, files } = request
  const isJson = encoding === 'json'
  const modules = [
    'os',
    'urllib.request',
    ...(isJson ? ['json'] : []),
    ...(isJson && files.length ? ['base64'] : []),
  ]
  const key = `${literal(keyHeader.name)}: ${keyHeader.prefix ? `${literal(keyHeader.prefix)} + ` : ''}os.environ[${literal(keyVariable)}]`
  const type = isJson ? literal('application/json') : '"multipart/form-data; boundary=" + boundary'
  const lines = [
    ...modules.toSorted().map((name) => `import ${name}`),
    '',
    ...files.map(({ name, note }) => `# ${name}: ${toAscii(note)}`),
    ...(isJson ? jsonLines(request) : formLines(request)),
    '',
    `request = urllib.request.Request(${literal(address)}, data=data, headers={`,
    ...[key, ...Object.entries(headers).map(([name, value]) => `${literal(name)}: ${literal(value)}`)].map(
      (line) => `    ${line},`,
    ),
    `    "Content-Type": ${type},`,
    '})',
    'with urllib.request.urlopen(request) as response:',
    '    print(response.status, response.read().decode())',
    '',
  ]
  return lines.join('\n')
}

const toAscii = (text: string): string =>
  text
    .replaceAll('×', 'x')
    .replaceAll('…', '...')
    .replace(/[^\x20-\x7e]/g, '?')

function jsonLines({ body, files }: CopyRequest): string[] {
  const dataUrl = [
    'def data_url(file, kind):',
    '    with open(file, "rb") as picture:',
    '        return "data:" + kind + ";base64," + base64.b64encode(picture.read()).decode()',
    '',
  ]
  const file = ({ name, type }: SentFile) => `data_url(${literal(name)}, ${literal(type)})`
  return [
    ...(files.length > 0 ? dataUrl : []),
    `body = ${writeJson(body, { scalar: literal, file })}`,
    'data = json.dumps(body).encode()',
  ]
}

const formLines = (request: CopyRequest): string[] => [
  'boundary = "afterimage-" + os.urandom(16).hex()',
  'data = b""',
  'def add(field, content, extra=""):',
  '    global data',
  '    head = "--" + boundary + "\\r\\nContent-Disposition: form-data; name=\\"" + field + "\\"" + extra + "\\r\\n\\r\\n"',
  '    data += head.encode() + content + b"\\r\\n"',
  'def add_file(field, file, kind):',
  '    with open(file, "rb") as picture:',
  '        add(field, picture.read(), "; filename=\\"" + file + "\\"\\r\\nContent-Type: " + kind)',
  ...formFields(request).map(([field, value]) =>
    typeof value === 'string'
      ? `add(${literal(field)}, ${literal(value)}.encode())`
      : `add_file(${literal(field)}, ${literal(value.name)}, ${literal(value.type)})`,
  ),
  'data += ("--" + boundary + "--\\r\\n").encode()',
]
