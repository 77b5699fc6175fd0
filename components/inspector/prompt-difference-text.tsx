import type { PromptDifference } from '@/lib/history/prompt-difference'

/** A prompt as it was changed: struck out what went, underlined what came; read aloud as deletion and insertion. */
export function PromptDifferenceText({ difference }: { difference: PromptDifference }) {
  let words = 0
  return (
    <p className="text-pretty break-words text-body">
      {difference.parts.map((part) => {
        const text = part.words.join(' ')
        words += part.words.length
        const key = `${words} ${part.kind}`
        if (part.kind === 'same') return <span key={key}>{text} </span>
        if (part.kind === 'removed') {
          return (
            <span key={key}>
              <del className="rounded-[2px] bg-failed-soft px-0.5 text-failed line-through decoration-1">
                {text}
              </del>{' '}
            </span>
          )
        }
        return (
          <span key={key}>
            <ins className="rounded-t-[2px] border-current border-b bg-kept-soft px-0.5 text-kept no-underline">
              {text}
            </ins>{' '}
          </span>
        )
      })}
    </p>
  )
}
