import type { RecipeView } from '@/lib/edits/recipe'
import { toCommandLine } from '@/lib/history/copy-as/command'
import { toCurl } from '@/lib/history/copy-as/curl'
import { toPython } from '@/lib/history/copy-as/python'
import { toCopyRequest } from '@/lib/history/copy-as/request'
import { toTypeScript } from '@/lib/history/copy-as/typescript'

/** An edit as something that can be run elsewhere. */
export type Copy = { label: string; text: string }

/**
 * Every form in which an edit can be copied: the request of a cloud edit as it was sent, with the key as a variable;
 * the command of a local one. Empty while nothing was sent, and for what is neither.
 * @param baseUrl another address of the vendor, for tests
 */
export function listCopies({ asked, sent }: RecipeView, baseUrl?: string): Copy[] {
  const command = toCommandLine(asked)
  if (command) return [{ label: 'Command line', text: command }]
  const request = toCopyRequest(asked.modelId, sent, baseUrl)
  if (!request) return []
  return [
    { label: 'curl', text: toCurl(request) },
    { label: 'TypeScript', text: toTypeScript(request) },
    { label: 'Python', text: toPython(request) },
  ]
}
