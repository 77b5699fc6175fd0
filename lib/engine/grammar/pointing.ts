import { lex } from './lexer'
import type { Token } from './token'

const POINTING = new Set(['this', 'that', 'these', 'those'])
/** "This" and "that"; not "here" and "there", which mean the selection anyway. */
const CHINESE_POINTING = /这个|那个|这些|那些|[这那](?![里边])/g
/** "It" points when there is something to point at, else it means the picture: "make it winter". */
const IT = 'it'

/**
 * Reads a prompt with "this" as what is selected. Places in it are lost.
 * @param isItMeant whether "it" is that too
 */
export function lexPointing(prompt: string, isItMeant: boolean): Token[] {
  return lex(prompt.replace(CHINESE_POINTING, '选区')).map((token) => {
    if (token.kind !== 'word') return token
    if (POINTING.has(token.text)) return { ...token, text: 'selection' }
    return isItMeant && token.text === IT ? { ...token, text: 'selection', isPointing: true } : token
  })
}
