import type { Control, SizeControl } from '@/lib/models/card'

/** `width` and `height` of an exact size `WIDTHxHEIGHT`, in px; undefined for named sizes. */
export function parseSize(size: string): { width: number; height: number } | undefined {
  const match = /^(\d{1,5})\s*[x×]\s*(\d{1,5})$/i.exec(size.trim())
  return match ? { width: Number(match[1]), height: Number(match[2]) } : undefined
}

/** Why a size does not fit a control, in words; undefined when it does. */
export function sizeProblem(control: SizeControl, size: string): string | undefined {
  if (control.options.some((option) => option.value === size)) return undefined
  const exact = parseSize(size)
  const limits = control.exact
  if (!exact || !limits) return 'Choose one of the sizes in the list.'
  const { width, height } = exact
  const area = width * height
  if (Math.min(width, height) < limits.minSidePx || Math.max(width, height) > limits.maxSidePx)
    return `Each side must be ${limits.minSidePx} to ${limits.maxSidePx} px.`
  if (area < (limits.minAreaPx ?? 0) || area > (limits.maxAreaPx ?? Number.POSITIVE_INFINITY))
    return `Width × height must be ${(limits.minAreaPx ?? 1).toLocaleString('en')} to ${limits.maxAreaPx?.toLocaleString('en')} px.`
  const ratio = width / height
  if (ratio < (limits.minRatio ?? 0) || ratio > (limits.maxRatio ?? Number.POSITIVE_INFINITY))
    return 'This shape is too narrow for the model.'
  const step = limits.multipleOfPx ?? 1
  return width % step || height % step ? `Both sides must be multiples of ${step} px.` : undefined
}

/** Why a value does not fit a control, in words; undefined when it does. */
export function controlProblem(control: Control, value: unknown): string | undefined {
  if (control.kind === 'switch') return typeof value === 'boolean' ? undefined : 'Must be on or off.'
  if (control.kind === 'text')
    return String(value).length <= control.maxLength
      ? undefined
      : `Must have at most ${control.maxLength} characters.`
  if (control.kind === 'choice')
    return control.options.some((option) => option.value === value) ? undefined : 'Choose one of the list.'
  if (control.kind === 'size') return sizeProblem(control, String(value))
  const { min, max } = control
  const isWhole = control.kind === 'range' || Number.isInteger(value)
  return typeof value === 'number' && value >= min && value <= max && isWhole
    ? undefined
    : `Must be ${min} to ${max}.`
}
