/** What the page and its file worker say to each other. */
export type FileWork = 'thumbnail' | 'hash' | 'text'

export type FileQuestion = { id: number; work: FileWork; file: File }

/** `value` is undefined when the browser cannot do it: then the server's word counts. */
export type FileAnswer = { id: number; value: Blob | string | undefined }
