/** With the capital with which a sentence begins; a number needs none. */
export const toSentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
