import type { ModelCardInput } from '@/lib/models/card'

/** How a result travels, where the vendor lets the caller choose. */
export const RESPONSE_FORMAT: NonNullable<ModelCardInput['advanced']>[number] = {
  key: 'response_format',
  label: 'Answer as',
  help: 'How the result travels. Both give the same picture.',
  control: {
    kind: 'choice',
    options: [
      { value: 'url', label: 'Address (url)' },
      { value: 'b64_json', label: 'Inline (b64_json)' },
    ],
    default: 'url',
  },
}
