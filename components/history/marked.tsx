import { Fragment } from 'react'

/** Text with the words that were searched for marked. */
export function Marked({ text, query }: { text: string; query: string }) {
  const words = query.trim().split(/\s+/).filter(Boolean)
  if (words.length === 0) return text
  const pattern = new RegExp(words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'gi')
  const pieces = []
  let from = 0
  for (const match of text.matchAll(pattern)) {
    pieces.push(
      <Fragment key={match.index}>
        {text.slice(from, match.index)}
        <mark className="rounded-[2px] bg-[light-dark(oklch(0.80_0.11_212/0.45),oklch(0.80_0.10_212/0.28))] text-inherit">
          {match[0]}
        </mark>
      </Fragment>,
    )
    from = match.index + match[0].length
  }
  return (
    <>
      {pieces}
      {text.slice(from)}
    </>
  )
}
